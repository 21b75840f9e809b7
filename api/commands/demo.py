"""The command `demo`: the example prefecture loaded, one chain shown, the pictures drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict
from rich.text import Text

from api.commands.options import JsonOption, put
from api.commands.showing import save
from api.questions.pictures import Form, chain_of, network_of, path_of
from api.shapes.records import ChainShape, Shaper
from api.views.console import chain_tree, complaints, console
from graph.errors import NotFound
from graph.queries.chain import chain
from graph.resolve import resolve
from graph.store import Store, View
from graph.stores import open_store
from graph.strict_yaml import read_yaml
from loaders.load import load
from loaders.mapping import read_mapping

EXAMPLE = Path(__file__).parents[2] / "examples"
"""The example lies in the repository, not in the installed package."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Load(_Strict):
    """Files of the example and the built-in mapping that loads them."""

    files: tuple[str, ...]
    kind: str


class Tour(_Strict):
    """`demo.yaml`: which of `files/` to load, and what to show."""

    loads: tuple[Load, ...]
    subject: str
    on: str
    path: tuple[str, str]


def demo(
    folder: Annotated[Path, typer.Option(help="库和图放在哪里；已有的示例库会重建")] = Path("demo"),
    as_json: JsonOption = False,
) -> None:
    """载入虚构的示例地区，显示一条责任链，画出几张图"""
    if not EXAMPLE.is_dir():
        raise NotFound(f"没有示例文件夹 {EXAMPLE}", remedy="在源码目录中运行 make demo")
    tour = Tour.model_validate(read_yaml((EXAMPLE / "demo.yaml").read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("prefecture.db*"):
        old.unlink()
    store = open_store(f"sqlite:///{folder / 'prefecture.db'}")
    try:
        rejected = _load(store, tour, folder)
        with store.reading() as view:
            shape, drawn = _show(view, tour, folder)
            if not as_json:
                console.print(chain_tree(shape))
    finally:
        store.close()
    answer = {"store": store.url, "rejected": rejected, "chain": shape, "pictures": drawn}
    put(answer, _next_steps(store.url, tour, drawn), as_json=as_json)


def _load(store: Store, tour: Tour, folder: Path) -> int:
    """Load all files, each kind as a batch; returns the number of rejected rows."""
    rejected = 0
    for step in tour.loads:
        paths = [EXAMPLE / "files" / name for name in step.files]
        rejects = folder / f"rejects-{step.kind}.csv"
        report = load(store, paths, read_mapping(step.kind), rejects=rejects)
        rejected += report.rejected
        bad = f"，{report.rejected} 行未载入（见 {rejects}）" if report.rejected else ""
        complaints.print(f"载入 {report.file}：{report.rows:,} 行，{report.attested:,} 条记载{bad}")
    return rejected


def _show(view: View, tour: Tour, folder: Path) -> tuple[ChainShape, list[str]]:
    """The chain of the tour, and the files of the pictures drawn."""
    node = resolve(view, tour.subject, ("Person", "Organization", "Post", "Case")).id
    shape = Shaper(view).chain(chain(view, node, tour.on))
    start, end = (resolve(view, name, None).id for name in tour.path)
    pictures = {
        "责任链-主体责任": chain_of(view, node, tour.on, "party", "up", 20, 300),
        "责任链-监督责任": chain_of(view, node, tour.on, "discipline", "up", 20, 300),
        "关系网络": network_of(view, node, "", 2, (), 120),
        "路径": path_of(view, start, end, "", 3, 6, ()),
    }
    drawn = []
    for name, picture in pictures.items():
        for form in (Form.HTML, Form.SVG):
            out = folder / f"{name}.{form}"
            save(picture, out, form)
            drawn.append(str(out))
    return shape, drawn


def _next_steps(url: str, tour: Tour, drawn: list[str]) -> Text:
    text = Text("\n已画好：\n", style="bold")
    text.append("".join(f"  {path}\n" for path in drawn), style="")
    text.append("接着可以：\n")
    for line in (
        f"export ZERENLIAN_STORE={url}",
        "zerenlian serve                 # 在浏览器里查找、看链条、逐个点开",
        f"zerenlian search {tour.subject}",
        f"zerenlian chain {tour.subject} --on {tour.on} --duty discipline",
        "zerenlian conflicts             # 各文件相互矛盾之处",
        "zerenlian template roster       # 空白台账，填好即可载入",
    ):
        text.append(f"  {line}\n", style="cyan")
    return text
