"""Takes a message in: hears alarms first, stores it in one transaction, and answers only after the commit."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog

from gateway.cleaning import for_store
from gateway.messages import Sent
from gateway.settings import GatewaySettings
from gateway.threads import Threads
from gateway.words import Words
from interview.alarms import Alarms, hear
from interview.protocol import Protocol
from interview.question import Language, Question
from interview.turn import Part
from records import cases, inbox, turns
from records.cases import Invited
from records.database import Database
from records.inbox import Delivery, Received

CHANNEL = "web"
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,128}")  # anything else was never an invitation of ours
BEGIN = "begin"
MOST_REMEMBERED = 10_000  # invitations, and messages that wait for the database
HEARING_TIMEOUT = 3.0
AT_ONCE_TIMEOUT = 1.5  # a safety text does not wait longer for the database

log = structlog.get_logger("gateway")


class Away(Exception):  # noqa: N818 – says what happened, as the reader would
    """The records cannot be reached; ``safety`` is the text to show all the same."""

    def __init__(self, safety: Part | None = None) -> None:
        super().__init__("the records are away")
        self.safety = safety


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that is stored, and the safety text that goes with it."""

    received: Received
    safety: Part | None


class Reception:
    """Where messages come in. Keeps nothing that matters, except alarms that the database could not take yet."""

    def __init__(
        self,
        db: Database,
        protocol: Protocol,
        words: Words,
        settings: GatewaySettings,
        threads: Threads,
        wake: Callable[[str], None],
    ) -> None:
        self._db, self._protocol, self._words, self._settings = db, protocol, words, settings
        self._threads, self._wake = threads, wake
        self._hearing = Threads(1)  # of its own: a database that hangs must not deafen us
        self._seen: OrderedDict[str, Invited] = OrderedDict()
        self._unstored: OrderedDict[tuple[str, str], tuple[str, Sent, datetime]] = OrderedDict()

    async def visitor(self, token: str) -> Invited | None:
        """Whose invitation this is; ``None`` for an unknown one, ``Away`` when the records cannot say."""
        if not TOKEN.fullmatch(token):
            return None
        try:
            visitor = await self._threads.run(
                self._settings.records_timeout, cases.find_invitation, self._db, token, now()
            )
        except Exception as error:
            log.warning("records away", at="invitation", error=type(error).__name__)
            raise Away from None
        if visitor is not None:
            self._remember(token, visitor)
        return visitor

    def remembered(self, token: str) -> Invited | None:
        """What is still known of an invitation that this process saw before the records went away."""
        return self._seen.get(_key(token))

    async def alarms(self, sent: Sent, visitor: Invited | None) -> Alarms:
        """What must be heard in this message at once. Needs no Rasa, and with the records away hears what it can.

        A tap answers the question it was shown with; typed words answer the one that stands, so both are listened for.
        """
        choice = sent.choice if sent.kind == "choice" else None
        text = sent.words if sent.kind == "text" else _typed_on_card(choice)
        paused = visitor is not None and visitor.status == "safety"
        heard = Alarms()
        for question in await self._questions(sent, visitor):
            try:
                heard = await self._hearing.run(
                    HEARING_TIMEOUT, hear, text, choice, question, _language(visitor), paused=paused
                )
            except Exception as error:  # what cannot be heard is still stored, and this is found in the log
                log.error("alarms failed", error=type(error).__name__, size=len(text))
            if heard.ids:
                break
        return heard

    def undelivered(self, safety: Part | None, visitor: Invited | None) -> Part | None:
        """The safety text without the sentence that staff were told, and with one that says they were not yet."""
        if safety is None:
            return None
        language = _language(visitor)
        told = self._protocol.words.say("red_flag_end", language)
        text = safety.text.replace(told, "").rstrip()
        return replace(safety, text=f"{text}\n{self._words.say('not_delivered', language)}")

    async def warm(self) -> None:
        """Load what hearing needs, so that the first message does not wait for it."""
        with suppress(Exception):
            # A question whose answer may raise an alarm needs the whole pipeline: about a second to build.
            alarmed = next((q for q in self._protocol.questions.values() if q.alarm), None)
            await self._hearing.run(60, hear, "没有", None, alarmed, "zh")

    async def begin(self, visitor: Invited) -> Received:
        """The first opening as a message of its own; opening again is the same message."""
        delivery = Delivery(CHANNEL, visitor.interview_id, BEGIN, "begin", "", None, None)
        return (await self._store(visitor, delivery, Alarms(), now())).received

    async def take(self, token: str, sent: Sent, visitor: Invited, alarms: Alarms) -> Taken:
        """Store the message; ``Away`` with the safety text when the records cannot take it, to be sent again."""
        at = now()
        try:
            return await self._store(visitor, _delivery(visitor, sent), alarms, at)
        except Away:
            self.keep_for_later(token, sent, alarms, at)
            raise

    def keep_for_later(self, token: str, sent: Sent, alarms: Alarms, at: datetime) -> None:
        """Remember a message with an alarm, so that the alert is stored when the database is back, client or not."""
        if alarms.ids and len(self._unstored) < MOST_REMEMBERED:
            self._unstored[(_key(token), sent.id)] = (token, sent, at)

    async def store_what_waits(self) -> int:
        """Try to store the remembered alarms; how many still wait. Storing one twice is the same message."""
        for key, (token, sent, at) in list(self._unstored.items()):
            try:
                visitor = await self.visitor(token)
                if visitor is not None:
                    await self._store(visitor, _delivery(visitor, sent), await self.alarms(sent, visitor), at)
            except Away:
                break
            del self._unstored[key]
        return len(self._unstored)

    async def _store(self, visitor: Invited, delivery: Delivery, alarms: Alarms, at: datetime) -> Taken:
        patience = AT_ONCE_TIMEOUT if alarms.safety else self._settings.records_timeout
        interview_id = visitor.interview_id
        try:
            received = await self._threads.run(
                patience,
                inbox.receive,
                self._db,
                interview_id,
                delivery,
                alarms=alarms.ids,
                safety=alarms.safety,
                now=at,
            )
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.warning("records away", at="receive", interview=interview_id, error=type(error).__name__)
            raise Away(alarms.safety) from None
        log.info("received", interview=interview_id, message=received.message_id, kind=delivery.kind,
                 size=len(delivery.text), alarms=len(alarms.ids), duplicate=received.duplicate)  # fmt: skip
        self._wake(interview_id)
        return Taken(received, alarms.safety)

    async def close(self) -> None:
        """Let the hearing thread go."""
        await self._hearing.close()

    async def _questions(self, sent: Sent, visitor: Invited | None) -> list[Question | None]:
        shown = self._protocol.question(sent.item)
        if visitor is None or (shown is not None and sent.kind != "text"):
            return [shown]
        try:
            item = await self._threads.run(AT_ONCE_TIMEOUT, turns.current_item, self._db, visitor.interview_id)
        except Exception:
            return [shown]
        stands = self._protocol.question(item)
        return [stands] if shown in (None, stands) else [stands, shown]

    def _remember(self, token: str, visitor: Invited) -> None:
        self._seen[_key(token)] = visitor
        self._seen.move_to_end(_key(token))
        if len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)


def now() -> datetime:
    """The time, UTC-aware."""
    return datetime.now(UTC)


def _delivery(visitor: Invited, sent: Sent) -> Delivery:
    choice: Any = sent.choice
    # The client's ids are unique within one conversation only, so the account is the interview.
    account = visitor.interview_id
    return Delivery(CHANNEL, account, f"c:{sent.id}", sent.kind, for_store(sent.words), choice, sent.item)


def _typed_on_card(choice: Any) -> str:
    """The words in the fields of a card, where a patient may type a medicine's name and anything else."""
    return (
        "，".join(str(value) for value in choice.values() if isinstance(value, str)) if isinstance(choice, dict) else ""
    )


def _key(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _language(visitor: Invited | None) -> Language:
    return "en" if visitor is not None and visitor.language == "en" else "zh"
