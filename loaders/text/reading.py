"""Files -> texts: TXT, HTML, DOCX and PDF, told apart by what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import InvalidData
from loaders.tables import check_file
from loaders.tables.encoding import text_encoding
from loaders.text.masthead import masthead
from loaders.text.page import declared_encoding, page_text
from loaders.text.pdf import pdf_pages
from loaders.text.text import Text, joined_pages, line_starts, plain_form
from loaders.text.word import word_text

MOST_BYTES: Final = 64 << 20
LONGEST_PARAGRAPH: Final = 50_000
"""Characters; a paragraph of a hundred printed pages is no paragraph."""
_HEAD: Final = 4096
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head)", re.I
)
_DOCUMENT_ENDINGS: Final = (".pdf", ".docx", ".doc", ".wps", ".rtf")
_PAGE_ENDINGS: Final = (".html", ".htm", ".shtml", ".xhtml")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MOST_CONTROL: Final = 100
"""A text has at most one control character among so many others, or it is no text."""
_SAVE_AS_UTF8: Final = "在原程序里另存为 UTF-8 的文本再读"


@dataclass(frozen=True, slots=True)
class _Content:
    """What a format holds: its words, with what it says of title and date, and its pages."""

    body: str
    encoding: str
    title: str = ""
    published: str | None = None
    pages: tuple[int, ...] = ()


def read_text(path: Path) -> Text:
    """The text of a file.

    Raises `InvalidData` with what to do about it: for an empty file, an unknown encoding, a file
    that holds no text (a scanned PDF), a password, or what is too long to be an article.
    """
    check_file(path)
    if path.stat().st_size > MOST_BYTES:
        raise InvalidData(
            f"{path.name} 有 {path.stat().st_size >> 20} MB，不像一篇文章",
            remedy=f"分成不超过 {MOST_BYTES >> 20} MB 的文件",
        )
    content = _content(path)
    body = _clean(content.body, path.name)
    lines = line_starts(body)
    _check_paragraphs(path.name, lines, len(body))
    title, published, published_by = masthead(
        body, path.name, content.title, content.published
    )  # fmt: skip
    return Text(
        path.name, title, published, published_by, content.encoding, body, plain_form(body),
        lines, content.pages,
    )  # fmt: skip


def _content(path: Path) -> _Content:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        pages = [_clean(page, path.name) for page in pdf_pages(path)]
        body, starts = joined_pages(pages)
        return _Content(body, "pdf", pages=starts)
    if head.startswith(b"PK\x03\x04"):
        return _Content(word_text(path), "docx")
    if head.startswith(_OLD_OFFICE):
        raise _old_office(path)
    if path.suffix.lower() in _PAGE_ENDINGS or _PAGE.match(head):
        return _page(path, head)
    if path.suffix.lower() in _DOCUMENT_ENDINGS:
        raise InvalidData(
            f"{path.name} 名为 {path.suffix}，里面不是 PDF、DOCX 或网页",
            remedy="在原程序里打开，另存为 .docx 或 UTF-8 的文本再读",
        )
    encoding = _encoding(path)
    return _Content(path.read_text(encoding=encoding), encoding)


def _old_office(path: Path) -> InvalidData:
    if _LOCKED in path.read_bytes():
        return InvalidData(f"{path.name} 有密码，读不出", remedy="用 Word 打开，去掉密码后另存")
    return InvalidData(f"{path.name} 是旧格式的 Office 文件", remedy="用 Word 另存为 .docx 再读")


def _page(path: Path, head: bytes) -> _Content:
    declared = declared_encoding(head)
    source = None
    if declared:
        try:
            source = path.read_bytes().decode(declared)
        except (UnicodeDecodeError, LookupError):
            declared = ""  # pages lie about their encoding: look for oneself
    if source is None:
        declared = _encoding(path)
        source = path.read_text(encoding=declared)
    page = page_text(source)
    if not page.body.strip():
        raise InvalidData(f"{path.name} 里没有正文", remedy="在浏览器里打开，另存为文本再读")
    return _Content(page.body, declared or "", page.title, page.published)


def _encoding(path: Path) -> str:
    try:
        return text_encoding(path)
    except InvalidData as error:
        raise InvalidData(error.message, remedy=_SAVE_AS_UTF8) from None


def _clean(text: str, file: str) -> str:
    """One paragraph a line, without what cannot be seen."""
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    cleaned = _CONTROL.sub("", text)
    if (len(text) - len(cleaned)) * _MOST_CONTROL > len(text):
        raise InvalidData(f"{file} 不是文字：控制字符太多", remedy="核对文件；" + _SAVE_AS_UTF8)
    if not cleaned.strip():
        raise InvalidData(f"{file} 里没有文字", remedy="核对文件是否选对、是否保存完整")
    return cleaned


def _check_paragraphs(file: str, lines: tuple[int, ...], length: int) -> None:
    ends = [*(start - 1 for start in lines[1:]), length]
    for number, (start, end) in enumerate(zip(lines, ends, strict=True), start=1):
        if end - start > LONGEST_PARAGRAPH:
            raise InvalidData(
                f"{file} 第{number}行有 {end - start:,} 字，不像一段话",
                remedy=f"按段落分行，每段不超过 {LONGEST_PARAGRAPH:,} 字",
            )
