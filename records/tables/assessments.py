"""What clinicians found and what the consensus makes of it all, both append-only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Data, Hash, Id, Key


class Finding(Base):
    """One version of one fact entered by a clinician. ``data`` is ``{"value": …}``, empty once erased."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("case_id", "fact", "version"),)

    id: Mapped[Key]
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"))
    fact: Mapped[Code]
    version: Mapped[int]
    by: Mapped[Code]
    user_id: Mapped[Id] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    digest: Mapped[Hash]
    data: Mapped[Data | None]
    salt: Mapped[Id | None]


class Assessment(Base):
    """One version of the case's assessment, reproducible from ``data["inputs"]`` under ``versions``.

    ``data``  ``{"inputs", "result"}``, empty once erased. ``inputs_hash``  salted hash of
    inputs and versions.
    """

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("case_id", "version"),)

    id: Mapped[Key]
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"))
    version: Mapped[int]
    reason: Mapped[Code]
    status: Mapped[Code | None]
    versions: Mapped[Data]
    at: Mapped[datetime]
    inputs_hash: Mapped[Hash]
    digest: Mapped[Hash]
    data: Mapped[Data | None]
    salt: Mapped[Id | None]
