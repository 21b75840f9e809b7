"""Titles of posts as written: with or without the body's name, and what heads are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.body_names import PUNCTUATION, canonical
from graph.names import fold, lexicon

_LEVELS = "省市县区州盟旗镇乡"
_PLACE = re.compile(rf"^(.+?(?:自治区|地区|街道|苏木|[{_LEVELS}]))")
_SHARED = tuple("局厅部院处校办")
"""Last characters of bodies that run into the title of their head: 财政局长."""
_DEPUTY = re.compile(r"副|助理|候选|原任|^原|拟任")
_ACTING = re.compile(r"^(?:代理|代)(?=..)")


def bare(title: str, body_names: Iterable[str]) -> str:
    """A folded title without the name of its own body: `甲市委书记`, `市委书记` → `书记`.

    Punctuation falls away. `body_names` are the written names of the body. What is left has at
    least two characters.
    """
    forms = [PUNCTUATION.sub("", fold(title)), canonical(title)]
    prefixes = _prefixes(tuple(body_names))
    stripped = [
        form[len(prefix) :]
        for form in forms
        for prefix in prefixes
        if form.startswith(prefix) and len(form) >= len(prefix) + 2
    ]
    return min(stripped, key=len, default=forms[0])


@lru_cache(maxsize=1 << 12)
def _prefixes(names: tuple[str, ...]) -> tuple[str, ...]:
    """What may stand before a title of the body, the longest first."""
    found: set[str] = set()
    for name in names:
        short = canonical(name)
        found.update((fold(name), short))
        place = _PLACE.match(short)
        if place:
            organ = short[place.end() :]
            unit = next(
                (u for u in ("自治区", "地区", "街道", "苏木") if place[1].endswith(u)),
                place[1][-1],
            )
            found.update((place[1], place[1].removesuffix(unit), unit + organ))
            found.update(_organ_forms(organ))
            if organ[-1:] in _SHARED:
                found.update(form[:-1] for form in (short, unit + organ, organ))
        else:
            found.update(short[at:] for at in range(1, len(short) - 2))
    return tuple(sorted(found - {""}, key=lambda p: (-len(p), p)))


def _organ_forms(organ: str) -> set[str]:
    """An organ without its place, and the party body without its unit."""
    forms = {organ}
    if organ == "委":
        forms = {"党委"}
    for party_body in ("党组", "工委", "党委", "党总支", "党支部"):
        if organ.endswith(party_body):
            forms |= {party_body, f"党{party_body}"} if party_body == "工委" else {party_body}
    return {f for f in forms if len(f) > 1}


def without_acting(title: str) -> str:
    """A folded title without the word that its holder acts only: `代市长` → `市长`."""
    return _ACTING.sub("", title)


def head_class(title: str) -> str | None:
    """What a folded title is the usual name of the head of: party, administration or discipline.

    `None` for deputies, acting heads and any title that is more than such a name.
    """
    if _DEPUTY.search(title):
        return None
    return _classes().get(title)


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {
        title: head_of
        for head_of, titles in lexicon().heads.model_dump().items()
        for title in titles
    }
