"""Is this process alive, and are the parts that it needs there: for supervisors, load balancers and the status page."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from gateway.desk import Desk


class Alive(BaseModel):
    """The process answers."""

    status: str = "alive"


class Ready(BaseModel):
    """Which parts are there. A part that is away is waited for; messages are taken as long as the database is there."""

    ready: bool
    database: str
    rasa: str
    actions: str
    away: list[str]


def health_api(desk: Desk) -> APIRouter:
    """``/healthz`` and ``/readyz``."""
    api = APIRouter(tags=["health"])

    @api.get("/healthz")
    async def alive() -> Alive:
        """200 as long as this process runs."""
        return Alive()

    @api.get("/readyz", response_model=Ready, responses={503: {"model": Ready, "description": "a part is away"}})
    async def ready() -> JSONResponse:
        """200 when every part answers, 503 with the names of those that are away."""
        found = await parts(desk)
        return JSONResponse(found.model_dump(), 200 if found.ready else 503, headers={"Cache-Control": "no-store"})

    return api


async def parts(desk: Desk) -> Ready:
    """Ask each part at the same time; none is waited for longer than two seconds."""
    action_url = desk.settings.action_url
    database, rasa, actions = await asyncio.gather(
        desk.database_answers(),
        desk.bot.alive(),
        desk.bot.answers(action_url.rstrip("/") + "/health") if action_url else _not_asked(),
    )
    answers = {"database": database, "rasa": rasa, "actions": actions}
    away = [name for name, there in answers.items() if there is False]
    says = {name: "unknown" if there is None else "up" if there else "away" for name, there in answers.items()}
    return Ready(ready=not away, away=away, **says)


async def _not_asked() -> None:
    return None
