"""A tapped button or widget: its value checked against the question, exact and without guessing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from interview.body import load_body
from interview.hearing.answers import Answered
from interview.question import Question

_SIDES = ("L", "R", "both", None)
_LONGEST_DAYS = 120 * 366


def tapped(question: Question, choice: Any) -> Answered | None:
    """The answer that this widget value gives; ``None`` where the question has no such value: the words are heard then.

    ``choice`` is JSON data: a bool (yes_no, permission), a choice's value, a list of them (choices), a number (nrs,
    number, dose, duration in days), a list of ``{"code", "side"}`` (region), a code (drug).
    """
    if choice in ("unsure", "declined"):
        return Answered(choice, exact=True)
    return _TAPPED.get(question.kind, _one)(question, choice)


def _one(question: Question, choice: Any) -> Answered | None:
    for option in question.choices:
        if option.value == choice and type(option.value) is type(choice):
            return Answered("given", option.value, exact=True)
    return None


def _yes_no(question: Question, choice: Any) -> Answered | None:
    if isinstance(choice, bool):
        return Answered("affirm" if choice else "deny", choice, exact=True)
    return _one(question, choice)


def _several(question: Question, choice: Any) -> Answered | None:
    if not isinstance(choice, list | tuple) or (not choice and not question.none):
        return None
    values = [option.value for option in question.choices]
    if any(value not in values for value in choice):
        return None
    return Answered("given", tuple(value for value in values if value in choice), exact=True)


def _number(question: Question, choice: Any) -> Answered | None:
    if isinstance(choice, bool) or not isinstance(choice, int | float):
        return None
    low = question.low if question.low is not None else 0
    high = question.high if question.high is not None else _LONGEST_DAYS
    return Answered("given", choice, exact=True) if low <= choice <= high else None


def _whole(question: Question, choice: Any) -> Answered | None:
    return _number(question, choice) if isinstance(choice, int) else None


def _places(question: Question, choice: Any) -> Answered | None:
    if not isinstance(choice, list | tuple) or not choice:
        return None
    body = load_body()
    for place in choice:
        known = isinstance(place, dict) and set(place) <= {"code", "side", "worst"} and body.knows(place.get("code"))
        if not known or place.get("side") not in _SIDES:
            return None
    return Answered("given", tuple(dict(place) for place in choice), exact=True)


def _code(question: Question, choice: Any) -> Answered | None:
    return Answered("given", choice, exact=True) if isinstance(choice, str) and choice.isascii() and choice else None


_TAPPED: dict[str, Callable[[Question, Any], Answered | None]] = {
    "permission": _yes_no,
    "yes_no": _yes_no,
    "choices": _several,
    "quality": _several,
    "number": _number,
    "dose": _number,
    "duration": _number,
    "nrs": _whole,
    "region": _places,
    "drug": _code,
}
