"""How dates, bodies and posts are written down by hand."""

from __future__ import annotations

from datetime import date
from random import Random

from examples.prefecture.jobs import Seat
from examples.prefecture.sheets import Cell
from examples.prefecture.units import Body

_FORMS = ("real", "iso", "dots", "day", "month dots", "month", "year")
_USUAL = (34, 22, 10, 6, 14, 11, 3)
_HEADS = (40, 30, 12, 8, 6, 4, 0)
COARSE = ("month dots", "month", "year")


def pick_form(random: Random, head: bool) -> str:
    """A way of writing dates; those of heads are mostly exact."""
    return random.choices(_FORMS, _HEADS if head else _USUAL)[0]


def written(day: date, form: str) -> Cell:
    """A day in one of the forms; `real` is a date cell."""
    forms: dict[str, Cell] = {
        "real": day,
        "iso": day.isoformat(),
        "dots": f"{day.year}.{day.month}.{day.day}",
        "day": f"{day.year}年{day.month}月{day.day}日",
        "month dots": f"{day.year}.{day.month}",
        "month": f"{day.year}年{day.month}月",
        "year": str(day.year),
    }
    return forms[form]


def coarser(form: str) -> str:
    """The form in which a second file says the same less exactly."""
    return {"real": "month dots", "iso": "month", "dots": "month dots", "day": "month"}.get(
        form, form
    )


def short_name(body: Body) -> str:
    """What a body is called in running text."""
    return body.short or body.name.removeprefix("中共")


def post_name(seat: Seat, body: Body) -> str:
    """A post as it stands behind a person's name: 荻浦县委书记, 荻浦县县长."""
    if body.kind == "政府":
        return body.name.removesuffix("人民政府") + seat.title
    return short_name(body) + seat.title
