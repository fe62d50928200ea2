"""The conversation as the page shows it: each line, and beside the patient's words what was made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from interview.answer import Answer
from interview.protocol import Protocol
from portal.said import answer_said
from portal.words import Words
from records.answers import AnswerRow
from records.transcript import Line


@dataclass(frozen=True, slots=True)
class Heard:
    """What one line was understood as: the question's number, the value, how it was heard, whether it still stands."""

    n: int | None
    item: str
    text: str
    known: bool
    how: str
    by: str
    stands: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """One line. ``text`` is ``None`` where the words were not kept or erased."""

    seq: int
    patient: bool
    text: str | None
    at: datetime
    safety: bool
    section: str
    heard: tuple[Heard, ...]


def transcript(t: Words, protocol: Protocol, lines: Sequence[Line], answers: Iterable[AnswerRow]) -> list[LineView]:
    """Every line of the interview in order. ``answers``  every version of every answer, each with its message."""
    numbers = {line.item: line.progress["n"] for line in lines if line.item and line.progress and "n" in line.progress}
    by_message: dict[str, list[Heard]] = {}
    for row in answers:
        answer = row.answer
        if answer is not None and answer.message:
            heard = _heard(t, protocol, answer, numbers.get(answer.item), row.current)
            by_message.setdefault(answer.message, []).append(heard)
    views: list[LineView] = []
    section = ""
    for line in lines:
        if line.kind == "begin" and not line.text:  # the page was opened; nothing was said
            continue
        named = str((line.progress or {}).get("section") or "")
        views.append(_line(line, named if named != section else "", by_message.get(line.message_id, [])))
        section = named or section
    return views


def _line(line: Line, section: str, heard: list[Heard]) -> LineView:
    patient = line.direction == "in"
    return LineView(
        seq=line.seq,
        patient=patient,
        text=line.text,
        at=line.at,
        safety=line.role == "safety" or line.kind == "safety",
        section=section,
        heard=tuple(heard) if patient else (),
    )


def _heard(t: Words, protocol: Protocol, answer: Answer, n: int | None, stands: bool) -> Heard:
    if answer.unknown is not None:
        text = t.token("unknown", answer.unknown.value)
    else:
        text = answer_said(t, protocol.question(answer.item), answer.value, answer.about)
    by = t.token("who", answer.by) if answer.by != "P" else ""
    return Heard(n, answer.item, text, answer.known, t.token("heard", answer.heard.value), by, stands)
