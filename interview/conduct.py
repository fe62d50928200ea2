"""Conducts the interview: from where the talk stands and what came in to what is written and what is said. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from certainty import Bounds
from interview import commands, listening
from interview.alarms import SELF_HARM, flag_part, safety_part
from interview.answer import Answer, How, Why
from interview.answering import resume_question
from interview.asking import ask
from interview.holding import held, hold, holding
from interview.protocol import CONSENTS, SUMMARY, Protocol, is_answered
from interview.setting import Setting
from interview.turn import Incoming, Outcome, Part, Status, Talk
from language.reading import Reading

MOOD = "mood"
OVER = ("finished", "declined", "withdrawn")
_REOPEN = "change_after"
_FROM = "safety_from"  # the note that a crisis was heard before consent was complete
_SAFETY_BUTTONS = ("safe_continue", "need_help")


def take_turn(protocol: Protocol, talk: Talk, incoming: Incoming, reading: Reading, *, now: datetime) -> Outcome:
    """One turn: the new versions of answers, the scores they complete, the next question, and where the talk stands.

    ``reading`` is the message as the clinical pipeline read it; for buttons it is not looked at. Nothing is kept here:
    the caller writes the whole outcome in one transaction, or nothing.
    """
    setting = Setting(protocol, talk, incoming, reading, now)
    if SELF_HARM in incoming.alarms or holding(incoming.alarms):
        return _crisis(setting)
    handle = {
        "invited": _begin,
        "consenting": listening.listen,
        "running": listening.listen,
        "paused": _after_pause,
        "safety": _during_safety,
        "finished": _after_end,
        "declined": _after_declined,
        "withdrawn": _after_declined,
    }[talk.status]
    return _heard_late(setting, handle(setting))


def _begin(setting: Setting) -> Outcome:
    """The first opening: who is asking, that it is a program, and the first consent."""
    first = setting.protocol.questions[CONSENTS[0]]
    talk = replace(setting.talk, status="consenting", item=first.id)
    notice = Part(setting.say("notice"))
    return Outcome(talk, reply=(notice, ask(setting.protocol, talk, first)))


def _crisis(setting: Setting) -> Outcome:
    """A crisis was heard: the gateway has said the safety message; what the message answered is kept, nothing asked."""
    talk = setting.talk
    if talk.status in OVER:
        return Outcome(talk)
    if talk.status in ("invited", "consenting"):
        return Outcome(replace(talk, status="safety", notes={**talk.notes, _FROM: talk.status}))
    kept = Outcome(talk) if _FROM in talk.notes else listening.keep_quietly(setting)
    postponed = _with(talk.postponed, MOOD) if SELF_HARM in setting.incoming.alarms else talk.postponed
    waits = None if any(answer.item == talk.item for answer in kept.answers) else talk.item  # what it answered is done
    paused = replace(kept.talk, status="safety", item=waits, postponed=postponed, pending=None, misses=0)
    flags = holding(setting.incoming.alarms)
    return replace(kept, talk=hold(paused, flags) if flags else paused)


def _heard_late(setting: Setting, outcome: Outcome) -> Outcome:
    """An answer that raises an alarm although the gateway did not hear it: it was sent while another question stood."""
    raised = [alarm for answer in outcome.answers if (alarm := _alarm_of(setting, answer)) is not None]
    if not raised or outcome.talk.status == "safety":
        return outcome
    paused = replace(outcome.talk, status="safety", postponed=_with(outcome.talk.postponed, MOOD), pending=None)
    part = safety_part(setting.protocol.words, paused.language)
    return replace(outcome, talk=paused, reply=(part,), alerts=(*outcome.alerts, *dict.fromkeys(raised)))


def _alarm_of(setting: Setting, answer: Answer) -> str | None:
    question = setting.protocol.question(answer.item)
    if question is None or question.alarm_from is None or not answer.known:
        return None
    value = answer.value.high if isinstance(answer.value, Bounds) else answer.value
    return question.alarm if isinstance(value, int | float) and value >= question.alarm_from else None


def _during_safety(setting: Setting) -> Outcome:
    """Questions are paused: only the button goes on; asking for help raises a call-back; all else is kept."""
    talk = setting.talk
    if setting.tapped == "need_help":
        return _help(setting)
    if held(talk):
        part = flag_part(setting.protocol.words, talk.language, held(talk))
        kept = listening.keep_quietly(setting)
        return replace(kept, talk=replace(kept.talk, status="safety"), reply=(part,))
    if setting.tapped == "safe_continue":
        notes = {key: value for key, value in talk.notes.items() if key != _FROM}
        status: Status = "consenting" if _FROM in talk.notes else "running"
        waits = talk.item if talk.item and not is_answered(talk.item, talk.answers) else None
        running = replace(talk, status=status, item=waits, notes=notes)
        return resume_question(setting.now_with(running), lead=setting.say("safety_continue"))
    kept = Outcome(talk) if _FROM in talk.notes else listening.keep_quietly(setting)
    again = safety_part(setting.protocol.words, talk.language, "safety_wait")
    return replace(kept, talk=replace(kept.talk, status="safety"), reply=(again,))


def _help(setting: Setting) -> Outcome:
    part = safety_part(setting.protocol.words, setting.talk.language, "safety_help")
    if held(setting.talk) and part.widget:  # staff let the talk go on, no button does
        only_help = [choice for choice in part.widget["choices"] if choice["value"] == "need_help"]
        part = replace(part, widget={**part.widget, "choices": only_help})
    return Outcome(setting.talk, reply=(part,), alerts=("CALLBACK",))


def _after_pause(setting: Setting) -> Outcome:
    """Coming back: a line of recap and the question again, unless the message already answers it."""
    running = setting.now_with(replace(setting.talk, status="running"))
    if running.incoming.kind == "choice" and running.incoming.item == running.talk.item:
        return listening.listen(running)
    question = running.question
    section = running.protocol.section(question.id).says[running.talk.language] if question else ""
    return resume_question(running, lead=setting.say("welcome_back", section=section))


def _after_end(setting: Setting) -> Outcome:
    """What comes after the end is kept in the transcript, answered kindly, and changes nothing."""
    if setting.command == "human":
        return commands.human(setting)
    if setting.command == "withdraw":
        return commands.withdraw(setting)
    if setting.incoming.kind == "begin":
        return Outcome(setting.talk)
    if setting.tapped in _SAFETY_BUTTONS:
        return _after_crisis(setting)
    if setting.tapped == _REOPEN:
        return _reopen(setting)
    change = {"value": _REOPEN, "says": setting.say("change_after")}
    return Outcome(
        setting.talk, reply=(Part(setting.say("after_end"), widget={"kind": "choices", "choices": [change]}),)
    )


def _reopen(setting: Setting) -> Outcome:
    """The last look again, to change an answer after the end; when it is confirmed the case is assessed anew."""
    answers = {item: answer for item, answer in setting.talk.answers.items() if item != SUMMARY}
    gone = Answer(SUMMARY, None, Why.WITHDRAWN, setting.incoming.id, How.BUTTON, setting.now, setting.speaker)
    talk = replace(setting.talk, status="running", item=SUMMARY, answers={**answers, SUMMARY: gone})
    again = resume_question(setting.now_with(talk), lead=setting.say("reopened"))
    return replace(again, answers=(gone,))


def _after_crisis(setting: Setting) -> Outcome:
    """The buttons of a safety message that came after the interview was over."""
    if setting.tapped == "need_help":
        return _help(setting)
    return Outcome(setting.talk, reply=(Part(setting.say("safety_over")),))


def _after_declined(setting: Setting) -> Outcome:
    if setting.tapped in _SAFETY_BUTTONS:
        return _after_crisis(setting)
    return Outcome(setting.talk, reply=(Part(setting.say("declined_again")),))


def _with(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    return items if item in items else (*items, item)
