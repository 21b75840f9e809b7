"""Commands on ledgers: talks, clues, counts, lists, reports, deliberations, measures, campaigns."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.duties import AsOfOption
from api.commands.options import (
    JsonOption,
    OnOption,
    SinceOption,
    StoreOption,
    UntilOption,
    day,
    put,
    reading,
)
from api.questions.ledgers import CONSIDERED, MEASURED, SUBJECTS, talk_types
from api.questions.periods import period_asked
from api.shapes.campaigns import campaigns_shape
from api.shapes.counts import counts_shape
from api.shapes.docket import deliberations_shape, measures_shape
from api.shapes.ledgers import clue_course_shape, talk_ledger_shape
from api.shapes.power_lists import power_lists_shape
from api.shapes.records import Shaper
from api.shapes.reports import reports_shape
from api.views.campaigns import campaigns_view
from api.views.counts import counts_view
from api.views.docket import deliberations_view, measures_view
from api.views.ledgers import clue_course_view, talk_ledger_view
from api.views.power_lists import power_lists_view
from api.views.reports import reports_view
from graph.dates import window
from graph.queries.ledgers.campaigns import campaigns as campaigns_query
from graph.queries.ledgers.clue_course import clue_course
from graph.queries.ledgers.counts import counts as counts_query
from graph.queries.ledgers.docket import cases_of, meetings_of
from graph.queries.ledgers.measures import measures as measures_query
from graph.queries.ledgers.power_lists import power_lists
from graph.queries.ledgers.reports import reports as reports_query
from graph.queries.ledgers.talk_ledger import talk_ledger
from graph.resolve import resolve

BelowOption = Annotated[bool, typer.Option("--below", help="连同以下各级机构")]


def talks(
    subject: Annotated[str, typer.Argument(help="人、职务或机构")],
    since: SinceOption = None,
    until: UntilOption = None,
    kind: Annotated[
        list[str] | None, typer.Option("--type", help="谈话类型，可重复，如 提醒谈话")
    ] = None,
    below: BelowOption = False,
    family: Annotated[
        bool, typer.Option("--family", help="显示家属姓名、称谓与反映；平时不显示")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """谈话台账：谁与谁谈、以何身份、受谁委托、因何而谈、后续如何"""
    with reading(store) as view:
        found = talk_ledger(
            view, resolve(view, subject, SUBJECTS), period_asked(since, until),
            types=talk_types(kind or ()), below=below, family=family,
        )  # fmt: skip
        shape = talk_ledger_shape(Shaper(view), found)
    put(shape, talk_ledger_view(shape), as_json=as_json)


def clue(
    number: Annotated[str, typer.Argument(help="线索编号")],
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """线索的经过：从受理、移交到成案，在谁手里、各用几日；反映人一律不显示"""
    last = window(day(as_of)).last
    with reading(store) as view:
        found = clue_course(view, resolve(view, number, ("Clue",)), last)
        shape = clue_course_shape(Shaper(view), found, last)
    put(shape, clue_course_view(shape), as_json=as_json)


def counts(
    organization: Annotated[str, typer.Argument(help="机构")],
    since: Annotated[str, typer.Option("--since", help="期间从何时起：年、月或日")],
    until: Annotated[str, typer.Option("--until", help="期间到何时止（含）")],
    below: Annotated[
        bool, typer.Option("--below/--only", help="连同以下各级，或只计本机构")
    ] = True,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """线索、立案、处分、移送、判决、四种形态的数目：按件、人、人次，逐条列出记录"""
    with reading(store) as view:
        body = resolve(view, organization, ("Organization",))
        found = counts_query(view, body, period_asked(since, until), below=below)
        shape = counts_shape(Shaper(view), found)
    put(shape, counts_view(shape), as_json=as_json)


def lists(
    subject: Annotated[str, typer.Argument(help="人（看其当日所任职务）、职务或机构")],
    on: OnOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """权力清单与负面清单：当日有效的事项、历次检查及发现、涉及的案件"""
    asked = day(on)
    with reading(store) as view:
        found = power_lists(view, resolve(view, subject, SUBJECTS), window(asked))
        shape = power_lists_shape(Shaper(view), found, asked)
    put(shape, power_lists_view(shape), as_json=as_json)


def reports(
    organization: Annotated[str, typer.Argument(help="机构：看以下各级书记")],
    since: SinceOption = None,
    until: UntilOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """述责述廉述德：谁在哪次全会述责、评议如何，谁未见记录"""
    with reading(store) as view:
        body = resolve(view, organization, ("Organization",))
        found = reports_query(view, body, period_asked(since, until))
        shape = reports_shape(Shaper(view), found)
    put(shape, reports_view(shape), as_json=as_json)


def deliberations(
    subject: Annotated[str, typer.Argument(help="案件、机构或人")],
    since: SinceOption = None,
    until: UntilOption = None,
    below: BelowOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """重要案件审议：哪次会议上谁表态、检视、认领责任……，谁出席而未见发言，谁分管而未见认领"""
    with reading(store) as view:
        node = resolve(view, subject, CONSIDERED)
        found = meetings_of(view, node, period_asked(since, until), below=below)
        shape = deliberations_shape(Shaper(view), node, found)
    put(shape, deliberations_view(shape), as_json=as_json)


def measures(
    subject: Annotated[str, typer.Argument(help="案件，或机构：看它的案件")],
    below: BelowOption = False,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """六个一：每案的通报、建议、谈话、警示、整改、评估，责任人、时限、佐证、验收，哪几类未见记录"""
    last = window(day(as_of)).last
    with reading(store) as view:
        node = resolve(view, subject, MEASURED)
        found = measures_query(view, cases_of(view, node, below=below), last)
        shape = measures_shape(Shaper(view), node, found, last)
    put(shape, measures_view(shape), as_json=as_json)


def campaigns(
    organization: Annotated[
        str | None, typer.Argument(help="机构：看对象是它或其下级的；省略则看全部")
    ] = None,
    system: Annotated[str | None, typer.Option("--system", help="只看这一系统，如 粮食")] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="只看这一区划及其以下：名称或代码")
    ] = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """以案促改专项行动：按系统和地域，各有什么措施，几件整改中、已销号、回头看、重新启动"""
    last = window(day(as_of)).last
    with reading(store) as view:
        found = campaigns_query(
            view, system=system, as_of=last,
            organization=resolve(view, organization, ("Organization",)) if organization else None,
            place=resolve(view, place, ("Division",)) if place else None,
        )  # fmt: skip
        shape = campaigns_shape(Shaper(view), found, last)
    put(shape, campaigns_view(shape), as_json=as_json)
