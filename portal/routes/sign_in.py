"""The door: sign in and sign out."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from portal.guard import SignedIn, cookie_name, door_cookie_name
from portal.house import House, house_of
from portal.pages import LANGUAGE_COOKIE
from portal.words import language_of
from records.people import check_password, close_session, open_session

router = APIRouter()

NAME_AT_MOST = 200


@router.get("/sign-in")
def sign_in_page(request: Request, lang: str | None = None) -> Response:
    """The form. ``lang`` changes the language: there is no session yet to change it in."""
    if lang is not None:
        answer: Response = RedirectResponse(request.scope.get("root_path", "") + "/sign-in", status_code=303)
        answer.set_cookie(LANGUAGE_COOKIE, language_of(lang), samesite="lax", httponly=True)
        return answer
    return _door(request, status=200)


@router.post("/sign-in")
def sign_in(request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "") -> Response:
    """Opens a session; the same sentence whether the name or the password was wrong, or the name is locked."""
    house = house_of(request)
    address = request.client.host if request.client else "unknown"
    if not house.tries.one_more(f"address {address}", f"name {name[:NAME_AT_MOST]}"):
        return _door(request, status=429, problem="problem_tries")
    user = check_password(house.db, name[:NAME_AT_MOST], password)
    if user is None:
        return _door(request, status=401, problem="sign_in_wrong")
    token, _ = open_session(house.db, user.id, house.settings.now())
    answer = RedirectResponse(request.scope.get("root_path", "") + "/worklist", status_code=303)
    _set(answer, house, cookie_name(house.settings.secure), token)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, session: SignedIn) -> Response:
    """Closes this session on the server; the cookie is worth nothing afterwards."""
    house = house_of(request)
    name = cookie_name(house.settings.secure)
    close_session(house.db, request.cookies[name])
    answer = RedirectResponse(request.scope.get("root_path", "") + "/sign-in", status_code=303)
    answer.delete_cookie(name, path="/", secure=house.settings.secure, httponly=True, samesite="lax")
    return answer


def _door(request: Request, status: int, problem: str | None = None) -> Response:
    house = house_of(request)
    name = door_cookie_name(house.settings.secure)
    door = request.cookies.get(name) or token_urlsafe(32)
    page = house.pages.show(request, "sign_in.html", status=status, door=door, problem=problem)
    _set(page, house, name, door)
    return page


def _set(answer: Response, house: House, name: str, value: str) -> None:
    answer.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=house.settings.secure)
