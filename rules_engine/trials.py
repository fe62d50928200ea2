"""A drug trial and a screening result as facts: what was taken or asked, and how each is read from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from certainty import Bounds

EFFECTS = ("none", "partial", "good")
STOPS = ("inefficacy", "intolerance", "selfstop", "ongoing", "na")
_LARGEST = 1e9
TOOLS = {"DN4": "C", "LANSS": "C", "PDQ": "PC", "NPQ": "PC", "IDPain": "PC"}


class Trial(NamedTuple):
    """One medicine as it was taken. ``None`` in any field: not known. Doses in mg a day, duration in weeks."""

    drug: str | None = None
    max_mg_day: Bounds | None = None
    weeks: Bounds | None = None
    regular: bool | None = None
    effect: str | None = None
    stop: str | None = None
    max_tolerated: bool = False


class Screen(NamedTuple):
    """The result of one screening tool; it never confirms or excludes by itself."""

    tool: str
    positive: bool


def read_number(raw: Any, low: float, high: float | None) -> Bounds | None:
    """A number or ``{"low", "high"}`` within the limits; ``None`` where it is anything else, or runs backwards."""
    if isinstance(raw, dict) and set(raw) == {"low", "high"}:
        ends = (raw["low"], raw["high"])
    else:
        ends = (raw, raw)
    for end in ends:
        if isinstance(end, bool) or not isinstance(end, int | float) or not low <= end <= _LARGEST:
            return None
        if high is not None and end > high:
            return None
    return Bounds(float(ends[0]), float(ends[1])) if ends[0] <= ends[1] else None


def read_trial(raw: Any) -> tuple[Trial, str | None]:
    """One entry of ``drug_trials``, and what in it could not be read. What cannot be read is not known."""
    if raw == "unknown":
        return Trial(), None
    if not isinstance(raw, Mapping):
        return Trial(), "an entry is not an object with drug, max_mg_day, weeks, regular, effect, stop"
    wrong: list[str] = []

    def number(name: str) -> Bounds | None:
        value = raw.get(name)
        if value is None or value == "unknown":
            return None
        bounds = read_number(value, 0, None)
        if bounds is None:
            wrong.append(f"{name} (a number of 0 or more)")
        return bounds

    def choice(name: str, allowed: tuple[str, ...]) -> str | None:
        value = raw.get(name)
        if value is None or value == "unknown":
            return None
        if value in allowed:
            return str(value)
        wrong.append(f"{name} (one of {', '.join(allowed)})")
        return None

    def truth(name: str) -> bool | None:
        value = raw.get(name)
        if value is None or value == "unknown":
            return None
        if isinstance(value, bool):
            return value
        wrong.append(f"{name} (true or false)")
        return None

    drug = raw.get("drug")
    if drug is not None and not (isinstance(drug, str) and drug.strip()):
        wrong.append("drug (lower-case English INN)")
        drug = None
    generic = drug.strip().lower() if isinstance(drug, str) and drug != "unknown" else None
    trial = Trial(
        generic,
        number("max_mg_day"),
        number("weeks"),
        truth("regular"),
        choice("effect", EFFECTS),
        choice("stop", STOPS),
        truth("max_tolerated") is True,
    )
    return trial, f"not read: {'; '.join(wrong)}" if wrong else None


def read_screen(raw: Any, by: str | None) -> tuple[Screen | None, str | None]:
    """One entry of ``nep_screen``; ``None`` where it is not known, or ``by`` may not give that tool's result."""
    if raw == "unknown":
        return None, None
    if not isinstance(raw, Mapping) or not isinstance(raw.get("tool"), str) or raw["tool"] not in TOOLS:
        return None, f"an entry is not an object with tool (one of {', '.join(TOOLS)}), score, positive"
    positive = raw.get("positive")
    if positive is None or positive == "unknown":
        return None, None
    if not isinstance(positive, bool):
        return None, "positive is not true or false"
    tool = str(raw["tool"])
    if by is not None and by not in TOOLS[tool]:
        return None, f"{tool} needs an examination: the result is kept as claimed"
    return Screen(tool, positive), None
