"""Officials whom an article names, with every post that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.text.articles.facts import ArticleFact
from loaders.text.articles.scene import READ, TOLD, Scene
from loaders.text.mentions import Mention
from loaders.text.posts import Post
from loaders.text.text import Quote
from loaders.text.words import titles

_NO_TITLE: Final = ("干部", "领导", "领导干部", "工作人员", "党员", "负责人", "一把手", "督导")
_SEAT: Final = re.compile("(?P<body>(?:自治区|[省市县区州旗])委)(?=副?书记|常委)")
_RANK: Final = re.compile("^(?:常务|[副代])*")
_SAME: Final = re.compile("[该本]|(?:.|集团|公司|学校|医院)$")
"""What stands for a body that the text does not tell: 该局, 局党组成员."""
_NO_BODY: Final = re.compile(
    "[的了着，。“”]|面对|提醒|督促|要求|^[省市地厅处县科乡]级|^(?:乡镇|镇街|县区|区县|市县)"
)


def officials(scene: Scene) -> Iterator[ArticleFact]:
    """The posts of the people who are named, each once."""
    seen: list[tuple[str, str, str]] = []
    for mention in scene.cast.introduced:
        for post in mention.posts:
            name, (body, title) = mention.name.words, _seated(scene, post)
            same = any(
                (name, title) == (who, seat) and ((of and body.endswith(of)) or of.endswith(body))
                for who, of, seat in seen
            )
            others = title == "班子成员" and _is_bare(scene, post)
            if same or others or title in _NO_TITLE or _NO_BODY.search(post.organization):
                continue
            seen.append((name, body, title))
            trust = READ if post.resolved else TOLD if body else 0.6
            yield ArticleFact(
                "任职",
                {
                    "person": name, "organization": body,
                    "post": title, "former": post.former,
                },
                None, "", _words(scene, mention, post),
                min(trust, mention.name.confidence),
            )  # fmt: skip


def _words(scene: Scene, mention: Mention, post: Post) -> Quote:
    """From a post to the name behind it, or from the name to the post."""
    start = min(post.start, mention.name.start)
    return scene.text.quote(start, max(mention.name.end, post.end))


def _seated(scene: Scene, post: Post) -> tuple[str, str]:
    """Body and title of a post, with the committee that the title names (县委书记 is of the
    county)."""
    seat = _SEAT.match(post.title)
    if seat:
        return scene.setting.whole(seat["body"], post.start), post.title[seat.end() :]
    told = _fits(post.title, post.organization) or not _is_bare(scene, post)
    if not told or _SAME.match(post.organization) or scene.cast.is_of_another(post.start):
        return "", post.title
    return post.organization, post.title


def _is_bare(scene: Scene, post: Post) -> bool:
    """Whether the title stands alone, so that its body was told by what stands before."""
    return scene.plain[post.start : post.end].removeprefix("原") == post.title


def _fits(title: str, body: str) -> bool:
    """Whether a title may be one of a body: 局长 is of a 局, 县长 of a 县."""
    head = _RANK.sub("", title)
    named = (*titles().merged, *titles().governors)
    return head not in named or not head.endswith("长") or head.removesuffix("长") in body
