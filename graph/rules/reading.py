"""Reading rules: the built-in ones and those that a person gives, with all mistakes explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import InvalidData, NotFound
from graph.rules.rule import Above, Basis, Below, Evidence, Rule, Step, Time, Trigger
from graph.schema import Label
from graph.strict_yaml import read_yaml, yaml_fault

_MODELS: dict[str, type[BaseModel]] = {
    "": Rule, "title": Label, "basis": Basis, "below": Below, "above": Above, "path": Step,
    "trigger": Trigger, "time": Time, "evidence": Evidence,
}  # fmt: skip
"""Which keys may stand where, by the key above."""


class RuleError(InvalidData):
    """A rule file with mistakes: `problems` are lines, each beginning with the path of a key."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        shown = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(
            f"规则 {name} 有 {len(problems)} 处错误：\n{shown}",
            remedy="改正后用 zerenlian rules check 再查；写法见 docs/rules.md",
        )
        self.problems = problems


@lru_cache(maxsize=1)
def builtin_rules() -> tuple[Rule, ...]:
    """The rules that come with the program, in order of id."""
    folder = files("graph.rules")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml"))
    return tuple(parse_rule(folder.joinpath(n).read_text(encoding="utf-8"), n) for n in names)


def read_rule(path: Path) -> Rule:
    """The rule in a file. Raises `NotFound`, `InvalidData` if it is no text, `RuleError`."""
    if not path.is_file():
        raise NotFound(f"找不到规则文件 {path}", remedy="检查路径和文件名")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidData(f"{path} 不是 UTF-8 文本", remedy="另存为 UTF-8 的 .yaml 文件") from None
    return parse_rule(text, path.name)


def chosen_rules(ids: Iterable[str] = (), more: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """The rules with these ids (all, if none is given) among the built-in ones and those of the
    files `more`, which come before built-in ones of the same id. Raises `NotFound`."""
    known = {rule.id: rule for rule in builtin_rules()}
    known |= {rule.id: rule for rule in map(read_rule, more)}
    wanted = list(dict.fromkeys(ids))
    for name in wanted:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"是否想写 {close[0]}？" if close else ""
            raise NotFound(f"没有规则“{name}”", remedy=f"{hint}可用：{'、'.join(known)}")
    return tuple(known[name] for name in wanted or sorted(known))


def since_stated(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that say from when they are in force: only these are asked of a time long past."""
    return tuple(rule for rule in rules if not rule.valid.startswith("/"))


def parse_rule(text: str, name: str) -> Rule:
    """The rule that a YAML text declares. Raises `RuleError` with all that is wrong."""
    try:
        raw: Any = read_yaml(text)
    except yaml.YAMLError as error:
        raise RuleError(name, [yaml_fault(text, error)]) from None
    if not isinstance(raw, dict):
        raise RuleError(name, ["应是一组“键: 值”，如 id: yearly-talk"])
    try:
        return Rule.model_validate(raw)
    except ValidationError as error:
        raise RuleError(name, [_mistake(item) for item in error.errors()]) from None


def _mistake(item: Any) -> str:
    loc = [part for part in item["loc"] if not isinstance(part, int)]
    path = ".".join(map(str, item["loc"]))
    match item["type"]:
        case "missing":
            told = "缺少这个键"
        case "extra_forbidden":
            above = str(loc[-2]) if len(loc) > 1 else ""
            keys = list(_MODELS[above].model_fields)
            close = get_close_matches(str(loc[-1]), keys, n=1, cutoff=0.5)
            hint = f"，是否想写 {close[0]}？" if close else ""
            told = f"没有这个键{hint}（可用：{'、'.join(keys)}）"
        case "literal_error":
            told = f"“{item['input']}”不可用，可写 {item['ctx']['expected'].replace(' or ', '、')}"
        case "value_error":
            told = str(item["ctx"]["error"])
        case "string_pattern_mismatch":
            told = f"“{item['input']}”不可用，只用小写字母、数字和连字符"
        case _:
            told = f"值不可用：{str(item['input'])[:60]}（{item['msg']}）"
    return f"{path}：{told}" if path else told
