"""The worklist's rows: open alerts with who and since when, and the cases by clinic date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.words import Words
from records.alerts import AlertRow, open_alerts
from records.cases import CaseRow, worklist
from records.database import Database


@dataclass(frozen=True, slots=True)
class AlertView:
    """One alert as shown; ``anchor`` opens the line it rests on."""

    id: str
    case_id: str
    number: str
    name: str
    kind: str
    says: str
    at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    anchor: str


def alert_views(t: Words, db: Database) -> list[AlertView]:
    """All open alerts, those that nobody has taken up first."""
    return [alert_view(t, row) for row in open_alerts(db)]


def alert_view(t: Words, row: AlertRow, anchor: str = "") -> AlertView:
    """One alert in words."""
    return AlertView(
        id=row.id,
        case_id=row.case_id,
        number=t("case_number", n=row.number),
        name=row.name or t("erased"),
        kind=row.kind,
        says=t.token("alert", row.kind),
        at=row.raised_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by or "",
        anchor=anchor,
    )


def case_rows(t: Words, db: Database, now: datetime, wanted: str) -> list[CaseRow]:
    """The cases whose name, number, department or cause holds what is wanted, in the records' order."""
    rows = worklist(db, now)
    if not wanted:
        return rows
    sought = wanted.casefold()
    return [row for row in rows if sought in _searched(t, row).casefold()]


def _searched(t: Words, row: CaseRow) -> str:
    return " ".join((row.name or "", str(row.number), row.department, t.fact_value("aetiologies", row.cause or "")))
