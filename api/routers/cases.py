"""One case: the scope of 一案双查."""

from __future__ import annotations

from fastapi import APIRouter

from api.case_shapes import ScopeShape, scope_shape
from api.dependencies import Reading, TaggedRoute
from graph.queries.attribution import attribution
from graph.resolve import resolve
from graph.rules.reading import chosen_rules, since_stated

router = APIRouter(prefix="/cases", tags=["案件 cases"], route_class=TaggedRoute)


@router.get("/{case}/scope", summary="一案双查核查范围，不作责任认定")
def scope(case: str, view: Reading) -> ScopeShape:
    """Who bore either duty while the case happened, and what is on record about each."""
    node = resolve(view, case, ("Case",))
    return scope_shape(view, attribution(view, node.id), since_stated(chosen_rules()))
