"""The audit chain: each entry holds the hash of the one before it; the head says where the chain ends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Hash, Id


class AuditEntry(Base):
    """Who did what to which row, by ids and hashes alone: no words, no values, no foreign keys that could block it."""

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[Code]
    subject: Mapped[Code]
    subject_id: Mapped[Id]
    case_id: Mapped[Id | None] = mapped_column(index=True)
    user_id: Mapped[Id | None]
    digest: Mapped[Hash | None]
    previous: Mapped[Hash]
    hash: Mapped[Hash]


class AuditHead(Base):
    """The one row that names the last entry, marked with the data key: a cut tail shows. It is the chain's lock."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[Hash]
    mark: Mapped[Hash]
