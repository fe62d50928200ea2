"""What was answered to an instrument's items, checked against what each item allows, as points it adds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from certainty import Bounds
from instruments.model import Instrument, Item


@dataclass(frozen=True, slots=True)
class Given:
    """The points an answer adds, from ``low`` to ``high``; ``reaches`` is the highest value it may stand for."""

    low: Fraction
    high: Fraction
    reaches: Fraction
    exact: bool = True


class NotAllowedError(ValueError):
    """A value that its item does not allow; the message names item, value and what is allowed."""


def read_answers(instrument: Instrument, answers: Mapping[str, object]) -> tuple[dict[str, Given], str | None]:
    """The answered items by id, or the message of the first value or item number that is not allowed."""
    by_number = {item.number: item for item in instrument.items}
    given: dict[str, Given] = {}
    for number, value in answers.items():
        item = by_number.get(number)
        if item is None:
            return (
                {},
                f"item {_short(number)}: {instrument.name} has no such item; allowed: items 1 to {len(by_number)}",
            )
        if value is None:
            continue
        try:
            given[item.id] = _given(item, value)
        except NotAllowedError as problem:
            return {}, str(problem)
    return given, None


def answers_by_item_id(instrument: Instrument, answers: Mapping[str, object]) -> dict[str, object]:
    """Answers keyed by item id (``phq9_1``) turned into those keyed by number that ``score`` takes.

    Yes and no become 1 and 0, an option that stands for *not assessed* becomes ``None``, everything else stays as it
    is; ids of other instruments are passed over.
    """
    return {item.number: _plain_answer(item, answers[item.id]) for item in instrument.items if item.id in answers}


def allowed(item: Item) -> str:
    """What may be given to this item, in words for a message."""
    if item.options:
        return ", ".join(str(option.value) for option in item.scored_options())
    return f"whole numbers from {item.low} to {item.high}"


def _plain_answer(item: Item, value: object) -> object:
    if any(option.not_assessed and option.value == value for option in item.options):
        return None
    if isinstance(value, bool) and {option.value for option in item.scored_options()} == {0, 1}:
        return int(value)
    return value


def _given(item: Item, value: object) -> Given:
    if isinstance(value, Bounds):
        return _range(item, value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _not_allowed(item, value)
    if not item.options:
        if isinstance(value, str) or not _low(item) <= value <= _high(item):
            raise _not_allowed(item, value)
        points = item.weight * value
        return Given(points, points, Fraction(value))
    for option in item.scored_options():
        if type(option.value) is type(value) and option.value == value:
            points = item.points(option)
            return Given(points, points, Fraction(value) if isinstance(value, int) else Fraction(0))
    raise _not_allowed(item, value)


def _range(item: Item, value: Bounds) -> Given:
    if any(isinstance(option.value, str) for option in item.scored_options()):
        raise _not_allowed(item, value)
    if not _low(item) <= value.low or not value.high <= _high(item):
        raise _not_allowed(item, value)
    ends = [item.weight * Fraction(str(end)) for end in (value.low, value.high)]
    exact = value.exact and float(value.low).is_integer()
    return Given(min(ends), max(ends), Fraction(str(value.high)), exact)


def _low(item: Item) -> int:
    return item.low if item.low is not None else min(int(option.value) for option in item.scored_options())


def _high(item: Item) -> int:
    return item.high if item.high is not None else max(int(option.value) for option in item.scored_options())


def _not_allowed(item: Item, value: object) -> NotAllowedError:
    if isinstance(value, Bounds):
        shown = f"{value.low:g} to {value.high:g}"
    else:
        shown = _short(json.dumps(value, ensure_ascii=False, default=str))
    return NotAllowedError(f"item {item.number}: {shown} is not allowed; allowed: {allowed(item)}")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"  # a whole sentence put here by mistake is not spread further
