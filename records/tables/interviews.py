"""An interview, with the state that the next turn depends on, and the consents given or refused in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Data, Id, Key


class Interview(Base):
    """One conversation. Its row is the lock under which messages get their numbers and turns are kept.

    ``state``  ``Talk.to_state()``; ``status`` runs ahead of it between a crisis and its turn. ``consented``  both
    consents are given and not withdrawn. ``hidden_at``  consent was withdrawn: nothing clinical is shown any more.
    ``last_seq``, ``last_turn``, ``last_answer``  counters, so that numbers have neither gaps nor doubles.
    ``erasures``  how often values were erased. ``claimed_by``, ``claimed_until``  the gateway process at work on it.
    """

    __tablename__ = "interview"

    id: Mapped[Key]
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"), unique=True)
    language: Mapped[Code]
    status: Mapped[Code]
    state: Mapped[Data]
    created_at: Mapped[datetime]
    consented: Mapped[bool] = mapped_column(default=False)
    answered: Mapped[int] = mapped_column(default=0)
    expected: Mapped[int] = mapped_column(default=0)
    last_seq: Mapped[int] = mapped_column(default=0)
    last_turn: Mapped[int] = mapped_column(default=0)
    last_answer: Mapped[int] = mapped_column(default=0)
    erasures: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    hidden_at: Mapped[datetime | None] = mapped_column(default=None)
    claimed_by: Mapped[Code | None] = mapped_column(default=None)
    claimed_until: Mapped[datetime | None] = mapped_column(default=None)


class Consent(Base):
    """One consent given or refused: ``kind`` is general or sensitive, ``notice`` the version of the text shown."""

    __tablename__ = "consent"
    __table_args__ = (
        UniqueConstraint("interview_id", "kind", "version"),
        Index(None, "message_id"),
    )

    id: Mapped[Key]
    interview_id: Mapped[Id] = mapped_column(ForeignKey("interview.id"))
    kind: Mapped[Code]
    version: Mapped[int]
    given: Mapped[bool]
    message_id: Mapped[Id] = mapped_column(ForeignKey("message.id"))
    at: Mapped[datetime]
    notice: Mapped[Code | None]
