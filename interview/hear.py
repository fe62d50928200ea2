"""Hear one message against one question: the answer as a typed value, or what else the patient wants."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from interview.heard import Command, Heard
from interview.hearing import answers, claims, offscript
from interview.hearing.answers import Answered
from interview.hearing.asked import asked
from interview.hearing.taps import tapped
from interview.question import Question
from language import crisis
from language.reading import Reading, Span

_HUM = re.compile(r"\s*[嗯恩哦噢喔额好的]+[，,。.!！ ]|也就是说|是不是|那就是|就是说|so |you mean", re.IGNORECASE)
_PLAIN = re.compile(
    (
        r"\s*(?:有|没有?|是的?|对的?|不是|不|会|不会|没|yes|no|yeah|"
        r"[0-9０-９一二两三四五六七八九十]+分?)[，,。.!！ ]|.*(?:不知道|不清楚|几乎每天|每天|经常|偶尔|\d分|分)"
    ),
    re.IGNORECASE,
)
_NEVER_ANSWER = ("complaint_no_reply", "ask_clarify_or_repeat", "wait_request", "greeting")
_STOPS_ANSWER: tuple[Command, ...] = (
    "back",
    "pause",
    "resume",
    "language_zh",
    "language_en",
    "why",
    "repeat",
    "human",
    "withdraw",
    "help",
)


def hear(question: Question, reading: Reading, *, now: datetime, choice: Any = None) -> Heard:
    """What this message says, given the question it answers.

    ``choice`` is the value of a tapped button, taken as it is; ``now`` is the message's time, for dates and ages.
    Words of self-harm, side questions and commands are heard beside the answer, never instead of it.
    """
    heard = _remarks(reading)
    if choice is not None and (answer := tapped(question, choice)) is not None:
        return replace(heard, verdict=answer.verdict, value=answer.value, exact=True)
    goes_on = heard.command == "resume" and question.kind == "permission"  # "开始吧", "继续"
    if (heard.command in _STOPS_ANSWER and not goes_on) or heard.offscript in _NEVER_ANSWER:
        return heard
    answer = _HEARERS[question.kind](question, reading, now)
    if answer is None or _only_a_nod(reading.text, heard, question):
        return heard
    return replace(
        heard,
        verdict=answer.verdict,
        value=answer.value,
        about=answer.about,
        confirm=answer.confirm,
        exact=answer.exact,
        words=answer.words,
        also=_others(reading, answer, question),
    )


def _only_a_nod(text: str, heard: Heard, question: Question) -> bool:
    """ "嗯，就是害怕", "嗯嗯，谢谢": the hum before a worry or thanks is no yes; nor is a worry by echo."""
    if heard.offscript == "worry_emotion":
        return not _PLAIN.match(text) and not asked(question.in_language(question.asks, "zh")).shares(text)
    return heard.offscript in ("thanks", "confirm_understanding", "thanks_plus_question") and bool(_HUM.match(text))


def _remarks(reading: Reading) -> Heard:
    command = next((span.code for span in reading.of("command")), None)
    return Heard(
        also=tuple(_volunteered(reading)),
        offscript="correction" if command == "correction" else offscript.side_remark(reading),
        command=_command(command),
        crisis=crisis.listen(reading.text),
        pain=claims.pain_claimed(reading),
        negated=claims.denied(reading),
    )


def _command(name: str | None) -> Command | None:
    known: tuple[Command, ...] = (*_STOPS_ANSWER, "correction")
    return next((command for command in known if command == name), None)


def _volunteered(reading: Reading) -> list[Span]:
    kinds = (
        "region",
        "quality",
        "sensation",
        "course",
        "trigger",
        "duration",
        "date",
        "drug",
        "dose",
        "treatment",
        "cause",
    )
    return [
        span for span in reading.of(*kinds) if span.low is not None or span.kind not in ("duration", "date", "dose")
    ]


def _others(reading: Reading, answer: Answered, question: Question) -> tuple[Span, ...]:
    own = {"region": "region", "quality": "quality", "drug": "drug", "dose": "dose", "duration": "duration"}.get(
        question.kind
    )
    start, end = answer.words or (0, 0)
    return tuple(
        span for span in _volunteered(reading) if span.kind != own and not (start <= span.start and span.end <= end)
    )


_HEARERS: dict[str, Callable[[Question, Reading, datetime], Answered | None]] = {
    "permission": answers.permission,
    "yes_no": answers.yes_no,
    "choice": answers.one_choice,
    "choices": answers.several_choices,
    "number": answers.number,
    "nrs": answers.rating,
    "duration": answers.duration,
    "frequency4": answers.frequency,
    "severity6": answers.severity,
    "region": answers.regions,
    "quality": answers.qualities,
    "drug": answers.drug,
    "dose": answers.dose,
    "text": answers.words,
}
