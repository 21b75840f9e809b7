from __future__ import annotations

import base64
import hashlib
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.visualize.conftest import MARKUP, chain_of
from visualize.html import html


class Page(HTMLParser):
    """Elements with their attributes, and the text of each script, style and everything else."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.text = ""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")
        if tag == "style":
            self.styles.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside == "style":
            self.styles[-1] += data
        else:
            self.text += data

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found


@pytest.fixture(scope="module")
def page(store: Store) -> Page:
    return Page(html(chain_of(store, "甲县委", "2015-05-01")))


def test_it_asks_nothing_of_any_host(page: Page) -> None:
    fetched = {"src", "srcset", "href", "xlink:href", "action", "data", "poster", "background"}
    asked = [v for _, attributes in page.elements for n, v in attributes.items() if n in fetched]
    assert all(v is not None and v.startswith("#") for v in asked)
    assert not {tag for tag, _ in page.elements} & {"link", "iframe", "img", "object", "embed"}
    own = [page.scripts[0], page.scripts[2], *page.styles]
    assert not [part for part in own if "http" in part or "url(" in part or "@import" in part]


def test_the_library_is_the_one_that_pyvis_packs(page: Page) -> None:
    assert "@version 9.1.2" in page.scripts[1][:400]
    assert "The MIT License" in page.scripts[1][:900]
    assert "sourceMappingURL" not in page.scripts[1]


def test_only_its_own_scripts_may_run(page: Page) -> None:
    (policy,) = [
        a["content"] or ""
        for _, a in page.elements
        if a.get("http-equiv") == "Content-Security-Policy"
    ]
    digests = [hashlib.sha256(script.encode()).digest() for script in page.scripts[1:]]
    hashes = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    assert policy == (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_names_with_markup_are_inert(page: Page) -> None:
    assert MARKUP in page.text
    assert "<" not in page.scripts[0]
    assert MARKUP in page.data["boxes"]["乙市委"]["names"]
    assert len(page.scripts) == 3
    assert not [n for _, attributes in page.elements for n in attributes if n.startswith("on")]


def test_it_says_its_language_encoding_date_and_sources(page: Page) -> None:
    assert ("html", {"lang": "zh-CN"}) in page.elements
    assert ("meta", {"charset": "utf-8"}) in page.elements
    for words in (
        "甲县委 · 主体责任链条",
        "截至 2015-05-01",
        "责任：主体责任",
        "出处 6 条",
        "图例",
    ):
        assert words in page.text
    anchors = [a["id"] for tag, a in page.elements if tag == "li" and "id" in a]
    assert anchors == [f"source-{n}" for n in range(1, 7)]


def test_the_data_are_what_pyvis_hands_on_and_where_everything_stands(page: Page) -> None:
    data = page.data
    assert [n["id"] for n in data["nodes"]] == ["甲县委", "乙市委", "丙省委"]
    assert {frozenset(n) for n in data["nodes"]} == {frozenset(("id", "label", "shape", "x", "y"))}
    assert [(e["from"], e["to"]) for e in data["edges"]] == [
        ("甲县委", "乙市委"),
        ("乙市委", "丙省委"),
    ]
    assert set(data["lines"]) == {e["id"] for e in data["edges"]}
    assert data["layers"][0]["text"] == "本级"


def test_nothing_is_left_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    picture = chain_of(store, "甲县委", "2015-05-01")
    assert html(picture) == html(picture)
    assert list(tmp_path.iterdir()) == []


def test_words_that_judge_do_not_occur(page: Page) -> None:
    told = page.text + page.scripts[0] + page.scripts[2]
    assert not [word for word in ("失职", "失责", "未履行") if word in told]
