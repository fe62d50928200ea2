"""Wishes about the talk itself: back, why, not sure, rather not say, pause, language, a human, change, withdraw."""

from __future__ import annotations

from dataclasses import replace

from interview.answer import Why
from interview.answering import keep, resume_question
from interview.asking import ask
from interview.noting import unknown_answer
from interview.protocol import CONSENTS, SUMMARY
from interview.question import Question
from interview.setting import Setting
from interview.turn import Outcome, Part
from interview.volunteering import forgotten

# Wishes that hold even where the same words could be taken for an answer.
ALWAYS = ("back", "pause", "human", "withdraw", "why", "language_zh", "language_en")


def obey(setting: Setting, question: Question, command: str) -> Outcome:
    """The turn that follows this wish; one that we do not know puts the question again."""
    if command in ("unsure", "declined") and question.id not in (*CONSENTS, SUMMARY):
        answer = unknown_answer(setting, question, Why(command))
        return keep(setting, question, answer)
    if command.startswith("change:"):
        return change(setting, command.removeprefix("change:"))
    if command in ("language_zh", "language_en"):
        return _language(setting, command)
    simple = {"back": _back, "why": _why, "pause": _pause, "human": human, "withdraw": withdraw}
    if command in simple:
        return simple[command](setting)
    return resume_question(setting)


def decline(setting: Setting, consent: str) -> Outcome:
    """No consent: a polite end, and nothing clinical is kept."""
    talk = replace(
        setting.talk,
        status="declined",
        item=None,
        answers={},
        pending=None,
        trail=(),
        notes=forgotten(setting.talk.notes),
    )
    end = Part(setting.say("declined"), role="end")
    return Outcome(talk, reply=(end,), consents={consent: False}, forget=True)


def withdraw(setting: Setting) -> Outcome:
    """Consent is taken back: questions stop at once and what was given is no longer shown."""
    talk = replace(setting.talk, status="withdrawn", item=None, pending=None, notes=forgotten(setting.talk.notes))
    end = Part(setting.say("withdrawn"), role="end")
    return Outcome(talk, reply=(end,), consents={"general": False, "sensitive": False}, forget=True)


def human(setting: Setting) -> Outcome:
    """A call-back for staff is raised; the interview can go on."""
    said = Part(setting.say("human"))
    again = resume_question(setting) if setting.talk.status == "running" else Outcome(setting.talk)
    return replace(again, reply=(said, *again.reply), alerts=("CALLBACK",))


def change(setting: Setting, item: str) -> Outcome:
    """Puts an earlier question again; its answer stays until a new one is given."""
    question = setting.protocol.question(item)
    if question is None or item not in setting.talk.answers or item in (*CONSENTS, SUMMARY):
        return resume_question(setting, lead=setting.say("nothing_before"))
    talk = replace(setting.talk, item=item, misses=0, pending=None)
    return Outcome(talk, reply=(ask(setting.protocol, talk, question, lead=setting.say("change")),))


def go_on(setting: Setting) -> Outcome:
    """Puts what comes next."""
    return resume_question(setting)


def _back(setting: Setting) -> Outcome:
    trail = setting.talk.trail
    if setting.talk.item in trail:  # already gone back once: one further
        trail = trail[: trail.index(setting.talk.item)]
    if not trail:
        return resume_question(setting, lead=setting.say("back_none"))
    question = setting.protocol.questions[trail[-1]]
    talk = replace(setting.talk, item=question.id, misses=0, pending=None)
    return Outcome(talk, reply=(ask(setting.protocol, talk, question, lead=setting.say("back")),))


def _why(setting: Setting) -> Outcome:
    question = setting.question
    why = question.in_language(question.why, setting.talk.language) if question else ""
    return resume_question(setting, lead=setting.say("why_intro", why=why) if why else "")


def _pause(setting: Setting) -> Outcome:
    if setting.talk.status != "running":
        return resume_question(setting)
    return Outcome(replace(setting.talk, status="paused"), reply=(Part(setting.say("paused")),))


def _language(setting: Setting, command: str) -> Outcome:
    talk = replace(setting.talk, language="en" if command == "language_en" else "zh")
    switched = setting.now_with(talk)
    return resume_question(switched, lead=switched.say("language"))
