"""The way of a message: stored before it is acknowledged, in order, never lost and never doubled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from interview.turn import Part
from records.alerts import raise_in
from records.database import Database
from records.digest import digest, new_salt
from records.errors import Conflict, TurnMissing, Unknown
from records.locking import keep, lock_interview, next_seq, storable
from records.seal import Seal
from records.tables import Interview, Message, MessageWords, Turn, TurnReply, new_id
from records.transcript import Line, lines, read_replies, say

__all__ = [
    "Delivery",
    "Line",
    "Received",
    "Waiting",
    "failed",
    "finish",
    "hold",
    "lines",
    "next_waiting",
    "receive",
    "waiting",
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as a channel delivered it. ``(channel, account, client_id)`` names it once and for all.

    ``account``  the interview's id on the web chat; the hospital's or the platform's account on other channels.
    ``kind``, ``text``, ``choice``, ``item``  as in ``interview.turn.Incoming``.
    """

    channel: str
    account: str
    client_id: str
    kind: Literal["begin", "text", "choice", "command"]
    text: str
    choice: Any = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """Where the message is kept. ``duplicate``: it was there before, and nothing was written now."""

    message_id: str
    seq: int
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest message of an interview that has no reply yet. ``item`` was shown when it was sent."""

    message_id: str
    kind: str
    text: str
    choice: Any
    item: str | None
    language: str
    current_item: str | None
    status: str
    attempts: int
    interview_id: str
    at: datetime
    alarms: tuple[str, ...]


def receive(
    db: Database,
    interview_id: str,
    delivery: Delivery,
    *,
    alarms: tuple[str, ...] = (),
    safety: Part | None = None,
    now: datetime,
) -> Received:
    """Stores a message with its alerts and the safety line that must be shown at once: after this, acknowledge.

    Raises ``Unknown`` for no such interview, ``Conflict`` where the delivery's key belongs to another interview.
    """
    try:
        with db.writing() as session:
            return _receive(session, db.seal, interview_id, delivery, alarms, safety, now)
    except Conflict:  # another connection stored it between our look and our insert: it is there now
        with db.reading() as session:
            there = _delivered(session, interview_id, delivery)
        if there is None:
            raise
        return there


def waiting(db: Database) -> list[str]:
    """The interviews with messages that have no reply yet, the longest waiting first."""
    with db.reading() as session:
        undone = select(Message.interview_id).where(Message.direction == "in", Message.done_at.is_(None))
        return list(session.scalars(undone.group_by(Message.interview_id).order_by(func.min(Message.at))))


def next_waiting(db: Database, interview_id: str) -> Waiting | None:
    """The oldest message of this interview that has no reply yet."""
    with db.reading() as session:
        found = session.execute(
            select(Message, MessageWords, Interview)
            .join(Interview, Interview.id == Message.interview_id)
            .outerjoin(MessageWords, MessageWords.message_id == Message.id)
            .where(Message.interview_id == interview_id, Message.direction == "in", Message.done_at.is_(None))
            .order_by(Message.seq)
            .limit(1)
        ).one_or_none()
        if found is None:
            return None
        message, words, interview = found
        text, choice = open_words(db.seal, words)
        return Waiting(
            message_id=message.id,
            kind=message.kind,
            text=text,
            choice=choice,
            item=message.item,
            language=interview.language,
            current_item=interview.state.get("item"),
            status=interview.status,
            attempts=message.attempts,
            interview_id=interview_id,
            at=message.at,
            alarms=tuple(message.alarms or ()),
        )


def finish(db: Database, message_id: str, now: datetime) -> list[Line]:
    """Copies the reply of the message's turn to the transcript and marks the message done; again changes nothing.

    Raises ``TurnMissing`` where no turn was kept, ``Unknown`` for no such message.
    """
    with db.writing() as session:
        message, interview = locked_message(session, message_id)
        if message.done_at is not None:
            return read_replies(session, message_id)
        reply = session.execute(
            select(Turn.id, TurnReply.parts)
            .outerjoin(TurnReply, TurnReply.turn_id == Turn.id)
            .where(Turn.message_id == message_id)
        ).one_or_none()
        if reply is None:
            raise TurnMissing("no turn was kept for this message")
        message.done_at = now
        return [
            say(session, interview, Part(**data), kind="reply", now=now, reply_to=message_id, number=number)
            for number, data in enumerate(reply.parts or ())
        ]


def failed(db: Database, message_id: str, now: datetime) -> int:
    """Counts an attempt that came to nothing; how many there are."""
    with db.writing() as session:
        message, _ = locked_message(session, message_id)
        message.attempts += 1
        return message.attempts


def hold(db: Database, interview_id: str, text: str, now: datetime) -> Line | None:
    """Says once per outage that the message was received: ``None`` where that is the last thing said already."""
    with db.writing() as session:
        interview = lock_interview(session, interview_id)
        last = session.execute(
            select(Message.kind)
            .where(Message.interview_id == interview_id, Message.direction == "out")
            .order_by(Message.seq.desc())
            .limit(1)
        ).scalar_one_or_none()
        return None if last == "hold" else say(session, interview, Part(text), kind="hold", now=now)


def locked_message(session: Session, message_id: str) -> tuple[Message, Interview]:
    """An in-message and its interview, the interview locked. Raises ``Unknown``."""
    interview_id = session.execute(
        select(Message.interview_id).where(Message.id == message_id, Message.direction == "in")
    ).scalar_one_or_none()
    if interview_id is None:
        raise Unknown("no such message")
    interview = lock_interview(session, interview_id)
    message = session.execute(
        select(Message).where(Message.id == message_id).execution_options(populate_existing=True)
    ).scalar_one()
    return message, interview


def open_words(seal: Seal, words: MessageWords | None) -> tuple[str, Any]:
    """Text and button value of a message, decrypted where consent was incomplete; empty where they are gone."""
    if words is None:
        return "", None
    if words.sealed is None:
        return words.text or "", words.choice
    text, choice = json.loads(seal.open(words.sealed, words.message_id))
    return text, choice


def _receive(
    session: Session,
    seal: Seal,
    interview_id: str,
    delivery: Delivery,
    alarms: tuple[str, ...],
    safety: Part | None,
    now: datetime,
) -> Received:
    interview = lock_interview(session, interview_id)
    there = _delivered(session, interview_id, delivery)
    if there is not None:
        return there
    text, salt = storable(delivery.text), new_salt()
    message = Message(
        id=new_id(),
        interview_id=interview_id,
        seq=next_seq(interview),
        direction="in",
        kind=delivery.kind,
        item=delivery.item,
        at=now,
        digest=digest([text, delivery.choice, None], salt),
        channel=delivery.channel,
        account=delivery.account,
        client_id=delivery.client_id,
        alarms=list(alarms) or None,
    )
    keep(session, message)
    keep(session, _words(seal, message.id, text, delivery.choice, salt, open_=interview.consented))
    if safety is not None:
        say(session, interview, safety, kind="safety", now=now, reply_to=message.id, number=-1)
        if safety.role == "safety":
            interview.status = "safety"  # shown at once; the state, with what was before, changes in its turn
            session.flush()
    for kind in dict.fromkeys(alarms):  # last: raising one takes the audit chain's lock
        raise_in(session, interview.case_id, kind, message.id, now)
    return Received(message.id, message.seq, duplicate=False)


def _delivered(session: Session, interview_id: str, delivery: Delivery) -> Received | None:
    found = session.execute(
        select(Message.id, Message.seq, Message.interview_id).where(
            Message.channel == delivery.channel,
            Message.account == delivery.account,
            Message.client_id == delivery.client_id,
        )
    ).one_or_none()
    if found is None:
        return None
    if found.interview_id != interview_id:
        raise Conflict("this delivery's channel, account and id belong to another interview")
    return Received(found.id, found.seq, duplicate=True)


def _words(seal: Seal, message_id: str, text: str, choice: Any, salt: str, *, open_: bool) -> MessageWords:
    if open_:
        return MessageWords(message_id=message_id, salt=salt, text=text, choice=choice)
    sealed = seal.close(json.dumps([text, choice]), message_id)
    return MessageWords(message_id=message_id, salt=salt, sealed=sealed)
