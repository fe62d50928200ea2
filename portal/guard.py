"""Who may come in: deny by default, a session for every route but the door, and a token for everything that writes."""

from __future__ import annotations

from secrets import compare_digest
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from portal.house import house_of
from records.people import Session, find_session

OPEN = frozenset({"/sign-in"})
READING = frozenset({"GET", "HEAD"})
ASK_BY_THEMSELVES = frozenset({"rows"})  # elements that look for news without anybody touching the page


class NotSignedInError(Exception):
    """There is no session, or it has run out."""


def cookie_name(secure: bool) -> str:
    """``__Host-`` binds the cookie to this host over TLS; browsers refuse it without."""
    return "__Host-preop_portal" if secure else "preop_portal"


def door_cookie_name(secure: bool) -> str:
    """The cookie that the sign-in form's token is compared with, before there is a session."""
    return "__Host-preop_door" if secure else "preop_door"


def find_signed_in(request: Request) -> Session | None:
    """The session of the request's cookie, or ``None``.

    Counts as use and puts the idle time-out off, unless the page asked by itself (htmx names what asked).
    """
    house = house_of(request)
    token = request.cookies.get(cookie_name(house.settings.secure))
    used = request.headers.get("HX-Trigger") not in ASK_BY_THEMSELVES
    return find_session(house.db, token, house.settings.now(), used=used) if token else None


async def guard(request: Request, session: Annotated[Session | None, Depends(find_signed_in)]) -> None:
    """Runs before every route. Raises ``NotSignedInError``, or 403 where a writing request lacks its token."""
    is_open = request.scope["route"].path in OPEN
    if session is None and not is_open:
        raise NotSignedInError
    if request.method in READING:
        return
    wanted = _door_token(request) if is_open or session is None else session.csrf
    if not wanted or not compare_digest((await _given_token(request)).encode(), wanted.encode()):
        raise HTTPException(403)


def signed_in(session: Annotated[Session | None, Depends(find_signed_in)]) -> Session:
    """The session, for routes that need to know who is there."""
    if session is None:
        raise NotSignedInError
    return session


SignedIn = Annotated[Session, Depends(signed_in)]


def _door_token(request: Request) -> str:
    return request.cookies.get(door_cookie_name(house_of(request).settings.secure), "")


async def _given_token(request: Request) -> str:
    header = request.headers.get("X-CSRF-Token")
    if header:
        return header
    field = (await request.form()).get("csrf", "")
    return field if isinstance(field, str) else ""
