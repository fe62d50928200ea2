"""A turn: what one message came to, once and for ever; its reply lies in a row that may be erased alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Id, Key, Parts


class Turn(Base):
    """The turn of one message. ``item``, ``status``, ``language``  of the talk after it."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("interview_id", "number"),)

    id: Mapped[Key]
    interview_id: Mapped[Id] = mapped_column(ForeignKey("interview.id"))
    message_id: Mapped[Id] = mapped_column(ForeignKey("message.id"), unique=True)
    number: Mapped[int]
    item: Mapped[Code | None]
    status: Mapped[Code]
    language: Mapped[Code]
    ended: Mapped[bool]
    at: Mapped[datetime]


class TurnReply(Base):
    """What the turn says, as ``Part.to_data()`` each: it may quote the patient."""

    __tablename__ = "turn_reply"

    turn_id: Mapped[Key] = mapped_column(ForeignKey("turn.id"))
    parts: Mapped[Parts]
