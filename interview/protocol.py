"""The protocol: which questions there are, in which order, and which of them a case still needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from certainty import Bounds, Truth, all_of, any_of
from instruments.model import Instrument
from interview.answer import Answer, Why
from interview.question import Bilingual, Question
from interview.words import Words

SUMMARY = "summary"
SUM_AT_LEAST = "sum_at_least"  # in a condition: these items sum to enough, or another answer says so
ANY_ABOVE_ZERO = "any_above_zero"  # in a condition: at least one of these items was answered above zero
CONSENTS = ("consent_general", "consent_sensitive")


@dataclass(frozen=True)
class Section:
    """A run of questions with a name that is announced when it begins; a scale's section names its ``instrument``."""

    id: str
    says: Bilingual
    questions: tuple[Question, ...]
    instrument: str | None = None


@dataclass(frozen=True)
class Protocol:
    """An interview as data: sections in order, the instruments they take items from, the bot's words.

    Which question comes next is a pure function of the answers.
    """

    id: str
    sections: tuple[Section, ...]
    instruments: Mapping[str, Instrument]
    words: Words
    readings: Mapping[str, Mapping[str, str]]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the protocol's order."""
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def version(self) -> str:
        """A hash over ids, kinds, conditions and words: it changes when anything that is asked changes."""
        said = [
            [question.id, question.kind, sorted(question.asks.items()), sorted(question.when)]
            for question in self.questions.values()
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]

    def question(self, item: str | None) -> Question | None:
        """The question with this id, or ``None`` where there is none."""
        return self.questions.get(item) if item else None

    def section(self, item: str) -> Section:
        """The section that holds this question."""
        wanted = self.questions[item].section
        return next(section for section in self.sections if section.id == wanted)

    def next_question(self, answers: Mapping[str, Answer], postponed: tuple[str, ...] = ()) -> Question | None:
        """The first question that applies and has no answer yet; postponed sections come last, before the summary."""
        return next(self.still_to_ask(answers, postponed), None)

    def still_to_ask(self, answers: Mapping[str, Answer], postponed: tuple[str, ...] = ()) -> Iterator[Question]:
        """Every question that is known to apply and has no answer yet, in the order it will be asked."""
        for section in self._in_order(postponed):
            for question in section.questions:
                if not is_answered(question.id, answers) and applies(question, answers) is Truth.TRUE:
                    yield question

    def no_longer_asked(self, answers: Mapping[str, Answer]) -> Iterator[Question]:
        """Answered questions whose condition another answer has since made false."""
        for question in self.questions.values():
            if is_answered(question.id, answers) and applies(question, answers) is Truth.FALSE:
                yield question

    def _in_order(self, postponed: tuple[str, ...]) -> Iterator[Section]:
        last = [section for section in self.sections if section.id == SUMMARY]
        later = [section for section in self.sections if section.id in postponed and section not in last]
        yield from (section for section in self.sections if section not in later and section not in last)
        yield from later
        yield from last


def is_answered(item: str, answers: Mapping[str, Answer]) -> bool:
    """Whether the item needs no asking: a value, don't know, rather not say or given up on all count."""
    answer = answers.get(item)
    return answer is not None and answer.unknown is not Why.WITHDRAWN


def applies(question: Question, answers: Mapping[str, Answer]) -> Truth:
    """Whether the answers given so far make this question apply: unknown until what it depends on is answered."""
    return all_of(_condition(item, wanted, answers) for item, wanted in question.when.items())


def _condition(item: str, wanted: Any, answers: Mapping[str, Answer]) -> Truth:
    if item == ANY_ABOVE_ZERO:
        return _any_above_zero(answers, wanted)
    if item == SUM_AT_LEAST:
        unless = (_holds(answers.get(other), values) for other, values in wanted["unless"].items())
        return _sum_at_least(answers, wanted["items"], wanted["at_least"]) | any_of(unless)
    return _holds(answers.get(item), wanted)


def _sum_at_least(answers: Mapping[str, Answer], items: Iterable[str], least: float) -> Truth:
    given = [answers.get(item) for item in items]
    if any(answer is None for answer in given):
        return Truth.UNKNOWN
    sum_of_lows = sum(_low(answer.value) for answer in given if answer is not None and answer.known)
    unknown = any(answer is not None and not answer.known for answer in given)
    return Truth.of(sum_of_lows >= least or unknown)  # not known is not "no": then the scale is asked whole


def _any_above_zero(answers: Mapping[str, Answer], items: Iterable[str]) -> Truth:
    given = [answers.get(item) for item in items]
    if any(answer is not None and answer.known and _low(answer.value) > 0 for answer in given):
        return Truth.TRUE
    return Truth.UNKNOWN if any(answer is None for answer in given) else Truth.FALSE


def _low(value: object) -> float:
    if isinstance(value, Bounds):
        return value.low
    return float(value) if isinstance(value, int | float) else 0.0


def _holds(answer: Answer | None, wanted: object) -> Truth:
    if answer is None or answer.unknown is Why.WITHDRAWN:
        return Truth.UNKNOWN
    if wanted == "answered":
        return Truth.TRUE
    if not answer.known:  # asked and not known: what depends on it is not asked
        return Truth.FALSE
    if wanted == "known":
        return Truth.of(answer.value != "unknown")
    return Truth.of(isinstance(wanted, list | tuple) and answer.value in wanted)
