"""Answers and scores, append-only: a correction is a new version, the old one stays; values may be erased alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Data, Hash, Id, Key, Words


class Answer(Base):
    """One version of the answer to one item, without its value.

    ``number`` counts the answers of an interview in the order they were written; ``words_from``, ``words_to`` are the
    offsets of the phrase in the message. A clinician's correction has a ``user_id`` and neither turn nor message.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("interview_id", "item", "version"),
        UniqueConstraint("interview_id", "number"),
        Index(None, "message_id"),
    )

    id: Mapped[Key]
    interview_id: Mapped[Id] = mapped_column(ForeignKey("interview.id"))
    item: Mapped[Code]
    version: Mapped[int]
    number: Mapped[int]
    supersedes: Mapped[Id | None] = mapped_column(ForeignKey("answer.id"), unique=True)
    turn_id: Mapped[Id | None] = mapped_column(ForeignKey("turn.id"))
    message_id: Mapped[Id | None] = mapped_column(ForeignKey("message.id"))
    user_id: Mapped[Id | None] = mapped_column(ForeignKey("user.id"))
    heard: Mapped[Code]
    by: Mapped[Code]
    at: Mapped[datetime]
    words_from: Mapped[int | None]
    words_to: Mapped[int | None]
    digest: Mapped[Hash]


class AnswerValue(Base):
    """The value or why there is none, as ``interview.answer.Answer.to_data()``; ``reason`` of a correction."""

    __tablename__ = "answer_value"

    answer_id: Mapped[Key] = mapped_column(ForeignKey("answer.id"))
    data: Mapped[Data]
    salt: Mapped[Id]
    reason: Mapped[Words | None] = mapped_column(default=None)


class Score(Base):
    """One version of one instrument's score; ``data`` is ``Score.to_data()``, empty once erased."""

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("interview_id", "instrument", "version"),)

    id: Mapped[Key]
    interview_id: Mapped[Id] = mapped_column(ForeignKey("interview.id"))
    instrument: Mapped[Code]
    version: Mapped[int]
    turn_id: Mapped[Id | None] = mapped_column(ForeignKey("turn.id"))
    definitions: Mapped[Code]
    at: Mapped[datetime]
    digest: Mapped[Hash]
    data: Mapped[Data | None]
    salt: Mapped[Id | None]
