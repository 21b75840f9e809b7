from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from visualize.layout import Size, place
from visualize.picture import Layout, Picture, PictureEdge, PictureNode


def picture(layers: list[int], joins: list[tuple[int, int]], layout: Layout) -> Picture:
    nodes = tuple(
        PictureNode(str(n), "Organization", "党委", str(n), "party", layer=layer, order=n)
        for n, layer in enumerate(layers)
    )
    edges = tuple(
        PictureEdge(
            f"{a}-{b}",
            "ANSWERS_TO",
            "party",
            str(a),
            str(b),
            "",
            "solid",
            "",
            main=(a + b) % 4 != 0,
        )
        for a, b in joins
    )
    return Picture("", "", "", (), nodes, edges, (), (), 0, 0, (), layout)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    count = draw(st.integers(0, 14))
    layers = [draw(st.integers(0, 4)) for _ in range(count)]
    ends = st.integers(0, max(0, count - 1))
    joins = draw(st.lists(st.tuples(ends, ends), max_size=20)) if count else []
    return picture(layers, joins, draw(st.sampled_from(["rows", "columns", "network"])))


@settings(max_examples=60, deadline=None)
@given(pictures(), st.integers(20, 300), st.integers(20, 200))
def test_boxes_never_overlap_and_start_at_the_corner(
    drawn: Picture, width: int, height: int
) -> None:
    sizes = {n.id: Size(width, height + 7 * n.order) for n in drawn.nodes}
    places = place(drawn, sizes)
    assert list(places) == [n.id for n in drawn.nodes]
    assert places == place(drawn, sizes)
    for one, other in combinations(places, 2):
        apart_x = abs(places[one].x - places[other].x) - (sizes[one].width + sizes[other].width) / 2
        apart_y = abs(places[one].y - places[other].y)
        apart_y -= (sizes[one].height + sizes[other].height) / 2
        assert max(apart_x, apart_y) > 0
    for axis in (0, 1):
        least = min((places[i][axis] - sizes[i][axis] / 2 for i in places), default=0)
        assert abs(least) < 0.2


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_layers_follow_each_other(drawn: Picture) -> None:
    if drawn.layout == "network":
        return
    places = place(drawn, {n.id: Size(100, 40) for n in drawn.nodes})
    axis = 1 if drawn.layout == "rows" else 0
    for one, other in combinations(drawn.nodes, 2):
        if one.layer < other.layer:
            assert places[one.id][axis] < places[other.id][axis]
        if one.layer == other.layer:
            assert places[one.id][axis] == places[other.id][axis]


def test_a_parent_stands_over_the_middle_of_its_children() -> None:
    tree = picture([0, 1, 1, 1], [(2, 0), (1, 0), (3, 0)], "rows")
    places = place(tree, {n.id: Size(100, 40) for n in tree.nodes})
    assert places["0"].x == (places["1"].x + places["3"].x) / 2
    assert places["1"].x < places["2"].x < places["3"].x
