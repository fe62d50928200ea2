"""Medicines by exact name, misspelling or sound, and the dose a day said beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from language.numerals import Numeral
from language.reading import Span
from language.words import lexicon

_MG = re.compile(r"\s*(?:的)?\s*(?P<unit>毫克|mg|milligrams?|微克|ug|mcg|克|g|毫)(?![a-z])")
_PIECES = re.compile(r"\s*(?:片|粒|颗|支|贴|袋|丸|个|tablets?|pills?|capsules?)")
_TIMES = re.compile(
    r"(?:(?:一|1|每|每一)(?:天|日)\s*(?:吃|服|用|要吃|大概)?\s*(?P<zh>[\d一二两三四五六])\s*(?:次|回|顿|"
    r"遍)|(?:一|1|每)(?:天|日)?早晚(?:各|都)?|早晚(?:各|都|一|吃)?|早中晚|三餐|(?P<en>once|twice|one time|"
    r"two times|three times|four times|\d times)\s*(?:a|per|each|every)?\s*(?:day|daily)|"
    r"(?P<latin>(?<![a-z])(?:qd|bid|tid|qid)(?![a-z]))|每(?P<hours>\d+|[四六八]|十二)个?小时|"
    r"every (?P<enhours>\d+) hours)"
)
_PER_DAY = re.compile(
    r"(?:一天|每天|每日|一日|1天|日|a day|per day|daily|/天|/日|/d)\s*(?:总共|一共|共|吃|服|用|大概|是)*\s*$"
)
_PER_DAY_AFTER = re.compile(
    r"\s*(?:(?:/|每|一|a|per|each|every)\s*(?:天|日|day|d)|daily)(?![a-z])(?!\s*[\d一二两三四五六]\s*次)"
)
_EACH = re.compile(r"(?:一次|每次|一回|1次|一顿|每顿|一片|每片|一粒|each|at a time)\s*(?:吃|服|用|是)?\s*$")
_TOTAL = {
    "qd": 1.0,
    "bid": 2.0,
    "tid": 3.0,
    "qid": 4.0,
    "once": 1.0,
    "one time": 1.0,
    "twice": 2.0,
    "two times": 2.0,
    "three times": 3.0,
    "four times": 4.0,
}
_FAR = 80  # characters behind a dose in which its frequency is looked for
_HAN = {"一": 1.0, "二": 2.0, "两": 2.0, "三": 3.0, "四": 4.0, "五": 5.0, "六": 6.0, "八": 8.0, "十二": 12.0}
_ENGLISH = re.compile(r"(?<![a-z])[a-z]{6,16}(?![a-z])")


def near_names(text: str, taken: Sequence[tuple[int, int]]) -> list[Span]:
    """Medicines spelt nearly right (one Chinese character wrong, one or two Latin letters): to be read back."""
    found: list[Span] = []
    busy = list(taken)
    for start, char in enumerate(text):
        for name, code in _by_first().get(char, ()):
            end = start + len(name)
            word = text[start:end]
            if (
                len(word) < len(name)
                or any(s < end and start < e for s, e in busy)
                or not word.isalpha()
                or word.isascii()
            ):
                continue
            if sum(a != b for a, b in zip(name, word, strict=True)) == 1:
                found.append(Span("drug", code, start, end, word, exact=False))
                busy.append((start, end))
                break
    for match in _ENGLISH.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in busy):
            continue
        if near := _near_english(match[0]):
            found.append(Span("drug", near, match.start(), match.end(), match[0], exact=False))
    return found


def doses(text: str, numbers: Sequence[Numeral], drugs: Sequence[Span]) -> list[Span]:
    """The doses in mg a day: "75毫克一天两次" is 150; one without a frequency has the unit mg and is read back."""
    found = []
    starts = [number.start for number in numbers]
    for number in numbers:
        unit = _MG.match(text, number.end)
        if unit is None or number.low is None or number.high is None:
            continue
        scale = 1000.0 if unit["unit"] in ("克", "g") else 0.001 if unit["unit"] in ("微克", "ug", "mcg") else 1.0
        low, high, end, name = number.low * scale, number.high * scale, unit.end(), "mg"
        clause_end = min(
            [m for m in (text.find(mark, end) for mark in ("。", ";", "!", "?")) if m >= 0]
            + [drug.start for drug in drugs if drug.start >= end]
            + [len(text), end + _FAR]
        )
        pieces = next(
            (
                n
                for n in numbers[bisect_left(starts, end) : bisect_left(starts, clause_end)]
                if _PIECES.match(text, n.end) and n.low and n.low <= 12
            ),
            None,
        )
        times = _TIMES.search(text, max(0, number.start - 10), clause_end)
        per_day = _PER_DAY.search(text[max(0, number.start - 30) : number.start]) or _PER_DAY_AFTER.match(text, end)
        if times:
            factor = _frequency(times)
            if (
                pieces
                and re.search(r"(?:一次|每次)?\s*(?:吃|服|用)?\s*$", text[max(0, pieces.start - 30) : pieces.start])
                and pieces.low
                and not times.start() <= pieces.start < times.end()
            ):
                factor *= pieces.low
            low, high, end, name = low * factor, high * factor, max(end, times.end()), "mg/day"
        elif pieces and pieces.low and _PER_DAY.search(text[max(0, pieces.start - 30) : pieces.start]):
            low, high, end, name = low * pieces.low, high * pieces.low, pieces.end, "mg/day"
        elif per_day and not _EACH.search(text[max(0, number.start - 30) : number.start]):
            name = "mg/day"
        found.append(
            Span(
                "dose",
                name,
                number.start,
                end,
                text[number.start : end],
                low,
                high,
                name,
                number.about,
                exact=name == "mg/day",
            )
        )
    return found


def daily_times(text: str) -> float | None:
    """How often a day a normalised text says ("早晚各一次" is 2); None where it does not."""
    times = _TIMES.search(text)
    return _frequency(times) if times else None


def with_doses(text: str, drugs: Sequence[Span], found: Sequence[Span]) -> list[Span]:
    """The medicines with the dose that follows (or, failing that, goes before) each in the same breath."""
    dosed = []
    for index, drug in enumerate(drugs):
        ceiling = drugs[index + 1].start if index + 1 < len(drugs) else len(text)
        floor = drugs[index - 1].end if index else 0
        after = next((dose for dose in found if drug.end <= dose.start < ceiling and dose.start - drug.end <= 25), None)
        before = next(
            (
                dose
                for dose in reversed(found)
                if floor <= dose.start and dose.end <= drug.start and drug.start - dose.end <= 3 and not index
            ),
            None,
        )
        dose = after or before
        dosed.append(replace(drug, low=dose.low, high=dose.high, unit=dose.unit, about=dose.about) if dose else drug)
    return dosed


def _frequency(match: re.Match[str]) -> float:
    if match["zh"]:
        return _HAN.get(match["zh"]) or float(match["zh"])
    if match["en"]:
        return _TOTAL.get(match["en"]) or float(match["en"].split()[0])
    if match["latin"]:
        return _TOTAL[match["latin"]]
    if hours := match["hours"] or match["enhours"]:
        return 24.0 / (_HAN.get(hours) or float(hours))
    return 3.0 if re.search("早中晚|三餐", match[0]) else 2.0


@cache
def _by_first() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for code, names in lexicon("drugs")["exact"].items():
        for name in names:
            if 4 <= len(name) <= 6 and not name.isascii() and not code.startswith("class:") and code != "unknown":
                table.setdefault(name[0], []).append((name, code))
    return table


@cache
def _english_names() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, code)
        for code, names in lexicon("drugs")["exact"].items()
        for name in names
        if name.isascii() and " " not in name and len(name) >= 6 and not code.startswith("class:")
    )


@cache
def _near_english(word: str) -> str | None:
    allowed = 1 if len(word) < 8 else 2
    hits = {
        code
        for name, code in _english_names()
        if abs(len(name) - len(word)) <= allowed and name[0] == word[0] and _distance(name, word) <= allowed
    }
    return hits.pop() if len(hits) == 1 else None


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance of two short words."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]
