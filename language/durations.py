"""How long: spans of time in days from numbers with a unit of time, and the vague ones that name no number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from language.numerals import Numeral
from language.qualifiers import qualifier

YEAR, MONTH, WEEK = 365.25, 30.4375, 7.0
_DAYS = {
    "年头": YEAR, "年": YEAR, "月": MONTH, "星期": WEEK, "礼拜": WEEK, "周": WEEK, "天": 1.0, "日": 1.0, "宿": 1.0,
    "小时": 1 / 24, "钟头": 1 / 24, "分钟": 1 / 1440, "刻钟": 15 / 1440, "时": 1 / 24, "晚上": 1.0,
    "year": YEAR, "yr": YEAR, "month": MONTH, "week": WEEK, "wk": WEEK, "day": 1.0, "night": 1.0, "hour": 1 / 24,
    "hr": 1 / 24, "minute": 1 / 1440, "min": 1 / 1440, "decade": 10 * YEAR,
}  # fmt: skip
_UNIT = re.compile(
    r"\s*(?P<more1>多|来|余)?\s*(?P<piece>个|拉)?\s*(?P<more2>多|来|余|几)?(?P<half1>半)?"
    r"(?P<unit>年头|年|月|星期|礼拜|周(?![岁一二三四五六日末])|天|日|宿|小时|钟头|分钟|刻钟|时(?!候|间|不|"
    r"而|常|好|轻|有)|晚上(?=了|$)|(?:year|yr|month|week|wk|day|night|hour|hr|minute|min|decade)s?\b)"
    r"(?P<half2>半(?!夜|身|边))?(?P<more3>多|几)?"
)
_AND = re.compile(r"\s*(?:零|又|加|外加|and|,)?\s*")
_VAGUE = re.compile(
    r"(?:好|已经)?(?:几|数)(?:个)?(?:年|月|星期|礼拜|周|天|十年|小时)|(?:好些|好多|很多|许多|好|"
    r"多)(?:个)?(?:年|天|月|日子)(?:了|啦|$|,)|好久|很久|挺久|蛮久|老久|多年|长期|老早|一段时间|有段时间|"
    r"一阵子|阵子|有些日子|有日子|有年头|几辈子|"
    r"(?:a few|several|many|some|few) (?:years|months|weeks|days|hours)|for (?:years|months|ages|weeks|"
    r"days)|a long time|a while|ages"
)
_AGE_BEFORE = re.compile(r"(?:(?:儿子|女儿|宝宝|孩子|小孩|娃|孙子|孙女)(?:现在|今年|已经|才|刚)*|岁|周岁)$")
_OFTEN_AFTER = re.compile(
    r"\s*(?:吃|疼|痛|打|要|大概|大约|能|就|发作|犯|用|"
    r"贴)?\s*(?:[\d一二两三四五六七八九十几]+\s*[-到至~]?\s*[\d一二两三四五六七八九十几]*\s*(?:次|片|粒|颗|顿|"
    r"回|遍|毫克|mg|支|贴|袋|丸)|(?:one|two|three|once|twice)\b)"
)
_OFTEN_BEFORE = re.compile(r"(?:每隔?|每个|隔|另|有|某|这|那|哪|同|times? a|once a|twice a|per|every|each)\s*$")
_ENGLISH_ONE = re.compile(
    r"(?<![a-z])(?:an?|the (?:past|last)|one)(?P<half> half)? (?P<unit>year|month|week|day|hour|"
    r"decade)(?P<half2> and a half)?(?![a-z])(?! ago today)"
)


@dataclass(frozen=True)
class Duration:
    """A length of time named in a text: offsets, days as named (``None`` for a vague one), and its qualifier."""

    start: int
    end: int
    low: float | None
    high: float | None
    about: str | None = None


def durations(text: str, numbers: Sequence[Numeral], dates: Sequence[tuple[int, int]] = ()) -> list[Duration]:
    """The lengths of time of a normalised text in their order, given its numbers and the places taken by dates."""
    dated = bytearray(len(text))
    for start, end in dates:
        dated[start:end] = b"x" * (end - start)
    found = [one for number in numbers if (one := _duration(text, number, dated))]
    found += _english_ones(text, found)
    found.sort(key=lambda one: one.start)
    merged: list[Duration] = []
    for one in found:
        if merged and (both := _together(text, merged[-1], one)):
            merged[-1] = both
        else:
            merged.append(one)
    taken = _places_of(text, merged)
    vague = [
        Duration(match.start(), match.end(), None, None)
        for match in _VAGUE.finditer(text)
        if not any(taken[match.start() : match.end()])
    ]
    return sorted(merged + vague, key=lambda one: one.start)


def _places_of(text: str, found: Sequence[Duration]) -> bytearray:
    """One byte a character, not zero where a length of time stands."""
    places = bytearray(len(text))
    for one in found:
        places[one.start : one.end] = b"x" * (one.end - one.start)
    return places


def _duration(text: str, number: Numeral, dated: bytearray) -> Duration | None:
    if number.low is None or number.high is None:
        return None
    unit = _UNIT.match(text, number.end)
    if unit is None or any(dated[number.start : unit.end()]):
        return None
    word, name = text[number.start : number.end], unit["unit"]
    days = _DAYS.get(name) or _DAYS[name.rstrip("s")]
    if (
        name == "月"
        and not unit["piece"]
        and not re.fullmatch(r"[两俩仨半几]|.*[一二两三四五六七八九][二三四五六七八九]", word)
    ):
        return None
    if _UNIT.match(text, number.end) and _no_length(text, number, unit):
        return None
    low, high = number.low, number.high
    if unit["half1"] or unit["half2"]:
        low, high = low + 0.5, high + 0.5
    about = (
        "more"
        if unit["more1"] in ("多", "余") or unit["more2"] in ("多", "余", "几") or unit["more3"]
        else number.about
    )
    if unit["more1"] == "来" or unit["more2"] == "来":
        about = "about"
    start = number.start
    if word == "半" and text[start - 1 : start] in ("大", "多", "小"):
        about = "almost" if text[start - 1] == "小" else "more"
        start -= 1
    about = about or qualifier(text, start, number.end, unit.end())
    return Duration(start, unit.end(), low * days, high * days, about)


def _no_length(text: str, number: Numeral, unit: re.Match[str]) -> bool:
    """An age, a frequency ("一天三次"), a date in the month or the name of a day says nothing of how long."""
    before, after, name = text[max(0, number.start - 24) : number.start], text[unit.end() :], unit["unit"]
    if _AGE_BEFORE.search(before) or (after.startswith(("大了", "大的", "一次", "一回")) and number.high == 1):
        return True
    if number.high == 1 and (_OFTEN_BEFORE.search(before) or _OFTEN_AFTER.match(after)):
        return not before.endswith("有")
    if name == "日" and not number.ordinal and re.search(r"月$", before):
        return True
    return after.startswith(("两头", "打鱼", "old", " old"))


def _english_ones(text: str, found: list[Duration]) -> list[Duration]:
    ones = []
    taken = _places_of(text, found)
    for match in _ENGLISH_ONE.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if any(taken[match.start() : match.end()]) or _OFTEN_BEFORE.search(before):
            continue
        if re.search(r"(?:times|once|twice|pills|tablets|mg)\s*$", before):
            continue
        number = (0.5 if match["half"] else 1.0) + (0.5 if match["half2"] else 0.0)
        days = number * _DAYS[match["unit"]]
        about = qualifier(text, match.start(), match.end(), match.end())
        ones.append(Duration(match.start(), match.end(), days, days, about))
    taken = _places_of(text, [*found, *ones])
    for match in re.finditer(r"(?<![a-z])half an? (year|month|day|hour)", text):
        if not any(taken[match.start() : match.end()]):
            days = _DAYS[match[1]] / 2
            ones.append(
                Duration(
                    match.start(), match.end(), days, days, qualifier(text, match.start(), match.end(), match.end())
                )
            )
    return ones


def _together(text: str, first: Duration, second: Duration) -> Duration | None:
    """One length out of two: "一年零三个月", "3个月到半年"."""
    if first.low is None or second.low is None or first.high is None or second.high is None:
        return None
    between = text[first.end : second.start]
    if re.fullmatch(r"\s*(?:到|至|-+|~+|to|or|或者?)\s*", between) and first.low < second.high:
        return replace(first, end=second.end, high=second.high, about=second.about or first.about)
    if between == "" and first.low < second.low:  # 十天半个月
        return replace(first, end=second.end, high=second.high, about="about")
    if (_AND.fullmatch(between) and "," not in between and second.high < first.low) or between in ("又", "零"):
        return replace(
            first,
            end=second.end,
            low=first.low + second.low,
            high=first.high + second.high,
            about=second.about or first.about,
        )
    return None
