"""Graded answers: how often (PHQ-9, GAD-7: 0 to 3), how strongly (painDETECT: 0 to 5), only where clear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interview.hearing.asked import asked
from language.normal import normal
from language.reading import Reading


@dataclass(frozen=True)
class Grade:
    """The option's number, lowest and highest it can be, and whether the words were the option's own."""

    low: int
    high: int
    exact: bool
    span: tuple[int, int]


# First match wins, so the stronger and the more special stand first. Days are of the last fourteen.
_FREQUENCY = (
    ((3, 3), True, r"几乎每[天日晚]|差不多(?:每天|天天)|基本上?(?:每天|天天)|(?:nearly|almost|pretty much) every ?day"),
    ((2, 2), True, (
        r"(?:一半|半数|超过一半|一多半|大半|多一半)(?:以上)?(?:的)?(?:日子|时间|天数|时候|天)|(?:more than|"
        r"over|about|around) half(?: of)?(?: the)?(?: days| time)?|half (?:of )?the (?:days|time)|一半一半"
    )),
    ((1, 1), True, (
        r"(?:好几|几|数|有几|有些|有一些|个别)(?:个)?(?:天|日子)(?!没|不)|several days|a few days|some days|"
        r"couple of days"
    )),
    ((0, 0), True, (
        r"完全(?:不会|没有|没|不)|根本(?:没有|没|不)|从(?:来)?(?:没有?|不)|一[天次点](?:都|也)(?:没有?|不)|"
        r"压根(?:没|不)|not at all|never|none at all|not once"
    )),
    ((3, 3), False, (
        r"每[天日晚](?:都|就|晚上)?|天天|天天都|日日|每个晚上|夜夜|一直(?:都)?(?:这样|如此|是|有)?|整天|总是|"
        r"没有一天不|every ?(?:single )?(?:day|night)|all the time|always|constantly|most of every day|24 hours"
    )),
    ((2, 3), False, (
        r"大部分(?:时间|日子|时候|天)?|多数(?:时间|日子|时候)?|大多(?:数)?(?:时间|时候)?|经常|常常|老是|很多天|"
        r"十来天|most (?:days|of the time|nights)|often|a lot|frequently|usually"
    )),
    ((1, 1), False, (
        r"偶尔|有时(?:候)?|间或|偶然|(?:一|两|二|三|1|2|3)?[一两二三四123]、?[一两二三四五1-5]?天|一两次|"
        r"两三次|有过(?:几|一两|两三)?(?:次|回)|有一点|有一些|有点|一点点|很少|不多|不太多|不经常|极少|"
        r"occasionally|sometimes|once or twice|now and then|one or two days|two or three days|a little|rarely|"
        r"once in a while|a bit|seldom|few times"
    )),
    ((0, 0), True, (
        r"^(?:没有?|没有过|无|不会|不|没|没出现过?|木有|冇|没得|没有啊|没有的|没有了|没呢|没啊|不存在|no|nope|"
        r"nah|none)(?:了|过|啊|呀|的|呢|哦|这种情况|这样|这个问题|这事|什么)*[,.!\s]*$|没有(?:过|这种|这样|"
        r"这个|出现|什么)|不(?:会|觉得|感到|存在)|没(?:有)?(?:觉得|感到|感觉|出现|什么|想过)"
    )),
)  # fmt: skip
_DAYS = re.compile(
    r"(?:(?P<many>十[来几多一二三四]|1[0-4]|十)|(?P<week>[七八九]|[789])|(?P<few>[一二两三四五六几]|"
    r"[1-6]))(?:、|到|至|-)?(?:[一二两三四五六七八九十\d])?天"
)
_SEVERITY = (
    ((5, 5), True, (
        r"非常(?:强烈|厉害|严重|重)|极(?:其)?(?:强烈|严重|厉害|度)|very strong(?:ly)?|very severe(?:ly)?|"
        r"extreme(?:ly)?"
    )),
    ((1, 1), True, (
        r"几乎(?:没有|不|没|感觉不到)|(?:hardly|barely) (?:noticed|noticeable|any)|基本(?:没有|不|感觉不到)|"
        r"勉强(?:能)?感觉"
    )),
    ((0, 0), True, (
        r"从(?:来)?(?:没有?|不)|完全(?:没有?|不)|一点(?:都|也)(?:没有?|不)|根本(?:没有?|不)|压根(?:没|不)|"
        r"never|not at all|none at all"
    )),
    ((2, 2), True, r"(?:很)?轻微|轻度|轻的|slight(?:ly)?|mild(?:ly)?"),
    ((3, 3), True, r"中等|中度|一般(?:程度)?|适中|moderate(?:ly)?"),
    ((4, 4), True, r"^(?:很|挺|比较)?强烈|重度|strong(?:ly)?|severe(?:ly)?"),
    ((5, 5), False, (
        r"受不了|要命|厉害得很|不得了|疼得?要死|特别(?:特别)(?:厉害|强烈|严重)|最(?:厉害|强烈|严重)|unbearable|"
        r"terrible|excruciating"
    )),
    ((1, 2), False, (
        r"不(?:太|怎么|是很|是太|算)?(?:强烈|厉害|明显|严重|重|多)|不是特别|一丁?点(?:点|儿)?|有点点|一丢丢|"
        r"一点点|有一点点|just a bit|a tiny bit|not (?:very|too|so|that) (?:much|strong|bad)"
    )),
    ((4, 5), False, (
        r"(?:很|挺|蛮|特别|非常|相当|十分|好|太)(?:厉害|严重|重|强|明显|疼|痛|麻|烫|辣|难受|大)|厉害|严重|"
        r"really bad|very (?:much|bad|painful)|a lot|quite strong"
    )),
    ((2, 3), False, (
        r"有(?:一)?点(?:儿)?|有些|稍微|略微|还好|还行|还可以|a little|a bit|some(?:what)?|kind of|sort of|"
        r"ok(?:ay)?"
    )),
    ((0, 0), True, (
        r"^(?:没有?|没有过|无|不会|不|没|没感觉|木有|冇|没得|no|nope|none)(?:了|过|啊|呀|的|呢|哦|这种情况|"
        r"这种感觉|感觉)*[,.!\s]*$"
    )),
)  # fmt: skip


def frequency(reading: Reading, question: str = "") -> Grade | None:
    """Which of not at all, several days, more than half the days, nearly every day; None where it is not clear."""
    text = normal(reading.text)
    for bounds, exact, pattern in _FREQUENCY[:4]:
        if match := re.search(pattern, text):
            return Grade(*bounds, exact, match.span())
    if days := _DAYS.search(text):
        if re.search(r"没|不", text[days.end() : days.end() + 2]):
            return None
        if days["many"]:
            return (
                Grade(2, 3, False, days.span())
                if days["many"] not in ("14", "十四")
                else Grade(3, 3, False, days.span())
            )
        return Grade(1, 2, False, days.span()) if days["week"] else Grade(1, 1, False, days.span())
    return _first(_FREQUENCY[4:], text) or _echo_of_none(text, question)


def severity(reading: Reading, question: str = "") -> Grade | None:
    """Which of never, hardly noticed, slightly, moderately, strongly, very strongly; None where it is not clear."""
    text = normal(reading.text)
    return _first(_SEVERITY, text) or _echo_of_none(text, question)


def _first(table: tuple[tuple[tuple[int, int], bool, str], ...], text: str) -> Grade | None:
    for bounds, exact, pattern in table:
        if match := re.search(pattern, text):
            return Grade(*bounds, exact, match.span())
    return None


def _echo_of_none(text: str, question: str) -> Grade | None:
    """An echo that denies ("不疼") is the lowest grade; one that affirms leaves the grade open."""
    match = re.match(
        r"^(?:也|都|倒|并|还)*(?:不|没有?|没)(?!知道|清楚|确定|记得|想|注意|好|行|舒服)(.{1,6})$", text.strip(" ,.!")
    )
    if match and (not question or asked(question).shares(match[1])):
        return Grade(0, 0, False, (0, len(text)))
    return None
