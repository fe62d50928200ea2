"""Hands stored messages to Rasa: each conversation strictly in order, one message in flight, tried until it is done."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from gateway.bot_client import Asked, BotClient
from gateway.events import Hub
from gateway.reception import now
from gateway.settings import GatewaySettings
from gateway.threads import Threads
from gateway.words import Words
from records import inbox
from records.database import Database
from records.inbox import Waiting

log = structlog.get_logger("gateway")


class Worker:
    """One task per conversation that has something waiting. Holds no state that a restart would lose."""

    def __init__(
        self,
        db: Database,
        bot: BotClient,
        hub: Hub,
        words: Words,
        settings: GatewaySettings,
        threads: Threads,
        also: Callable[[], Awaitable[object]],
    ) -> None:
        self._db, self._bot, self._hub, self._words = db, bot, hub, words
        self._settings, self._threads, self._also = settings, threads, also
        self._talks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._more: dict[str, asyncio.Event] = {}
        self._places = asyncio.Semaphore(settings.at_once)
        self._scanner: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin, picking up whatever waits from before."""
        self._scanner = asyncio.create_task(self._scan(), name="gateway-scan")

    async def stop(self) -> None:
        """Stop; what is under way is taken up again at the next start."""
        tasks = [*self._talks.values(), *([self._scanner] if self._scanner else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._talks.clear()

    def wake(self, interview_id: str) -> None:
        """A message of this conversation is stored and waits."""
        if interview_id in self._talks:
            self._again.add(interview_id)
            if interview_id in self._more:
                self._more[interview_id].set()
            return
        task = asyncio.create_task(self._talk(interview_id), name="gateway-talk")
        self._talks[interview_id] = task
        task.add_done_callback(lambda _: self._talks.pop(interview_id, None))

    @property
    def under_way(self) -> int:
        """How many conversations have a message in flight or waiting."""
        return len(self._talks)

    async def _scan(self) -> None:
        while True:
            try:
                for interview_id in await self._threads.run(self._settings.records_timeout, inbox.waiting, self._db):
                    if interview_id not in self._talks:
                        self.wake(interview_id)
                await self._also()
            except Exception as error:
                log.warning("records away", at="scan", error=type(error).__name__)
            await asyncio.sleep(self._settings.scan_every)

    async def _talk(self, interview_id: str) -> None:
        failures = 0
        while True:
            self._again.discard(interview_id)
            try:
                message = await self._threads.run(
                    self._settings.records_timeout, inbox.next_waiting, self._db, interview_id
                )
            except Exception as error:
                log.warning("records away", at="next", interview=interview_id, error=type(error).__name__)
                await self._back_off(failures)
                failures += 1
                continue
            failures = 0
            if message is not None:
                await self._wait_for_more(interview_id, message)
                await self._answer(interview_id, message)
            elif interview_id not in self._again:
                return

    async def _wait_for_more(self, interview_id: str, message: Waiting) -> None:
        """Typed words that break off wait a moment for the next bubble, so that the bot does not talk in between.

        Each message keeps its own turn and its place; one with an alarm, or that waited already, waits no longer.
        """
        if message.kind != "text" or message.alarms or not _breaks_off(message.text):
            return
        left = self._settings.wait_for_more - (now() - message.at).total_seconds()
        if left <= 0 or message.attempts:
            return
        more = self._more[interview_id] = asyncio.Event()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(more.wait(), left)
        finally:
            del self._more[interview_id]

    async def _answer(self, interview_id: str, message: Waiting) -> None:
        """Ask until the turn is kept and its reply stands in the outbox. Asking again is the same turn."""
        one = asyncio.Lock()  # a hold line must not slip in behind the reply
        holding = asyncio.create_task(self._hold(interview_id, message.language, one))
        asked = _asked(interview_id, message)
        attempt = 0
        try:
            while not await self._tried(interview_id, message, asked, attempt, one):
                await self._back_off(attempt)
                attempt += 1
        finally:
            holding.cancel()
            with suppress(asyncio.CancelledError):
                await holding
        self._hub.tell(interview_id)

    async def _tried(self, interview_id: str, message: Waiting, asked: Asked, attempt: int, one: asyncio.Lock) -> bool:
        patience = self._settings.records_timeout
        try:
            async with self._places:
                turned = await self._bot.ask(asked, message.at, now(), message.attempts + attempt)
            async with one:
                await self._threads.run(patience, inbox.finish, self._db, message.message_id, now())
        except Exception as error:  # Rasa, its action server or the records: all are waited for
            log.warning("turn failed", interview=interview_id, message=message.message_id, attempt=attempt + 1,
                        error=type(error).__name__, why=_why(error))  # fmt: skip
            with suppress(Exception):
                await self._threads.run(patience, inbox.failed, self._db, message.message_id, now())
            return False
        log.info("turned", interview=interview_id, message=message.message_id, turn=turned.turn, attempt=attempt + 1)
        return True

    async def _hold(self, interview_id: str, language: str, one: asyncio.Lock) -> None:
        """After a while without an answer, one line that says so; the records keep it to once per outage."""
        await asyncio.sleep(self._settings.hold_after)
        text = self._words.say("hold", language)
        while True:
            try:
                async with one:
                    await self._threads.run(
                        self._settings.records_timeout, inbox.hold, self._db, interview_id, text, now()
                    )
                self._hub.tell(interview_id)
                return
            except Exception:  # the records are away too: say it once they are back, if it still holds
                await asyncio.sleep(self._settings.hold_after)

    async def _back_off(self, failures: int) -> None:
        longest = min(self._settings.retry_longest, self._settings.retry_first * 2 ** min(failures, 12))
        await asyncio.sleep(longest * random.uniform(0.5, 1.0))  # noqa: S311 – spreads retries, no secret


def _breaks_off(text: str) -> bool:
    """Whether the words end as if more were to come: on a comma, an enumeration mark or dots."""
    return text.rstrip().endswith(("，", ",", "、", "…", "...", "。。。"))


def _asked(interview_id: str, message: Waiting) -> Asked:
    text = message.text or ("" if message.choice is None else str(message.choice))
    return Asked(
        interview_id, message.message_id, message.kind, text, message.current_item, message.language, message.status
    )


def _why(error: Exception) -> str:
    return str(error) if type(error).__name__ == "BotAway" else ""
