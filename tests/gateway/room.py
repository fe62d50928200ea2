"""A gateway at work in a test: its HTTP client, its parts, and what it takes to talk through it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from gateway.app import create_app
from gateway.desk import Desk
from gateway.settings import GatewaySettings
from interview.protocol import Protocol
from records.cases import NewCase, new_case
from records.database import Database, connect
from tests.gateway.small_bot import SECRET, Bot

NOBODY_THERE = "postgresql://nobody@127.0.0.1:1/none"


@dataclass
class Room:
    """One gateway at work: its client, its desk, and the bot behind it."""

    http: httpx.AsyncClient
    desk: Desk
    bot: Bot
    db: Database

    def invite(self, **wishes: Any) -> str:
        """The token of a new made-up patient's invitation."""
        return invite(self.db, **wishes)

    @contextmanager
    def records_away(self) -> Iterator[None]:
        """For this long the reception's database is one whose server refuses."""
        good, gone = self.db, connect(NOBODY_THERE, b"k" * 32)
        self.desk.reception._db = gone
        try:
            yield
        finally:
            self.desk.reception._db = good
            gone.close()

    async def send(self, token: str, **message: Any) -> httpx.Response:
        """Send one message."""
        return await self.http.post(f"/api/chat/{token}/messages", json=message)

    async def lines(self, token: str, after: int = 0) -> list[dict[str, Any]]:
        """The lines after this place."""
        return (await self.http.get(f"/api/chat/{token}/messages", params={"after": after})).json()["lines"]

    async def until(self, token: str, holds: Callable[[list[dict[str, Any]]], bool], patience: float = 8.0) -> Any:
        """The lines, once this holds of them."""
        async with asyncio.timeout(patience):
            while not holds(found := await self.lines(token)):
                await asyncio.sleep(0.02)
        return found

    async def open(self, token: str) -> list[dict[str, Any]]:
        """Open the conversation; the lines once the first question stands."""
        assert (await self.http.post(f"/api/chat/{token}/open")).status_code == 200
        return await self.until(token, lambda lines: any(line["role"] == "question" for line in lines))

    async def consent(self, token: str) -> list[dict[str, Any]]:
        """Open and give both consents; the lines once the third question stands."""
        await self.open(token)
        for item in ("consent_general", "consent_sensitive"):
            await self.send(token, id=f"yes-{item}", kind="choice", choice=True, text="同意", item=item)
        return await self.until(token, lambda lines: questions(lines) == 3)


def invite(db: Database, days_valid: int = 14, language: Any = "zh") -> str:
    """The token of a new made-up patient's invitation."""
    new = NewCase("王小花", "f", 1970, None, "神经外科", language)
    return new_case(db, new, by=None, now=datetime.now(UTC), days_valid=days_valid).token


def questions(lines: list[dict[str, Any]]) -> int:
    """How many questions have been put."""
    return sum(line["role"] == "question" for line in lines)


def settings_for(bot: Bot, **wishes: Any) -> GatewaySettings:
    """Settings for this bot, quick enough for tests."""
    quick = {
        "hold_after": 0.4,
        "retry_first": 0.05,
        "retry_longest": 0.2,
        "scan_every": 0.2,
        "poll_every": 0.3,
        "wait_for_more": 0.0,
    }
    return GatewaySettings((bot.url,), SECRET, **{**quick, **wishes})


@asynccontextmanager
async def gateway(db: Database, bot: Bot, protocol: Protocol, **wishes: Any) -> AsyncIterator[Room]:
    """A gateway from start to stop."""
    app = create_app(db, protocol, settings_for(bot, **wishes))
    desk: Desk = app.state.desk
    await desk.start()
    transport = httpx.ASGITransport(app=app, client=("127.0.0.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as http:
        try:
            yield Room(http, desk, bot, db)
        finally:
            await desk.stop()
