"""The answer in a message, kind by kind of question: verdict, typed value, and whether to read it back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from certainty import Bounds
from interview.hearing import claims, graded, options, places, values
from interview.hearing.echoes import echoes
from interview.hearing.yes_no import Polarity, plainly_said, polarity
from interview.question import Question
from language.names import confusable_with
from language.normal import normal
from language.reading import Reading

Verdict = Literal["affirm", "deny", "given", "unsure", "declined"]

_UNSURE_ALONE = re.compile(
    r"不知道|记不|不清楚|不确定|说不[好准清上]|忘了|不记得|没注意|don'?t (?:know|remember|recall)|not sure|"
    r"no idea|can'?t (?:remember|recall|say)|unsure|dunno|hard to say"
)
_NEVER_TOOK = re.compile(
    r"^\W*(?:都|还|从来|从)?(?:没有?(?:吃|用|服|打|试)?过?(?:药|任何药|什么药)?|没吃药|没吃|没用|不吃药|没|"
    r"无|不吃|none|no|nothing|never|no medicine|no medication)(?:了|的|啊|呢|过)*\W*$"
)


@dataclass(frozen=True)
class Answered:
    """An answer to one question: see ``Heard`` for the meaning of each."""

    verdict: Verdict
    value: Any = None
    about: str | None = None
    confirm: bool = False
    exact: bool = False
    words: tuple[int, int] | None = None


# "没说过", of a patient by family: not having spoken of it is not a no.
_NEVER_SAID = re.compile(r"没(?:有)?(?:说过|提过|讲过|提起过|跟我说)|never (?:said|mentioned)")
_DENIED = re.compile(r"\s*(?:没|不|冇|木有|无|no|not)")


def yes_no(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """True or false of the fact asked about."""
    if not question.choices or all(isinstance(choice.value, bool) for choice in question.choices):
        picked = (
            [choice for choice, *_ in options.matching(reading, question.choices)] if len(reading.text) <= 12 else []
        )
        if (
            len(picked) == 1
            and isinstance(picked[0].value, bool)
            and normal(reading.text).strip(" ,.!")
            in {normal(word).strip(" .") for word in (*picked[0].says.values(), *picked[0].words)}
        ):
            return Answered("affirm" if picked[0].value else "deny", picked[0].value, exact=True)
    said = polarity(reading.text, _question_words(question, reading))
    if _NEVER_SAID.search(normal(reading.text)):
        return Answered("unsure")
    echo = echoes(question, reading)
    if said in (None, "deny") and echo and not _DENIED.match(normal(reading.text)):
        return Answered("affirm", True, confirm=question.instrument is not None)
    if said is None and echo is False:
        return Answered("deny", False, confirm=question.instrument is not None)
    exact = plainly_said(reading.text, _question_words(question, reading))
    heard = _from_polarity(said, exact=exact)
    scale = question.instrument is not None  # an item of a scale is read back unless it was said in so many words
    return replace(heard, confirm=True) if heard and scale and not exact and said in ("affirm", "deny") else heard


def permission(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """Leave given or refused: here, and only here, "好的" and "可以" are a yes."""
    picked = {choice.value for choice, exact, _ in options.matching(reading, question.choices) if exact}
    if len(picked) == 1 and isinstance(value := picked.pop(), bool):
        return Answered("affirm" if value else "deny", value, exact=True)
    return _from_polarity(_leave(reading.text), exact=len(reading.text) <= 6)


BOTH = "both"


def one_choice(question: Question, reading: Reading, now: datetime) -> Answered | None:
    """The value of the choice named; two that fit are none, unless there is a choice for both."""
    found = options.matching(reading, question.choices)
    if len({str(choice.value) for choice, *_ in found}) == 1:
        choice, exact, where = found[0]
        return Answered("given", choice.value, exact=exact, confirm=not exact, words=where)
    if found and any(choice.value == BOTH for choice in question.choices):
        where = (found[0][2][0], max(one[2][1] for one in found))
        return Answered("given", BOTH, exact=all(one[1] for one in found), words=where)
    return _not_given(reading) or _nearest(question, reading)


def several_choices(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """The values of all choices named; "都没有" is none of them, an empty tuple."""
    if options.none_of_them(reading.text):
        return Answered("given", (), exact=True)
    if options.all_of_them(reading.text):
        return Answered("given", tuple(choice.value for choice in question.choices), confirm=True)
    if found := options.matching(reading, question.choices):
        exact = all(one[1] for one in found)
        return Answered(
            "given",
            tuple(one[0].value for one in found),
            exact=exact,
            confirm=not exact,
            words=(found[0][2][0], max(one[2][1] for one in found)),
        )
    if (unknown := _not_given(reading)) or not (near := options.nearest(reading, question.choices)):
        return unknown
    return Answered("given", (near[0].value,), confirm=True, words=near[1])


def number(question: Question, reading: Reading, now: datetime) -> Answered | None:
    """A number within the question's bounds."""
    value = values.number(
        reading,
        _question_words(question, reading),
        low=question.low,
        high=question.high,
        unit=question.unit,
        today=now.date(),
    )
    heard = _valued(question, value)
    if heard and question.unit == "years" and "虚岁" in reading.text and isinstance(heard.value, int | float):
        # Counted the old way a person is one or two years younger.
        return replace(heard, value=Bounds(heard.value - 2, heard.value - 1), exact=False, confirm=True)
    return heard or _not_given(reading)


def rating(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """A 0–10 rating."""
    return _valued(question, values.rating(reading, _question_words(question, reading))) or _not_given(reading)


def duration(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """How long, in days."""
    return _valued(question, values.duration(reading, _question_words(question, reading))) or _not_given(reading)


def dose(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """Milligrams a day; a dose is always read back unless said with its frequency."""
    return _valued(question, values.dose(reading)) or _not_given(reading)


def frequency(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """How often, 0 to 3."""
    return _graded(graded.frequency(reading, _question_words(question, reading)), question, reading)


def severity(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """How strongly, 0 to 5."""
    return _graded(graded.severity(reading, _question_words(question, reading)), question, reading)


def regions(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """Places with side: those that hurt, or, where none is said to hurt, every place named."""
    named = [span for span in reading.of("region") if not span.negated]
    found = claims.hurting(reading) or named
    if not found:
        return _not_given(reading)
    value = places.as_on_the_map(found, reading.text)
    gone = places.is_gone(reading.text)
    where = (found[0].start, max(span.end for span in found))
    return Answered("given", value, exact=not gone, confirm=gone, words=where)


def qualities(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """Codes of how it hurts and feels."""
    found = [span for span in reading.of("quality", "sensation") if not span.negated]
    chosen = options.matching(reading, question.choices)
    codes = tuple(dict.fromkeys([span.code for span in found] + [str(choice.value) for choice, *_ in chosen]))
    if not codes:
        return Answered("given", (), exact=True) if options.none_of_them(reading.text) else _not_given(reading)
    return Answered("given", codes, exact=True, words=(found[0].start, found[-1].end) if found else None)


def drug(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """A medicine: generic name or class; one misspelt, nameless or easily confused is read back. None is a denial."""
    named = [span for span in reading.of("drug") if not span.negated]
    if named:
        best = min(named, key=lambda span: (span.code == "unknown" or span.code.startswith("class:"), span.start))
        vague = best.code == "unknown" or best.code.startswith("class:")
        sure = best.exact and not vague and confusable_with(best.text) is None
        return Answered(
            "given",
            best.code,
            exact=sure,
            confirm=not sure,
            words=(best.start, best.end),
        )
    if _NEVER_TOOK.match(normal(reading.text)):
        return Answered("deny", False, exact=True)
    return _not_given(reading)


def words(question: Question, reading: Reading, _: datetime) -> Answered | None:
    """The words themselves, kept for the clinician."""
    text = reading.text.strip()
    if not text:
        return None
    return _not_given(reading) or Answered("given", text, exact=True, words=(0, len(reading.text)))


def _nearest(question: Question, reading: Reading) -> Answered | None:
    near = options.nearest(reading, question.choices)
    return Answered("given", near[0].value, confirm=True, words=near[1]) if near else None


def _from_polarity(said: Polarity | None, *, exact: bool) -> Answered | None:
    if said is None:
        return None
    if said in ("unsure", "declined"):
        return Answered(said, exact=exact)
    return Answered(said, said == "affirm", exact=exact)


def _leave(text: str) -> Polarity | None:
    plain = normal(text).strip()
    if re.search(r"不(?:太)?(?:知道|清楚|确定|懂)|没想好|not sure|don'?t know", plain):
        return "unsure"
    if re.search(r"[?？]\s*$|吗[,.\s]*$", plain):
        return None
    if re.match(
        (
            r"\W*(?:我|i )?(?:还是)?(?:不|别|拒绝|算了|暂时不|先不|错|没(?!问题|关系|意见|有问题|事|毛病|错)|唔|"
            r"no(?! problem)|nope|nah|don'?t|do not|refuse|disagree|wrong|incorrect|not (?:now|right|correct|"
            r"agree)|i'?d rather not|stop)"
        ),
        plain,
    ) and not re.match(r"\W*不(?:介意|要紧|碍事|错)", plain):
        return "deny"
    if re.match(
        (
            r"\W*(?:那|就|我|都|嗯+|恩+|哦+|啊)*(?:好|行|可以|同意|愿意|没问题|没关系|没意见|没错|没毛病|没事|"
            r"没有问题|成|中|得|嗯|恩|是|对|继续|开始|来吧|问吧|您问|你问|请问|不介意|准备好|确认|那开始|正确|要得|"
            r"阔以|可|允许|知道|明白|了解|晓得|收到|ok|k$|yes|yeah|yep|yup|ya|sure|agree|i (?:do |"
            r"fully )?agree|i do|i consent|fine|that'?s (?:fine|right|correct|ok)|go|continue|please|of course|"
            r"no problem|alright|all right|happy|correct|right|ready|let'?s|carry|you may|absolutely|certainly|"
            r"谢谢|thank)"
        ),
        plain,
    ):
        return "affirm"
    return None


def _valued(question: Question, value: values.Value | None) -> Answered | None:
    if value is None:
        return None
    meaning = value.meaning()
    confirm = value.holds(question.confirm_at) or (not value.exact and value.about is None and value.low == value.high)
    confirm = confirm or (question.kind in ("nrs", "dose") and not value.exact)
    return Answered("given", meaning, value.about, confirm, value.exact, value.span)


def _graded(grade: graded.Grade | None, question: Question, reading: Reading) -> Answered | None:
    found = options.matching(reading, question.choices)
    if len(found) == 1 and found[0][1] and isinstance(value := found[0][0].value, int):
        clear = grade is not None and grade.exact and grade.low == grade.high == value
        exact = clear or options.is_label(reading, found[0][0], found[0][2])
        return Answered("given", value, exact=exact, confirm=not exact, words=found[0][2])
    bare = [
        span for span in reading.of("number") if span.unit is None and span.low == span.high and span.low is not None
    ]
    if (
        len(bare) == 1
        and bare[0].low is not None
        and normal(reading.text).strip(" ,.!选") == normal(bare[0].text)
        and 0 <= bare[0].low <= (3 if question.kind == "frequency4" else 5)
    ):
        return Answered("given", int(bare[0].low), exact=False, confirm=True, words=(bare[0].start, bare[0].end))
    if grade is None or any(span.code == "cue:unsure" for span in reading.of("cue")):
        return _not_given(reading)
    if grade.low == grade.high:
        return Answered("given", grade.low, exact=grade.exact, confirm=not grade.exact, words=grade.span)
    return Answered("given", Bounds(grade.low, grade.high), "about", confirm=True, words=grade.span)


def _not_given(reading: Reading) -> Answered | None:
    for span in reading.of("cue"):
        if span.code == "cue:declined":
            return Answered("declined")
        if span.code == "cue:unsure":
            return Answered("unsure")
    return Answered("unsure") if _UNSURE_ALONE.search(normal(reading.text)) else None


def _question_words(question: Question, reading: Reading) -> str:
    """The question's words in the language of the reply, so that an echo can be recognised."""
    chinese = bool(re.search("[一-鿿]", reading.text))
    words = question.in_language(question.asks, "zh" if chinese else "en")
    return f"{words} {question.about}" if question.about and not chinese else words
