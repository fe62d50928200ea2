"""An answer's value as the fact dictionary writes it: days as months, places as codes, intervals kept as intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from certainty import Bounds

DAYS_IN_MONTH = 30.4375  # consensus fact dictionary: months = days / 30.4375 where no dates are known
DAYS_IN_WEEK = 7.0
ROUGHLY = 0.1  # "about": our own margin, so that "about three months" does not settle a gate at three

_LISTS = ("aetiologies", "pain_quality", "pain_regions", "pain_triggers", "red_flags")


def value_of(fact: str, value: Any, about: str | None) -> Any:
    """The answer's value as plain JSON data for this fact; ``None`` where it says nothing of it."""
    if fact in ("pain_duration_months", "months_since_injury"):
        return number(value, about, DAYS_IN_MONTH)
    if fact == "pain_regions":
        return region_codes(value)
    if fact in _LISTS:
        return [value] if isinstance(value, str) else [str(member) for member in value]
    if isinstance(value, bool | str):
        return value
    return number(value, about) if isinstance(value, int | float | Bounds) else None


def number(value: Any, about: str | None, per: float = 1.0) -> Any:
    """A number or interval divided by ``per``; said to be about, almost, less or more, it becomes an interval."""
    bounds = value if isinstance(value, Bounds) else Bounds(float(value), float(value))
    if bounds.exact:
        bounds = _loosened(bounds.low, about)
    low, high = bounds.low / per, bounds.high / per
    return low if low == high else {"low": low, "high": high}


def region_codes(places: Iterable[Mapping[str, Any] | str]) -> list[str]:
    """The codes of the places that hurt, each once."""
    codes = (place if isinstance(place, str) else str(place["code"]) for place in places)
    return list(dict.fromkeys(codes))


def common_side(places: Iterable[Mapping[str, Any] | str]) -> str | None:
    """The side they all lie on, ``both`` where they lie on either; ``None`` while a side was not said."""
    sides = {place.get("side") if isinstance(place, Mapping) else None for place in places}
    if not sides or None in sides:
        return None
    return str(sides.pop()) if len(sides) == 1 else "both"


def _loosened(value: float, about: str | None) -> Bounds:
    if about == "about":
        return Bounds(value * (1 - ROUGHLY), value * (1 + ROUGHLY))
    if about == "almost":
        return Bounds(value * (1 - 2 * ROUGHLY), value)
    if about == "less":
        return Bounds(0.0, value)
    if about == "more":
        return Bounds(value, value * 1.5)
    return Bounds(value, value)
