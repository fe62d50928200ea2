"""The lines of a conversation as they are shown: in and out, in order, without the words that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from interview.turn import Part
from records.database import Database
from records.digest import digest, new_salt
from records.locking import keep, next_seq, storable
from records.tables import Interview, Message, MessageWords, new_id


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``direction`` in or out; ``kind`` begin, text, choice, command (in), reply, safety, hold (out).

    ``text``, ``choice``, ``widget``  ``None`` where the words were erased, came before consent, or never were.
    ``message_id``  the line's own id; ``reply_to`` the message that an out-line answers.
    """

    seq: int
    direction: str
    kind: str
    text: str | None
    item: str | None
    widget: Mapping[str, Any] | None
    progress: Mapping[str, Any] | None
    role: str | None
    at: datetime
    message_id: str
    choice: Any = None
    reply_to: str | None = None


def lines(db: Database, interview_id: str, after: int = 0) -> list[Line]:
    """The lines of this interview whose ``seq`` is above ``after``; none once consent was withdrawn."""
    with db.reading() as session:
        hidden = session.execute(select(Interview.hidden_at).where(Interview.id == interview_id)).scalar()
        return read_lines(session, interview_id, after, with_words=hidden is None)


def read_lines(session: Session, interview_id: str, after: int = 0, *, with_words: bool = True) -> list[Line]:
    """The same within a transaction; ``with_words=False`` leaves out what patient and bot said."""
    rows = session.execute(_lines().where(Message.interview_id == interview_id, Message.seq > after))
    return [_line(row, with_words) for row in rows]


def read_replies(session: Session, message_id: str) -> list[Line]:
    """The out-lines of one message's turn."""
    rows = session.execute(_lines().where(Message.reply_to == message_id, Message.kind == "reply"))
    return [_line(row, True) for row in rows]


def say(
    session: Session,
    interview: Interview,
    part: Part,
    *,
    kind: str,
    now: datetime,
    reply_to: str | None = None,
    number: int | None = None,
) -> Line:
    """Stores one out-line of a locked interview. ``reply_to`` and ``number`` together can be stored once only."""
    data = part.to_data()
    salt, text = new_salt(), storable(part.text)
    message = Message(
        id=new_id(),
        interview_id=interview.id,
        seq=next_seq(interview),
        direction="out",
        kind=kind,
        role=part.role,
        item=part.item,
        progress=data["progress"],
        at=now,
        digest=digest([text, None, data["widget"]], salt),
        reply_to=reply_to,
        part=number,
    )
    keep(session, message)
    keep(session, MessageWords(message_id=message.id, salt=salt, text=text, widget=data["widget"]))
    return Line(
        seq=message.seq,
        direction="out",
        kind=kind,
        text=text,
        item=part.item,
        widget=data["widget"],
        progress=data["progress"],
        role=part.role,
        at=now,
        message_id=message.id,
        reply_to=reply_to,
    )


def _lines() -> Select[Unpack[tuple[Any, ...]]]:
    return (
        select(
            Message.seq,
            Message.direction,
            Message.kind,
            Message.item,
            Message.progress,
            Message.role,
            Message.at,
            Message.id,
            Message.reply_to,
            MessageWords.text,
            MessageWords.choice,
            MessageWords.widget,
        )
        .outerjoin(MessageWords, MessageWords.message_id == Message.id)
        .order_by(Message.seq)
    )


def _line(row: Any, with_words: bool) -> Line:
    return Line(
        seq=row.seq,
        direction=row.direction,
        kind=row.kind,
        text=row.text if with_words else None,
        item=row.item,
        widget=row.widget if with_words else None,
        progress=row.progress,
        role=row.role,
        at=row.at,
        message_id=row.id,
        choice=row.choice if with_words else None,
        reply_to=row.reply_to,
    )
