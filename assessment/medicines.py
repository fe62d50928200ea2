"""The medicines of the interview put together into the fact ``drug_trials``."""

from __future__ import annotations

import re
from typing import Any

from assessment.given import Answers, Given, Questions, SomeAnswer
from assessment.values import DAYS_IN_WEEK, number

ANY = "medicine_any"
_NUMBERED = re.compile(r"med(\d+)_drug$")
_KEPT_CLASSES = ("class:nsaid", "class:opioid", "class:other")


def drug_trials(questions: Questions, answers: Answers) -> Given | None:
    """All medicines the patient named, with dose, weeks, regularity, effect and why it was stopped.

    Asked and none taken gives an empty list. A medicine that was not named, or a further one not yet told of, stands
    as an unknown trial. ``None`` where nothing was answered.
    """
    taken = answers.get(ANY)
    if taken is not None and taken.known and taken.value is False:
        return _given([], taken, ANY)
    numbers = sorted(int(found[1]) for item in answers if (found := _NUMBERED.match(item)))
    if not numbers:
        return _given([{"drug": "unknown"}], taken, ANY) if taken is not None and taken.value is True else None
    trials = [_trial(answers, n) for n in numbers]
    if _more_to_come(questions, answers, numbers[-1]):
        trials.append({"drug": "unknown"})
    first = f"med{numbers[0]}_drug"
    return _given(trials, answers[first], first)


def _trial(answers: Answers, n: int) -> dict[str, Any]:
    trial: dict[str, Any] = {"drug": _drug(answers.get(f"med{n}_drug"))}
    dose, weeks = answers.get(f"med{n}_dose"), answers.get(f"med{n}_weeks")
    if dose is not None and dose.known:
        trial["max_mg_day"] = number(dose.value, dose.about)
    if weeks is not None and weeks.known:
        trial["weeks"] = number(weeks.value, weeks.about, DAYS_IN_WEEK)
    for field in ("regular", "effect", "stop"):
        answer = answers.get(f"med{n}_{field}")
        if answer is not None and answer.known:
            trial[field] = answer.value
    return trial


def _drug(answer: SomeAnswer | None) -> str:
    """The generic name; a class only where the class itself tells that it is none of the first line."""
    if answer is None or not answer.known or not isinstance(answer.value, str):
        return "unknown"
    if answer.value.startswith("class:") and answer.value not in _KEPT_CLASSES:
        return "unknown"
    return answer.value


def _more_to_come(questions: Questions, answers: Answers, last: int) -> bool:
    item = f"med{last}_more"
    answer = answers.get(item)
    return item in questions and not (answer is not None and answer.known and answer.value is False)


def _given(trials: list[dict[str, Any]], answer: SomeAnswer | None, item: str) -> Given | None:
    if answer is None:
        return None
    return Given("drug_trials", trials, answer.by, answer.message, item, answer.words)
