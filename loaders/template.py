"""Blank workbooks for the built-in mappings: headers, drop-down lists, and a sheet that explains.

All follow from the mapping and `graph/schema.yaml`: the first header of each column, the labels of
the property that it fills, and the enumeration of that property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import InvalidData
from graph.schema import Property, schema
from loaders.language import Expression, Values
from loaders.language import Mapping as MappingFile
from loaders.mapping import read_mapping
from loaders.values import fields_of

NOTES: Final = "填写说明"
"""The sheet of explanations; loading passes it by, because it lacks the columns."""
ROWS: Final = 5000
"""Rows that have drop-down lists and formats."""
_LISTS: Final = "选项"
_DATE: Final = "日期：2016、2016-05、2016-05-20 或 2016年5月；只知道年月就只写年月"
_FLAG: Final = "是 或 否；空着即未说明"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the workbook: its header, other headers it may have, what it fills, and which
    files describe the things whose numbers stand in it."""

    header: str
    synonyms: tuple[str, ...]
    required: bool
    fills: tuple[tuple[str, Property], ...]
    several: str
    names_body: bool
    known_from: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The labels of a drop-down list, if the column fills an enumeration by itself."""
        for _, prop in self.fills:
            if prop.one_of and not self.several:
                return tuple(term.zh for term in schema().enumerations[prop.one_of].values())
        return ("是", "否") if self._is("flag") else ()

    @property
    def is_date(self) -> bool:
        """Whether dates stand in it."""
        return self._is("date") or self._is("interval")

    def _is(self, kind: str) -> bool:
        return any(prop.type == kind for _, prop in self.fills)


def write_template(kind: str, path: Path) -> None:
    """Write a blank workbook for the built-in mapping `kind`; filled in, it loads back with it.

    An existing file is not replaced: raises `InvalidData`. `NotFound` if there is no such mapping.
    """
    mapping = read_mapping(kind)
    if path.exists():
        raise InvalidData(f"{path} 已存在，不会覆盖", remedy="换一个文件名，或先移走它")
    columns = _columns(mapping)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = mapping.title
    _head(sheet, columns)
    _choices(book, sheet, columns)
    _notes(book.create_sheet(NOTES, 1), mapping, columns)
    book.save(path)


def _head(sheet: Worksheet, columns: list[_Column]) -> None:
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(1, number, column.header + ("*" if column.required else ""))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EDF2")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(12, 2 * len(column.header) + 6)
        # as text, so that a spreadsheet makes no 1 May out of 2016.5 and no number out of a code
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"


def _choices(book: Workbook, sheet: Worksheet, columns: list[_Column]) -> None:
    """Drop-down lists; their values stand on a hidden sheet, because a list in a formula may have
    no more than 255 characters."""
    hidden = book.create_sheet(_LISTS)
    hidden.sheet_state = "hidden"
    used = 0
    for number, column in enumerate(columns, 1):
        if not column.choices:
            continue
        used += 1
        for row, choice in enumerate(column.choices, 1):
            hidden.cell(row, used, choice)
        cells = f"${get_column_letter(used)}$1:${get_column_letter(used)}${len(column.choices)}"
        rule = DataValidation(
            "list", formula1=f"{quote_sheetname(_LISTS)}!{cells}",
            allow_blank=True, showErrorMessage=True, errorTitle="不在可用的值之中",
            error="请从下拉列表里选一个值",
        )  # fmt: skip
        target = get_column_letter(number)
        rule.add(f"{target}2:{target}{ROWS + 1}")
        sheet.add_data_validation(rule)


def _notes(sheet: Worksheet, mapping: MappingFile, columns: list[_Column]) -> None:
    sheet.append(("栏目", "必填", "填什么", "可用的值", "也认的表头"))
    for column in columns:
        sheet.append(
            (
                column.header, "是" if column.required else "", _explained(column),
                "、".join(column.choices), "、".join(column.synonyms),
            )
        )  # fmt: skip
    sheet.append(())
    sheet.append((f"载入：zerenlian load 文件.xlsx --as {mapping.name}",))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", (18, 8, 60, 60, 40), strict=True):
        sheet.column_dimensions[letter].width = width
        for cell in sheet[letter]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def _explained(column: _Column) -> str:
    parts = list(dict.fromkeys(f"{kind}的“{prop.zh}”" for kind, prop in column.fills))
    if column.names_body:
        parts.append("机构名称：写带地名的全称，各文件才能认出是同一个机构")
    if column.several:
        parts.append("可写几个，用 、 隔开")
    if column.known_from:
        parts.append(f"须已载入：{column.known_from}；没有编号就留空")
    if column.is_date:
        parts.append(_DATE)
    if column._is("flag"):
        parts.append(_FLAG)
    return "；".join(parts)


def _columns(mapping: MappingFile) -> list[_Column]:
    fills: dict[str, list[tuple[str, Property]]] = {name: [] for name in mapping.columns}
    for kind, prop, expression in _filled(mapping):
        for name in _fields(expression):
            if name in fills and (not prop.one_of or _alone(name, expression)):
                fills[name].append((kind, prop))
    several = {
        name for entity in mapping.entities.values() if entity.each and entity.each.split
        for name in _fields(entity.each)
    } | {
        name for _, _, value in _filled(mapping) if not isinstance(value, str) and value.split
        for name in _fields(value)
    }  # fmt: skip
    bodies = {
        name for entity in mapping.entities.values() if entity.kind == "Organization"
        for expression in (entity.key.printed_name, entity.each) if expression is not None
        for name in _fields(expression)
    }  # fmt: skip
    known_from = {
        name: entity.known_from for entity in mapping.entities.values() if entity.known_from
        for name in _fields(entity.each if entity.each and entity.key.id[-1] == "{each}"
                            else entity.key.id[-1])
    }  # fmt: skip
    return [
        _Column(
            column.headers[0], column.headers[1:], column.required or name in mapping.require,
            tuple(fills[name]), "、" if name in several else "", name in bodies,
            known_from.get(name, ""),
        )
        for name, column in mapping.columns.items()
    ]  # fmt: skip


def _filled(mapping: MappingFile) -> Iterator[tuple[str, Property, Expression]]:
    """What the mapping fills: label of the kind, property, and the expression that gives it."""
    for entity in mapping.entities.values():
        kind = schema().nodes[entity.kind]
        yield from _each(kind.label.zh, kind.properties, entity.properties)
    for edge in mapping.edges:
        relation = schema().edges[edge.kind]
        declared = relation.all_properties
        yield from _each(relation.label.zh, declared, edge.properties)
        for name in ("since", "until", "on", "seen"):
            given = getattr(edge, name)
            if given is not None:
                yield from _each(relation.label.zh, declared, {name: given})


def _each(
    label: str, declared: Mapping[str, Property], given: Mapping[str, Values]
) -> Iterator[tuple[str, Property, Expression]]:
    for name, values in given.items():
        for expression in values if isinstance(values, tuple) else (values,):
            yield label, declared[name], expression


def _alone(name: str, expression: Expression) -> bool:
    """Whether the column stands for the value, and is not only what the value is guessed from."""
    texts = (expression,) if isinstance(expression, str) else expression.texts
    return texts[0] in (f"{{{name}}}", f"={{{name}}}") and (
        len(texts) > 1 or not _guessed(expression)
    )


def _guessed(expression: Expression) -> bool:
    return not isinstance(expression, str) and expression.lookup is not None


def _fields(expression: Expression) -> list[str]:
    texts = (expression,) if isinstance(expression, str) else expression.texts
    return [name for text in texts for name in fields_of(text)]
