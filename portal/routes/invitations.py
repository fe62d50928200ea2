"""New cases, and the invitations that bring their patients to the interview."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Annotated

import segno
from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import Response

from portal.guard import SignedIn
from portal.house import house_of
from portal.intake import Given, read_new_case
from records.cases import case_view, new_case, renew_invitation
from records.people import Session

router = APIRouter()


@router.get("/cases/new")
def new_case_page(request: Request, session: SignedIn) -> Response:
    """The empty form."""
    return _form(request, session, Given(), {}, token_urlsafe(16))


@router.post("/cases/new")
def make_case(
    request: Request,
    session: SignedIn,
    name: Annotated[str, Form()] = "",
    sex: Annotated[str, Form()] = "",
    birth_year: Annotated[str, Form()] = "",
    clinic_date: Annotated[str, Form()] = "",
    department: Annotated[str, Form()] = "",
    language: Annotated[str, Form()] = "zh",
    once: Annotated[str, Form()] = "",
) -> Response:
    """Makes the case and shows its invitation; the same form sent twice makes one case."""
    house = house_of(request)
    now = house.settings.now()
    given = Given(name, sex, birth_year, clinic_date, department, language)
    new, problems = read_new_case(given, now)
    if new is None:
        return _form(request, session, given, problems, once, status=422)
    with house.made.lock:
        made = house.made.find(session.user.id, once, now)
        if made is None:
            made = new_case(house.db, new, by=session.user.id, now=now)
            house.made.keep(session.user.id, once, made, now)
    return _invitation(request, session, made.case_id, new.name, made.token)


@router.post("/cases/{case_id}/invitation")
def invite_again(request: Request, session: SignedIn, case_id: str) -> Response:
    """A new link for a case whose link was lost or has expired; the old one stops working."""
    house = house_of(request)
    view = case_view(house.db, case_id)
    if view is None:
        raise HTTPException(404)
    token = renew_invitation(house.db, case_id, by=session.user.id, now=house.settings.now())
    return _invitation(request, session, case_id, view.name, token)


def _form(
    request: Request, session: Session, given: Given, problems: dict[str, str], once: str, status: int = 200
) -> Response:
    pages = house_of(request).pages
    return pages.show(request, "new_case.html", session, status=status, given=given, problems=problems, once=once)


def _invitation(request: Request, session: Session, case_id: str, name: str, token: str) -> Response:
    house = house_of(request)
    link = house.settings.invitation_link(token)
    qr = segno.make(link, error="m").svg_data_uri(scale=6, border=2)
    return house.pages.show(request, "invitation.html", session, case_id=case_id, name=name, link=link, qr=qr)
