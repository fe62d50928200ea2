"""The web process: the patient's side and the clinician's side as one application; ``python -m operations.web``."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from clinic.site import site_of
from gateway.app import open_desk
from gateway.app import router as patient_side
from gateway.settings import GatewaySettings
from operations import logs
from operations.retention import keep_erasing
from operations.settings import Settings, SettingsError, read
from portal.app import make_portal
from portal.settings import PortalSettings
from records.database import connect


def create_app(settings: Settings) -> FastAPI:
    """Both sides over one database: ``/chat`` and its API for patients, ``/portal`` for clinicians.

    Raises ``SettingsError`` without both secrets, ``SiteError`` for a site's file that cannot be used.
    """
    if settings.turn_secret is None or settings.data_key is None:
        raise SettingsError("PREOP_TURN_SECRET and PREOP_DATA_KEY are missing: make run gives them")
    site = site_of(settings.environment())
    db = connect(settings.database_url, bytes.fromhex(settings.data_key))
    desk = open_desk(
        db,
        site.protocol,
        GatewaySettings(
            rasa_urls=settings.rasa_urls,
            secret=settings.turn_secret,
            action_url=settings.actions_base,
            clinic_phone=settings.clinic_phone or site.phone,
            demonstration=site.demonstration,
        ),
    )

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await desk.start()
        erasing = asyncio.create_task(keep_erasing(db, site.erase_withdrawn_after))
        try:
            yield
        finally:
            erasing.cancel()
            await desk.stop()
            db.close()

    app = FastAPI(title="Pre-operative interview", version="1", lifespan=life, docs_url=None, redoc_url=None)
    app.state.desk = desk
    app.include_router(patient_side(desk))
    chosen = PortalSettings(
        public_url=settings.public_url,
        on_loopback=settings.on_loopback,
        terms=site.terms,
        demonstration=site.demonstration,
        departments=site.departments,
        alert_deadline=site.alert_deadline,
    )
    app.mount("/portal", make_portal(db, site.protocol, chosen))

    @app.get("/", include_in_schema=False)
    async def front_door() -> RedirectResponse:
        return RedirectResponse("/portal/")

    return app


def main() -> int:
    """Serve until told to stop; 2 where a setting is wrong, so that nobody tries again in vain."""
    logs.to_json_lines()
    try:
        settings = read(os.environ)
        app = create_app(settings)
    except (SettingsError, ValueError) as error:
        print(f"web: {error}", file=sys.stderr)
        return 2
    uvicorn.run(
        app,
        host=settings.bind,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,  # an address holds the patient's invitation
        server_header=False,
        # Behind a proxy on this machine the visitor's address stands in a header; from elsewhere it is not believed.
        proxy_headers=settings.public_url != settings.local_url,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=2,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
