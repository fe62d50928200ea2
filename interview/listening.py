"""Listens to one message while a question waits: an answer, a read-back's yes, a wish, a side question, or a miss."""

from __future__ import annotations

from dataclasses import replace

from interview import commands
from interview.amending import amend, together
from interview.answer import Why
from interview.answering import keep, keep_all, keep_answers, resume_question
from interview.asking import ask
from interview.card import answers_on
from interview.corrections import correct
from interview.doubts import DOUBT, answer_doubt, open_doubt, put_doubt
from interview.heard import Heard
from interview.noting import answer_of, unknown_answer
from interview.protocol import CONSENTS, SUMMARY
from interview.question import Question
from interview.readback import answer_read_back, read_back
from interview.setting import Setting
from interview.turn import Outcome
from interview.volunteering import offer_known, remember

_ABOUT_QUESTION = ("ask_meaning", "ask_clarify_or_repeat")
_MISSES = 3  # rephrase, then offer the choices, then go on and flag


def listen(setting: Setting) -> Outcome:
    """The turn while the interview runs or consent is being asked; a doubt is put before the last look.

    What the message says of later questions is remembered, and what was said of the next one is offered.
    """
    return offer_known(setting, remember(setting, _or_doubt(setting, _listen(setting))))


def _listen(setting: Setting) -> Outcome:
    question = setting.question
    if setting.talk.item == DOUBT:
        return answer_doubt(setting)
    if question is None:
        return resume_question(setting)
    incoming = setting.incoming
    if incoming.kind == "begin":  # the page was opened anew; it shows the history itself
        return Outcome(setting.talk)
    if incoming.kind == "command":
        return commands.obey(setting, question, str(incoming.choice))
    if incoming.kind == "choice" and incoming.item not in (None, question.id):
        return resume_question(setting, lead=setting.say("already"))
    if answers := answers_on(setting, question):
        return keep_all(setting, question, answers)
    if setting.talk.pending is not None:
        confirmed = answer_read_back(setting, question)
        if confirmed is not None:
            return confirmed
    heard = setting.heard(question)
    if heard.command == "correction" and setting.talk.trail:
        return correct(setting)
    if heard.command is not None and (heard.verdict is None or heard.command in commands.ALWAYS):
        return commands.obey(setting, question, heard.command)
    if question.id in CONSENTS:
        return _consent(setting, question, heard)
    if (amended := amend(setting, question)) is not None:
        return amended
    if heard.verdict in ("unsure", "declined"):
        return _without_value(setting, question, heard)
    if heard.verdict is None:
        return _no_answer(setting, question, heard)
    if question.id == SUMMARY and heard.value is False:
        return resume_question(setting, lead=setting.say("change_which"))
    heard = together(setting, question, heard)
    if heard.confirm:
        return read_back(setting, question, heard)
    return keep(setting, question, answer_of(setting, question, heard), lead=_beside(setting, heard))


def _or_doubt(setting: Setting, outcome: Outcome) -> Outcome:
    """Before the last look, what cannot both hold is asked about instead."""
    doubt = open_doubt(outcome.talk) if outcome.talk.item == SUMMARY else None
    if doubt is None:
        return outcome
    put = put_doubt(setting.now_with(outcome.talk), doubt)
    return replace(outcome, talk=put.talk, reply=put.reply)


def keep_quietly(setting: Setting) -> Outcome:
    """Keeps what the message answers, if it clearly does, and asks nothing: for the turn in which a crisis is heard."""
    question = setting.question
    if question is None or question.id in (*CONSENTS, SUMMARY):
        return Outcome(setting.talk)
    heard = setting.heard(question)
    if heard.verdict not in ("affirm", "deny", "given") or heard.value is None:
        return Outcome(setting.talk)
    return keep_answers(setting, (answer_of(setting, question, heard),))


def _consent(setting: Setting, question: Question, heard: Heard) -> Outcome:
    """Consent is a clear yes or a clear no; anything else asks once more and counts as no miss."""
    name = question.id.removeprefix("consent_")
    if heard.verdict == "affirm":
        outcome = keep(setting, question, answer_of(setting, question, heard))
        talk = outcome.talk
        if question.id == CONSENTS[-1]:
            talk = replace(talk, status="running")
        return replace(outcome, talk=talk, consents={name: True})
    if heard.verdict in ("deny", "declined"):
        return commands.decline(setting, name)
    return resume_question(setting, lead=setting.say("consent_needed"))


def _without_value(setting: Setting, question: Question, heard: Heard) -> Outcome:
    if question.id == SUMMARY:
        return resume_question(setting, lead=setting.say("change_which"))
    why = Why.UNSURE if heard.verdict == "unsure" else Why.DECLINED
    return keep(setting, question, unknown_answer(setting, question, why))


def _beside(setting: Setting, heard: Heard) -> str:
    """A side question in the same message as the answer is answered too, shortly, before the next question."""
    name = f"offscript.{heard.offscript}"
    asked = (
        heard.offscript is not None and heard.offscript.startswith("ask_") and heard.offscript not in _ABOUT_QUESTION
    )
    return setting.say(name) if asked and setting.protocol.words.has(name) else ""


def _no_answer(setting: Setting, question: Question, heard: Heard) -> Outcome:
    """Not an answer: a side question is answered shortly and the question returns; otherwise it counts as a miss."""
    name = f"offscript.{heard.offscript}"
    if heard.offscript and setting.protocol.words.has(name):
        help_line = question.in_language(question.example, setting.talk.language) or question.in_language(
            question.help, setting.talk.language
        )
        lead = setting.say(name, help=help_line)
        return resume_question(setting, lead=lead)
    misses = setting.talk.misses + 1
    if misses >= _MISSES and question.id != SUMMARY:
        flagged = replace(setting.talk, flags=(*setting.talk.flags, question.id))
        answer = unknown_answer(setting, question, Why.NOT_UNDERSTOOD)
        return keep(setting.now_with(flagged), question, answer, lead=setting.say("go_on"))
    talk = replace(setting.talk, misses=misses, pending=None)
    if misses == 1:
        lead = setting.say("rephrase", example=question.in_language(question.example, talk.language))
    else:
        lead = setting.say("offer_choices")
    return Outcome(talk, reply=(ask(setting.protocol, talk, question, lead=lead),))
