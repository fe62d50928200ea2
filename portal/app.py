"""The clinician's side over HTTP, as one application that the web process mounts at ``/portal``."""

from __future__ import annotations

from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from interview.protocol import Protocol
from portal.guard import NotSignedInError, guard
from portal.headers import SafeHeaders
from portal.house import House
from portal.pages import Pages, http_problem, to_sign_in
from portal.routes import alerts, cases, findings, invitations, language, operation, sign_in, worklist
from portal.settings import PortalSettings
from portal.tries import Tries
from records.database import Database

STATIC = Path(__file__).parent / "static"


def make_portal(db: Database, protocol: Protocol, settings: PortalSettings | None = None) -> FastAPI:
    """The portal over these records; ``protocol`` is the interview whose answers it shows.

    Every route needs a signed-in clinician but the sign-in itself and the static files.
    """
    chosen = settings or PortalSettings()
    app = FastAPI(
        title="Clinician's portal", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(guard)]
    )
    app.state.house = House(
        db=db,
        protocol=protocol,
        settings=chosen,
        pages=Pages(chosen, vendor=STATIC / "vendor"),
        tries=Tries(chosen.sign_in_tries, chosen.sign_in_window),
    )
    for room in (sign_in, worklist, invitations, cases, findings, alerts, language, operation):
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(SafeHeaders)
    app.add_exception_handler(NotSignedInError, to_sign_in)
    app.add_exception_handler(HTTPException, http_problem)
    return app
