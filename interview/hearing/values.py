"""Numbers, 0–10 ratings, durations and doses, as intervals, given what the question wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from certainty import Bounds
from interview.hearing.asked import asked
from language.medicines import daily_times
from language.normal import normal
from language.qualifiers import widened, widened_days
from language.reading import Reading, Span


@dataclass(frozen=True)
class Value:
    """A value heard: the interval as named, its qualifier, where it stands, and whether it needs reading back."""

    low: float
    high: float
    about: str | None
    span: tuple[int, int]
    exact: bool = True
    in_days: bool = False

    def meaning(self) -> int | float | Bounds:
        """What it can mean: a number where it is exact, else the interval ("快八分" is 7 to 8)."""
        low, high = self._widened()
        if low == high:
            return int(low) if float(low).is_integer() else low
        return Bounds(low, high)

    def holds(self, thresholds: Sequence[float]) -> bool:
        """Whether a threshold lies inside the interval, so that the answer would turn on it."""
        low, high = self._widened()
        if low == high:
            return self.about == "about" and any(abs(low - edge) <= 0.1 * edge for edge in thresholds)
        return any(low < edge <= high for edge in thresholds)

    def _widened(self) -> tuple[float, float]:
        return (widened_days if self.in_days else widened)(self.low, self.high, self.about)


_EXPECTED = (
    (r"几次|多少次|次数|几遍|几回|how many times|how often", "次遍回顿下声times"),
    (r"多少度|几度|体温|发烧多|烧到|temperature", "度℃degrees"),
    (r"多重|体重|几斤|多少斤|公斤|weigh", "斤公斤千克kg"),
    (r"多大|几岁|年龄|岁数|多少岁|几个月|how old|your age|\bage\b", "岁周岁虚岁月天周年years months"),
    (r"几分|多少分|打分|评分|0.{0,3}10|out of 10|scale", "分级points out of"),
    (r"几天|多久|多长时间|how long", "天月年周星期礼拜个月小时days"),
    (r"毫克|剂量|多少mg|dose", "毫克mg克g"),
    (r"几片|几粒|多少片", "片粒颗"),
)
_FREE_UNITS = ("点", "号", "第")
_BODY_HEAT = re.compile(r"(?<!\d)(?:3[4-9]|4[0-2])(?:\.\d+)?(?!\d)")


def number(
    reading: Reading,
    question: str,
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
    today: date | None = None,
) -> Value | None:
    """The number that answers the question; None when the message holds none, or one that answers something else."""
    wanted = _wanted(question, unit)
    spans = [span for span in reading.of("number") if span.code == "number" and span.low is not None]
    fitting = [span for span in spans if _fits(span, reading, wanted, question)]
    for span in _preferred(fitting, wanted):
        if (low is not None and span.high is not None and span.high < low) or (
            high is not None and span.low is not None and span.low > high
        ):
            continue
        if span.low is not None and span.high is not None:
            plain = span.text.replace(" ", "")
            return Value(
                span.low, span.high, span.about, (span.start, span.end), exact=span.about is None and bool(plain)
            )
    return _from_birth_year(reading, today) if unit == "years" and today else None


def rating(reading: Reading, question: str = "") -> Value | None:
    """A 0–10 rating: "七八分", "8/10", "打7分"; "78分" is 7 to 8, read back; "疼死了" is no number."""
    text = normal(reading.text)
    candidates: list[tuple[int, Value]] = []
    for span in reading.of("number"):
        if span.code != "number" or span.low is None or span.high is None:
            continue
        if (
            span.unit
            and not re.match(r"分(?!钟)|级|points?|out of|个|点$|号", span.unit)
            and not re.match(r"(?:/|out of)", text[span.end :].strip())
        ):
            continue
        if span.unit == "点" and not re.search(r"分", text):
            continue
        value = _as_rating(span)
        if value is not None:
            rank = 0 if span.unit and span.unit.startswith(("分", "级", "point", "out")) else 1
            rank -= 2 * _named_alike(text[: span.start], normal(question))
            candidates.append((rank, value))
    if candidates:
        return min(candidates, key=lambda pair: pair[0])[1]
    if match := re.search(r"十分(?:之十)?(?=$|[,.!了吧啊\s])|满分|最痛|最疼的那种", text):
        return Value(10, 10, None, match.span(), exact=match[0].startswith("十分"))
    if re.fullmatch(
        (
            r"\W*(?:一点也?都?不[疼痛]了?|完全不[疼痛]了?|不[疼痛]了?|没有?[疼痛]|没感觉疼|no pain(?: at all)?|"
            r"not at all|none|没有|不难受)\W*"
        ),
        text,
    ):
        return Value(0, 0, None, (0, len(text)), exact=False)
    return None


def duration(reading: Reading, question: str) -> Value | None:
    """How long, in days: a length of time, or the days since a date; None where no time, or a vague one, is said."""
    text = normal(reading.text)
    lengths = [span for span in reading.of("duration") if span.low is not None]
    dates = [span for span in reading.of("date") if span.low is not None and _starts(text, span)]
    what = asked(question)
    for pool in (lengths, dates):
        about_it = [span for span in pool if what.pairs and what.shares(_around(text, span))]
        lasting = [span for span in pool if len(pool) > 1 and _LASTING.search(text[: span.start])]
        spans = lasting or about_it or pool
        if spans and spans[0].low is not None and spans[0].high is not None:
            one = spans[0]
            exact = (one.about is None and one.kind == "duration") or (one.low == one.high and one.about is None)
            return Value(
                float(spans[0].low), float(spans[0].high), one.about, (one.start, one.end), exact=exact, in_days=True
            )
    return None


# "疼了有三四年了": said of the pain itself, before any other time in the sentence.
_LASTING = re.compile(r"[疼痛]了(?:已经|差不多|大概|快)?有?\s*$|(?:hurt|hurting|pain) for (?:about )?$")


def vague_duration(reading: Reading) -> Span | None:
    """A length of time that names no number ("好几年了")."""
    return next((span for span in reading.of("duration") if span.low is None), None)


def dose(reading: Reading) -> Value | None:
    """A dose in mg a day; a bare number counts, one without a frequency is read back."""
    for span in reading.of("dose"):
        if span.low is not None and span.high is not None and not span.negated:
            return Value(
                span.low, span.high, span.about, (span.start, span.end), exact=span.exact and span.about is None
            )
    bare = [
        span for span in reading.of("number") if span.unit is None and span.low is not None and span.high is not None
    ]
    often = daily_times(normal(reading.text))
    if often is None and len(bare) == 1 and bare[0].low is not None and bare[0].high is not None and bare[0].low >= 5:
        return Value(bare[0].low, bare[0].high, bare[0].about, (bare[0].start, bare[0].end), exact=False)
    return _repeated(reading, bare)


def _repeated(reading: Reading, bare: Sequence[Span]) -> Value | None:
    """ "一天两次一次75": a bare number each time, and how often a day."""
    often = daily_times(normal(reading.text))
    each = [span for span in bare if span.low is not None and span.low >= 5]
    if often is None or len(each) != 1 or each[0].low is None or each[0].high is None:
        return None
    return Value(each[0].low * often, each[0].high * often, None, (each[0].start, each[0].end), exact=False)


def _named_alike(before: str, question: str) -> int:
    """1 where the words right before a number name what is asked: "最疼8分平时4分" to the average."""
    for asked_for, said in (
        (r"平均|平时|一般|average|usual", r"平均|平时|一般|平常|average|usual"),
        (r"最|worst", r"最|worst|厉害"),
    ):
        if re.search(asked_for, question):
            return int(bool(re.search(rf"(?:{said})[^\d一二三四五六七八九十,.;]{{0,8}}$", before)))
    return 0


def _as_rating(span: Span) -> Value | None:
    low, high = span.low, span.high
    if low is None or high is None:
        return None
    if low >= 0 and high <= 10:
        return Value(low, high, span.about, (span.start, span.end), exact=span.about is None)
    if low != high or not span.text.isdigit() or len(span.text) != 2:
        return None
    first, second = divmod(int(high), 10)
    if second == first + 1:
        return Value(first, second, span.about, (span.start, span.end), exact=False)
    return None


def _wanted(question: str, unit: str | None) -> str | None:
    text = normal(question)
    asking = re.split(r"(?<=[?.])", text)
    for sentence in [part for part in asking if re.search(r"几|多少|多大|多久|多长|多重|多高|how", part)] or [text]:
        for pattern, units in _EXPECTED:
            if re.search(pattern, sentence):
                return units
    return {
        "years": _EXPECTED[3][1],
        "points": _EXPECTED[4][1],
        "days": _EXPECTED[5][1],
        "count": _EXPECTED[0][1],
        "weeks": "周星期礼拜weeks",
    }.get(unit or "")


def _fits(span: Span, reading: Reading, wanted: str | None, question: str) -> bool:
    text = normal(reading.text)
    if span.unit in _FREE_UNITS and (wanted is None or span.unit not in wanted):
        return False
    if wanted is None:
        return True
    if span.unit is None:
        heat = bool(_BODY_HEAT.fullmatch(f"{span.low:g}")) if span.low is not None else False
        if "度" in wanted:
            return heat or (span.low is not None and span.low > 45 and False)
        return not (heat and re.search(r"\.|多$|度|左右", text[span.start : span.end + 1]) and "次" in wanted)
    name = span.unit.replace("个多", "个").removeprefix("个")
    return any(name.startswith(part) for part in (name,) if part and part in wanted) or name == "" or span.unit == "个"


def _preferred(spans: list[Span], wanted: str | None) -> list[Span]:
    if not wanted:
        return spans
    return sorted(spans, key=lambda span: (span.unit is None, span.start))


def _from_birth_year(reading: Reading, today: date | None) -> Value | None:
    match = re.search(
        r"((?:19|20)\d\d|(?<!\d)[3-9]\d)年?(?:\d{1,2}月)?(?:出?生|的人|属|的$|生人)|(?:born in|born) ((?:19|20)\d\d)",
        normal(reading.text),
    )
    if match is None or today is None:
        return None
    year = int(match[1] or match[2])
    year += 1900 if year < 100 else 0
    age = today.year - year
    return Value(age - 1, age, None, match.span(), exact=False) if 0 < age <= 120 else None


def _starts(text: str, span: Span) -> bool:
    """Whether a date says since when: not a comparison, and "today" only where something began."""
    before, after = text[max(0, span.start - 4) : span.start], text[span.end :]
    if span.text == "今年" and re.match(r"(?:都|已经|刚|才|虚岁|周岁)?[\d一二三四五六七八九十]+岁?", after):
        return False  # 今年七十二岁了
    if re.search(r"不如|比|像|跟|和|到$", before) or re.match(r"(?:一样|相比|比)", after):
        return False
    if span.high == 0:
        rest = re.sub(r"[\s,.!?了吧的呢啊早晨上下午中晚上]", "", text[: span.start] + after)
        return (
            (len(rest) <= 4 and not re.search(r"去不|没|很|时间", rest))
            or bool(re.match(r".{0,8}(?:开始|刚|才|发现|起|第一)", after))
            or bool(re.search(r"刚", text[span.start : span.end]))
        )
    return True


def _around(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in ",.!?; ") + 1
    ends = [at for mark in ",.!?; " if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]
