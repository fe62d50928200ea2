"""What the consensus says of the operation and after it: checklist, care in hospital, follow-up, complications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.words import Words
from rules_engine import phases
from rules_engine.evaluation import sheet_of
from rules_engine.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the consensus with its clause and its grades as printed; ``id`` is the rule's."""

    id: str
    says: str
    clause: str
    grades: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up question, and what a new or worse answer does."""

    asks: str
    then: str


@dataclass(frozen=True, slots=True)
class OperationPage:
    """The page. ``blocked``  why no step of the checklist may be shown; ``steps`` is empty while there is a reason."""

    case_id: str
    name: str
    segments: tuple[str, ...]
    blocked: tuple[str, ...]
    steps: tuple[Told, ...]
    inpatient: tuple[Told, ...]
    follow_up: tuple[Asked, ...]
    complications: tuple[Told, ...]
    foot: tuple[Told, ...]


def operation_page(t: Words, case_id: str, name: str, result: Mapping[str, Any]) -> OperationPage:
    """The page of a case, from its latest assessment. For the operating team, never for patients."""
    sheet = sheet_of(result["facts"], result["consensus"]["readings"])
    checklist = phases.surgical_checklist(sheet)
    return OperationPage(
        case_id=case_id,
        name=name,
        segments=_segments(sheet),
        blocked=tuple(t.say(reason["says"]) for reason in checklist["blocked"]),
        steps=_told(t, checklist["steps"]),
        inpatient=_told(t, phases.inpatient_care(sheet)),
        follow_up=tuple(
            Asked(t.say(one["asks"]), t.token("follow_up", one["if_new_or_worse"])) for one in phases.follow_up()
        ),
        complications=_told(t, phases.complications()),
        foot=_told(t, phases.report_foot()),
    )


def _segments(sheet: Sheet) -> tuple[str, ...]:
    segments = sheet.values.get("pain_segments")
    return tuple(str(segment) for segment in segments.items) if segments is not None else ()


def _told(t: Words, entries: Sequence[Mapping[str, Any]]) -> tuple[Told, ...]:
    return tuple(
        Told(
            id=entry["rule"],
            says=t.say(entry["says"]),
            clause=" ".join(part for part in (entry["clause"]["number"], entry["clause"]["section"]) if part),
            grades=tuple(f"{grade['grade']} {grade['where']}".strip() for grade in entry["grades"]),
            mark=entry["mark"] or "",
        )
        for entry in entries
    )
