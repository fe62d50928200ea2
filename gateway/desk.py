"""The gateway's parts put together: what the pages and the API reach for."""

from __future__ import annotations

from typing import Any

from gateway.bot_client import BotClient
from gateway.events import Hub
from gateway.limits import Rates
from gateway.messages import Line, State
from gateway.reception import Away, Reception
from gateway.settings import GatewaySettings
from gateway.threads import Threads
from gateway.words import load_words
from gateway.worker import Worker
from interview.protocol import Protocol
from records import inbox
from records.database import Database


class Desk:
    """One gateway: reception, worker, streams and limits around one database. ``start`` and ``stop`` frame its life."""

    def __init__(self, db: Database, protocol: Protocol, settings: GatewaySettings) -> None:
        self.settings = settings
        self.words = load_words()
        self.hub = Hub(settings.streams_per_invitation)
        self.rates = Rates(settings)
        self.bot = BotClient(settings.rasa_urls, settings.secret, settings.answer_timeout)
        self._db, self._threads = db, Threads()
        self.reception = Reception(db, protocol, self.words, settings, self._threads, self._wake)
        self.worker = Worker(
            db, self.bot, self.hub, self.words, settings, self._threads, self.reception.store_what_waits
        )

    async def start(self) -> None:
        """Take up what waits, and be ready for messages."""
        await self.reception.warm()
        await self.worker.start()

    async def stop(self) -> None:
        """End streams and work; nothing that matters is held here."""
        self.hub.close()
        await self.worker.stop()
        await self.bot.close()
        await self.reception.close()
        await self._threads.close()

    async def news(self, interview_id: str, token: str, after: int) -> dict[str, Any]:
        """The lines after ``after`` and the state, as JSON data; ``Away`` when the records cannot say."""
        try:
            lines = await self._threads.run(
                self.settings.records_timeout, inbox.lines, self._db, interview_id, after=after
            )
        except Exception:
            raise Away from None
        visitor = await self.reception.visitor(token)
        state = State(status=visitor.status if visitor else "expired", language=visitor.language if visitor else "zh")
        return {"lines": [_line(line) for line in lines], "state": state.model_dump()}

    async def database_answers(self) -> bool:
        """Whether the database answers a ping."""
        try:
            return await self._threads.run(2.0, self._db.ping)
        except Exception:
            return False

    def _wake(self, interview_id: str) -> None:
        self.worker.wake(interview_id)


def _line(line: inbox.Line) -> dict[str, Any]:
    return Line(
        seq=line.seq,
        direction=line.direction,
        kind=line.kind,
        text=line.text,
        item=line.item,
        widget=dict(line.widget) if line.widget else None,
        progress=dict(line.progress) if line.progress else None,
        role=line.role,
        at=line.at.isoformat(),
        message_id=line.message_id,
        choice=line.choice,
        reply_to=line.reply_to,
    ).model_dump()
