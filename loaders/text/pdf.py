"""PDF -> pages of paragraphs: lines that were broken for print are joined again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pypdfium2

from graph.errors import InvalidData

MOST_PAGES: Final = 5000
_LONG: Final = 0.8
"""A line of at least this share of the page's longest may go on in the next."""
_ENDED: Final = ("。", "！", "？", "：", "；", "”", "!", "?", ".")
_PAGE_NUMBER: Final = re.compile(r"\s*[-—–－]?\s*(?:第\s*)?\d{1,4}(?:\s*页)?\s*[-—–－]?\s*")
_LATIN: Final = re.compile(r"[A-Za-z0-9]$")


def pdf_pages(path: Path) -> list[str]:
    """The text of each page. Raises `InvalidData` for a password, damage, or a scan."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InvalidData(
                f"{path.name} 有密码，读不出", remedy="打开后另存为没有密码的 PDF"
            ) from None
        raise InvalidData(
            f"{path.name} 不是完好的 PDF", remedy="重新下载或导出；或另存为文本"
        ) from None
    with document:
        if len(document) > MOST_PAGES:
            raise InvalidData(
                f"{path.name} 有 {len(document):,} 页", remedy=f"分成不超过 {MOST_PAGES:,} 页的文件"
            )
        pages = [_paragraphs(page.get_textpage().get_text_range()) for page in document]
    if not any(page.strip() for page in pages):
        raise InvalidData(
            f"{path.name} 里没有文字，像是扫描件", remedy="先做文字识别（OCR），再读识别后的文件"
        )
    return pages


def _paragraphs(text: str) -> str:
    lines = [line.rstrip() for line in text.splitlines() if not _PAGE_NUMBER.fullmatch(line)]
    longest = max(map(len, lines), default=0)
    found: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            between = " " if _LATIN.search(found[-1]) and line[:1].isascii() else ""
            found[-1] += between + line.lstrip()
        else:
            found.append(line)
        goes_on = len(line) >= longest * _LONG and not line.endswith(_ENDED)
    return "\n".join(found)
