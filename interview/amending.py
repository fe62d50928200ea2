"""A further bubble that belongs to the answer just given ("右手" … "还有胳膊") adds to it instead of being a miss."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from certainty import Truth
from interview.answer import Answer, Why
from interview.answering import keep_answers, resume_question
from interview.heard import Heard
from interview.noting import answer_of
from interview.protocol import CONSENTS, SUMMARY, applies
from interview.question import Question
from interview.readback import read_back
from interview.saying import say_value
from interview.setting import Setting
from interview.turn import Outcome
from language.normal import normal

WITHIN = timedelta(seconds=8)  # after the previous answer; people send the next bubble of a thought sooner
_UNITED = ("region", "quality", "choices")
_ONE_VALUE = ("duration", "number", "nrs", "dose")
_BESIDES = 5  # characters around a value that replaces a "not sure" ("大概是五年吧"); more say something else
_ADDS = re.compile(r"\W*(?:还有|还会|还|也有|也|另外|再加上|加上|以及|and|also|plus|as well as)\s*(?![是好行可])")


def amend(setting: Setting, question: Question) -> Outcome | None:
    """The turn of a bubble that fits the answer given just before and not ``question``; ``None`` for any other.

    Places and choices are united with those given; a number or a length of time counts only where there was none.
    The answer gets a new version, and the question that stands is put once more.
    """
    before = _just_answered(setting)
    if before is None or not _fits_no(setting, question):
        return None
    old = setting.protocol.questions[before.item]
    heard = setting.heard(old)
    if heard.verdict != "given" or heard.value is None:
        return None
    if old.kind in _ONE_VALUE:
        alone = len(setting.incoming.text.strip()) - _length(heard) <= _BESIDES
        return _replaced(setting, old, heard) if alone and not before.known else None
    if old.kind not in _UNITED or not heard.value:
        return None
    return _united(setting, old, before, heard)


def together(setting: Setting, question: Question, heard: Heard) -> Heard:
    """What was heard while a value waits to be confirmed, with that value where the words only add to it."""
    pending = setting.talk.pending
    if pending is None or pending.get("item") != question.id or heard.verdict != "given":
        return heard
    adds = question.kind in _UNITED and _ADDS.match(normal(setting.incoming.text))
    if not adds:
        return heard
    value, _ = Answer.value_from_data(pending)
    return replace(heard, value=_union(value, heard.value))


def _just_answered(setting: Setting) -> Answer | None:
    """The answer before this bubble, if it is one that may be added to and the bubble came soon enough."""
    talk = setting.talk
    if setting.incoming.kind != "text" or not talk.trail or talk.pending is not None:
        return None
    before = talk.answers.get(talk.trail[-1])
    if before is None or before.item in (*CONSENTS, SUMMARY, talk.item):
        return None
    old = setting.protocol.question(before.item)
    if before.unknown in (Why.DECLINED, Why.WITHDRAWN):
        return None
    if old is None or old.instrument is not None or setting.incoming.at - before.at > WITHIN:
        return None
    return before


def _fits_no(setting: Setting, question: Question) -> bool:
    """Whether the bubble is no answer to the question that stands; "还有胳膊" is no yes to it either."""
    heard = setting.heard(question)
    if heard.command is not None or heard.offscript is not None:
        return False
    only_yes = heard.verdict == "affirm" and question.kind == "yes_no"
    return heard.verdict is None or (only_yes and bool(_ADDS.match(normal(setting.incoming.text))))


def _united(setting: Setting, old: Question, before: Answer, heard: Heard) -> Outcome:
    given = before.value if before.known else ()
    value = _union(given, heard.value)
    if value == given:  # said twice: nothing new, and no miss
        return resume_question(setting)
    return _amended(setting, old, replace(heard, value=value))


def _replaced(setting: Setting, old: Question, heard: Heard) -> Outcome:
    if heard.confirm:
        again = setting.now_with(replace(setting.talk, item=old.id, misses=0))
        return read_back(again, old, heard)
    return _amended(setting, old, heard)


def _amended(setting: Setting, old: Question, heard: Heard) -> Outcome:
    outcome = keep_answers(setting, (answer_of(setting, old, heard),))
    talk = outcome.talk
    waits = setting.protocol.question(talk.item)
    if waits is None or applies(waits, talk.answers) is not Truth.TRUE:
        talk = replace(talk, item=None)
    says = say_value(old, heard.value, talk.language, about=heard.about)
    after = resume_question(setting.now_with(talk), lead=setting.say("added", value=says))
    return replace(outcome, talk=after.talk, reply=after.reply)


def _length(heard: Heard) -> int:
    start, end = heard.words or (0, 0)
    return end - start


def _union(given: Any, added: Any) -> tuple[Any, ...]:
    """Both, each once, in the order in which they were said; a place named again with its side keeps the side."""
    both = [*given, *(one for one in added if one not in given)]
    return tuple(one for one in both if not _bare(one, both))


def _bare(one: Any, others: list[Any]) -> bool:
    """Whether this is a place without a side that is there with one as well."""
    if not isinstance(one, Mapping) or one.get("side") is not None:
        return False
    return any(other["code"] == one["code"] and other["side"] is not None for other in others)
