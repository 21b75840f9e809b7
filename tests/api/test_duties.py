"""The choices of duty that are written out are those of the schema, in its order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import api
from api.commands.asking import Duty as OfTheCommand
from api.routers.queries import Duty as OfTheService
from graph.schema import schema

DUTIES = schema().enumerations["duty"]


def test_the_command_and_the_service_know_the_duties_of_the_schema() -> None:
    assert [duty.value for duty in OfTheCommand] == list(DUTIES)
    assert list(get_args(OfTheService)) == list(DUTIES)


def test_the_page_offers_the_duties_of_the_schema() -> None:
    page = Path(api.__file__).with_name("pages") / "index.html"
    chosen = re.search(r'<select id="duty">(.*?)</select>', page.read_text("utf-8"), re.DOTALL)
    offered = re.findall(r'<option value="(\w+)">(\w+)</option>', chosen[1] if chosen else "")
    assert offered == [(value, term.zh) for value, term in DUTIES.items()]
