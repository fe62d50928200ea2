"""Answers and scores as they are read back: every version, and the current ones as the interview knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from interview.answer import Answer, How, Why
from interview.turn import Talk
from records import tables
from records.memory import Memory, Newest, Remembered
from records.tables import Interview


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One version of one answer. ``data`` is ``Answer.to_data()``, ``None`` once erased.

    ``current``  no later version stands. ``reason``, ``user_id``  of a clinician's correction.
    """

    id: str
    item: str
    version: int
    number: int
    data: Mapping[str, Any] | None
    heard: str
    by: str
    at: datetime
    message_id: str | None
    words: tuple[int, int] | None
    user_id: str | None
    reason: str | None
    current: bool

    @property
    def answer(self) -> Answer | None:
        """The answer as the interview knows it; ``None`` once its value is erased."""
        if self.data is None:
            return None
        value, unknown = Answer.value_from_data(self.data)
        return Answer(
            item=self.item,
            value=value,
            unknown=unknown,
            message=self.message_id or "",
            heard=How(self.heard),
            at=self.at,
            by=self.by,
            words=self.words,
            about=self.data.get("about"),
        )


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One version of one instrument's score. ``data`` is the score in full, ``None`` once erased."""

    id: str
    instrument: str
    version: int
    data: Mapping[str, Any] | None
    definitions: str
    at: datetime
    current: bool


def read_answers(session: Session, interview_id: str, after: int = 0) -> list[AnswerRow]:
    """Every version of every answer whose number is above ``after``, in the order they were written: one query."""
    answer, value = tables.Answer, tables.AnswerValue
    rows = session.execute(
        select(*answer.__table__.columns, value.data, value.reason)
        .outerjoin(value, value.answer_id == answer.id)
        .where(answer.interview_id == interview_id, answer.number > after)
        .order_by(answer.number)
    ).all()
    last = {row.item: row.id for row in rows}
    return [
        AnswerRow(
            id=row.id,
            item=row.item,
            version=row.version,
            number=row.number,
            data=row.data,
            heard=row.heard,
            by=row.by,
            at=row.at,
            message_id=row.message_id,
            words=None if row.words_from is None else (row.words_from, row.words_to),
            user_id=row.user_id,
            reason=row.reason,
            current=last[row.item] == row.id,
        )
        for row in rows
    ]


def read_newest(session: Session, memory: Memory, interview: Interview) -> Mapping[str, Newest]:
    """The newest version of each answer of a locked interview, reading only what this process has not read yet."""
    known = memory.recall(interview.id, interview.erasures)
    if known.number == interview.last_answer:
        return known.newest
    fresh = read_answers(session, interview.id, after=known.number)
    newest = {**known.newest, **{row.item: Newest(row.id, row.version, row.answer) for row in fresh}}
    memory.remember(interview.id, Remembered(interview.last_answer, interview.erasures, newest))
    return newest


def read_scores(session: Session, interview_id: str) -> list[ScoreRow]:
    """Every version of every score, in the order they were computed: one query."""
    rows = session.execute(
        select(*tables.Score.__table__.columns)
        .where(tables.Score.interview_id == interview_id)
        .order_by(tables.Score.at, tables.Score.version)
    ).all()
    last = {row.instrument: row.version for row in rows}
    return [
        ScoreRow(
            id=row.id,
            instrument=row.instrument,
            version=row.version,
            data=row.data,
            definitions=row.definitions,
            at=row.at,
            current=last[row.instrument] == row.version,
        )
        for row in rows
    ]


def current_answers(rows: Iterable[AnswerRow]) -> dict[str, Answer]:
    """The current version of each answer whose value is there, in the order of their first versions."""
    found: dict[str, Answer] = {}
    for row in rows:
        answer = row.answer
        if answer is not None:
            found[row.item] = answer
    return found


def talk_of(interview: Interview, rows: Iterable[AnswerRow]) -> Talk:
    """Where this interview stands, from its state and its answers."""
    return Talk.from_state(interview.state, current_answers(rows))


def still_answered(talk: Talk) -> int:
    """How many questions have an answer that was not withdrawn."""
    return sum(1 for answer in talk.answers.values() if answer.unknown is not Why.WITHDRAWN)
