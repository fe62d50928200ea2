"""Numbers as patients write them: digits, Chinese and English numerals, ranges and qualifiers, kept as intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from language.qualifiers import qualifier

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹弌幺", "二两贰俩", "三叁仨参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000, "亿": 100000000}
_WHOLE = {"廿": 20, "卅": 30}
_HAN = "".join(_DIGITS) + "".join(_TENS) + "".join(_WHOLE) + "几数"
_ENGLISH = {
    "zero": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ENGLISH_WORD = "|".join(sorted(_ENGLISH, key=len, reverse=True))
UNITS = (
    r"周岁|虚岁|岁|分钟|小时|钟头|分|级|摄氏度|度|℃|毫克|微克|克|mg|ug|g|片|粒|颗|支|贴|袋|瓶|针|丸|毫升|"
    r"ml|公斤|千克|斤|kg|米|厘米|cm|"
    r"次|回|遍|顿|下|声|个[多来几]?(?:半?月|星期|礼拜|小时|钟头)|个|年|月|星期|礼拜|周|天|日|宿|晚上|晚|号|"
    r"点|节|条|只|根|种|样|人|块|成|项|句|"
    r"points?|years?|yrs?|months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|times?|tablets?|pills?|"
    r"capsules?|degrees?|out of (?:10|ten)"
)
_TOKEN = re.compile(
    rf"(?P<wrong>\d{{2}}[*,]\d(?!\d))|(?P<digits>\d+(?:\.\d+)?)(?P<scale>[十百千万](?!分))?|"
    rf"(?P<han>(?:[{_HAN}](?!成))+(?:点[零〇一二两三四五六七八九]+)?)|"
    rf"(?<![a-z])(?P<english>(?:a couple of|a couple|half a|"
    rf"(?:{_ENGLISH_WORD})(?:[- ](?:{_ENGLISH_WORD}))?(?: and a half| hundred)?|a half|half))(?![a-z])|"
    rf"(?P<half>半)"
)
_UNIT = re.compile(rf"\s*(?:多|来|几|余)?\s*(?P<unit>{UNITS})")
_HALF_UNIT = re.compile(r"周?岁|分|片|粒|次|斤|公斤|个")
_RANGE = re.compile(r"\s*(?:[-~]+|到|至|或者?|、|——|\bto\b|\bor\b|/(?=\d))\s*")
_NOT_NUMBERS = re.compile(
    r"三叉|四肢|四川|五官|十足|十分(?=[^。,.;!?\s])|万一|"
    r"一[直点下样般阵起些定碰会看向旦律概切致共方面动边头半身路时者再味]|一抽一抽|一跳一跳|一闪一闪|千万|"
    r"百分之|"
    r"七上八下|乱七八糟|三番五次|队伍|拾取|肆无忌惮|半边|半身|两[边侧旁面]|二拇|四拇|三拇|一[侧边]|统一|"
    r"唯一|第一次|周[一二三四五六日]|星期[一二三四五六日]|礼拜[一二三四五六日]|"
    r"参加|参考|人参|陆续|大陆|参数|几乎|数据|多数|少数|次数|数字|指数|无数|算数|分数|半夜|半天(?=没|不|"
    r"都)|十之八九|八成(?!新)|三七(?!分)|一个人|一旁|有一说一|一清二楚|半死不活|一五一十|"
    r"12356|\bone of\b|\bno one\b|\bany ?one\b|\bsome ?one\b|\bthe one\b|\bthis one\b|\bthat one\b"
)
_MEASURED = re.compile(rf"\s*(?:$|[,.。!?;、\s)]|吧|了|呢|啊|哦|左右|上下|多|来|几|半|到|至|-|~|以|{UNITS})")


@dataclass(frozen=True)
class Numeral:
    """A number in a text: offsets, the named interval, how it was qualified, and the measure word behind it.

    ``low`` and ``high`` are the numbers named: ``about`` says whether the true value is ``about`` these, ``almost``
    or ``less`` (below ``high``) or ``more`` (above ``low``). A number never named ("几") has neither.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    about: str | None = None
    unit: str | None = None
    ordinal: bool = False


def numerals(text: str) -> list[Numeral]:
    """The numbers of a normalised text in their order, ranges joined ("五到六", "3-5", "七八")."""
    blocked = [match.span() for match in _NOT_NUMBERS.finditer(text)]
    singles = [n for n in _singles(text) if not any(s < n.end and n.start < e for s, e in blocked)]
    joined: list[Numeral] = []
    for one in singles:
        if joined and one.start < joined[-1].end:
            continue
        if joined and (_out_of(text, joined[-1], one) or _half_told(text, joined[-1], one)):
            continue
        if joined and (pair := _range(text, joined[-1], one)):
            joined[-1] = pair
        else:
            joined.append(one)
    return [_qualified(text, one) for one in joined if _counts(text, one)]


def _singles(text: str) -> Iterator[Numeral]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        value: tuple[float, float] | None
        if match["wrong"]:
            number = float(re.sub("[*,]", ".", match["wrong"]))
            value = (number, number)
        elif match["digits"]:
            number = float(match["digits"]) * _TENS.get(match["scale"] or "", 1)
            value = (number, number)
        elif match["english"]:
            number = _english(match["english"])
            value = (number, number)
        elif match["half"]:
            value = (0.5, 0.5)
        else:
            value = han(match["han"])
        low, high = value if value else (None, None)
        ordinal = start > 0 and text[start - 1] == "第"
        end, low, high = _with_half(text, end, low, high)
        yield Numeral(start, end, low, high, ordinal=ordinal)


def han(word: str) -> tuple[float, float] | None:
    """A Chinese numeral as an interval: 七八 is (7, 8), 十几 (11, 19), 三四十 (30, 40); None for a bare 几."""
    if "点" in word:
        whole, _, places = word.partition("点")
        base = han(whole)
        if base is None:
            return None
        number = base[0] + sum(_DIGITS[char] / 10**place for place, char in enumerate(places, 1))
        return (round(number, 6), round(number, 6))
    if set(word) <= {"几", "数"}:
        return None
    if word.endswith(("十几", "百几")) or word in ("十数",):
        base = han(word[:-1])
        return None if base is None else (base[0] + 1, base[1] + (9 if word.endswith("十几") else 99))
    if word[0] in "几数":
        unit = _TENS.get(word[1:2])
        return (2.0 * unit, 9.0 * unit) if unit else None
    adjacent = re.search(r"([一壹二两贰俩三叁仨四肆五伍六陆七柒八捌])([二两三叁四肆五伍六陆七柒八捌九玖])", word)
    if adjacent and not re.fullmatch(rf"[{''.join(_DIGITS)}]{{3,}}", word):
        first = _plain(word[: adjacent.start()] + adjacent[1] + word[adjacent.end() :])
        second = _plain(word[: adjacent.start()] + adjacent[2] + word[adjacent.end() :])
        if first is None or second is None:
            return None
        if first < second:
            return (first, second)
        digits = _DIGITS[adjacent[1]] * 10 + _DIGITS[adjacent[2]]
        return (float(digits), float(digits))
    number = _plain(word)
    return None if number is None else (number, number)


def _plain(word: str) -> float | None:
    if word in _WHOLE:
        return float(_WHOLE[word])
    if all(char in _DIGITS for char in word):
        return float("".join(str(_DIGITS[char]) for char in word))
    total, section, digit, last = 0.0, 0.0, 0.0, 1
    for char in word:
        if char in _DIGITS:
            digit = float(_DIGITS[char])
        elif char in _WHOLE:
            section += _WHOLE[char]
            last = 10
        elif char in _TENS:
            scale = _TENS[char]
            if scale >= 10000:
                total += (section + digit or 1) * scale
                section = 0.0
            else:
                section += (digit or 1) * scale
            digit, last = 0.0, scale
        else:
            return None
    if digit and last >= 100 and "零" not in word and "〇" not in word:
        digit *= last / 10  # 一百五 is 150
    return total + section + digit


def _english(word: str) -> float:
    if word.startswith("a couple"):
        return 2.0
    if word in ("half", "half a", "a half"):
        return 0.5
    number = float(sum(_ENGLISH[part] for part in re.split(r"[- ]", word) if part in _ENGLISH))
    if word.endswith("and a half"):
        return number + 0.5
    return number * 100 if word.endswith("hundred") else number


def _with_half(text: str, end: int, low: float | None, high: float | None) -> tuple[int, float | None, float | None]:
    """38度5, 38度半, 三岁半, 3 and a half: the half behind the unit belongs to the number."""
    if low is None or low != high:
        return end, low, high
    if match := re.match(r"度(半|[\d一二三四五六七八九](?!\d|[度次天]))", text[end:]):
        part = match[1]
        tenth = 5.0 if part == "半" else float(_DIGITS.get(part, 0) or (part.isdigit() and int(part)) or 0)
        return end + match.end(), low + tenth / 10, low + tenth / 10
    if match := re.match(r"(?:周?岁|分|片|粒|次|斤|公斤|个)半(?!夜|天|个|月|年|星期|礼拜|小时)", text[end:]):
        return end, low + 0.5, low + 0.5
    return end, low, high


def _range(text: str, first: Numeral, second: Numeral) -> Numeral | None:
    """Both as one interval when only a range word (and the first one's unit) stands between them."""
    if None in (first.low, second.low) or first.ordinal or second.ordinal:
        return None
    between = text[first.end : second.start]
    unit = _UNIT.match(between)
    rest = between[unit.end() :] if unit and not between[unit.end() :].startswith(("半",)) else between
    if not rest or not _RANGE.fullmatch(rest):
        return None
    if unit and re.match(r"[年月日号点]$", unit["unit"]) and not _UNIT.match(text[second.end :]):
        return None
    low, high = first.low, second.high
    if low is None or high is None or low > high:
        return None
    if high <= 10 and low >= 10 and low % 10 == 0:
        return None
    return Numeral(first.start, second.end, low, high)


def _half_told(text: str, first: Numeral, second: Numeral) -> bool:
    """The 半 of 三岁半 is in the number before it already."""
    return text[second.start : second.end] == "半" and bool(_HALF_UNIT.fullmatch(text, first.end, second.start))


def _out_of(text: str, first: Numeral, second: Numeral) -> bool:
    """The ten of "8/10" and "seven out of ten" says the scale, not a value."""
    between = text[first.end : second.start].strip()
    if first.low is None or second.low != 10 or first.low > 10:
        return False
    return between in ("/", "out of", "of") or between.endswith(("满分", "总分"))


_LARGEST = 1e9  # a longer row of digits is a telephone or a bed's label, and would overflow


def _counts(text: str, one: Numeral) -> bool:
    """A lone 一, 二, 两, 半 … is a number only before a measure word or at a boundary; others always are."""
    word = text[one.start : one.end]
    if one.high is not None and one.high > _LARGEST:
        return False
    if one.start > 0 and text[one.start - 1].isalpha() and text[one.start - 1].isascii() and word[0].isascii():
        return False
    if len(word) > 1 or word.isdigit():
        return True
    before = text[one.start - 1] if one.start else ""
    if one.ordinal or (before and before in "周每另同某哪这那统单专唯逐任万某不"):
        return one.ordinal or (before in "这那每" and bool(_UNIT.match(text[one.end :])))
    return bool(_MEASURED.match(text[one.end :]))


def _qualified(text: str, one: Numeral) -> Numeral:
    """The number with its qualifier and measure word; "3.4天", "2、3天" in the sense of 3 to 4 days becomes a range."""
    unit = _UNIT.match(text[one.end :])
    name = unit["unit"] if unit else None
    end_of_unit = one.end + (unit.end() if unit else 0)
    if name and one.low is not None and one.low == one.high:
        homophone = re.fullmatch(r"(\d)\.(\d)", text[one.start : one.end])
        countable = re.match(r"个?(?:天|日|月|周|年|星期|礼拜|次|回|个|分钟|小时)", name)
        if homophone and countable and int(homophone[2]) == int(homophone[1]) + 1 and not re.match(r"年|小时", name):
            one = replace(one, low=float(homophone[1]), high=float(homophone[2]))
    about = qualifier(text, one.start, one.end, end_of_unit)
    return replace(one, about=about, unit=name)
