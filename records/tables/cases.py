"""A case, the person it is about (a row that may be erased alone) and the invitations sent to that person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Hash, Id, Key, Words


class Case(Base):
    """One patient before one clinic visit. ``number`` is what people call it by."""

    __tablename__ = "case"

    id: Mapped[Key]
    number: Mapped[int] = mapped_column(unique=True)
    department: Mapped[Words]
    clinic_date: Mapped[date | None]
    created_at: Mapped[datetime]
    created_by: Mapped[Id | None] = mapped_column(ForeignKey("user.id"))
    legal_hold: Mapped[bool] = mapped_column(default=False)
    erased_at: Mapped[datetime | None] = mapped_column(default=None)


class Patient(Base):
    """Who the case is about; deleted on erasure."""

    __tablename__ = "patient"

    case_id: Mapped[Key] = mapped_column(ForeignKey("case.id"))
    name: Mapped[Words]
    sex: Mapped[Code]
    birth_year: Mapped[int | None]
    note: Mapped[Words]


class Invitation(Base):
    """A link to one interview: only the SHA-256 of its token is kept. ``replaced_at``: a newer one took its place."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    interview_id: Mapped[Id] = mapped_column(ForeignKey("interview.id"), index=True)
    token_hash: Mapped[Hash] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None] = mapped_column(default=None)
