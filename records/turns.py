"""The turn: everything that one message comes to, decided and written in one transaction, once and for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from interview.holding import held, release
from interview.turn import Incoming, Outcome, Talk
from interview.words import load_words
from records import tables
from records.alerts import is_unseen
from records.answers import read_newest
from records.database import Database
from records.errors import Conflict, Unknown
from records.inbox import locked_message, open_words
from records.outcome import write_outcome
from records.tables import Interview, Message, MessageWords

Decide = Callable[[Talk, Incoming], Outcome]


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as it is kept. ``reply`` is ``Part.to_data()`` each; ``replayed``: it was there before.

    ``item``, ``status``, ``language``  of the talk after this turn; ``state``  ``Talk.to_state()`` as it stands now.
    """

    turn_id: str
    message_id: str
    interview_id: str
    number: int
    reply: list[dict[str, Any]]
    item: str | None
    status: str
    language: str
    state: Mapping[str, Any]
    ended: bool
    replayed: bool


def keep_turn(db: Database, message_id: str, decide: Decide, now: datetime) -> KeptTurn:
    """The turn of this message: the one kept before, or what ``decide`` makes of it, written whole or not at all.

    ``decide``  is pure; it is called under the interview's lock, once, and not at all where a turn is kept already.
    What it raises passes, and nothing is written. Raises ``Unknown`` for no such message.
    """
    try:
        with db.writing() as session:
            message, interview = locked_message(session, message_id)
            kept = _kept(session, message_id)
            if kept is not None:
                return kept
            return _keep(session, db, message, interview, decide, now)
    except Conflict:  # UNIQUE(message_id): another connection kept it first
        with db.reading() as session:
            kept = _kept(session, message_id)
        if kept is None:
            raise
        return kept


def current_item(db: Database, interview_id: str) -> str | None:
    """The question that waits for an answer. Raises ``Unknown``."""
    return _state(db, interview_id).get("item")


def _state(db: Database, interview_id: str) -> Mapping[str, Any]:
    with db.reading() as session:
        state = session.execute(select(Interview.state).where(Interview.id == interview_id)).scalar_one_or_none()
    if state is None:
        raise Unknown("no such interview")
    return state


def _keep(
    session: Session, db: Database, message: Message, interview: Interview, decide: Decide, now: datetime
) -> KeptTurn:
    words = session.get(MessageWords, message.id)
    text, choice = open_words(db.seal, words)
    incoming = Incoming(
        id=message.id,
        kind=cast(Any, message.kind),  # one of the four: Delivery.kind
        text=text,
        at=message.at,
        choice=choice,
        item=message.item,
        alarms=tuple(message.alarms or ()),
    )
    before = read_newest(session, db.memory, interview)
    answers = {item: newest.answer for item, newest in before.items() if newest.answer is not None}
    talk = Talk.from_state(interview.state, answers)
    outcome = decide(_as_seen(session, interview, message, talk), incoming)
    outcome = _released(session, interview, outcome)
    if words is not None and (words.sealed is not None or not interview.consented):
        session.delete(words)  # before both consents words live for the length of the turn only
        session.flush()
    turn = write_outcome(session, interview, message, before, outcome, now)
    return KeptTurn(
        turn_id=turn.id,
        message_id=message.id,
        interview_id=interview.id,
        number=turn.number,
        reply=[part.to_data() for part in outcome.reply],
        item=turn.item,
        status=turn.status,
        language=turn.language,
        state=interview.state,
        ended=turn.ended,
        replayed=False,
    )


def _as_seen(session: Session, interview: Interview, message: Message, talk: Talk) -> Talk:
    """The talk as this message meets it.

    A crisis pauses the questions when it is received, before its own turn. Messages that were already waiting then are
    heard within the pause; the message with the crisis meets the talk as it was, and its turn makes the pause lasting.
    """
    if interview.status != "safety" or talk.status == "safety":
        return talk
    own = exists().where(Message.reply_to == message.id, Message.kind == "safety", Message.role == "safety")
    if session.execute(select(own)).scalar():
        return talk
    notes = dict(talk.notes)
    if talk.status not in ("running", "paused"):
        notes["safety_from"] = talk.status
    return replace(talk, status="safety", notes=notes)


def _released(session: Session, interview: Interview, outcome: Outcome) -> Outcome:
    """The outcome, let go on where staff saw the alert before this turn was worked out."""
    for flag in held(outcome.talk):
        if not is_unseen(session, interview.case_id, flag):
            talk, told = release(load_words(), outcome.talk, flag)
            outcome = replace(outcome, talk=talk, reply=(*outcome.reply, told) if told else outcome.reply)
    return outcome


def _kept(session: Session, message_id: str) -> KeptTurn | None:
    found = session.execute(
        select(tables.Turn, tables.TurnReply, Interview)
        .join(Interview, Interview.id == tables.Turn.interview_id)
        .outerjoin(tables.TurnReply, tables.TurnReply.turn_id == tables.Turn.id)
        .where(tables.Turn.message_id == message_id)
    ).one_or_none()
    if found is None:
        return None
    turn, reply, interview = found
    return KeptTurn(
        turn_id=turn.id,
        message_id=message_id,
        interview_id=interview.id,
        number=turn.number,
        reply=list(reply.parts) if reply is not None else [],
        item=turn.item,
        status=turn.status,
        language=turn.language,
        state=interview.state,
        ended=turn.ended,
        replayed=True,
    )
