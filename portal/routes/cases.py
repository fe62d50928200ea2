"""The case page."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from portal.case_page import case_page
from portal.guard import SignedIn
from portal.house import house_of
from records.audit import record_view
from records.cases import case_view

router = APIRouter()


@router.get("/cases/{case_id}")
def show_case(request: Request, session: SignedIn, case_id: str, since: str = "") -> Response:
    """One case, and when ``since`` names an earlier assessment what changed from there. Every opening is audited."""
    house = house_of(request)
    now = house.settings.now()
    view = case_view(house.db, case_id)
    if view is None:
        raise HTTPException(404)
    record_view(house.db, session.user.id, case_id, "case", now)
    page = case_page(house.pages.words(request), house.protocol, view, now, since=since)
    return house.pages.show(request, "case.html", session, page=page)
