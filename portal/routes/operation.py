"""The operating team's page of a case: blocked until segments are confirmed and the site is marked qualified."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from portal.guard import SignedIn
from portal.house import house_of
from portal.operation import operation_page
from records.audit import record_view
from records.cases import case_view

router = APIRouter()


@router.get("/cases/{case_id}/operation")
def show_operation(request: Request, session: SignedIn, case_id: str) -> Response:
    """Checklist, care in hospital, follow-up questions and complications, each with its clause."""
    house = house_of(request)
    view = case_view(house.db, case_id)
    if view is None or view.assessment is None:
        raise HTTPException(404)
    record_view(house.db, session.user.id, case_id, "operation", house.settings.now())
    page = operation_page(house.pages.words(request), case_id, view.name, view.assessment.result)
    return house.pages.show(request, "operation.html", session, page=page)
