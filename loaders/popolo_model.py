"""The shape of Popolo objects, after the published specification (popoloproject.com/specs).

Own models of its constraints: types, required fields and date patterns. Properties beyond the
specification are allowed, as there; formats (URI, email) are not checked, nor what motions, votes
and speeches contain, which nothing here reads.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

_DAY = r"[0-9]{4}(-[0-9]{2}){0,2}"
_MOMENT = (
    r"[0-9]{4}((-[0-9]{2}){0,2}"
    r"|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))"
)
Date = Annotated[str, StringConstraints(pattern=f"^{_DAY}$")]
Moment = Annotated[str, StringConstraints(pattern=f"^{_MOMENT}$")]
Anything = dict[str, Any]
ABSENT: Final[Any] = None
"""The default of a property that may be missing, but not null."""


class _Object(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class Link(_Object):
    """A URL with a note."""

    url: str
    note: str | None = None


class _Sourced(_Object):
    created_at: str | None = None
    updated_at: str | None = None
    sources: list[Link] = []


class Identifier(_Object):
    """An issued identifier."""

    identifier: str
    scheme: str | None = None


class OtherName(_Object):
    """An alternate or former name."""

    name: str = ""
    family_name: str | None = None
    given_name: str | None = None
    additional_name: str | None = None
    honorific_prefix: str | None = None
    honorific_suffix: str | None = None
    patronymic_name: str | None = None
    start_date: Date | None = None
    end_date: Date | None = None
    note: str | None = None


class ContactDetail(_Sourced):
    """A means of contacting someone."""

    type: str
    value: str
    label: str | None = None
    note: str | None = None
    valid_from: Date | None = None
    valid_until: Date | None = None


class _Reachable(_Sourced):
    id: str | None = None
    contact_details: list[ContactDetail] = []
    links: list[Link] = []


class Area(_Sourced):
    """A geographic area."""

    id: str | None = None
    name: str | None = None
    identifier: str | None = None
    classification: str | None = None
    parent_id: str | None = None
    parent: Area = ABSENT
    geometry: Anything | None = None
    memberships: list[Membership] = []
    organizations: list[Organization] = []
    posts: list[Post] = []
    children: list[Area] = []


class Organization(_Reachable):
    """A group with a common purpose that outlives its members."""

    name: str | None = None
    other_names: list[OtherName] = []
    identifiers: list[Identifier] = []
    classification: str | None = None
    parent_id: str | None = None
    parent: Organization = ABSENT
    area_id: str | None = None
    area: Area = ABSENT
    abstract: str | None = None
    description: str | None = None
    founding_date: Date | None = None
    dissolution_date: Date | None = None
    image: str | None = None
    memberships: list[Membership] = []
    posts: list[Post] = []
    motions: list[Anything] = []
    vote_events: list[Anything] = []
    votes: list[Anything] = []
    children: list[Organization] = []


class Post(_Reachable):
    """A position that exists independent of the person holding it."""

    label: str | None = None
    other_label: list[str] = []
    role: str | None = None
    organization_id: str | None = None
    organization: Organization = ABSENT
    area_id: str | None = None
    area: Area = ABSENT
    start_date: Date | None = None
    end_date: Date | None = None
    memberships: list[Membership] = []


class Membership(_Reachable):
    """A relationship between a member and an organization."""

    label: str | None = None
    role: str | None = None
    member: Anything | None = None
    person_id: str | None = None
    person: Person = ABSENT
    organization_id: str | None = None
    organization: Organization = ABSENT
    post_id: str | None = None
    post: Post = ABSENT
    on_behalf_of_id: str | None = None
    on_behalf_of: Organization = ABSENT
    area_id: str | None = None
    area: Area = ABSENT
    start_date: Moment | None = None
    end_date: Moment | None = None


class Person(_Reachable):
    """A real person, alive or dead."""

    name: str | None = None
    other_names: list[OtherName] = []
    identifiers: list[Identifier] = []
    family_name: str | None = None
    given_name: str | None = None
    additional_name: str | None = None
    honorific_prefix: str | None = None
    honorific_suffix: str | None = None
    patronymic_name: str | None = None
    sort_name: str | None = None
    email: str | None = None
    gender: str | None = None
    pronouns: list[str] | None = None
    birth_date: Date | None = None
    death_date: Date | None = None
    image: str | None = None
    summary: str | None = None
    biography: str | None = None
    national_identity: str | None = None
    memberships: list[Membership] = []
    motions: list[Anything] = []
    speeches: list[Anything] = []
    votes: list[Anything] = []


class Event(_Sourced):
    """An occurrence that people may attend, such as a legislative period."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    start_date: Moment | None = None
    end_date: Moment | None = None
    location: str | None = None
    status: str | None = None
    identifiers: list[Identifier] = []
    classification: str | None = None
    organization_id: str | None = None
    organization: Organization = ABSENT
    attendees: list[Person] = []
    parent_id: str | None = None
    parent: Event = ABSENT
    children: list[Event] = []


CLASSES: Final[dict[str, type[_Object]]] = {
    "areas": Area,
    "organizations": Organization,
    "posts": Post,
    "persons": Person,
    "memberships": Membership,
    "events": Event,
}
"""The arrays of a Popolo file whose objects are checked, each with what its objects must be."""

_REASONS: Final = {
    "string_type": "应为文字",
    "string_pattern_mismatch": "不合 Popolo 的日期格式",
    "list_type": "应为数组",
    "dict_type": "应为对象",
    "model_type": "应为对象",
    "missing": "缺少必填的值",
}


def fault(array: str, item: object) -> tuple[str, str] | None:
    """Where in an object of the array and why it breaks the specification; `None` if it does not.

    The place is a path such as `identifiers.0.identifier`, empty for the object itself.
    """
    try:
        CLASSES[array].model_validate(item)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        return path, _REASONS.get(first["type"], first["msg"])
    return None
