"""A case's scope of 一案双查 on a terminal: both duties apart, level by level."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from api.case_shapes import BearerShape, ScopeShape
from api.console import Footnotes, certainty_label
from api.duty_views import names, status_text
from graph.schema import schema

_STYLES = {"party": "red", "discipline": "cyan"}


def scope_view(scope: ScopeShape) -> RenderableType:
    """The scope, then what is not recorded, then the sources."""
    notes = Footnotes()
    root = Tree(Text(f"{scope.case.caption}　一案双查核查范围", style="bold"))
    root.add(Text(f"涉案　{names(scope.subjects)}　行为期间　{scope.conduct}"))
    root.add(Text(f"案发　{scope.came_out}　机构　{names(scope.bodies)}"))
    root.add(Text(f"干部管理　{names(scope.managed_by)}　其纪检机关　{names(scope.organs)}"))
    for duty in ("party", "discipline"):
        branch = root.add(Text(schema().term("duty", duty).zh, style=f"bold {_STYLES[duty]}"))
        for one in scope.bearers:
            if one.duty == duty:
                _bearer(branch, one, notes)
        for gap in scope.unfilled:
            if gap.duty == duty:
                branch.add(
                    Text(f"第{gap.level}级　{gap.body.name}　当时负责人未见记录", style="dim")
                )
    if scope.duties:
        branch = root.add(Text("案发前未见完整记录的履责事项", style="bold"))
        for cell in scope.duties:
            told = f"{cell.below.name}　{cell.rule_title}　{cell.occasion}　"
            branch.add(Text(told).append_text(status_text(cell)))
    if scope.decisions:
        branch = root.add(Text("问责决定", style="bold"))
        for decision in scope.decisions:
            said = {name: "、".join(map(str, v)) for name, v in decision.properties.items()}
            keys = ("number", "date", "responsibility", "form")
            branch.add(Text("　".join(said[key] for key in keys if key in said)))
    parts: list[RenderableType] = [root]
    parts += (Text(f"注：{note}", style="yellow") for note in scope.notes)
    parts.append(Text("所列为核查范围，不是责任认定。", style="dim"))
    return Group(*parts, notes.render())


def _bearer(tree: Tree, one: BearerShape, notes: Footnotes) -> None:
    line = Text(f"第{one.level}级　{one.body.name}　{one.post}（{one.role}）　")
    line.append(one.person.name, style="bold")
    line.append(f"　{one.span.words or '起止未见'}　{certainty_label(one.certainty)}")
    line.append(f" {notes.mark(one.sources)}", style="dim")
    branch = tree.add(line)
    for talk in one.talks:
        branch.add(Text(f"案发前谈话　{talk.type}　{talk.on or '日期未见'}", style="magenta"))
    for decision in one.decisions:
        branch.add(Text(f"问责　{decision.caption}"))
