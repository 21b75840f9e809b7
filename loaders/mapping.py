"""Reading mapping files: those of a person and the built-in ones, with all mistakes explained."""

from __future__ import annotations

import hashlib
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from graph.errors import InvalidData, NotFound
from graph.rules.reading import builtin_rules
from graph.rules.rule import Rule
from graph.strict_yaml import read_yaml, yaml_fault
from loaders.language import Mapping
from loaders.mapping_check import check_mapping, explain
from loaders.tables.encoding import text_encoding

__all__ = ["Mapping", "MappingError", "builtin_mappings", "parse_mapping", "read_mapping"]


class MappingError(InvalidData):
    """A mapping file with mistakes: `problems` are lines, each beginning with the path of a key."""

    def __init__(self, name: str, problems: list[str]) -> None:
        shown = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"映射 {name} 有 {len(problems)} 处错误：\n{shown}")
        self.problems = problems


def builtin_mappings() -> tuple[str, ...]:
    """The names of the built-in mappings, in alphabetical order."""
    folder = files("loaders").joinpath("mappings")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".yaml")))


def read_mapping(given: str | Path) -> Mapping:
    """The mapping in a YAML file, or the built-in one of that name.

    A file may be in any encoding that tables may be in. Raises `NotFound` where there is neither,
    `MappingError` where it is wrong, `InvalidData` where it is no text.
    """
    path = Path(given)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        if not path.is_file():
            raise NotFound(f"找不到映射文件 {path}", remedy="检查路径和文件名")
        return parse_mapping(path.read_text(encoding=text_encoding(path)), path.stem)
    known = builtin_mappings()
    if str(given) not in known:
        close = get_close_matches(str(given), known, n=1)
        hint = f"是否想写 {close[0]}？" if close else ""
        raise NotFound(
            f"没有内置映射“{given}”", remedy=f"{hint}可用：{'、'.join(known)}；或给出 .yaml 文件"
        )
    text = files("loaders").joinpath("mappings", f"{given}.yaml").read_text(encoding="utf-8")
    return parse_mapping(text, str(given))


def parse_mapping(text: str, name: str) -> Mapping:
    """The mapping that a YAML text declares. Raises `MappingError` with all that is wrong."""
    try:
        raw: Any = read_yaml(text)
    except yaml.YAMLError as error:
        raise MappingError(name, [yaml_fault(text, error)]) from None
    if not isinstance(raw, dict):
        raise MappingError(name, ["应是一组“键: 值”，如 title: 干部名册"])
    shared = files("loaders").joinpath("lookups.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256((text + shared).encode()).hexdigest()
    own = raw.get("lookups", {})
    if isinstance(own, dict):
        raw["lookups"] = {**read_yaml(shared), **_derived(text), **own}
    try:
        mapping = Mapping.model_validate({**raw, "name": name, "digest": digest})
    except ValidationError as error:
        raise MappingError(name, explain(error)) from None
    problems = check_mapping(mapping)
    if problems:
        raise MappingError(name, problems)
    return mapping


def _derived(text: str) -> dict[str, Any]:
    """The lookup of duty rules, for a mapping that uses it: reading all rules takes a moment.

    Rules have an id and a title. Ids of a person's own rules, which nobody knows when a file is
    loaded, stay as they are.
    """
    if "duty_rule" not in text:
        return {}
    values = {name: rule.id for rule in builtin_rules() for name in (rule.title.zh, rule.id)}
    of_ones_own = Rule.model_json_schema()["properties"]["id"]["pattern"]
    return {"duty_rule": {"values": values, "patterns": {of_ones_own: r"\g<0>"}}}
