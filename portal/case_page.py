"""The case page as data: one document model that the page, and later the report, is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from interview.answer import Answer
from interview.protocol import Protocol
from portal.bedside import bedside_fields
from portal.changes import Changes, changes_between
from portal.examination import Field, sheet
from portal.flags import Flag, flags_of
from portal.glance import Glance, glance
from portal.history import HistoryRow, history
from portal.medicines import MedicineRow, medicine_rows
from portal.options import OptionView, option_views
from portal.readings import ReadingView, readings_in_force
from portal.said import answer_said
from portal.scales import DN4, DN4_INTERVIEW, ScoreView, score_view, with_examination
from portal.sources import Sources, Valued
from portal.suggestions import GateView, Missing, Suggestion, gate_views, missing_facts, suggestions_by_sign
from portal.times import clock
from portal.transcript import LineView, transcript
from portal.waiting import AlertView, alert_view
from portal.what_if import WhatIf, what_if
from portal.words import Words
from records.answers import AnswerRow, current_answers
from records.cases import CaseView

BEFORE_THE_END = ("invited", "consenting", "running", "paused", "safety")
WITHIN = {DN4_INTERVIEW: DN4}  # at a glance a part stands within its whole
NOTICES = {"declined": "declined_says", "withdrawn": "hidden"} | dict.fromkeys(BEFORE_THE_END, "waiting_patient")


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question with its current answer and the values it had before."""

    value: Valued
    how: str
    at: datetime
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page shows, in words; nothing of it is computed in a template."""

    case_id: str
    number: int
    name: str
    sex: str
    age: int | None
    department: str
    clinic_date: date | None
    status_of_interview: str
    answered: int
    expected: int
    notice: str | None
    may_invite: bool
    proxy: bool
    alerts: Sequence[AlertView]
    glance: Glance
    status: str | None
    gates: Sequence[GateView]
    destructive: bool
    partial: bool
    suggestions: Mapping[str, Sequence[Suggestion]]
    what_if: WhatIf | None
    options: Sequence[OptionView]
    ask: Sequence[Missing]
    examine: Sequence[Missing]
    needed: Sequence[Field]
    others: Sequence[Field]
    bedside: Sequence[Field]
    problems: Mapping[str, str]
    scores: Sequence[ScoreView]
    within: Mapping[str, str]
    medicines: Sequence[MedicineRow]
    no_medicines: bool
    flags: Sequence[Flag]
    answers: Sequence[AnswerView]
    lines: Sequence[LineView]
    changes: Changes | None
    newer_rules: HistoryRow | None
    history: Sequence[HistoryRow]
    readings: Sequence[ReadingView]
    versions: Mapping[str, Any] | None


def case_sources(protocol: Protocol, view: CaseView) -> Sources:
    """Where this case's values come from: current answers, findings, and what the last assessment took as claims."""
    result: Mapping[str, Any] = view.assessment.result if view.assessment else {}
    return Sources(
        protocol,
        current_answers(view.answers),
        view.findings,
        lines={line.message_id: line.seq for line in view.lines},
        claims={str(one["fact"]): one["value"] for one in result.get("claimed") or ()},
        origins=result.get("sources") or {},
    )


def case_page(
    t: Words,
    protocol: Protocol,
    view: CaseView,
    now: datetime,
    *,
    since: str = "",
    change: str = "",
    given: Mapping[str, Sequence[str]] | None = None,
    problems: Mapping[str, str] | None = None,
) -> CasePage:
    """The page of one case.

    ``since``  id of an earlier assessment to compare with. ``change``  a code of which to say what would change it.
    ``given``, ``problems``  a sent examination sheet that
    could not be kept, and what was wrong with it.
    """
    case, sources = view.case, case_sources(protocol, view)
    result: Mapping[str, Any] = view.assessment.result if view.assessment else {}
    rows = history(t, view.assessments)
    scores = _scores(t, protocol, view, sources)
    suggestions = suggestions_by_sign(t, result, sources)
    missing = missing_facts(t, result, sources)
    entered = _entered(t, view)
    needed, others = sheet(t, result, sources, entered, given)
    return CasePage(
        case_id=view.case_id,
        number=case.number,
        name=case.name or t("erased"),
        sex=case.sex,
        age=case.age,
        department=case.department,
        clinic_date=case.clinic_date,
        status_of_interview=case.status,
        answered=case.answered,
        expected=case.expected,
        notice=NOTICES.get(case.status),
        may_invite=case.status in BEFORE_THE_END,
        proxy=sources.by_proxy(sources.answers),
        alerts=[alert_view(t, row, _first(sources, row.message_ids)) for row in view.alerts if row.closed_at is None],
        glance=glance(t, sources),
        status=result.get("status"),
        gates=gate_views(t, result, sources),
        destructive=any(one.surgical for column in suggestions.values() for one in column),
        partial=bool(result.get("partial")),
        suggestions=suggestions,
        what_if=what_if(t, result, change, sources) if change else None,
        options=option_views(t, result, sources),
        ask=[one for one in missing if not one.examine],
        examine=[one for one in missing if one.examine],
        needed=needed,
        others=others,
        bedside=bedside_fields(t, protocol, sources, entered, given),
        problems=problems or {},
        scores=scores,
        within={part: whole for part, whole in WITHIN.items() if any(one.name == whole for one in scores)},
        medicines=medicine_rows(t, protocol, sources, result.get("trials") or ()),
        no_medicines=_said_none(sources.answers),
        flags=flags_of(t, view.talk.flags, view.answers, result, sources),
        answers=_answer_views(t, protocol, view.answers, sources),
        lines=transcript(t, protocol, view.lines, view.answers),
        changes=_changes(t, view, since),
        newer_rules=rows[0] if rows and rows[0].newer_rules else None,
        history=rows,
        readings=readings_in_force(t, result, scores),
        versions=view.assessment.versions if view.assessment else None,
    )


def _scores(t: Words, protocol: Protocol, view: CaseView, sources: Sources) -> list[ScoreView]:
    kept = [
        score_view(t, protocol.instruments[row.instrument], row.data, sources)
        for row in view.scores
        if row.current and row.data is not None and row.instrument in protocol.instruments
    ]
    return with_examination(t, protocol, kept, sources)


def _entered(t: Words, view: CaseView) -> dict[str, str]:
    return {
        fact: t("exam_by", who=t.token("who", row.by), name=row.user, when=clock(row.at))
        for fact, row in view.findings.items()
        if row.value is not None
    }


def _first(sources: Sources, messages: Sequence[str]) -> str:
    return next((href for href in map(sources.href, messages) if href), "")


def _said_none(answers: Mapping[str, Answer]) -> bool:
    answer = answers.get("medicine_any")
    return answer is not None and answer.value is False


def _answer_views(t: Words, protocol: Protocol, rows: Sequence[AnswerRow], sources: Sources) -> list[AnswerView]:
    before: dict[str, list[str]] = {}
    views: list[AnswerView] = []
    for row in rows:
        answer = row.answer
        if answer is None:
            continue
        if row.current:
            earlier = tuple(before.get(row.item, ()))
            how = t.token("heard", answer.heard.value)
            views.append(AnswerView(sources.item(t, row.item), how, answer.at, earlier))
        elif answer.known:
            said = answer_said(t, protocol.question(row.item), answer.value, answer.about)
            before.setdefault(row.item, []).append(said)
    return views


def _changes(t: Words, view: CaseView, since: str) -> Changes | None:
    if not since or view.assessment is None:
        return None
    earlier = next((row for row in view.assessments if row.id == since), None)
    if earlier is None and since != "none":
        return None
    return changes_between(t, earlier.result if earlier else None, view.assessment.result)
