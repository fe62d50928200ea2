"""The links of the audit chain: how an entry is hashed, and how the next one is written under the head's lock."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.digest import canonical, sha256
from records.seal import Seal
from records.tables import AuditEntry, AuditHead

START = "0" * 64


def begin_chain(session: Session) -> None:
    """Writes the head of an empty chain, once in the life of a database."""
    if session.get(AuditHead, 1) is None:
        session.add(AuditHead(id=1, seq=0, hash=START, mark=head_mark(seal_of(session), 0, START)))
        session.flush()


def lock_chain(session: Session) -> AuditHead:
    """The head, locked until this transaction ends: entries follow each other without gaps.

    Take it last, after every other lock, so that nobody waits in a circle.
    """
    return session.execute(
        select(AuditHead).where(AuditHead.id == 1).with_for_update().execution_options(populate_existing=True)
    ).scalar_one()


def note(
    session: Session,
    action: str,
    subject: str,
    subject_id: str,
    *,
    at: datetime,
    case_id: str | None = None,
    user_id: str | None = None,
    digest: str | None = None,
) -> None:
    """Appends one entry: ``user_id`` did ``action`` to the row ``subject_id`` of the table ``subject``."""
    head = lock_chain(session)
    entry = AuditEntry(
        seq=head.seq + 1,
        at=at,
        action=action,
        subject=subject,
        subject_id=subject_id,
        case_id=case_id,
        user_id=user_id,
        digest=digest,
        previous=head.hash,
        hash="",
    )
    entry.hash = entry_hash(entry)
    head.seq, head.hash = entry.seq, entry.hash
    head.mark = head_mark(seal_of(session), head.seq, head.hash)
    session.add(entry)
    session.flush()


def entry_hash(entry: AuditEntry) -> str:
    """The hash of the previous entry's hash and this entry's canonical JSON."""
    data = {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "subject": entry.subject,
        "subject_id": entry.subject_id,
        "case_id": entry.case_id,
        "user_id": entry.user_id,
        "digest": entry.digest,
    }
    return sha256(entry.previous + canonical(data))


def head_mark(seal: Seal, seq: int, last_hash: str) -> str:
    """What the head must carry when the chain ends at this entry."""
    return seal.mark(f"{seq}:{last_hash}")


def seal_of(session: Session) -> Seal:
    """The seal of the database that this session writes to."""
    seal = session.info["seal"]
    assert isinstance(seal, Seal)
    return seal
