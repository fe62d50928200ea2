"""The assessments of a case so far: when, why, with what standing, and what each changed and because of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from portal.changes import Changes, changes_between
from portal.words import Words
from records.assessments import AssessmentRow
from rules_engine.difference import difference


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One assessment beside the one before it. ``newer_rules``, ``newer_readings``  these differ, too."""

    version: int
    at: datetime
    reason: str
    status: str | None
    rules: str
    changes: Changes | None
    facts: tuple[str, ...]
    newer_rules: bool
    newer_readings: tuple[str, ...]


def history(t: Words, rows: Sequence[AssessmentRow]) -> list[HistoryRow]:
    """Newest first; the oldest has nothing to be compared with."""
    return [_row(t, row, before) for row, before in zip_longest(rows, rows[1:]) if row is not None]


def _row(t: Words, row: AssessmentRow, before: AssessmentRow | None) -> HistoryRow:
    because = (
        difference(before.result, row.result)["because"] if before else {"facts": {}, "rules": None, "readings": {}}
    )
    return HistoryRow(
        version=row.version,
        at=row.at,
        reason=t(f"reason_{row.reason}"),
        status=row.status,
        rules=str(row.versions["rules"]),
        changes=changes_between(t, before.result, row.result) if before else None,
        facts=tuple(t.fact(fact) for fact in because["facts"] if fact != "reports"),
        newer_rules=because["rules"] is not None,
        newer_readings=tuple(because["readings"]),
    )
