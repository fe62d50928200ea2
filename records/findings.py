"""What clinicians found: facts entered in the portal, append-only, each with who said it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from records.chain import note
from records.database import Database
from records.digest import canonical, digest, new_salt, sha256
from records.locking import keep, lock_open_case
from records.tables import Finding, User, new_id


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One version of one fact. ``value`` ``None`` = withdrawn, unknown again. ``by`` as in the fact dictionary.

    ``user``  the display name of who entered it.
    """

    fact: str
    value: Any
    by: str
    user: str
    at: datetime
    id: str
    version: int
    user_id: str


def add_findings(
    db: Database, case_id: str, values: Mapping[str, Mapping[str, Any]], *, user_id: str, now: datetime
) -> None:
    """New versions of these facts, ``{fact: {"value", "by"}}``; what did not change is not written again.

    Raises ``Unknown`` for no such case, ``Withdrawn`` where nothing may be added.
    """
    with db.writing() as session:
        lock_open_case(session, case_id)
        before = latest(read_findings(session, case_id))
        proofs = [
            _write(session, case_id, fact, given, before.get(fact), user_id, now)
            for fact, given in values.items()
            if _changes(before.get(fact), given)
        ]
        if proofs:
            whole = sha256(canonical(proofs))
            note(
                session,
                "findings.added",
                "case",
                case_id,
                at=now,
                case_id=case_id,
                user_id=user_id,
                digest=whole,
            )


def findings(db: Database, case_id: str) -> dict[str, FindingRow]:
    """The latest version of each fact entered for this case."""
    with db.reading() as session:
        return latest(read_findings(session, case_id))


def read_findings(session: Session, case_id: str) -> list[FindingRow]:
    """Every version that is not erased, oldest first: one query."""
    rows = session.execute(
        select(Finding, User.display_name)
        .join(User, User.id == Finding.user_id)
        .where(Finding.case_id == case_id, Finding.data.is_not(None))
        .order_by(Finding.at, Finding.fact, Finding.version)
    )
    return [
        FindingRow(
            fact=row.fact,
            value=(row.data or {}).get("value"),
            by=row.by,
            user=user,
            at=row.at,
            id=row.id,
            version=row.version,
            user_id=row.user_id,
        )
        for row, user in rows
    ]


def latest(rows: list[FindingRow]) -> dict[str, FindingRow]:
    """The highest version of each fact."""
    found: dict[str, FindingRow] = {}
    for row in rows:
        if row.fact not in found or found[row.fact].version < row.version:
            found[row.fact] = row
    return found


def _changes(before: FindingRow | None, given: Mapping[str, Any]) -> bool:
    if before is None:
        return given["value"] is not None
    return canonical([before.value, before.by]) != canonical([given["value"], given["by"]])


def _write(
    session: Session,
    case_id: str,
    fact: str,
    given: Mapping[str, Any],
    before: FindingRow | None,
    user_id: str,
    now: datetime,
) -> str:
    data, salt = {"value": given["value"]}, new_salt()
    row = Finding(
        id=new_id(),
        case_id=case_id,
        fact=fact,
        version=before.version + 1 if before else 1,
        by=given["by"],
        user_id=user_id,
        at=now,
        digest=digest(data, salt),
        data=data,
        salt=salt,
    )
    keep(session, row)
    return row.digest
