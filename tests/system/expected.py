"""What a made-up patient's interview must come to, as the files in ``patients/`` say it (see the README there)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from certainty import Bounds
from instruments.score import Score
from interview.answer import Answer, Why

HERE = Path(__file__).parent / "patients"
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_NUMBERS = re.compile(
    r"(?P<within>within )?(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?(?: (?P<unit>day|week|month|year)s?)?"
)
_CLOSE = 0.02  # of a length of time: "两年多" ends a week before three years


@dataclass(frozen=True)
class Expected:
    """One patient's file."""

    answers: Mapping[str, Any]
    not_asked: Sequence[str]
    said_by: str
    language: str
    scores: Mapping[str, Mapping[str, Any]]
    alarms: Mapping[str, Sequence[str]]
    callbacks: Sequence[str]
    changed: Mapping[str, int]
    at_most_messages: int | None


def load_expected(name: str) -> Expected:
    """The file of this patient."""
    data = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    optional: dict[str, Any] = {"callbacks": (), "changed": {}, "at_most_messages": None}
    return Expected(**{**optional, **data})


def other_than_expected(expected: Expected, answers: Mapping[str, Answer]) -> list[str]:
    """A line for each answer that is not as expected, or is one too many; consents and the summary are passed over."""
    clinical = {
        item: answer
        for item, answer in answers.items()
        if not item.startswith("consent") and item != "summary" and answer.unknown is not Why.WITHDRAWN
    }
    wrong = [
        f"{item}: expected {wanted}, found {_found(clinical.get(item))}"
        for item, wanted in expected.answers.items()
        if item not in clinical or not _is(item, wanted, clinical[item])
    ]
    return wrong + [f"{item}: not expected" for item in clinical if item not in expected.answers]


def scores_other_than_expected(expected: Expected, scores: Mapping[str, Score | Mapping[str, Any]]) -> list[str]:
    """A line for each score that is not as expected, or is one too many."""
    wrong = [f"{name}: not expected" for name in scores if name not in expected.scores]
    for name, wanted in expected.scores.items():
        score = scores.get(name)
        found = {key: _part(score, key) for key in wanted} if score is not None else None
        if found != wanted:
            wrong.append(f"{name}: expected {dict(wanted)}, found {found}")
    return wrong


def _part(score: Score | Mapping[str, Any], key: str) -> Any:
    return score[key] if isinstance(score, Mapping) else getattr(score, key)


def _is(item: str, wanted: Any, answer: Answer) -> bool:
    if wanted in tuple(Why):
        return bool(answer.unknown == wanted)
    if not answer.known:
        return False
    if isinstance(wanted, list) and item == "place":
        return {_place(place) for place in answer.value} == set(wanted)
    if isinstance(wanted, list):
        return isinstance(answer.value, tuple | list) and set(answer.value) == set(wanted)
    if isinstance(wanted, str) and (numbers := _NUMBERS.fullmatch(wanted)):
        return _lies(numbers, answer.value)
    if isinstance(wanted, bool):
        return answer.value is wanted
    if isinstance(wanted, str):
        return bool(answer.value == wanted)
    return answer.value in (wanted, Bounds(wanted, wanted)) and not isinstance(answer.value, bool)


def _lies(numbers: re.Match[str], value: Any) -> bool:
    unit = _DAYS.get(numbers["unit"] or "", 1.0)
    low = float(numbers["low"]) * unit
    high = float(numbers["high"] or numbers["low"]) * unit
    heard = value if isinstance(value, Bounds) else Bounds(value, value)
    if numbers["within"]:
        return low <= heard.low and heard.high <= high
    slack = _CLOSE if numbers["unit"] else 0.0
    return abs(heard.low - low) <= slack * low and abs(heard.high - high) <= slack * high


def _place(place: Mapping[str, Any]) -> str:
    side = place.get("side")
    return f"{side}:{place['code']}" if side else str(place["code"])


def _found(answer: Answer | None) -> object:
    if answer is None:
        return "no answer"
    return answer.value if answer.known else answer.unknown
