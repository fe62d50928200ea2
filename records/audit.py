"""The audit log: who did or saw what, in a chain of hashes that shows every change, gap and cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from records.chain import START, entry_hash, head_mark, note
from records.database import Database
from records.tables import AuditEntry, AuditHead

_AT_ONCE = 2000  # entries read at a time


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries the chain has, and the number of the first that does not fit (``None`` = all fit).

    One past the last entry: the tail was cut, or the head was written with another data key.
    """

    count: int
    first_bad: int | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry, for the auditor: ids and hashes, no words."""

    seq: int
    at: datetime
    action: str
    subject: str
    subject_id: str
    case_id: str | None
    user_id: str | None
    hash: str


def record_view(db: Database, user_id: str, case_id: str, what: str, now: datetime) -> None:
    """Someone opened ``what`` (case, transcript, report) of a case."""
    record(db, f"view.{what}", "case", case_id, user_id=user_id, case_id=case_id, now=now)


def record(
    db: Database,
    action: str,
    subject: str,
    subject_id: str,
    *,
    user_id: str | None,
    case_id: str | None = None,
    now: datetime,
) -> None:
    """Someone did something that writes nothing else: signed in, exported, printed."""
    with db.writing() as session:
        note(session, action, subject, subject_id, at=now, case_id=case_id, user_id=user_id)


def entries(db: Database, *, case_id: str | None = None, after: int = 0, at_most: int = 200) -> list[AuditRow]:
    """Entries after this number, in order; of one case where given."""
    wanted = select(AuditEntry).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(at_most)
    if case_id is not None:
        wanted = wanted.where(AuditEntry.case_id == case_id)
    with db.reading() as session:
        return [
            AuditRow(row.seq, row.at, row.action, row.subject, row.subject_id, row.case_id, row.user_id, row.hash)
            for row in session.scalars(wanted)
        ]


def verify(db: Database) -> Verified:
    """Checks every link from the first entry to the head, reading a few thousand at a time."""
    count, previous, first_bad = 0, START, None
    with db.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=_AT_ONCE))
        for row in rows:
            count += 1
            fits = row.seq == count and row.previous == previous and row.hash == entry_hash(row)
            if not fits and first_bad is None:
                first_bad = count
            previous = row.hash
        head = session.get(AuditHead, 1)
        ends = (
            head is not None
            and (head.seq, head.hash) == (count, previous)
            and head.mark == head_mark(db.seal, head.seq, head.hash)
        )
    if first_bad is None and not ends:
        first_bad = count + 1
    return Verified(count, first_bad)
