"""Since when: dates, seasons and relative days of a text, as an interval of days before the message's own date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from language.calendar_words import DAYS_AGO, FEASTS, MONTHS, SEASONS
from language.numerals import han

_HAN = "零〇一二三四五六七八九十"
_MONTH = (
    rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[{_HAN[2:11]}])月(?:份)?(?P<part>初|底|末|中旬?|上旬|"
    rf"下旬)?(?:(?P<day>[12]\d|3[01]|0?[1-9]|[{_HAN}]{{1,3}})(?:日|号|(?![\d个天]))?)?"
)
_WITHIN = (
    rf"(?:{_MONTH}|(?P<season>[春夏秋冬])(?:天|季)|(?P<feast>元旦|春节|过年|元宵|清明|五一|端午|暑假|国庆|中秋|"
    rf"寒假)(?:的?时候|那会儿?|期间|前后)?|(?P<half>上半年|下半年)|(?P<edge>年初|年底|年末|年中|初|底|年头上))"
)
_YEAR = re.compile(
    rf"(?P<year>(?:19|20)\d\d|[12一二][{_HAN}九0]{{3}}|(?<!\d)\d\d)年(?!(?:多|半|左右|了|来|前|以前|之前|没|不|"
    rf"以上|零|吧|的?时间|级))的?{_WITHIN}?"
)
_NAMED_YEAR = re.compile(
    rf"(?P<name>大前年|前年|去年|今年|上年|旧年|年)(?:的|大概|大约)?{_WITHIN}|(?P<alone>大前年|前年|去年|上年|"
    rf"旧年|今年)"
)
_BARE_MONTH = re.compile(rf"(?<![个\d点几年第]){_MONTH}")
_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-./](?P<month>0?[1-9]|1[0-2])(?:[-./](?P<day>[0-2]?\d|3[01]))?(?!\d)"
)
_DAY_OF_MONTH = re.compile(
    rf"(?<![月\d第大小{_HAN}])(?P<day>[12]\d|3[01]|[1-9]|[二三]?十[一二三四五六七八九]?|[{_HAN[2:11]}])(?:号|"
    rf"日)(?!线|楼|院|床|病|程|子)"
)
_DAY_WORD = re.compile("|".join(sorted(DAYS_AGO, key=len, reverse=True)) + "|寻日")
_WEEK = re.compile(
    r"(?P<which>上上个?|上个?|这个?|本)(?:周|星期|礼拜)(?P<day>[一二三四五六日天末])?|"
    r"(?<![一-鿿])周(?P<bare>[一二三四五六日末])(?!年|边|围)|last (?P<en>week|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday)"
)
_MONTH_WORD = re.compile(
    r"(?P<which>上上个?|上个?|这个?|本)月(?:份)?(?P<part>初|底|末|中旬?|上旬|下旬)?(?P<day>[12]?\d号)?|"
    r"(?P<en>last|this) month"
)
_ENGLISH = re.compile(
    rf"(?:(?P<name>{'|'.join(MONTHS)})(?:,? (?:of )?(?P<year1>(?:19|20)\d\d))?)|(?:since|in|from|around|"
    rf"back in|of) (?P<year2>(?:19|20)\d\d)|(?P<last>last|this|the past) (?P<season>spring|summer|autumn|"
    rf"fall|winter|year|christmas)|(?<!\d)(?P<year3>(?:19|20)\d\d)(?!\d|年)(?= (?:car|accident|crash|"
    rf"surgery|operation)|$)"
)


@dataclass(frozen=True)
class Moment:
    """A point in time named in a text: offsets, and the fewest and most days it can lie before today."""

    start: int
    end: int
    low: float
    high: float


def moments(text: str, today: date) -> list[Moment]:
    """The past points in time of a normalised text in their order; what lies after ``today`` is left out."""
    found: list[Moment] = []
    taken = bytearray(len(text))
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            first_last = reader(match, today)
            if first_last is None or first_last[0] > today:
                continue
            first, last = first_last[0], min(first_last[1], today)
            taken[match.start() : match.end()] = b"x" * (match.end() - match.start())
            found.append(Moment(match.start(), match.end(), float((today - last).days), float((today - first).days)))
    return sorted(found, key=lambda one: one.start)


def _named_year(match: re.Match[str], today: date) -> tuple[date, date] | None:
    name = match["name"] or match["alone"]
    back = {"大前年": 3, "前年": 2, "去年": 1, "上年": 1, "旧年": 1, "今年": 0, "年": 0}[name]
    if name == "年" and not match["edge"]:
        return None
    return _within(match, today.year - back, today)


def _year(match: re.Match[str], today: date) -> tuple[date, date] | None:
    word = match["year"]
    if word.isdigit():
        year = int(word)
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
    else:
        digits = "".join(
            str("零一二三四五六七八九".find(char if char != "〇" else "零")) if not char.isdigit() else char
            for char in word
        )
        if not digits.isdigit() or len(digits) != 4:
            return None
        year = int(digits)
    return _within(match, year, today) if 1900 < year <= today.year else None


def _within(match: re.Match[str], year: int, today: date) -> tuple[date, date] | None:
    groups = match.groupdict()
    if groups.get("month"):
        return _month(match, year)
    if groups.get("season"):
        return _season(groups["season"], year)
    if groups.get("feast"):
        m1, d1, m2, d2 = FEASTS[groups["feast"]]
        return date(year, m1, d1), date(year, m2, d2)
    if groups.get("half"):
        return (
            (date(year, 1, 1), date(year, 6, 30))
            if groups["half"] == "上半年"
            else (date(year, 7, 1), date(year, 12, 31))
        )
    if edge := groups.get("edge"):
        if "初" in edge or edge == "年头上":
            return date(year, 1, 1), date(year, 2, 28)
        if "中" in edge:
            return date(year, 5, 15), date(year, 7, 31)
        start = date(year, 11, 15)
        return (start, date(year, 12, 31)) if start <= today else (date(year - 1, 11, 15), date(year - 1, 12, 31))
    return date(year, 1, 1), date(year, 12, 31)


def _month(match: re.Match[str], year: int) -> tuple[date, date] | None:
    month = _small(match["month"])
    if not 1 <= month <= 12:
        return None
    if match["day"]:
        return _one_day(year, month, _small(match["day"]))
    part = match["part"]
    first, last = date(year, month, 1), _month_end(year, month)
    if part in ("初", "上旬"):
        last = date(year, month, 10)
    elif part in ("中", "中旬"):
        first, last = date(year, month, 11), date(year, month, 20)
    elif part in ("底", "末", "下旬"):
        first = date(year, month, 21)
    return first, last


def _bare_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """A month without a year is the last one that has begun."""
    this_year = _month(match, today.year)
    if this_year is None:
        return None
    return this_year if this_year[0] <= today else _month(match, today.year - 1)


def _numeric(match: re.Match[str], today: date) -> tuple[date, date] | None:
    year, month = int(match["year"]), int(match["month"])
    return _one_day(year, month, int(match["day"])) if match["day"] else (date(year, month, 1), _month_end(year, month))


def _day_of_month(match: re.Match[str], today: date) -> tuple[date, date] | None:
    day = _small(match["day"])
    if day <= today.day:
        return _one_day(today.year, today.month, day)
    last = today.replace(day=1) - timedelta(days=1)
    return _one_day(last.year, last.month, day)


def _days_ago(match: re.Match[str], today: date) -> tuple[date, date]:
    day = today - timedelta(days=DAYS_AGO.get(match[0], 1))
    return day, day


def _week(match: re.Match[str], today: date) -> tuple[date, date] | None:
    monday = today - timedelta(days=today.weekday())
    if match["en"]:
        if match["en"] == "week":
            return monday - timedelta(days=7), monday - timedelta(days=1)
        names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        back = (today.weekday() - names.index(match["en"])) % 7 or 7
        return today - timedelta(days=back), today - timedelta(days=back)
    which, day = match["which"] or "", match["day"] or match["bare"]
    monday -= timedelta(days=7 * which.count("上"))
    if day in (None, "末"):
        return (
            (monday, monday + timedelta(days=6))
            if day is None
            else (monday + timedelta(days=5), monday + timedelta(days=6))
        )
    one = monday + timedelta(days="一二三四五六日".find("日" if day == "天" else day))
    if match["bare"] and one > today:
        one -= timedelta(days=7)
    return one, one


def _month_word(match: re.Match[str], today: date) -> tuple[date, date] | None:
    back = (match["which"] or "").count("上") or (1 if match["en"] == "last" else 0)
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    first, last = date(year, month + 1, 1), _month_end(year, month + 1)
    if match["day"]:
        return _one_day(year, month + 1, int(match["day"][:-1]))
    part = match["part"] or ""
    if part in ("初", "上旬"):
        last = first.replace(day=10)
    elif part.startswith("中"):
        first, last = first.replace(day=11), first.replace(day=20)
    elif part:
        first = first.replace(day=21)
    return first, last


def _english(match: re.Match[str], today: date) -> tuple[date, date] | None:
    if match["name"]:
        if (
            match["name"] in ("may", "march")
            and not match["year1"]
            and not re.search(
                r"(?:in|since|last|from|of|around|until|early|late|mid)\s+$",
                match.string[max(0, match.start() - 12) : match.start()],
            )
        ):
            return None
        month = MONTHS.index(match["name"]) + 1
        year = int(match["year1"]) if match["year1"] else today.year - (month > today.month)
        return date(year, month, 1), _month_end(year, month)
    if year_word := match["year2"] or match["year3"]:
        year = int(year_word)
        return (date(year, 1, 1), date(year, 12, 31)) if year <= today.year else None
    back = 0 if match["last"] == "this" else 1
    if match["season"] == "year":
        return date(today.year - back, 1, 1), date(today.year - back, 12, 31)
    if match["season"] == "christmas":
        return date(today.year - 1, 12, 24), date(today.year - 1, 12, 26)
    first, last = _season(match["season"], today.year)
    while back and last >= today:
        first, last = _season(match["season"], first.year - 1)
    return first, last


def _season(name: str, year: int) -> tuple[date, date]:
    first, last = SEASONS[name]
    return date(year, first, 1), _month_end(year + (last < first), last)


def _one_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _small(word: str) -> int:
    if word.isdigit():
        return int(word)
    value = han(word)
    return int(value[0]) if value else 0


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date] | None]], ...] = (
    (_NUMERIC, _numeric),
    (_YEAR, _year),
    (_NAMED_YEAR, _named_year),
    (_WEEK, _week),
    (_MONTH_WORD, _month_word),
    (_BARE_MONTH, _bare_month),
    (_DAY_WORD, _days_ago),
    (_DAY_OF_MONTH, _day_of_month),
    (_ENGLISH, _english),
)
