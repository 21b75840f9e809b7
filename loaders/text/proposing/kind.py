"""What a kind of fact is: fields, what may stand in each, and what they say to the graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.attestation import Attestation, Place
from graph.errors import InvalidData
from graph.record import Scalar
from graph.schema import schema
from loaders.conversion import choices, converter
from loaders.text.proposing.telling import AS_PRINTED, Known, Telling

_LONGEST: Final = 2_000
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_BETWEEN: Final = re.compile("[、;；]")
_MASKED: Final = re.compile("[某*×XＸ]")
Values = Mapping[str, Scalar]
"""Fields that were filled in, by label: as the graph writes them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a fact says: `kind` and `name` are the property of the schema that tells what
    may stand there. `person` is whether it names people (several with 、)."""

    label: str
    kind: str
    name: str
    required: bool = False
    person: bool = False

    def read(self, written: str) -> Scalar:
        """The value that is written. Raises `InvalidData` that names the field."""
        if _CONTROL.search(written) or len(written) > _LONGEST:
            raise InvalidData(
                f"“{self.label}”含有控制字符或过长", remedy=f"重新填写，最多 {_LONGEST:,} 字"
            )
        convert = converter(schema().properties(self.kind)[self.name])
        try:
            return convert(written) if convert else written
        except InvalidData as error:
            raise InvalidData(
                f"“{self.label}”写作“{written}”：{error.message}", remedy=error.remedy
            ) from None


def said_of(kind: str, fields: Sequence[Field], values: Values) -> dict[str, Scalar | None]:
    """What the fields that belong to nodes of a kind say, by property."""
    return {field.name: values.get(field.label) for field in fields if field.kind == kind}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact; `make` says to the graph what its fields say."""

    name: str
    fields: tuple[Field, ...]
    make: Callable[[Telling, Values], None]

    def statements(
        self, fields: Mapping[str, str], place: Place, confidence: float, known: Known = AS_PRINTED
    ) -> tuple[Attestation, ...]:
        """What these fields say, read at `place`. Raises `InvalidData` that names the field."""
        telling = Telling(place, confidence, known)
        self.make(telling, self._read(fields))
        return tuple(telling.statements)

    def people(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the people that these fields speak of; masked ones (吴某) name nobody."""
        named = (
            name for field in self.fields if field.person
            for name in names(fields.get(field.label, ""))
        )  # fmt: skip
        return tuple(dict.fromkeys(name for name in named if not _MASKED.search(name)))

    def bodies(self, fields: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the bodies that these fields speak of."""
        labels = (field.label for field in self.fields if field.kind == "Organization")
        return tuple(name for label in labels for name in names(fields.get(label)))

    def _read(self, fields: Mapping[str, str]) -> Values:
        known = [field.label for field in self.fields]
        for label in fields:
            if label not in known:
                raise InvalidData(f"“{self.name}”没有“{label}”这一项", remedy=choices(label, known))
        found: dict[str, Scalar] = {}
        for field in self.fields:
            written = fields.get(field.label, "").strip()
            if written:
                found[field.label] = field.read(written)
            elif field.required:
                raise InvalidData(
                    f"“{self.name}”缺少“{field.label}”", remedy=f"补上：{field.label}=…"
                )
        return found


def names(written: object) -> list[str]:
    """The names in a field that may hold several, each once."""
    return list(dict.fromkeys(filter(None, map(str.strip, _BETWEEN.split(str(written or ""))))))
