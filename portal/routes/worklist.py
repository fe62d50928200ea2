"""Who needs attention first: open alerts, then the cases by clinic date."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from portal.guard import SignedIn
from portal.house import house_of
from portal.waiting import alert_views, case_rows
from records.people import Session

router = APIRouter()

Q_AT_MOST = 100
STOP_POLLING = 286


@router.get("/")
def front(request: Request, session: SignedIn) -> Response:
    """The worklist is the front page."""
    return RedirectResponse(request.scope.get("root_path", "") + "/worklist", status_code=303)


@router.get("/worklist")
def worklist_page(request: Request, session: SignedIn) -> Response:
    """The whole page."""
    return _show(request, session, "worklist.html", "")


@router.post("/worklist")
def search(request: Request, session: SignedIn, q: Annotated[str, Form()] = "") -> Response:
    """The whole page, only the cases that match: names are sent in the body, never in an address."""
    return _show(request, session, "worklist.html", q)


@router.post("/worklist/rows")
def rows(
    request: Request, session: SignedIn, q: Annotated[str, Form()] = "", opened: Annotated[int, Form()] = 0
) -> Response:
    """Alerts and cases alone, for the page to put in place.

    A page left alone stops asking after a while (286 stops htmx's polling), so that its session can run out.
    """
    settings = house_of(request).settings
    left_alone = settings.now().timestamp() - opened >= settings.unwatched_after.total_seconds()
    return _show(request, session, "_worklist_rows.html", q, STOP_POLLING if left_alone else 200)


def _show(request: Request, session: Session, template: str, q: str, status: int = 200) -> Response:
    house = house_of(request)
    wanted = q[:Q_AT_MOST].strip()
    t = house.pages.words(request)
    alerts = alert_views(t, house.db)
    cases = case_rows(t, house.db, house.settings.now(), wanted)
    stopped = status == STOP_POLLING
    return house.pages.show(request, template, session, status, q=wanted, alerts=alerts, cases=cases, stopped=stopped)
