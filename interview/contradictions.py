"""Answers that cannot both hold: asked about once, kindly; what remains is flagged for the clinician."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from certainty import Bounds
from interview.answer import Answer
from interview.question import Bilingual

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers at odds: their items, and the kind sentence that asks which one holds."""

    id: str
    items: tuple[str, str]
    asks: Bilingual


def contradictions(answers: Answers) -> Iterator[Contradiction]:
    """Every pair of answers that cannot both hold; intervals count only where no value of one fits the other."""
    for found, check in _CHECKS:
        if check(answers):
            yield found


def _bounds(answers: Answers, item: str) -> Bounds | None:
    answer = answers.get(item)
    if answer is None or not answer.known:
        return None
    value = answer.value
    if isinstance(value, Bounds):
        return value
    return Bounds(float(value), float(value)) if isinstance(value, int | float) else None


def _value(answers: Answers, item: str) -> Any:
    answer = answers.get(item)
    return answer.value if answer is not None and answer.known else None


def _worst_below_average(answers: Answers) -> bool:
    worst, average = _bounds(answers, "pain_worst"), _bounds(answers, "pain_average")
    return worst is not None and average is not None and worst.high < average.low


def _pain_older_than_injury(answers: Answers) -> bool:
    onset, injured = _bounds(answers, "onset"), _bounds(answers, "injured")
    # A month's grace: "两个月" for the one and "上上个月底" for the other are no contradiction.
    return onset is not None and injured is not None and onset.low > injured.high * 1.1 + 31


def _no_medicine_but_one_controls(answers: Answers) -> bool:
    return _value(answers, "medicine_any") is False and _value(answers, "antidepressant") is True


def _electric_in_one_scale_only(answers: Answers) -> bool:
    quality = _value(answers, "quality")
    return isinstance(quality, tuple) and "electric" in quality and _value(answers, "dn4_3") is False


def _burning_in_one_scale_only(answers: Answers) -> bool:
    quality = _value(answers, "quality")
    return isinstance(quality, tuple) and "burning" in quality and _value(answers, "dn4_1") is False


def _legs_do_not_move_but_bladder_normal_after_cord_injury(answers: Answers) -> bool:
    wanted = {"cause": "sci", "legs": "absent", "leg_feeling": "absent", "bladder_bowel": "normal"}
    return all(_value(answers, item) == value for item, value in wanted.items())


_CHECKS: tuple[tuple[Contradiction, Callable[[Answers], bool]], ...] = (
    (
        Contradiction(
            "worst_below_average",
            ("pain_worst", "pain_average"),
            {
                "zh": "我记的“最疼”比“平均”还低，可能是我记错了。要改哪一个？",
                "en": 'I noted a "worst" below the "average"; I may have it wrong. Which shall we change?',
            },
        ),
        _worst_below_average,
    ),
    (
        Contradiction(
            "pain_older_than_injury",
            ("onset", "injured"),
            {
                "zh": "我记的疼的时间比受伤的时间还早。是受伤之前就疼，还是哪个时间记错了？",
                "en": "I noted pain that began before the injury. Was it so, or is one of the times wrong?",
            },
        ),
        _pain_older_than_injury,
    ),
    (
        Contradiction(
            "no_medicine_but_one",
            ("medicine_any", "antidepressant"),
            {
                "zh": "前面说没用过药，后面又提到用过一种。要改哪一个？",
                "en": "You said no medicine at first and named one later. Which one shall we change?",
            },
        ),
        _no_medicine_but_one_controls,
    ),
    (
        Contradiction(
            "electric_once",
            ("quality", "dn4_3"),
            {
                "zh": "前面说疼像过电，后面又说没有过电的感觉。哪个更准？",
                "en": "You said the pain is like electricity, and later that it is not. Which is nearer?",
            },
        ),
        _electric_in_one_scale_only,
    ),
    (
        Contradiction(
            "burning_once",
            ("quality", "dn4_1"),
            {
                "zh": "前面说疼像火烧，后面又说没有火烧的感觉。哪个更准？",
                "en": "You said the pain burns, and later that it does not. Which is nearer?",
            },
        ),
        _burning_in_one_scale_only,
    ),
    (
        Contradiction(
            "legs_gone_bladder_normal",
            ("legs", "bladder_bowel"),
            {
                "zh": "您说两条腿不能动也没感觉，大小便一直正常，是这样吗？要改哪一个？",
                "en": "I noted legs that neither move nor feel, and normal bladder and bowel. Shall we change one?",
            },
        ),
        _legs_do_not_move_but_bladder_normal_after_cord_injury,
    ),
)
