"""How a number is qualified: about, almost, less or more, from the words before and after it."""

from __future__ import annotations

import re

_BEFORE = (
    ("less", (
        r"(?:不到|不足|未满|没到|还没到|不满|不超过|最多|顶多|撑死|至多|小于|低于|少于|不够|没满|还不到|最高|"
        r"under|less than|not even|at most|up to|no more than|below)(?:有|也就|才|是|大概)?"
    )),
    ("more", (
        r"(?:至少|起码|最少|超过|多于|大于|高于|不止|不下|不少于|最低|over|more than|at least|above|upwards of|"
        r"well over)(?:有|是)?"
    )),
    ("almost", (
        r"(?:快到|快要|快有|快|将近|接近|近|差一点|差点|马上|眼看就|即将|差不多快|almost|nearly|close to|"
        r"just under|coming up to|getting on for)(?:有|要|到)?"
    )),
    ("about", (
        r"(?:大概|大约|约莫|大致|约|差不多|估计|大体|可能|好像|应该|左不过|about|around|roughly|approximately|"
        r"maybe|some|approx|probably|perhaps|something like)(?:有|是|也就|得|要)?"
    )),
)  # fmt: skip
_AFTER = (
    ("almost", r"(?:了)?(?:快|将近)$"),
    ("less", r"(?:以下|以内|之内|不到|还不到|or less|at most|tops|max)"),
    ("more", r"(?:多|余|以上|之上|往上|出头|有余|开外|多了|几(?=[天年月])|plus|or more|\+|and counting)"),
    ("about", r"(?:来|左右|上下|前后|光景|的样子|这样子|or so|ish|give or take)"),
)
_BEFORE_PATTERNS = [(name, re.compile(rf"{pattern}\s*$")) for name, pattern in _BEFORE]
_AFTER_PATTERNS = [(name, re.compile(rf"\s*{pattern}")) for name, pattern in _AFTER]


def qualifier(text: str, start: int, end: int, end_of_unit: int) -> str | None:
    """The qualifier of the number at ``start:end`` whose measure word ends at ``end_of_unit``; None if it is plain."""
    tail = text[end_of_unit:]
    if re.match(r"\s*了?快(?:$|[,.吧了])", tail):
        return "almost"
    before = text[max(0, start - 12) : start]
    found = next((name for name, pattern in _BEFORE_PATTERNS if pattern.search(before)), None)
    if found == "about" or found is None:
        for name, pattern in _AFTER_PATTERNS:
            if pattern.match(text[end : end_of_unit or end]) or pattern.match(tail):
                return name
    return found


def widened(low: float, high: float, about: str | None) -> tuple[float, float]:
    """What a qualified number can mean, for thresholds: almost 8 is 7 to 8, not yet 3 is 2 to 3, over 2 is 2 to 3.

    The step is one unit, for numbers above twenty a twentieth of the number; below two it is half the number.
    """
    if about in ("almost", "less"):
        return low - _step(low), high
    if about == "more":
        return low, high + _step(high)
    return low, high


def widened_days(low: float, high: float, about: str | None) -> tuple[float, float]:
    """What a qualified length of time can mean, in days: just under it, or over by less than one unit."""
    if about == "almost":
        return low * 0.85, high
    if about == "less":
        return low * 0.5, high
    if about == "more":
        one_unit = any(abs(high - unit) < 0.01 for unit in (1.0, 7.0, 30.4375, 365.25))
        return low, high * (1.99 if one_unit else 1.49)
    return low, high


def _step(number: float) -> float:
    if number < 2:
        return number / 2
    return 1.0 if number <= 20 else number / 20
