"""Finding by name, part, pinyin, initials, and with a slip."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.search import REACH, How, search
from graph.sqlite_store import SqliteStore
from graph.store import Store
from tests.world import World

PEOPLE = {
    "林一鸣": "p1", "林一": "p2", "单一鸣": "p3", "林小鸣": "p4", "欧阳青川": "p5", "吕石": "p6",
    "王一鸣": "p7", "林以明": "p8",
}  # fmt: skip


def world() -> World:
    built = World()
    for name, node in PEOPLE.items():
        built.node("Person", node, name=name)
    built.node("Person", "p9", name="林一鸣", namesake="白石县")
    built.node("Person", "pa", name="阿青·白石", alias=["石老"])
    built.body("中共青川土家族自治州委员会")
    built.body("青川州人民政府")
    built.body("青川州财政局", "部门")
    built.node("Organization", "o1", name="白石县委", former_name=["中共石林专区委员会"])
    built.node("Clue", "c1", number="线〔2014〕12号")
    built.node("Document", "d1", title="关于青川州财政局领导班子成员分工调整情况的通知")
    return built


@pytest.fixture
def filled(store: Store) -> Store:
    return world().store(store)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("林一鸣", [("p1", How.EXACT), ("p9", How.EXACT), ("p2", How.TYPO)]),
        ("林 一鳴", [("p1", How.EXACT), ("p9", How.EXACT)]),
        ("林一", [("p2", How.EXACT), ("p1", How.PREFIX), ("p9", How.PREFIX)]),
        ("linyiming", [("p1", How.PINYIN), ("p9", How.PINYIN), ("p8", How.PINYIN)]),
        ("Lin Yi", [("p2", How.PINYIN), ("p1", How.PINYIN_PREFIX)]),
        ("shan yiming", [("p3", How.PINYIN)]),
        ("dan yiming", [("p3", How.PINYIN)]),
        ("lǚ shí", [("p6", How.PINYIN)]),
        ("oyqc", [("p5", How.INITIALS)]),
        ("一鸣", [("p3", How.CONTAINS), ("p1", How.CONTAINS), ("p9", How.CONTAINS)]),
        ("欧青川", [("p5", How.TYPO)]),
        ("欧阳小青川", [("p5", How.TYPO)]),
        ("欧阳清川", [("p5", How.TYPO)]),
        ("林乙明", [("p1", How.TYPO)]),
        ("阿青白石", [("pa", How.EXACT)]),
        ("石老", [("pa", How.EXACT)]),
        ("青川州委", [("中共青川土家族自治州委员会", How.EXACT)]),
        ("石林地委", [("o1", How.EXACT)]),
        ("中共白石县委员会", [("o1", How.EXACT)]),
        ("中共石林专区委员会", [("o1", How.EXACT)]),
        ("qczczj", [("青川州财政局", How.INITIALS)]),
        ("财政局", [("青川州财政局", How.CONTAINS), ("d1", How.CONTAINS)]),
        ("财政局领导班子成员分工", [("d1", How.CONTAINS)]),
        ("财政局领导班子成员名单", []),
        ("线〔2014〕12号", [("c1", How.EXACT)]),
        ("线〔2014〕", [("c1", How.PREFIX)]),
        ("魑魅", []),
        (" ", []),
    ],
)
def test_what_is_found_first_and_how(
    filled: Store, text: str, first: list[tuple[str, How]]
) -> None:
    found = search(filled, text)
    hits = [(hit.node.id, hit.how) for hit in found.hits]
    if first:
        assert hits[: len(first)] == first
    else:
        assert hits == []


def test_the_kinds_wanted(filled: Store) -> None:
    assert [h.node.id for h in search(filled, "财政局", kinds=["Document"]).hits] == ["d1"]
    assert search(filled, "青川州委", kinds=["Person"]).hits == ()


def test_pages_follow_one_another(filled: Store) -> None:
    whole = search(filled, "林", limit=50)
    pages = [search(filled, "林", limit=2, offset=o) for o in range(0, len(whole.hits), 2)]
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]


def test_a_hit_says_which_text_matched(filled: Store) -> None:
    (hit,) = search(filled, "石老").hits
    assert (hit.matched, hit.how.label) == ("石老", "同名")


def test_work_on_a_common_beginning_is_bounded_and_said() -> None:
    built = World()
    for number in range(REACH + 5):
        built.node("Person", f"p{number:03}", name=f"林{number}")
    built.node("Case", "c", title="林某案")
    store = built.store()
    found = search(store, "林", limit=500)
    assert (len(found.hits), found.more) == (REACH, True)
    assert [h.node.id for h in search(store, "林", kinds=["Case"]).hits] == ["c"]


_NAMES = st.text("林单吕一鸣明川", min_size=1, max_size=4)
_TEXTS = _NAMES | st.text("lindshanymgcuv ", min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(_NAMES, min_size=1, max_size=12), st.lists(_TEXTS, min_size=1, max_size=6))
def test_every_store_answers_alike_and_misses_nothing(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], texts: list[str]
) -> None:
    built = World()
    for number, name in enumerate(names):
        built.node("Person", f"p{number:02}", name=name)
    memory = built.store()
    sqlite = SqliteStore(str(tmp_path_factory.mktemp("s") / "s.db"))
    built.store(sqlite)
    for text in texts:
        found = search(memory, text, limit=100)
        assert search(sqlite, text, limit=100) == found
        ids = {hit.node.id for hit in found.hits}
        if len(text) > 1:
            assert {f"p{n:02}" for n, name in enumerate(names) if text in name} <= ids
        if len(text) in (3, 4) and not text.isascii():
            assert {f"p{n:02}" for n, name in enumerate(names) if _one_off(text, name)} <= ids
    sqlite.close()


def _one_off(text: str, name: str) -> bool:
    """Whether a name of 3–4 characters differs from `text` by one, lacks one or has one more."""
    if not 3 <= len(name) <= 4:
        return False
    if len(text) == len(name):
        return sum(a != b for a, b in zip(text, name, strict=True)) == 1
    longer, shorter = sorted((text, name), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
