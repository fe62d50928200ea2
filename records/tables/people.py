"""Users of the portal and their sign-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Base, Code, Hash, Id, Key, Words


class User(Base):
    """A member of staff. ``password`` is an argon2id hash; ``locked_until`` after too many failures."""

    __tablename__ = "user"

    id: Mapped[Key]
    name: Mapped[Code] = mapped_column(unique=True)
    display_name: Mapped[Words]
    role: Mapped[Code]
    password: Mapped[Words]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(default=None)


class SignIn(Base):
    """A session: only the SHA-256 of its token is kept."""

    __tablename__ = "session"

    token_hash: Mapped[Hash] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("user.id"), index=True)
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
