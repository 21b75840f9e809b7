"""Questions to the queries, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.questions.batch import answer as batch_answer
from graph.dates import window
from graph.queries.cases.case_file import case_file
from graph.queries.chain import chain
from graph.queries.conflicts import KINDS as CONFLICTS
from graph.queries.conflicts import conflicts
from graph.queries.context import contexts
from graph.queries.duties.coverage import coverage
from graph.queries.holders import holders
from graph.queries.ledgers.clue_course import clue_course
from graph.queries.ledgers.counts import counts
from graph.queries.ledgers.deliberations import deliberations
from graph.queries.ledgers.measures import measures
from graph.queries.ledgers.power_lists import power_lists
from graph.queries.ledgers.reports import reports
from graph.queries.ledgers.talk_ledger import talk_ledger
from graph.queries.neighbourhood import neighbourhood
from graph.queries.overlaps import overlaps
from graph.queries.paths import paths
from graph.queries.timeline import timeline
from graph.resolve import bodies, posts, resolve
from graph.rules.reading import builtin_rules
from graph.schema import schema
from graph.search import search
from tests.same_answers.draw import HOPELESS, UNKNOWN, Draw
from tests.same_answers.question import Question, question
from tests.same_answers.wording import body_name, title, typed

IN_A_BODY = ("Person", "Organization", "Post", "Case", "Division")
HUBS = 2_000
"""Edges that a search for paths reads at most: what it gives up on is part of the answer."""


def post_holders(draw: Draw) -> Question:
    posts = draw.ids("Post")
    return question(holders, posts, draw.when(posts[0] if posts else ""))


def holders_in_batch(draw: Draw) -> Question:
    post, body = draw.seat()
    name, on = body_name(draw, body), draw.written(post.id)
    return question(batch_answer, {"organization": name, "post": title(draw, post), "on": on})


def _upwards(draw: Draw, duty: str) -> Question:
    start = draw.id() if draw.chance(HOPELESS) else draw.id(*IN_A_BODY)
    more: dict[str, object] = {"talks": draw.when()} if draw.chance(0.3) else {}
    if draw.chance(0.8):
        more |= {"max_depth": draw.one((0, 0, 1, 2)), "limit": draw.one((1, 2, 500))}
    return question(chain, start, draw.written(start), duty, **more)


def party_chain(draw: Draw) -> Question:
    return _upwards(draw, "party")


def discipline_chain(draw: Draw) -> Question:
    return _upwards(draw, "discipline")


def chain_downwards(draw: Draw) -> Question:
    duty = draw.one(("party", "discipline", "administration", "guidance", "reporting", "无"))
    start = draw.id(*IN_A_BODY)
    return question(
        chain, start, draw.date(start), duty, "down",
        max_depth=draw.one((0, 1, 1, 2)), limit=draw.one((1, 5, 20, 60)),
    )  # fmt: skip


def surroundings(draw: Draw) -> Question:
    more = [draw.node().id for _ in range(draw.one((0, 0, 1, 3)))]
    return question(
        neighbourhood, [draw.id(), *more], hops=draw.one((0, 1, 1, 2, 2, 3)),
        kinds=draw.perhaps(draw.edge_kinds(4), 0.3), when=draw.perhaps(draw.when()),
        limit=draw.one((0, 5, 40)),
    )  # fmt: skip


def _between(draw: Draw, **terms: object) -> Question:
    """Two nodes that are perhaps joined by a few edges, and terms for the paths between them."""
    a = draw.id()
    b = draw.away(a, draw.random.randint(1, 4)) if draw.chance(0.7) else draw.id()
    return question(paths, a, b, max_hops=draw.one((1, 2, 2, 3, 4)), budget=HUBS, **terms)


def shortest_paths(draw: Draw) -> Question:
    every = draw.chance(0.5)
    return _between(draw, all_shortest=every, when=draw.perhaps(draw.when(), 0.3))


def several_paths(draw: Draw) -> Question:
    """The k shortest, half of them through some nodes and not through others."""
    k = 0 if draw.chance(HOPELESS) else draw.random.randint(2, 5)
    if draw.chance(0.5):
        return _between(draw, k=k)
    a = draw.id()
    middle, banned = draw.away(a, 1), draw.away(a, 2)
    return question(
        paths, a, draw.away(middle, draw.random.randint(1, 2)), k=k, max_hops=3, budget=HUBS,
        kinds=draw.perhaps(draw.edge_kinds(20)), required=[middle][: draw.one((0, 1))],
        banned=[banned][: draw.one((0, 1))],
    )  # fmt: skip


def timed_paths(draw: Draw) -> Question:
    when = draw.perhaps(draw.when(), 0.4)
    return _between(draw, k=draw.random.randint(1, 2), time_respecting=True, when=when)


def shared_records(draw: Draw) -> Question:
    a = draw.id("Person")
    met = [draw.away(a, 2) for _ in range(6)] if draw.chance(0.7) else []
    people = {node.id for node in draw.material.nodes["Person"]}
    return question(overlaps, a, next((i for i in met if i in people - {a}), draw.id("Person")))


def duties(draw: Draw) -> Question:
    """A rule or two over a year, below any body, seen in the year after."""
    rules = draw.some(list(builtin_rules()), 2)
    year = draw.random.randint(2017, 2023)
    as_of = window(f"{year + 1}-{draw.random.randint(1, 12):02}").last
    return question(coverage, draw.id("Organization"), window(str(year)), rules, as_of)


def whole_case(draw: Draw) -> Question:
    """The file of a case, on any day and by any rules."""
    rules = draw.some(list(builtin_rules()), 2) if draw.chance(0.3) else []
    case = draw.id("Case")
    return question(case_file, case, rules, draw.when(case).last)


def ledgers(draw: Draw) -> Question:
    """What is kept of one mechanism, of whoever may be asked about."""
    when, body = draw.when(), draw.node("Organization")
    below = {"below": draw.chance(0.3)}
    match draw.random.randrange(7):
        case 0:
            return question(talk_ledger, draw.node("Person", "Post", "Organization"), when, **below)
        case 1:
            return question(clue_course, draw.node("Clue"))
        case 2:
            return question(counts, body, when, **below)
        case 3:
            return question(power_lists, draw.node("Person", "Post", "Organization"), when)
        case 4:
            return question(reports, body, when)
        case 5:
            return question(measures, draw.ids("Case"), when.last)
        case _:
            return question(deliberations, draw.ids("Deliberation"))


def moments(draw: Draw) -> Question:
    since, until = draw.perhaps(draw.date(), 0.2), draw.perhaps(draw.date(), 0.2)
    subject = draw.one((draw.edge().source, draw.edge().target, draw.id()))
    return question(timeline, subject, since=since, until=until)


def _node_kinds(draw: Draw) -> list[str] | None:
    """Kinds to look among: mostly all, else a few that the world has, or one that is none."""
    if draw.chance(0.7):
        return None
    return ["无"] if draw.chance(HOPELESS) else draw.some(list(draw.material.nodes), 4)


def found_by_text(draw: Draw) -> Question:
    return question(
        search, typed(draw), kinds=_node_kinds(draw), limit=draw.one((1, 5, 20)),
        offset=draw.one((0, 0, 0, 7)),
    )  # fmt: skip


def resolved(draw: Draw) -> Question:
    body = draw.node("Organization")
    text = draw.one((typed(draw), body_name(draw, body), draw.id()))
    return question(resolve, text, _node_kinds(draw))


def resolved_bodies(draw: Draw) -> Question:
    return question(bodies, body_name(draw, draw.node("Organization")))


def resolved_posts(draw: Draw) -> Question:
    post, body = draw.seat()
    return question(posts, [body.id, *draw.ids("Organization", most=2)], title(draw, post))


def contradictions(draw: Draw) -> Question:
    """A page of conflicts of one kind, mostly from near its end on: to fill it, all that follows
    is read."""
    kind = draw.one(CONFLICTS)
    late_kind = draw.one(list(schema().edges)[-9:])
    record_kind = {"values": late_kind, "dispute": "POST_OF", "natures": "Person"}[kind]
    ids = draw.material.ids.get(record_kind, UNKNOWN)
    last = draw.one(ids[-60:] if draw.chance(0.99) else ids)
    after = draw.one(UNKNOWN) if draw.chance(HOPELESS) else f"{kind}/{record_kind}/{last}"
    kinds = ["无"] if draw.chance(HOPELESS) else [kind]
    return question(conflicts, kinds=kinds, after=after, limit=draw.one((1, 2, 100)))


def told_apart(draw: Draw) -> Question:
    return question(contexts, [draw.node(*IN_A_BODY) for _ in range(draw.random.randint(0, 5))])


KINDS: Mapping[str, Callable[[Draw], Question]] = {
    "holders": post_holders,
    "holders in batch": holders_in_batch,
    "party chain": party_chain,
    "discipline chain": discipline_chain,
    "chain downwards": chain_downwards,
    "neighbourhood": surroundings,
    "shortest paths": shortest_paths,
    "k shortest paths": several_paths,
    "time-respecting paths": timed_paths,
    "overlaps": shared_records,
    "duties": duties,
    "case file": whole_case,
    "ledgers": ledgers,
    "timeline": moments,
    "search": found_by_text,
    "resolve": resolved,
    "bodies by name": resolved_bodies,
    "posts by title": resolved_posts,
    "conflicts": contradictions,
    "contexts": told_apart,
}
