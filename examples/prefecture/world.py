"""Puts the prefecture together: places, bodies, careers, ledgers, and the page about them."""

from __future__ import annotations

from pathlib import Path
from random import Random

from examples.prefecture.bodies import bodies
from examples.prefecture.duties import Duties
from examples.prefecture.inquiries import case_table, clue_table, inquiries
from examples.prefecture.names import NameMaker
from examples.prefecture.notes import notes
from examples.prefecture.personnel import Personnel
from examples.prefecture.places import places
from examples.prefecture.registers import divisions, organizations, posts
from examples.prefecture.sheets import Table, write
from examples.prefecture.talks import Ledger
from examples.prefecture.tenures import service
from examples.prefecture.work import in_charge, work_papers

SEED = 20231231
PAGE = "说明.md"


def tables(seed: int = SEED) -> tuple[Table, ...]:
    """All tables; the same seed gives the same ones."""
    random = Random(seed)
    where = places()
    units = bodies(where)
    served = service(random, where, units)
    personnel = Personnel(random, served, units)
    papers = work_papers(served, units)
    charges = {key: value for paper in papers for key, value in in_charge(paper).items()}
    clues = inquiries(random, served, units)
    ledger = Ledger(random, served, units, where, NameMaker(random, set()))
    ledger.draw(clues)
    kept = (
        divisions(where),
        *organizations(units),
        posts(served.jobs),
        *personnel.roster(charges),
        personnel.records(),
        personnel.notices(),
        personnel.vacancies(),
        *papers,
        *ledger.tables(),
        clue_table(random, clues, served, units),
        case_table(random, clues, units),
    )
    duties = Duties(seed + 1, served, units, cases=kept[-1], gaps=personnel.gaps())
    return (*kept, *duties.tables())


def write_files(folder: Path, seed: int = SEED) -> tuple[Table, ...]:
    """Writes all files and the page about them into a folder and returns the tables."""
    made = tables(seed)
    write(folder, list(made))
    (folder / PAGE).write_text(notes(made), encoding="utf-8")
    return made
