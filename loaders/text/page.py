"""HTML -> the article of a page, without what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree, html

_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
_PROLOG: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_SILENT: Final = frozenset(
    ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form",
     "select", "button", "iframe", "svg", "head")
)  # fmt: skip
_BLOCKS: Final = frozenset(
    ("p", "div", "br", "li", "tr", "table", "section", "article", "main", "h1", "h2", "h3", "h4",
     "h5", "h6", "dd", "dt", "blockquote", "ul", "ol", "center", "body", "td", "figure")
)  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_ENDS: Final = re.compile("[。；！？]")
_MOST: Final = 0.8
"""The article is the smallest element that holds this share of the page's sentence ends."""
_TITLES: Final = ("articletitle", "og:title", "dc.title", "title")
_DATES: Final = ("pubdate", "publishdate", "article:published_time", "dc.date", "date")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its article, and title and date as its marks give them."""

    body: str
    title: str
    published: str | None


def declared_encoding(head: bytes) -> str:
    """The encoding that a page says it has, or nothing; GB 2312 and GBK as GB 18030."""
    found = _CHARSET.search(head)
    name = found[1].decode("ascii").lower() if found else ""
    return "gb18030" if name in ("gb2312", "gbk", "gb18030") else name


def page_text(source: str) -> Page:
    """The article of a page and its marks. A page without words comes back empty."""
    source = _PROLOG.sub("", source)
    if not source.strip():
        return Page("", "", None)
    try:
        root = html.document_fromstring(source)
    except etree.ParserError:
        return Page("", "", None)
    marks = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    title = next((marks[name].strip() for name in _TITLES if marks.get(name, "").strip()), "")
    heading = next((_line(h) for h in root.iter("h1") if _line(h)), "")
    named = next((_line(t) for t in root.iter("title") if _line(t)), "")
    article = _article(root)
    return Page(
        _text(article), title or heading or named,
        next((marks[name].strip() for name in _DATES if marks.get(name, "").strip()), None),
    )  # fmt: skip


def _line(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _article(root: etree._Element) -> etree._Element:
    """The smallest element that holds most of the sentence ends which are no part of links."""
    ends: dict[etree._Element, int] = {}

    def count(element: etree._Element) -> int:
        total = len(_ENDS.findall(element.text or "")) if _speaks(element) else 0
        for child in element:
            if _speaks(child) and child.tag != "a":
                total += ends[child]
            total += len(_ENDS.findall(child.tail or ""))
        return total

    for _, element in etree.iterwalk(root, events=("end",)):
        ends[element] = count(element)
    body = root.find("body")
    found = root if body is None else body
    least = ends[found] * _MOST
    while ends[found]:
        larger = next((c for c in found if _speaks(c) and ends[c] >= least), None)
        if larger is None or larger.tag in ("p", "span", "font", "strong", "b", "a", "br"):
            break
        found = larger
    return found


def _speaks(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return False
    return not _HIDDEN.search(element.get("style") or "") and element.get("hidden") is None


def _text(article: etree._Element) -> str:
    """The words of an element, one block a line; white space as a browser shows it."""
    parts: list[str] = []

    def say(words: str | None) -> None:
        if words:
            parts.append(re.sub(r"[ \t\r\n]+", " ", words))

    for event, element in etree.iterwalk(article, events=("start", "end")):
        if _silenced(element, article):
            if (
                event == "end"
                and element is not article
                and not _silenced(element.getparent(), article)
            ):
                say(element.tail)
            continue
        if element.tag in _BLOCKS:
            parts.append("\n")
        if event == "start":
            say(element.text)
        elif element is not article:
            say(element.tail)
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _silenced(element: etree._Element | None, within: etree._Element) -> bool:
    """Whether the element or one around it, up to the article, is not shown."""
    while element is not None and element is not within:
        if not _speaks(element):
            return True
        element = element.getparent()
    return False
