"""Alerts: somebody takes one up, and later says what was done."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from portal.guard import SignedIn
from portal.house import house_of
from records.alerts import acknowledge, close, open_alerts
from records.assessments import reassess
from records.errors import Unknown, Withdrawn

router = APIRouter()

REASON_AT_MOST = 500


@router.post("/alerts/{alert_id}/acknowledge")
def acknowledge_alert(
    request: Request, session: SignedIn, alert_id: str, back: Annotated[str, Form()] = ""
) -> Response:
    """The signed-in clinician has seen it and takes it up."""
    house = house_of(request)
    try:
        acknowledge(house.db, alert_id, session.user.id, house.settings.now())
    except Unknown:
        raise HTTPException(404) from None
    return _back(request, back)


@router.post("/alerts/{alert_id}/close")
def close_alert(
    request: Request,
    session: SignedIn,
    alert_id: str,
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> Response:
    """Closed with what was done; without it the alert stays open."""
    house = house_of(request)
    now = house.settings.now()
    if not reason.strip():
        raise HTTPException(422)
    case_id = next((alert.case_id for alert in open_alerts(house.db) if alert.id == alert_id), None)
    if case_id is None:
        raise HTTPException(404)
    close(house.db, alert_id, session.user.id, reason.strip()[:REASON_AT_MOST], now)
    with suppress(Withdrawn):  # what stands open as a red flag is part of the assessment
        reassess(house.db, case_id, reason="alert", now=now, protocol=house.protocol, terms=house.settings.terms)
    return _back(request, back)


def _back(request: Request, back: str) -> Response:
    base = request.scope.get("root_path", "")
    within = back.startswith(f"{base}/cases/") and "\\" not in back
    return RedirectResponse(back if within else f"{base}/worklist", status_code=303)
