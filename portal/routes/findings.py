"""What an examination found: kept as findings, and the case assessed again at once."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData
from starlette.responses import Response

from portal.bedside import read_bedside
from portal.case_page import case_page
from portal.examination import read_sheet
from portal.guard import SignedIn
from portal.house import house_of
from records.assessments import reassess
from records.cases import case_view
from records.errors import Withdrawn
from records.findings import add_findings, findings
from records.people import Session

router = APIRouter()


@router.post("/cases/{case_id}/findings")
async def save_findings(request: Request, session: SignedIn, case_id: str) -> Response:
    """Keeps what changed, assesses, and goes back to the case, which shows what came of it."""
    form = await request.form()
    return await run_in_threadpool(_save, request, session, case_id, form)


def _save(request: Request, session: Session, case_id: str, form: FormData) -> Response:
    house = house_of(request)
    now = house.settings.now()
    view = case_view(house.db, case_id)
    if view is None:
        raise HTTPException(404)
    given = {name: [str(value) for value in form.getlist(name)] for name in form}
    kept = findings(house.db, case_id)
    sheet, bedside = read_sheet(given, kept), read_bedside(house.protocol, given, kept)
    problems, values = {**sheet.problems, **bedside.problems}, {**sheet.values, **bedside.values}
    if problems:
        page = case_page(house.pages.words(request), house.protocol, view, now, given=given, problems=problems)
        return house.pages.show(request, "case.html", session, status=422, page=page)
    if values:
        add_findings(house.db, case_id, values, user_id=session.user.id, now=now)
    try:
        reassess(house.db, case_id, reason="finding", now=now, protocol=house.protocol, terms=house.settings.terms)
    except Withdrawn:
        raise HTTPException(409) from None
    before = view.assessment.id if view.assessment else "none"
    address = f"{request.scope.get('root_path', '')}/cases/{case_id}?since={before}#changed"
    return RedirectResponse(address, status_code=303)
