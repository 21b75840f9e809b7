"""The file of a case as it is asked from outside, and as the bytes of a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.questions.duties import FORMS
from graph.errors import InvalidData
from graph.queries.cases.case_file import CaseFile, case_file
from graph.resolve import resolve
from graph.rules.reading import chosen_rules, since_stated
from graph.store import View
from visualize.case_dossier import case_dossier

REPORT_FORMS = ("html", "xlsx")
"""What a report can be written as."""
MEDIA_TYPES = {form: FORMS[form] for form in REPORT_FORMS}


def ask_case(
    view: View, name: str, as_of: int, rules: Sequence[str] = (), files: Sequence[Path] = ()
) -> CaseFile:
    """The file of a case by number, name or id. Rules that do not say from when they are in force
    are asked only where `rules` names them. Raises `NotFound`, `InvalidData`."""
    node = resolve(view, name, ("Case",))
    chosen = chosen_rules(rules, files)
    return case_file(view, node.id, chosen if rules else since_stated(chosen), as_of)


def written_case(view: View, found: CaseFile, form: str) -> bytes:
    """The report on a case as the bytes of a file. Raises `InvalidData` for another form."""
    from visualize.dossier_files import dossier_book, dossier_html  # openpyxl takes long to import

    match form:
        case "html":
            return dossier_html(case_dossier(view, found)).encode()
        case "xlsx":
            return dossier_book(case_dossier(view, found))
    endings = "、".join(f".{form}" for form in REPORT_FORMS)
    raise InvalidData(f"不会写“{form}”格式", remedy=f"文件名以 {endings} 结尾")
