"""Turns a question into the bubble that puts it: words, widget and progress, ready for any channel."""

from __future__ import annotations

import math
from typing import Any

from interview.body import load_body
from interview.protocol import SUMMARY, Protocol, is_answered
from interview.question import Choice, Language, Question
from interview.saying import say_answer
from interview.turn import Part, Talk
from language.names import drug_name

_SECONDS_A_QUESTION = 15
_WIDGET = {
    "permission": "choices",
    "yes_no": "choices",
    "choice": "choices",
    "frequency4": "choices",
    "severity6": "choices",
    "choices": "many",
    "quality": "many",
    "number": "number",
    "dose": "number",
    "nrs": "nrs",
    "duration": "duration",
    "region": "region",
    "drug": "drug",
    "text": "text",
}
_NRS_ENDS = {"zh": ("不疼", "最疼"), "en": ("no pain", "worst")}
_DURATIONS = (
    (7, "一周", "a week"),
    (30.4375, "一个月", "a month"),
    (91.3125, "三个月", "three months"),
    (182.625, "半年", "half a year"),
    (365.25, "一年", "a year"),
    (1095.75, "三年", "three years"),
)
# Medicines offered as buttons; every other is typed.
_COMMON_DRUGS = ("pregabalin", "gabapentin", "carbamazepine", "amitriptyline", "duloxetine", "tramadol", "ibuprofen")


def ask(protocol: Protocol, talk: Talk, question: Question, *, lead: str = "") -> Part:
    """The bubble that puts this question, with an optional sentence before it."""
    language = talk.language
    lines = [lead, question.in_language(question.asks, language), question.help.get(language, "")]
    return Part(
        text="\n".join(line for line in lines if line),
        role="question",
        item=question.id,
        widget=widget(protocol, talk, question),
        progress=progress(protocol, talk, question),
    )


def widget(protocol: Protocol, talk: Talk, question: Question) -> dict[str, Any]:
    """How the question may be answered by tapping; typing is always possible besides."""
    language = talk.language
    if question.id == SUMMARY:
        return {"kind": "summary", "choices": _choices(question.choices, language), "lines": recap(protocol, talk)}
    shown: dict[str, Any] = {"kind": _WIDGET[question.kind], "choices": _choices(question.choices, language)}
    if question.none:
        shown["none"] = question.in_language(question.none, language)
    if question.kind == "nrs":
        shown |= {"low": 0, "high": 10, "ends": list(_NRS_ENDS[language])}
    elif question.kind in ("number", "dose"):
        shown |= {"low": question.low, "high": question.high, "unit": _unit(question, language)}
    elif question.kind == "duration":
        shown["choices"] = _durations(language)
    elif question.kind == "region":
        shown["regions"] = load_body().pick_list(language)
        shown["sides"] = {code: says[language] for code, says in load_body().data["sides"].items()}
    elif question.kind == "drug":
        shown["choices"] = [{"value": code, "says": drug_name(code, language)} for code in _COMMON_DRUGS]
        shown["fields"] = [_field(field, language) for field in group_of(protocol, question)]
    return shown


def group_of(protocol: Protocol, question: Question) -> list[Question]:
    """The questions about the same thing as this one, itself first: the fields of a card."""
    return [other for other in protocol.section(question.id).questions if other.group == question.group]


def _field(question: Question, language: Language) -> dict[str, Any]:
    return {
        "item": question.id,
        "label": question.in_language(question.label, language),
        "kind": _WIDGET[question.kind],
        "unit": _unit(question, language),
        "choices": _durations(language) if question.kind == "duration" else _choices(question.choices, language),
    }


def _durations(language: Language) -> list[dict[str, Any]]:
    return [{"value": days, "says": zh if language == "zh" else en} for days, zh, en in _DURATIONS]


def progress(protocol: Protocol, talk: Talk, question: Question) -> dict[str, Any]:
    """Where we are: question n of N, minutes left, and the section's name. N is answered + still expected."""
    n, of = count(protocol, talk)
    left = max(1, math.ceil((of - n + 1) * _SECONDS_A_QUESTION / 60))
    section = protocol.section(question.id)
    return {"n": n, "of": max(of, talk.expected), "minutes": left, "section": section.says[talk.language]}


def count(protocol: Protocol, talk: Talk) -> tuple[int, int]:
    """The number of the step now put, and all steps: those answered and those still expected. A card is one step."""
    gone = {question.id for question in protocol.no_longer_asked(talk.answers)}
    answered = {
        _step(question)
        for item in talk.answers
        if (question := protocol.question(item)) is not None and item not in gone and is_answered(item, talk.answers)
    }
    ahead = {_step(question) for question in protocol.still_to_ask(talk.answers, talk.postponed)}
    put = protocol.question(talk.item)
    reached = answered | ({_step(put)} if put is not None else set())
    return len(reached), len(reached | ahead)


def _step(question: Question) -> str:
    return question.group or question.id


def recap(protocol: Protocol, talk: Talk) -> list[dict[str, Any]]:
    """What was said, a line a question, for the patient to check.

    ``{"item", "section", "asks", "says", "unknown", "change"}``: the section's name groups lines; ``unknown`` where no
    value was given.
    """
    return [
        {
            "item": question.id,
            "section": section.says[talk.language],
            "asks": question.in_language(question.asks, talk.language),
            "unknown": talk.answers[question.id].unknown is not None,
            "says": say_answer(question, talk.answers[question.id], talk.language),
            "change": True,
        }
        for section in protocol.sections
        if section.id not in ("consent", SUMMARY)
        for question in section.questions
        if question.id in talk.answers and talk.answers[question.id].unknown != "withdrawn"
    ]


def _choices(choices: tuple[Choice, ...], language: Language) -> list[dict[str, Any]]:
    return [{"value": choice.value, "says": choice.says.get(language) or choice.says["zh"]} for choice in choices]


def _unit(question: Question, language: Language) -> str:
    if question.kind == "dose":
        return "毫克" if language == "zh" else "mg"
    if question.unit == "years":
        return "岁" if language == "zh" else "years"
    return question.unit or ""
