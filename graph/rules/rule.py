"""The language of duty rules: the shape of what a person writes in YAML (design §7).

Selectors run over posts and edges of `graph/schema.yaml`; `docs/rules.md` explains every key.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.dates import EVER, FOREVER, Interval, Window
from graph.errors import InvalidData
from graph.schema import Label, schema

Head = Literal["party", "administration", "discipline"]
Every = Literal["year", "half_year", "quarter", "month"]
RecordOf = Literal["talk", "report", "measure", "check"]

NO_CLAUSE = "地方做法，未注明条款"
"""What is shown where nobody has seen a clause."""
TYPES = {"talk": "talk_type", "measure": "measure"}
"""The enumeration from which a kind of record takes its `types`."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Basis(_Strict):
    """Where a duty is written. An empty clause stays empty: nothing is supplied from memory."""

    document: str = ""
    clause: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """`《…》第十六条`, or that it is local practice without a clause."""
        document = f"《{self.document}》" if self.document else ""
        return f"{document}{self.clause}" if self.clause else f"{document}{NO_CLAUSE}"


class Step(_Strict):
    """One edge on the way from the body below to the body above, to bodies of `types` if given.
    `start: unit` begins at the units whose party body it is, too."""

    edge: str
    towards: Literal["out", "in"] = "out"
    facet: str | None = None
    start: Literal["body", "unit"] = "body"
    types: tuple[str, ...] = ()

    @field_validator("types")
    @classmethod
    def _known(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        return _of_enumeration("organization_type", types)

    @model_validator(mode="after")
    def _joins_bodies(self) -> Self:
        kind = schema().edges.get(self.edge)
        if kind is None or "Organization" not in kind.source or "Organization" not in kind.target:
            fit = (
                n
                for n, k in schema().edges.items()
                if {"Organization"} <= {*k.source} & {*k.target}
            )
            raise ValueError(f"没有连接机构的关系“{self.edge}”，可写 {'、'.join(fit)}")
        if self.facet is not None:
            terms = (
                schema().enumerations[kind.properties[kind.facet].one_of or ""]
                if kind.facet
                else {}
            )
            if self.facet not in terms:
                raise ValueError(
                    f"{self.edge} 没有“{self.facet}”，可写 {'、'.join(terms) or '（不写 facet）'}"
                )
        return self


class Below(_Strict):
    """Whom the duty concerns: the heads of bodies of these types (all, if none is given)."""

    head: Head = "party"
    types: tuple[str, ...] = ()

    @field_validator("types")
    @classmethod
    def _known(cls, types: tuple[str, ...]) -> tuple[str, ...]:
        return _of_enumeration("organization_type", types)


TREE = (Step(edge="ANSWERS_TO", facet="party"),)
"""The path along which a body is in the tree at all."""


class Above(_Strict):
    """Who may fulfil it: the head of the body at the end of `path`; without `head` the body itself.

    The first of several is who owes it; the others may act in its place."""

    path: tuple[Step, ...] = Field(min_length=1)
    head: Head | None = None


class Trigger(_Strict):
    """What makes the duty arise: a period (`every`), or an event (`on`).

    `taking_office`: a tenure in the post below begins. `sign`: a clue about its holder (or the
    body) of one of `natures` is received. `case`: the first event of one of `stages` in a case that
    occurred in the body. A period may be limited to where a campaign marks a problem field, and
    be asked for each item of the holder's lists.
    """

    every: Every | None = None
    on: Literal["taking_office", "sign", "case"] | None = None
    problem_field: bool = False
    natures: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    each: Literal["measure", "list_item"] | None = None

    @field_validator("natures")
    @classmethod
    def _natures(cls, natures: tuple[str, ...]) -> tuple[str, ...]:
        return _of_enumeration("clue_nature", natures)

    @field_validator("stages")
    @classmethod
    def _stages(cls, stages: tuple[str, ...]) -> tuple[str, ...]:
        return _of_enumeration("stage", stages)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.every is None) == (self.on is None):
            raise ValueError("写 every（周期）或 on（情形），二者之一")
        if (self.on == "case") != bool(self.stages):
            raise ValueError("on: case 要写 stages（案件环节），别的不写")
        if (self.on == "sign") != bool(self.natures):
            raise ValueError("on: sign 要写 natures（问题性质），别的不写")
        if self.problem_field and self.every is None:
            raise ValueError("problem_field 只与 every 同用")
        if (self.each == "measure" and self.on != "case") or (
            self.each == "list_item" and self.every is None
        ):
            raise ValueError("each: measure 与 on: case 同用，each: list_item 与 every 同用")
        return self


class Time(_Strict):
    """Days. `within`: from the event to the last day on time; `before`: how long before the event
    a record already counts; `late`: how long it can be made good afterwards (for ever, if not
    given). `stated` is whether the document gives these numbers; else they are working figures."""

    within: int | None = Field(default=None, ge=0, le=36_500)
    before: int = Field(default=0, ge=0, le=36_500)
    late: int | None = Field(default=None, ge=0, le=36_500)
    stated: bool = False


class Evidence(_Strict):
    """Which record fulfils the duty; `complete` are what it must hold to be complete: properties of
    the record, or 记录人. `entrusted`: a delegate may lead the talk if its principal is the body
    above or the organ of the body above."""

    record: RecordOf
    types: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    entrusted: bool = False

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.record in TYPES:
            _of_enumeration(TYPES[self.record], self.types)
            if not self.types and self.record == "talk":
                raise ValueError("谈话要写 types（谈话类型）")
        elif self.types:
            raise ValueError(f"record: {self.record} 不写 types")
        declared = schema().nodes[KIND_OF[self.record]].properties
        for name in self.complete:
            if name not in declared and not (name == NOTE_TAKER and self.record == "talk"):
                raise ValueError(
                    f"{KIND_OF[self.record]} 没有属性“{name}”，可写 {'、'.join(declared)}"
                )
        if self.entrusted and self.record != "talk":
            raise ValueError("entrusted 只用于谈话")
        return self


KIND_OF = {"talk": "Talk", "report": "Evaluation", "measure": "ReformAction", "check": "Check"}
"""The kind of node that each kind of record is."""
NOTE_TAKER = "记录人"
"""In `complete`: somebody must have taken notes."""


class Rule(_Strict):
    """A duty. `valid` is `since/until` as ISO prefixes, `until` the first day out; either may be
    empty. Nothing is asked of a time before a rule was in force."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    title: Label
    basis: Basis = Basis()
    jurisdiction: str = ""
    valid: str = "/"
    below: Below
    above: tuple[Above, ...] = Field(min_length=1)
    trigger: Trigger
    time: Time = Time()
    evidence: Evidence

    @field_validator("valid")
    @classmethod
    def _dates(cls, valid: str) -> str:
        since, slash, until = valid.partition("/")
        if not slash:
            raise ValueError(f"“{valid}”应写作 起/止，如 2021-06/ 或 2019/2024")
        try:
            Interval.of(since or None, until or None)
        except InvalidData as error:
            raise ValueError(error.message) from None
        return valid

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.trigger.on is None) != (self.time.within is None):
            raise ValueError("on 的规则要写 time.within（几日之内），every 的规则不写")
        pairs = {"measure": "measure", "check": "list_item"}
        if pairs.get(self.evidence.record) != self.trigger.each:
            raise ValueError("record: measure 须 each: measure，record: check 须 each: list_item")
        heads = {above.head is not None for above in self.above}
        if self.evidence.record in ("report", "check") and True in heads:
            raise ValueError("report 与 check 由机构举办，above 不写 head")
        if self.evidence.record == "talk" and False in heads:
            raise ValueError("谈话要写 above 的 head（谁来谈）")
        return self

    @cached_property
    def from_head_to_head(self) -> bool:
        """Whether it asks heads to talk with heads, along the tree and nowhere else."""
        return self.evidence.record == "talk" and all(above.path == TREE for above in self.above)

    @cached_property
    def interval(self) -> Interval:
        """When the rule is in force; where no beginning or end is written it has none."""
        since, _, until = self.valid.partition("/")
        written = Interval.of(since or None, until or None)
        return Interval(
            written.since_lo, written.since_hi if since else EVER,
            written.until_lo if until else FOREVER, written.until_hi,
        )  # fmt: skip

    def in_force(self, when: Window) -> bool:
        """Whether the rule was certainly in force on every day of `when`."""
        days = self.interval.certain_days
        return days is not None and days.first <= when.first and when.last <= days.last


def _of_enumeration(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    known = schema().enumerations[name]
    for value in values:
        if value not in known:
            raise ValueError(f"没有“{value}”，可写 {'、'.join(known)}")
    return values
