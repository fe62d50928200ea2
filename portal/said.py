"""Answers, findings and facts in words: what a stored value means to a clinician."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from certainty import Bounds
from interview.question import Question
from portal.times import number
from portal.words import Words

DAYS_IN_MONTH = 30.4375
SIDES = {"L": "left", "R": "right", "both": "both"}
JOIN = {"zh": "、", "en": ", "}


def answer_said(t: Words, question: Question | None, value: Any, about: str | None = None) -> str:
    """The value of an answer to this question, in words; the bare value where the protocol lacks the question.

    ``about``  stands with a single number; a range says by itself how far it goes.
    """
    if question is None:
        return _plain(t, value)
    if question.kind == "duration":
        low, high = ends(value)
        return _qualified(t, duration(t, value), about if low == high else None)
    if question.kind == "region":
        return regions(t, value)
    if question.kind == "drug":
        return t.drug(str(value))
    if question.kind == "dose":
        return t("mg_day", n=stretch(t, value))
    if isinstance(value, Bounds):
        return stretch(t, value)
    if isinstance(value, tuple | list):
        return listed(t, (_choice(t, question, one) for one in value)) or t("none_of_these")
    return _qualified(t, _choice(t, question, value), about)


def fact_said(t: Words, fact: str, value: Any) -> str:
    """The value of a fact, in words."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if fact == "drug_trials" and isinstance(value, list):
        drugs = (t.drug(str(trial.get("drug", "unknown"))) for trial in value if isinstance(trial, Mapping))
        return listed(t, drugs) or t("drugs_none")
    if fact == "nep_screen":
        return listed(t, (_screen(one) for one in (value if isinstance(value, list) else [value])))
    if fact == "pain_regions":
        return listed(t, (t.region(str(one)) for one in value))
    if fact == "red_flags" and isinstance(value, list):
        return listed(t, (t.token("alert", str(one)) for one in value)) or t("none_of_these")
    if fact in ("pain_duration_months", "months_since_injury"):
        return t("months_n", n=stretch(t, value))
    if isinstance(value, str):
        return t.token("unknown_fact", value) if value in ("na", "unknown") else t.fact_value(fact, value)
    if isinstance(value, list | tuple) and not _is_pair(value):
        return listed(t, (t.fact_value(fact, str(one)) for one in value)) or t("none_of_these")
    return stretch(t, value)


def duration(t: Words, value: Any) -> str:
    """A time kept in days: days under two weeks, weeks under two months, else months with one decimal, cut."""
    low, high = ends(value)
    if high < 14:
        return t("days", n=_from_to(t, low, high))
    if high < 2 * DAYS_IN_MONTH:
        return t("weeks_n", n=_from_to(t, low / 7, high / 7))
    return t("months_n", n=_from_to(t, low / DAYS_IN_MONTH, high / DAYS_IN_MONTH))


def regions(t: Words, value: Any) -> str:
    """Places with their side: 右小指、右前臂尺侧."""
    gap = " " if t.language == "en" else ""
    places = value if isinstance(value, list | tuple) else [value]
    return listed(t, (_region(t, place, gap) for place in places))


def stretch(t: Words, value: Any) -> str:
    """A number, or the two ends of what it may be: 7–8."""
    ends_of = ends(value)
    return _from_to(t, *ends_of)


def ends(value: Any) -> tuple[float, float]:
    """Lowest and highest of a number, ``Bounds``, ``{"low", "high"}`` or a pair."""
    if isinstance(value, Bounds):
        return value.low, value.high
    if isinstance(value, Mapping):
        return float(value["low"]), float(value["high"])
    if _is_pair(value):
        return float(value[0]), float(value[1])
    return float(value), float(value)


def listed(t: Words, parts: Iterable[str]) -> str:
    """Several things in one line."""
    return JOIN[t.language].join(parts)


def _choice(t: Words, question: Question, value: Any) -> str:
    said = next((choice.says for choice in question.choices if choice.value == value), None)
    return t.say(said) if said else _plain(t, value)


def _plain(t: Words, value: Any) -> str:
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Bounds):
        return stretch(t, value)
    if isinstance(value, list | tuple):
        return listed(t, (_plain(t, one) for one in value))
    return str(value)


def _qualified(t: Words, text: str, about: str | None) -> str:
    return t(f"about_{about}" if about in ("almost", "less", "more") else "about", text=text) if about else text


def _region(t: Words, place: Any, gap: str) -> str:
    if not isinstance(place, Mapping):
        return t.region(str(place))
    side = SIDES.get(place.get("side") or "")
    return (t(side) + gap if side else "") + t.region(str(place["code"]))


def _screen(screen: Any) -> str:
    return f"{screen.get('tool', '')} {number(screen.get('score'))}" if isinstance(screen, Mapping) else str(screen)


def _from_to(t: Words, low: float, high: float) -> str:
    return number(low) if number(low) == number(high) else t("range_of", low=number(low), high=number(high))


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(one, int | float) for one in value)
