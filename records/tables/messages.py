"""A message in or out, and its words in a row that may be erased alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from records.tables.base import Anything, Base, Code, Data, Hash, Id, Key, Parts, Words


class Message(Base):
    """One line of the conversation; ``seq`` counts all lines of an interview from 1.

    In: ``kind`` begin, text, choice or command; ``done_at`` set once its turn is said; ``(channel, account,
    client_id)`` is unique for ever, so that no delivery counts twice.
    Out: ``kind`` reply, safety or hold; ``reply_to`` and ``part`` name the place in the turn's reply, once each.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("interview_id", "seq"),
        UniqueConstraint("channel", "account", "client_id"),
        UniqueConstraint("reply_to", "part"),
        Index(
            "ix_message_waiting",
            "interview_id",
            "seq",
            sqlite_where=text("direction = 'in' AND done_at IS NULL"),
            postgresql_where=text("direction = 'in' AND done_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    interview_id: Mapped[Id] = mapped_column(ForeignKey("interview.id"))
    seq: Mapped[int]
    direction: Mapped[str] = mapped_column(String(3))
    kind: Mapped[Code]
    at: Mapped[datetime]
    digest: Mapped[Hash]
    role: Mapped[Code | None] = mapped_column(default=None)
    item: Mapped[Code | None] = mapped_column(default=None)
    progress: Mapped[Data | None] = mapped_column(default=None)
    channel: Mapped[Code | None] = mapped_column(default=None)
    account: Mapped[str | None] = mapped_column(String(255), default=None)
    client_id: Mapped[str | None] = mapped_column(String(255), default=None)
    alarms: Mapped[Parts | None] = mapped_column(default=None)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    reply_to: Mapped[Id | None] = mapped_column(ForeignKey("message.id"), default=None)
    part: Mapped[int | None] = mapped_column(default=None)


class MessageWords(Base):
    """The words of one message, verbatim: text, the value of a button, a widget that may quote answers.

    ``sealed``  the same encrypted, while consent is incomplete; ``text`` and ``choice`` are then empty.
    """

    __tablename__ = "words"

    message_id: Mapped[Key] = mapped_column(ForeignKey("message.id"))
    salt: Mapped[Id]
    text: Mapped[Words | None] = mapped_column(default=None)
    choice: Mapped[Anything | None] = mapped_column(default=None)
    widget: Mapped[Data | None] = mapped_column(default=None)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
