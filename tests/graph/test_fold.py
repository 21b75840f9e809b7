"""Folding: a function of the set of statements; panels, rosters, ends and conflicts of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.attestation import Attestation, Given, Place, attest_edge, attest_node
from graph.dates import Certainty, Interval, Window, iso, window
from graph.fold import fold, refine, spell_statements
from graph.memory_store import MemoryStore
from graph.record import Edge, Node, Scalar, conflicting

Value = Scalar | Sequence[Scalar] | None
CERTAIN, POSSIBLE, NO = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.NO
PERSON, POST = "林一鸣", "甲市委书记"


def held(number: int, /, **said: Value) -> Attestation:
    return attest_edge("HOLDS", PERSON, POST, said, Place("名册", f"第{number}行"))


def named(number: int, /, **said: Value) -> Attestation:
    return attest_node("Person", PERSON, said, Place("名册", f"第{number}行"))


def spells(*said: Given) -> list[Edge]:
    """The spells of one relation about which each of `said` is a statement."""
    folded = fold([held(n, **given) for n, given in enumerate(said, 1)])
    return [edge for edge in folded if isinstance(edge, Edge)]


def at(edge: Edge, on: str) -> Certainty:
    return edge.interval.at(window(on))


# values

DATES = st.sampled_from(["2003", "2004", "2003-05", "2003-06", "2003-05-20", "2004-05", "2005-01"])
PERSON_GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["林一鸣", "林一鸣", "林壹鸣"]),
        "alias": st.lists(st.sampled_from(["小林", "老林", "林某"]), max_size=3),
        "birth": DATES,
        "education": st.sampled_from(["本科", "硕士"]),
    },
)
HOLDS_GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "since": DATES,
        "until": DATES,
        "seen": st.lists(DATES, max_size=3),
        "absent_before": DATES,
        "absent_after": DATES,
        "rank": st.sampled_from(["正处级", "副厅级"]),
        "concurrent": st.booleans(),
    },
)


@given(
    st.lists(
        PERSON_GIVEN.map(lambda g: ("node", g)) | HOLDS_GIVEN.map(lambda g: ("edge", g)),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_neither_order_nor_batches_matter(
    said: list[tuple[str, Given]], data: st.DataObject
) -> None:
    make = {"node": named, "edge": held}
    people = [attest_node("Person", PERSON, {}, Place("名册", "0"))]
    people += [attest_node("Post", POST, {"title": "书记"}, Place("名册", "0"))]
    statements = people + [make[what](n, **g) for n, (what, g) in enumerate(said, 1)]
    whole = MemoryStore()
    with whole.batch("t") as writer:
        writer.add(statements)

    shuffled = people + data.draw(st.permutations(statements[2:]))
    cut = data.draw(st.integers(2, len(shuffled)))
    split = MemoryStore()
    for part in (shuffled[:cut], shuffled[cut:]):
        with split.batch("t") as writer:
            writer.add(part)

    assert split.nodes([PERSON, POST]) == whole.nodes([PERSON, POST])
    assert split.scan_edges("HOLDS") == whole.scan_edges("HOLDS")


def test_agreeing_values_stand_once_and_differing_ones_side_by_side() -> None:
    (node,) = fold(
        [
            named(1, name="林一鸣", education="本科", alias=["小林", "小林"]),
            named(2, name="林一鸣", education="硕士", alias=["老林"]),
            named(3, name="林一鸣", education="硕士"),
        ]
    )
    assert isinstance(node, Node)
    assert node.properties == {
        "alias": ("小林", "老林"),
        "education": ("硕士", "本科"),
        "name": ("林一鸣",),
    }
    assert conflicting(node) == {"education": ("硕士", "本科")}
    assert node.caption == "林一鸣"


def test_a_lone_statement_is_folded_like_several() -> None:
    assert fold([named(1, alias=["老林", "小林", "小林"])]) == fold(
        [named(n, alias=["老林", "小林"]) for n in (1, 2)]
    )


def test_nothing_said_is_no_record() -> None:
    assert fold([]) == []


def test_a_coarser_date_stands_back_where_a_finer_one_fits() -> None:
    (node,) = fold([named(1, birth="1970"), named(2, birth="1970-05"), named(3, birth="1970")])
    assert node.properties["birth"] == ("1970-05",)
    (node,) = fold([named(1, birth="1970"), named(2, birth="1971-05")])
    assert node.properties["birth"] == ("1970", "1971-05")


@given(st.sets(DATES))
def test_refine_keeps_exactly_the_finest(dates: set[str]) -> None:
    kept = refine(dates)
    assert kept <= dates
    for one in dates:
        assert (one in kept) is not any(o != one and o.startswith(one) for o in dates)


# panels

YEARS = range(2001, 2011)
PANEL = st.lists(st.sampled_from(["林一鸣", "周晓岚", ""]), min_size=10, max_size=10)


def cells(panel: list[str], per_cell: bool) -> list[Attestation]:
    """What a panel's cells attest of 林一鸣: by spell, or each cell for itself."""
    runs = [(name, [y for y, _ in run]) for name, run in
            groupby(zip(YEARS, panel, strict=True), key=lambda pair: pair[1])]  # fmt: skip
    said: list[Attestation] = []
    for name, years in runs:
        if name != PERSON:
            continue
        ends: dict[str, str] = {}
        if years[0] > YEARS[0]:
            ends["absent_before"] = str(years[0] - 1)
        if years[-1] < YEARS[-1]:
            ends["absent_after"] = str(years[-1] + 1)
        if not per_cell:
            said.append(held(years[0], seen=[str(y) for y in years], **ends))
            continue
        for year in years:
            here = {k: v for k, v in ends.items() if abs(int(v) - year) == 1}
            said.append(held(year, seen=str(year), **here))
    return said


@given(PANEL, st.booleans(), st.data())
@settings(max_examples=300, deadline=None)
def test_panel_year_by_year(panel: list[str], per_cell: bool, data: st.DataObject) -> None:
    """Certain in each year whose cell names him, possible in a neighbouring one, else not at all;
    before and after the panel nothing bounds him."""
    statements = data.draw(st.permutations(cells(panel, per_cell)))
    edges = [e for e in fold(statements) if isinstance(e, Edge)]
    by_year = dict(zip(YEARS, panel, strict=True))
    runs = [name for name, _ in groupby(panel)]
    assert len(edges) == runs.count(PERSON)
    assert [e.id for e in edges] == [
        edges[0].relation + ("" if n == 1 else f"~{n}") for n in range(1, len(edges) + 1)
    ]
    for year in range(YEARS[0] - 2, YEARS[-1] + 3):
        if by_year.get(year) == PERSON:
            expected = CERTAIN
        elif year < YEARS[0]:
            expected = POSSIBLE if panel[0] == PERSON else NO
        elif year > YEARS[-1]:
            expected = POSSIBLE if panel[-1] == PERSON else NO
        elif PERSON in (by_year.get(year - 1), by_year.get(year + 1)):
            expected = POSSIBLE
        else:
            expected = NO
        answers = {at(edge, str(year)) for edge in edges} or {NO}
        best = next(c for c in (CERTAIN, POSSIBLE, NO) if c in answers)
        assert best is expected, year


@given(PANEL, st.data())
@settings(max_examples=100, deadline=None)
def test_panel_day_by_day(panel: list[str], data: st.DataObject) -> None:
    """On one day: certain from the last day of a run's first year to the first of its last."""
    edges = [e for e in fold(cells(panel, False)) if isinstance(e, Edge)]
    on = data.draw(st.dates(date(2001, 1, 1), date(2010, 12, 31)))
    run = [y for y in YEARS if panel[y - YEARS[0]] == PERSON]
    certain = any(
        date(a, 12, 31) <= on <= date(b, 1, 1)
        for a in run
        for b in run
        if all(y in run for y in range(a, b + 1))
    )
    assert (CERTAIN in {at(e, on.isoformat()) for e in edges}) is certain


def test_the_day_on_which_another_certainly_stood_is_not_possible() -> None:
    (edge,) = spells({"seen": "2004", "absent_before": "2003", "absent_after": "2005"})
    assert edge.interval.possible_days == Window(
        window("2003-01-02").first, window("2005-12-30").first
    )
    assert edge.interval.certain_days is None


# ends


def test_an_unknown_end_is_certain_up_to_the_last_sighting_and_possible_afterwards() -> None:
    (edge,) = spells({"since": "2003-05-10"}, {"seen": "2006-03-01"}, {"seen": "2005"})
    table = {
        "2003-05-09": NO,
        "2003-05-10": CERTAIN,
        "2006-03-01": CERTAIN,
        "2006-03-02": POSSIBLE,
        "2030-01-01": POSSIBLE,
    }
    assert {on: at(edge, on) for on in table} == table


def test_a_start_without_more_is_certain_on_its_day_only() -> None:
    (edge,) = spells({"since": "2003-05-10"})
    assert [at(edge, on) for on in ("2003-05-09", "2003-05-10", "2003-05-11")] == [
        NO, CERTAIN, POSSIBLE,
    ]  # fmt: skip


def test_a_roster_attests_its_day_and_nothing_before() -> None:
    (edge,) = spells({"seen": "2006-03-01"})
    table = {
        "1990": POSSIBLE,
        "2006-02-28": POSSIBLE,
        "2006-03-01": CERTAIN,
        "2006-03-02": POSSIBLE,
    }
    assert {on: at(edge, on) for on in table} == table


@given(st.lists(st.dates(date(2001, 1, 1), date(2004, 12, 31)), min_size=1, max_size=5), st.dates(
    date(2000, 6, 1), date(2005, 6, 1)))  # fmt: skip
@settings(deadline=None)
def test_rosters_make_certain_what_lies_between_them(rosters: list[date], on: date) -> None:
    (edge,) = spells(*({"seen": d.isoformat()} for d in rosters))
    between = min(rosters) <= on <= max(rosters)
    assert at(edge, on.isoformat()) is (CERTAIN if between else POSSIBLE)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # one spell, told by several sources
        ([{"since": "2003", "until": "2005"}, {"since": "2003-05"}], [("2003-05", "2005")]),
        ([{"since": "2003"}, {"until": "2005-06"}], [("2003", "2005-06")]),
        ([{"since": "2003-05", "until": "2005"}, {"since": "2003", "until": "2005-06"}],
         [("2003-05", "2005-06")]),
        ([{"since": "2004", "until": "2004"}, {"since": "2004-03-01"}], [("2004-03-01", "2004")]),
        # a return to the same post
        ([{"since": "2003", "until": "2005"}, {"since": "2008", "until": "2009"}],
         [("2003", "2005"), ("2008", "2009")]),
        ([{"since": "2008", "until": "2009"}, {"since": "2003-01-01", "until": "2005-01-01"}],
         [("2003-01-01", "2005-01-01"), ("2008", "2009")]),
        ([{"since": "2003", "until": "2005"}, {"since": "2005", "until": "2007"}],
         [("2003", "2005"), ("2005", "2007")]),
        ([{"since": "2003"}, {"until": "2005"}, {"since": "2008"}, {"until": "2010"}],
         [("2003", "2005"), ("2008", "2010")]),
    ],
)  # fmt: skip
def test_spells(said: list[Given], expected: list[tuple[str, str]]) -> None:
    assert [e.interval for e in spells(*said)] == [Interval.of(*pair) for pair in expected]
    assert [e.interval for e in spells(*reversed(said))] == [Interval.of(*p) for p in expected]


def test_statements_without_time_go_with_the_first_spell() -> None:
    statements = [
        held(1, rank="正处级"),
        held(2, since="2003", until="2005"),
        held(3, since="2008", until="2009"),
    ]
    first, second = (e for e in fold(statements) if isinstance(e, Edge))
    assert first.properties == {"rank": ("正处级",), "since": ("2003",), "until": ("2005",)}
    assert second.properties == {"since": ("2008",), "until": ("2009",)}
    assert spell_statements(second.id, statements) == [statements[2]]
    assert {a.id for a in spell_statements(first.id, statements)} == {a.id for a in statements[:2]}


# conflicts of time

EXACT = st.dates(date(2001, 1, 1), date(2001, 2, 20)).map(date.isoformat)


@given(st.lists(st.tuples(EXACT, EXACT).filter(lambda p: p[0] < p[1]), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_differing_ends_widen_to_the_hull(pairs: list[tuple[str, str]]) -> None:
    """Certain only on days on which all sources agree, possible from the first to the last."""
    edges = spells(*({"since": a, "until": b} for a, b in pairs))
    # Which sources speak of one spell: those whose days meet, one through another.
    groups: list[list[tuple[str, str]]] = []
    for pair in sorted(pairs):
        if groups and pair[0] < max(b for _, b in groups[-1]):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    assert len(edges) == len(groups)
    for edge, group in zip(edges, groups, strict=True):
        for on in map(iso, range(window("2000-12-30").first, window("2001-02-25").first)):
            if all(a <= on < b for a, b in group):
                expected = CERTAIN
            elif min(a for a, _ in group) <= on < max(b for _, b in group):
                expected = POSSIBLE
            else:
                expected = NO
            assert at(edge, on) is expected


@pytest.mark.parametrize(
    ("said", "table"),
    [
        # a sighting after the stated end leaves the end open
        ([{"since": "2003-01-01", "until": "2005-01-01", "seen": "2006-01-01"}],
         {"2004-12-31": CERTAIN, "2005-06-01": POSSIBLE, "2007-01-01": POSSIBLE}),
        # a sighting before the stated start
        ([{"since": "2003-01-01", "until": "2005-01-01", "seen": "2002-06-01"}],
         {"2002-05-31": NO, "2002-06-01": POSSIBLE, "2002-12-31": POSSIBLE, "2003-01-01": CERTAIN}),
        # two panels disagree: one saw him in 2003, another saw somebody else before 2005
        ([{"seen": ["2003", "2004", "2005", "2006"]}, {"seen": "2005", "absent_before": "2004"}],
         {"2003": POSSIBLE, "2004": CERTAIN, "2004-12-30": POSSIBLE, "2004-12-31": CERTAIN,
          "2006-01-01": CERTAIN}),
        ([{"seen": ["2003", "2004", "2005", "2006"]}, {"seen": "2004", "absent_after": "2005"}],
         {"2003-12-31": CERTAIN, "2005-01-01": CERTAIN, "2005-01-02": POSSIBLE, "2006": POSSIBLE,
          "2007": POSSIBLE}),
        # a panel that has another name in 2003 contradicts a paper of 2001
        ([{"since": "2001-01-01", "seen": "2004-06-01"}, {"seen": "2004", "absent_before": "2003"}],
         {"2000": NO, "2001-01-01": POSSIBLE, "2003": POSSIBLE, "2004-05-31": POSSIBLE,
          "2004-06-01": CERTAIN}),
        # and one that has another name in 2004 a paper that lets him go in 2006
        ([{"since": "2001-01-01", "until": "2006-01-01"}, {"seen": "2003", "absent_after": "2004"}],
         {"2003-01-01": CERTAIN, "2003-01-02": POSSIBLE, "2005-12-31": POSSIBLE, "2006": NO}),
        # absences inside a coarser date refine it
        ([{"since": "2003", "until": "2005"}, {"seen": ["2003-06", "2005-02"],
                                               "absent_before": "2003-05",
          "absent_after": "2005-03"}],
         {"2003-05-01": NO, "2003-05-02": POSSIBLE, "2003-06-30": CERTAIN, "2005-02-01": CERTAIN,
          "2005-03-30": POSSIBLE, "2005-03-31": NO}),
    ],
)  # fmt: skip
def test_contradicted_ends(said: list[Given], table: dict[str, Certainty]) -> None:
    (edge, *_) = spells(*said)
    assert {on: at(edge, on) for on in table} == table


def plausible(said: dict[str, object]) -> bool:
    """Whether one source says nothing that contradicts itself; absences bound sightings."""
    days = {name: [window(str(d)) for d in (v if isinstance(v, list) else [v])]
            for name, v in said.items() if name not in ("rank", "concurrent")}  # fmt: skip
    inside = [w for name in ("since", "seen", "until") for w in days.get(name, ())]
    return (
        bool(days.get("seen") or not days.keys() & {"absent_before", "absent_after"})
        and all(s.first < u.last for s in days.get("since", ()) for u in days.get("until", ()))
        and all(a.first < w.first for a in days.get("absent_before", ()) for w in inside)
        and all(a.last > w.last for a in days.get("absent_after", ()) for w in inside)
    )


@given(st.lists(HOLDS_GIVEN.filter(plausible), min_size=1, max_size=6))
@example([{}, {"since": "2003-05-20"}, {"until": "2003-05-20"}])
@example([{"since": "2003-06"}, {"since": "2003", "until": "2003-05"}])
@settings(max_examples=300, deadline=None)
def test_every_sighting_remains_possible(said: list[Given]) -> None:
    """Whatever sources contradict each other: what one saw is never answered with no."""
    edges = spells(*said)
    for i in (edge.interval for edge in edges):
        assert i.since_lo <= i.since_hi
        assert i.until_lo <= i.until_hi
        assert i.since_lo < i.until_hi
    for given_ in said:
        for day in cast("list[str]", given_.get("seen") or []):
            assert any(at(edge, day) is not NO for edge in edges)
