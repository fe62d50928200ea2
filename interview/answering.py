"""Keeps answers, scores the scales they complete, and puts the next question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from certainty import Truth
from instruments.score import Score, answers_by_item_id, score
from interview.answer import Answer, How, Why
from interview.asking import ask, count
from interview.protocol import ANY_ABOVE_ZERO, CONSENTS, SUMMARY, applies, is_answered
from interview.question import Question
from interview.setting import Setting
from interview.turn import Outcome, Part, Talk

# Kinds whose value stands in the sentence itself, so that one sentence can answer a whole group.
_LONG = 7  # questions
_FROM_ONE_SENTENCE = ("dose", "duration")


def keep(setting: Setting, question: Question, answer: Answer, *, lead: str = "") -> Outcome:
    """Keeps this answer and what else the same sentence says of its group, then puts the next question or ends."""
    return keep_all(setting, question, (answer, *_also_said(setting, question, answer)), lead=lead)


def keep_all(setting: Setting, question: Question, answers: Sequence[Answer], *, lead: str = "") -> Outcome:
    """Keeps these answers, the first of them the question's own, then puts the next question or ends."""
    answer = answers[0]
    outcome = keep_answers(setting, answers)
    if question.id == SUMMARY:
        return _end(setting, outcome)
    if not lead and answer.unknown is Why.UNSURE:
        lead = setting.say("unsure_kept")
    elif not lead and answer.unknown is Why.DECLINED:
        lead = setting.say("declined_kept")
    elif question.id == CONSENTS[-1]:
        lead = setting.say("consented")
    talk = outcome.talk
    following = setting.protocol.next_question(talk.answers, talk.postponed)
    if following is None:  # nothing is left but the summary was answered before: end as it was
        return _end(setting, outcome)
    if following.section != question.section and following.section != "consent":
        if _was_long(setting, question):
            lead = "\n".join(line for line in (lead, setting.say("rest")) if line)
        section = setting.protocol.section(following.id).says[talk.language]
        lead = "\n".join(line for line in (lead, setting.say("section", section=section)) if line)
    asked = expecting(setting, replace(talk, item=following.id))
    return replace(outcome, talk=asked, reply=(ask(setting.protocol, asked, following, lead=lead),))


def keep_answers(setting: Setting, answers: Iterable[Answer]) -> Outcome:
    """Writes these answers, withdraws what no longer applies because of them, and scores the scales they belong to."""
    written = list(answers)
    talk = setting.talk.with_answers(*written)
    while gone := list(setting.protocol.no_longer_asked(talk.answers)):
        withdrawn = [
            Answer(question.id, None, Why.WITHDRAWN, setting.incoming.id, How.EXACT, setting.now) for question in gone
        ]
        written += withdrawn
        talk = talk.with_answers(*withdrawn)
    said = [answer.item for answer in written if answer.unknown is not Why.WITHDRAWN and answer.item not in CONSENTS]
    trail = (*(item for item in talk.trail if item not in said), *said)
    talk = replace(talk, trail=trail, misses=0, pending=None)
    changed = {answer.item for answer in written}
    return Outcome(talk, answers=tuple(written), scores=tuple(_scores(setting, talk, changed)))


def _was_long(setting: Setting, question: Question) -> bool:
    """Whether the section that ends is a scale long enough to tire: then a rest is offered."""
    section = setting.protocol.section(question.id)
    return section.instrument is not None and len(section.questions) >= _LONG


def resume_question(setting: Setting, *, lead: str = "") -> Outcome:
    """Puts the waiting question again, or the next one where none waits (or where it was put off), after ``lead``."""
    talk = setting.talk
    question = setting.question
    if question is None or question.section in talk.postponed:
        question = setting.protocol.next_question(talk.answers, talk.postponed) or question
    if question is None:
        return Outcome(talk, reply=(Part(lead),) if lead else ())
    asked = expecting(setting, replace(talk, item=question.id, pending=None))
    return Outcome(asked, reply=(ask(setting.protocol, asked, question, lead=lead),))


def expecting(setting: Setting, talk: Talk) -> Talk:
    """The talk with the largest total that has been shown, so that N never falls."""
    return replace(talk, expected=max(talk.expected, count(setting.protocol, talk)[1]))


def _also_said(setting: Setting, question: Question, answer: Answer) -> Iterable[Answer]:
    """Dose and time that the same sentence gave for the same medicine ("普瑞巴林一天150吃了两个月")."""
    if question.group is None or setting.incoming.kind != "text" or not answer.known:
        return
    for other in setting.protocol.section(question.id).questions:
        same = other.group == question.group and other.id != question.id and other.kind in _FROM_ONE_SENTENCE
        if not same or is_answered(other.id, setting.talk.answers):
            continue
        heard = setting.heard(other)
        if heard.verdict == "given" and not heard.confirm:
            yield Answer(
                other.id, heard.value, None, setting.incoming.id, How.INFERRED, setting.now, answer.by, heard.words,
                heard.about,
            )  # fmt: skip


def _scores(setting: Setting, talk: Talk, changed: set[str]) -> Iterable[Score]:
    """The scores of every scale one of whose items changed and that is now answered to its end."""
    names = {setting.protocol.questions[item].instrument for item in changed if item in setting.protocol.questions}
    for name in sorted(name for name in names if name):
        items = [q for q in setting.protocol.questions.values() if q.instrument == name]
        counted = [q for q in items if ANY_ABOVE_ZERO not in q.when]
        if not any(_still_to_come(question, talk) for question in counted):
            given = {q.id: talk.answers[q.id].value for q in items if q.id in talk.answers}
            instrument = setting.protocol.instruments[name]
            readings = setting.protocol.readings.get(name)
            yield score(instrument, answers_by_item_id(instrument, given), readings)


def _still_to_come(question: Question, talk: Talk) -> bool:
    return not is_answered(question.id, talk.answers) and applies(question, talk.answers) is not Truth.FALSE


def _end(setting: Setting, outcome: Outcome) -> Outcome:
    talk = replace(outcome.talk, status="finished", item=None)
    end = Part(setting.say("finished"), role="end")
    return replace(outcome, talk=talk, reply=(end,), ended=True)
