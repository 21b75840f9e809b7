"""DOCX -> paragraphs, as the document reads with all tracked changes accepted."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

from graph.errors import InvalidData

MOST_BYTES: Final = 64 << 20
"""Of the document inside the archive, so that a small file cannot fill the memory."""
_MAIN: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_GONE: Final = (f"{_W}del", f"{_W}moveFrom", _TWICE)
_OPEN_AND_SAVE: Final = "用 Word 打开并另存为 .docx 再读"


def word_text(path: Path) -> str:
    """The paragraphs of a DOCX, one a line, tables cell by cell. Raises `InvalidData`."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_MAIN).file_size > MOST_BYTES:
                raise InvalidData(f"{path.name} 展开后过大", remedy="分成几个文件再读")
            source = archive.read(_MAIN)
        root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
    except KeyError:
        raise InvalidData(
            f"{path.name} 不是 Word 文档", remedy="表格用 zerenlian load 载入"
        ) from None
    except (zipfile.BadZipFile, RuntimeError, EOFError):  # a way of packing that zipfile lacks too
        raise InvalidData(f"{path.name} 损坏或有密码，读不出", remedy=_OPEN_AND_SAVE) from None
    except etree.XMLSyntaxError:
        raise InvalidData(f"{path.name} 的内容损坏", remedy=_OPEN_AND_SAVE) from None
    return "\n".join("".join(_words(paragraph)) for paragraph in _paragraphs(root))


def _paragraphs(element: etree._Element) -> list[etree._Element]:
    """Paragraphs in reading order; what stands in a text box comes after its anchor."""
    found: list[etree._Element] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}p":
            found.append(node)
        stack.extend(child for child in reversed(node) if child.tag not in _GONE)
    return found


def _words(paragraph: etree._Element) -> list[str]:
    found: list[str] = []
    stack = [child for child in reversed(paragraph) if child.tag not in _GONE]
    while stack:
        node = stack.pop()
        if node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag in _SIGNS:
            found.append(_SIGNS[str(node.tag)])
        elif node.tag != f"{_W}p":  # a paragraph within is one of its own
            stack.extend(child for child in reversed(node) if child.tag not in _GONE)
    return found
