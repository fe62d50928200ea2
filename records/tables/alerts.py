"""Alerts for staff, and every message that raised or renewed one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Id, Key, Words

_FRESH = text("acknowledged_at IS NULL AND closed_at IS NULL")


class Alert(Base):
    """Something staff must see: a red flag (``RF-…``) or ``CALLBACK``. Open until a clinician closes it.

    At most one of a kind is open and unacknowledged in a case.
    """

    __tablename__ = "alert"
    __table_args__ = (
        Index("uq_alert_fresh", "case_id", "kind", unique=True, sqlite_where=_FRESH, postgresql_where=_FRESH),
        Index(None, "case_id", "closed_at"),
    )

    id: Mapped[Key]
    case_id: Mapped[Id] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[Code]
    raised_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    acknowledged_by: Mapped[Id | None] = mapped_column(ForeignKey("user.id"), default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[Id | None] = mapped_column(ForeignKey("user.id"), default=None)
    reason: Mapped[Words | None] = mapped_column(default=None)


class AlertMessage(Base):
    """A message that an alert rests on."""

    __tablename__ = "alert_message"

    alert_id: Mapped[Key] = mapped_column(ForeignKey("alert.id"))
    message_id: Mapped[Key] = mapped_column(ForeignKey("message.id"))
