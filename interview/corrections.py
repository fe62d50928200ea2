"""Corrections in words: "刚才说错了，是左手", "上一题改成7", "年龄改成52" change the right earlier answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from interview.answer import Answer
from interview.answering import keep_answers, resume_question
from interview.asking import ask
from interview.heard import Heard
from interview.noting import answer_of
from interview.protocol import CONSENTS, SUMMARY
from interview.question import Question
from interview.saying import say_value
from interview.setting import Setting
from interview.turn import Outcome

# Places so wide that, said in a correction, they mean the side rather than a new place ("是左手，不是右手").
_WHOLE_LIMBS = frozenset({"hand_all", "arm_all", "leg_all", "foot", "foot_dorsum"})


def correct(setting: Setting) -> Outcome:
    """Changes the answer that the words name, or puts its question again where no new value was said."""
    question = corrected_question(setting)
    if question is None:
        return resume_question(setting, lead=setting.say("nothing_before"))
    heard = _new_value(setting, question)
    if heard is None or heard.confirm:
        talk = replace(setting.talk, item=question.id, misses=0, pending=None)
        return Outcome(talk, reply=(ask(setting.protocol, talk, question, lead=setting.say("change")),))
    outcome = keep_answers(setting, (answer_of(setting, question, heard),))
    says = say_value(question, heard.value, setting.talk.language, about=heard.about)
    after = resume_question(setting.now_with(outcome.talk), lead=setting.say("changed", value=says))
    return replace(outcome, talk=after.talk, reply=after.reply)


def corrected_question(setting: Setting) -> Question | None:
    """The answered question that the words name; otherwise the one answered last."""
    trail = [item for item in setting.talk.trail if item not in (*CONSENTS, SUMMARY)]
    text = setting.incoming.text.lower()
    named = [
        (max(len(word) for word in question.known_as if word.lower() in text), item)
        for item in trail
        if (question := setting.protocol.questions[item]).known_as and any(w.lower() in text for w in question.known_as)
    ]
    if named:
        return setting.protocol.questions[max(named)[1]]
    if any(True for _ in setting.reading.of("region")) and "place" in trail:
        return setting.protocol.questions["place"]
    return setting.protocol.questions[trail[-1]] if trail else None


def _new_value(setting: Setting, question: Question) -> Heard | None:
    heard = setting.heard(question)
    if heard.verdict not in ("affirm", "deny", "given") or heard.value is None:
        return None
    before = setting.talk.answers.get(question.id)
    if question.kind == "region" and before is not None and before.known:
        return replace(heard, value=_same_places_other_side(before, heard.value))
    return heard


def _same_places_other_side(before: Answer, said: Any) -> Any:
    """The places given before on the side said now, where the words name only a side; otherwise the places said now."""
    sides = {place.get("side") for place in said}
    only_side = len(sides) == 1 and sides != {None} and all(place["code"] in _WHOLE_LIMBS for place in said)
    if not only_side:
        return said
    side = sides.pop()
    return tuple({**place, "side": side} if place.get("side") else dict(place) for place in before.value)
