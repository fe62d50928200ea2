"""The gateway as an application of its own, or as routes that a larger one takes in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from gateway.api import chat_api
from gateway.desk import Desk
from gateway.health import health_api
from gateway.page import chat_page
from gateway.settings import GatewaySettings
from interview.protocol import Protocol
from records.database import Database


def open_desk(db: Database, protocol: Protocol, settings: GatewaySettings) -> Desk:
    """One gateway around this database; ``await desk.start()`` before the first message, ``stop()`` at the end."""
    return Desk(db, protocol, settings)


def router(desk: Desk) -> APIRouter:
    """Every route of the patient's side: the page, the API and the health of the parts."""
    routes = APIRouter()
    routes.include_router(chat_api(desk))
    routes.include_router(chat_page(desk))
    routes.include_router(health_api(desk))
    return routes


def create_app(db: Database, protocol: Protocol, settings: GatewaySettings) -> FastAPI:
    """The gateway alone, starting and stopping its worker with the server."""
    desk = open_desk(db, protocol, settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await desk.start()
        yield
        await desk.stop()

    app = FastAPI(title="Pre-operative interview: chat API", version="1", lifespan=life, docs_url=None, redoc_url=None)
    app.include_router(router(desk))
    app.state.desk = desk
    return app
