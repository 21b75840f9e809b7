"""Campaigns on a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.shapes.campaigns import CampaignsShape, DriveShape, TheatreShape
from api.views.console import Footnotes
from api.views.docket import measure_row, measure_table
from api.views.ledgers import GAP
from graph.queries.ledgers.campaigns import NO_VALUE, STATES


def campaigns_view(found: CampaignsShape) -> RenderableType:
    """How measures stand by system and place, then each campaign with its measures."""
    notes, names = Footnotes(), {d.campaign.id: d.campaign.caption for d in found.campaigns}
    table = Table(
        title=Text(f"专项行动　{len(found.campaigns)} 项　截至 {found.as_of}", style="bold"),
        title_justify="left", expand=True,
    )  # fmt: skip
    for heading in ("系统", "地域", "专项行动", *STATES, f"状态{NO_VALUE}"):
        table.add_column(heading, overflow="fold")
    for one in found.theatres:
        table.add_row(*_theatre(one, names))
    parts: list[RenderableType] = [table]
    for drive in found.campaigns:
        parts += _drive(drive, notes)
    told = Text("各栏为措施件数，按措施的对象所在地域；无对象的列在地域未见记录之下", style="dim")
    return Group(*parts, told, notes.render())


def _theatre(one: TheatreShape, names: dict[str, str]) -> list[Text]:
    counts = [str(len(one.measures.get(name, ()))) for name in (*STATES, NO_VALUE)]
    place = one.place.name if one.place else GAP
    drives = "、".join(names[i] for i in one.campaigns)
    return [Text(cell) for cell in (one.system, place, drives, *counts)]


def _drive(drive: DriveShape, notes: Footnotes) -> list[RenderableType]:
    said = {n: "、".join(map(str, v)) for n, v in drive.campaign.properties.items()}
    targets = "、".join(f"{t.name}（{t.place.name}）" if t.place else t.name for t in drive.targets)
    cases = "、".join(case.name for case in drive.cases)
    period = (drive.period.words if drive.period else "") or GAP
    lines = (
        f"系统　{drive.system}　问题领域　{said.get('field', GAP)}　开展期间　{period}",
        f"对象　{targets or GAP}",
        f"起因案件　{cases or GAP}",
    )
    head = Text(f"{drive.campaign.caption} ", style="bold cyan")
    parts: list[RenderableType] = [head.append(notes.mark(drive.sources), style="dim")]
    parts += (Text(f"  {line}") for line in lines)
    if not drive.measures:
        return [*parts, Text(f"  措施　{GAP}", style="yellow")]
    table = measure_table("措施")
    for one in drive.measures:
        table.add_row(*measure_row(one, notes))
    return [*parts, table]
