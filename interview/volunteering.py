"""Facts said before they were asked: kept as candidates, and offered to be confirmed when their question comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from interview.answer import Answer, How
from interview.asking import ask
from interview.heard import Heard
from interview.hearing import claims
from interview.protocol import is_answered
from interview.question import Question
from interview.readback import offer
from interview.setting import Setting
from interview.turn import Outcome, Talk

VOLUNTEERED = "volunteered"  # the note: item → {"value", "about", "message", "words"}
# The facts of the pain itself, and the spans they rest on. Scale items are always asked: their wording is the measure.
_SPANS = {
    "pain_duration_months": ("duration", "date"),
    "pain_regions": ("region",),
    "pain_quality": ("quality", "sensation"),
    "pain_temporal": ("course",),
}
_OF_SOMETHING_ELSE = ("drug", "dose", "treatment", "cause")  # "普瑞巴林吃了半年" says nothing of the pain's own time


def remember(setting: Setting, outcome: Outcome) -> Outcome:
    """The same turn, with what the message says of questions still to come kept as candidates."""
    if setting.incoming.kind != "text" or outcome.talk.status != "running" or setting.talk.status != "running":
        return outcome
    found = dict(_candidates(setting, outcome.talk))
    return replace(outcome, talk=_noted(outcome.talk, {**_known(outcome.talk), **found})) if found else outcome


def offer_known(setting: Setting, outcome: Outcome) -> Outcome:
    """The same turn; where it newly puts a question that has a candidate, the candidate is offered instead."""
    talk = outcome.talk
    question = setting.protocol.question(talk.item)
    if question is None or talk.status != "running" or talk.pending is not None or talk.item == setting.talk.item:
        return outcome
    candidate = _known(talk).get(question.id)
    if candidate is None or is_answered(question.id, talk.answers):
        return outcome
    asked = outcome.reply[-1]
    lead = asked.text.removesuffix(ask(setting.protocol, talk, question).text).rstrip("\n")
    left = {item: data for item, data in _known(talk).items() if item != question.id}
    put = offer(setting.now_with(_noted(talk, left)), question, candidate, lead=lead)
    return replace(outcome, talk=put.talk, reply=(*outcome.reply[:-1], *put.reply))


def forgotten(notes: Mapping[str, Any]) -> dict[str, Any]:
    """The notes without any candidate: consent was refused or taken back."""
    return {name: note for name, note in notes.items() if name != VOLUNTEERED}


def _candidates(setting: Setting, talk: Talk) -> list[tuple[str, dict[str, Any]]]:
    now = setting.question
    if now is None or now.instrument is not None or not claims.pain_claimed(setting.reading):
        return []
    beside = setting.heard(now).also
    of_else = any(span.kind in _OF_SOMETHING_ELSE for span in setting.reading.spans)
    found = []
    for question in setting.protocol.questions.values():
        kinds = _SPANS.get(question.fact or "")
        if kinds is None or question.instrument is not None or question.id == now.id:
            continue
        if is_answered(question.id, talk.answers) or (question.kind == "duration" and of_else):
            continue
        if any(span.kind in kinds and not span.negated for span in beside):
            heard = setting.heard(question)
            if heard.verdict == "given" and heard.value not in (None, ()) and _stands(setting, question):
                found.append((question.id, _data(setting, question, heard)))
    return found


def _stands(setting: Setting, question: Question) -> bool:
    """A place counts only where it is said to hurt."""
    return question.kind != "region" or bool(claims.hurting(setting.reading))


def _data(setting: Setting, question: Question, heard: Heard) -> dict[str, Any]:
    said = Answer(question.id, heard.value, None, setting.incoming.id, How.INFERRED, setting.now, about=heard.about)
    return {**said.to_data(), "message": said.message, "words": list(heard.words) if heard.words else None}


def _known(talk: Talk) -> dict[str, Any]:
    return dict(talk.notes.get(VOLUNTEERED) or {})


def _noted(talk: Talk, known: Mapping[str, Any]) -> Talk:
    notes = forgotten(talk.notes)
    return replace(talk, notes={**notes, VOLUNTEERED: dict(known)} if known else notes)
