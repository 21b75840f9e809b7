"""How the bytes of a text file are to be read: by mark, by proof, or by what the user says."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from graph.errors import InvalidData

CHUNK: Final = 1 << 20
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DAMAGED_UTF8: Final = 3
"""Chinese characters read well before a fault, from which on a file is held to be damaged UTF-8
and not GB18030, under which it would read as other characters without an error."""
REMEDY: Final = "在原程序里另存为 UTF-8，或在映射里写 source: {encoding: 编码}"


class _Fault(Exception):
    """The first byte that does not fit an encoding, and the line it stands on."""

    def __init__(self, offset: int, line: int, chinese: int) -> None:
        super().__init__()
        self.offset = offset
        self.line = line
        self.chinese = chinese

    def __str__(self) -> str:
        return f"第{self.line}行，第{self.offset + 1}字节"


def text_encoding(path: Path, given: str | None = None) -> str:
    """The Python name of the encoding in which the whole file reads without an error.

    Order: `given`, byte order mark, UTF-16 without a mark (by its zero bytes), strict UTF-8, strict
    GB18030. Raises `InvalidData` naming line and byte where none fits.
    """
    with path.open("rb") as file:
        head = file.read(1 << 16)
    encoding = given or _marked(head) or _unmarked_utf16(head)
    if encoding:
        return _proved(path, encoding)
    try:
        _prove(path, "utf-8")
    except _Fault as utf8:
        return _gb18030(path, utf8)
    return "utf-8"


def _marked(head: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if head.startswith(mark)), None)


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 whose mark is missing, if there are zero bytes and one byte order makes sense of them.

    Zero bytes stand beside every sign of ASCII, and within 一; separators tell the orders apart.
    """
    zeros = head.count(0)
    if not zeros or (zeros < len(head) / 4 and _decoded(head, "utf-8") is not None):
        return None
    separators = {name: _separators(head, name) for name in ("utf-16-le", "utf-16-be")}
    likelier = max(separators, key=lambda name: separators[name])
    return likelier if separators[likelier] else None


def _separators(head: bytes, encoding: str) -> int:
    text = _decoded(head, encoding)
    return sum(map(text.count, "\n\r,;\t")) if text and "\0" not in text else 0


def _decoded(head: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None


def _proved(path: Path, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise InvalidData(
            f"不认识的编码：{encoding}", remedy="写成 utf-8、gb18030 或 utf-16"
        ) from None
    try:
        _prove(path, encoding)
    except _Fault as fault:
        raise InvalidData(
            f"{path.name} 不能按 {encoding} 读：{fault}有不合编码的内容", remedy=REMEDY
        ) from None
    return encoding


def _gb18030(path: Path, utf8: _Fault) -> str:
    if utf8.chinese >= DAMAGED_UTF8:
        raise InvalidData(
            f"{path.name} 是 UTF-8 文件，但{utf8}损坏",
            remedy="改正这一处后再装入；若确实不是 UTF-8，在映射里写 source: {encoding: 编码}",
        )
    try:
        _prove(path, "gb18030")
    except _Fault as gb18030:
        raise InvalidData(
            f"{path.name} 的编码不明：不是 UTF-8（{utf8}），也不是 GB18030（{gb18030}）",
            remedy=REMEDY,
        ) from None
    return "gb18030"


def _prove(path: Path, encoding: str) -> None:
    """Decode the whole file; raises `_Fault` at the first byte that does not fit."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = line = chinese = 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding, "ignore")
                raise _Fault(
                    offset - pending + error.start,
                    line + good.count("\n") + 1,
                    chinese + _chinese(good),
                ) from None
            if not chunk:
                return
            offset += len(chunk)
            line += text.count("\n")
            if chinese < DAMAGED_UTF8:
                chinese += _chinese(text)


def _chinese(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)
