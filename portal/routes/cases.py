"""The case page."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from portal.case_page import case_page, case_sources
from portal.guard import SignedIn
from portal.house import house_of
from portal.what_if import what_if
from records.audit import record_view
from records.cases import case_view

router = APIRouter()


@router.get("/cases/{case_id}")
def show_case(request: Request, session: SignedIn, case_id: str, since: str = "", change: str = "") -> Response:
    """One case. ``since`` an earlier assessment: what changed from there; ``change`` a code: what would change it.

    Every opening is audited.
    """
    house = house_of(request)
    now = house.settings.now()
    view = case_view(house.db, case_id)
    if view is None:
        raise HTTPException(404)
    record_view(house.db, session.user.id, case_id, "case", now)
    page = case_page(house.pages.words(request), house.protocol, view, now, since=since, change=change)
    return house.pages.show(request, "case.html", session, page=page)


@router.get("/cases/{case_id}/change/{code}")
def show_what_would_change(request: Request, session: SignedIn, case_id: str, code: str) -> Response:
    """What would change this suggestion, for the open page to put in place."""
    house = house_of(request)
    view = case_view(house.db, case_id)
    if view is None or view.assessment is None:
        raise HTTPException(404)
    sources = case_sources(house.protocol, view)
    found = what_if(house.pages.words(request), view.assessment.result, code, sources)
    if found is None:
        raise HTTPException(404)
    record_view(house.db, session.user.id, case_id, "change", house.settings.now())
    return house.pages.show(request, "_what_if.html", session, what_if=found)
