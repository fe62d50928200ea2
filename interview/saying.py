"""Answers in words: for the read-back, for the summary and for the clinician's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from certainty import Bounds
from interview.answer import Answer, Why
from interview.body import load_body
from interview.question import Language, Question
from language.names import drug_name

_UNKNOWN = {
    Why.UNSURE: {"zh": "不清楚", "en": "not sure"},
    Why.DECLINED: {"zh": "不想说", "en": "rather not say"},
    Why.NOT_UNDERSTOOD: {"zh": "没听明白，当面再问", "en": "not understood, to be asked in person"},
    Why.WITHDRAWN: {"zh": "已改动", "en": "changed"},
}
_ABOUT = {
    "about": {"zh": "大约", "en": "about "},
    "almost": {"zh": "快到", "en": "almost "},
    "less": {"zh": "不到", "en": "less than "},
    "more": {"zh": "超过", "en": "more than "},
}
_NONE = {"zh": "都没有", "en": "none"}
_DAYS_A_MONTH = 30.4375
_DAYS_A_YEAR = 365.25


def say_answer(question: Question, answer: Answer, language: Language) -> str:
    """The answer in a few words of this language: "8 分", "约 6 个月", "右小指", "不清楚"."""
    if answer.unknown is not None:
        return _UNKNOWN[answer.unknown][language]
    return say_value(question, answer.value, language, about=answer.about)


def say_value(question: Question, value: Any, language: Language, *, about: str | None = None) -> str:
    """A value of this question's kind in words, with "about", "almost" … before it where the patient said so."""
    before = _ABOUT[about][language] if about in _ABOUT else ""
    if question.kind == "duration":
        return before + say_days(value, language)
    if question.kind == "region":
        return _listed([_say_place(place, language) for place in value], language)
    if question.kind == "drug":
        return drug_name(str(value), language)
    if isinstance(value, tuple | list):
        says = [_say_choice(question, part, language) for part in value]
        return _listed(says, language) if says else (question.none.get(language) or _NONE[language])
    if isinstance(value, Bounds):
        low, high = _trim(value.low), _trim(value.high)
        return before + _with_unit(question, low if value.exact else f"{low}–{high}", language)
    if isinstance(value, float | int) and not isinstance(value, bool) and not question.choices:
        return before + _with_unit(question, _trim(float(value)), language)
    return _say_choice(question, value, language)


def say_days(value: float | Bounds, language: Language) -> str:
    """A stretch of days in the unit a person would use: days, weeks, months or years."""
    bounds = value if isinstance(value, Bounds) else Bounds(float(value), float(value))
    for size, zh, en in ((_DAYS_A_YEAR, "年", "years"), (_DAYS_A_MONTH, "个月", "months"), (7, "周", "weeks")):
        if bounds.low >= size * 0.995 and (zh != "年" or bounds.low >= 2 * size * 0.995 or _whole(bounds, size)):
            return _span(bounds, size, zh, en, language)
    return _span(bounds, 1, "天", "days", language)


def _whole(bounds: Bounds, size: float) -> bool:
    return all(abs(end / size - round(end / size)) < 0.02 for end in (bounds.low, bounds.high))


def _span(bounds: Bounds, size: float, zh: str, en: str, language: Language) -> str:
    low, high = (_trim(round(end / size, 1)) for end in (bounds.low, bounds.high))
    number = low if low == high else f"{low}–{high}"
    return f"{number}{zh}" if language == "zh" else f"{number} {en.removesuffix('s') if number == '1' else en}"


def _say_place(place: Mapping[str, Any], language: Language) -> str:
    return load_body().name(str(place["code"]), place.get("side"), language)


def _say_choice(question: Question, value: Any, language: Language) -> str:
    for choice in question.choices:
        if choice.value == value and type(choice.value) is type(value):
            return question.in_language(choice.says, language)
    return str(value)


_UNITS = {"mg/day": {"zh": "毫克/天", "en": "mg a day"}, "years": {"zh": "岁", "en": ""}}


def _with_unit(question: Question, number: str, language: Language) -> str:
    if question.kind == "nrs":
        return f"{number}分" if language == "zh" else f"{number} out of 10"
    unit = _UNITS.get(question.unit or "", {}).get(language, "")
    return f"{number}{unit}" if language == "zh" else f"{number} {unit}".strip()


def _trim(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def _listed(says: list[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(says)
