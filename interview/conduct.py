"""Conducts the interview: from where the talk stands and what came in to what is written and what is said. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interview import commands, listening
from interview.alarms import SELF_HARM, safety_part
from interview.answering import resume_question
from interview.asking import ask
from interview.protocol import CONSENTS, Protocol
from interview.setting import Setting
from interview.turn import Incoming, Outcome, Part, Status, Talk
from language.reading import Reading

MOOD = "mood"


def take_turn(protocol: Protocol, talk: Talk, incoming: Incoming, reading: Reading, *, now: datetime) -> Outcome:
    """One turn: the new versions of answers, the scores they complete, the next question, and where the talk stands.

    ``reading`` is the message as the clinical pipeline read it; for buttons it is not looked at. Nothing is kept here:
    the caller writes the whole outcome in one transaction, or nothing.
    """
    setting = Setting(protocol, talk, incoming, reading, now)
    if SELF_HARM in incoming.alarms:
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
    return handle(setting)


def _begin(setting: Setting) -> Outcome:
    """The first opening: who is asking, that it is a program, and the first consent."""
    first = setting.protocol.questions[CONSENTS[0]]
    talk = replace(setting.talk, status="consenting", item=first.id)
    notice = Part(setting.say("notice"))
    return Outcome(talk, reply=(notice, ask(setting.protocol, talk, first)))


def _crisis(setting: Setting) -> Outcome:
    """A crisis was heard: the gateway has said the safety message; what the message answered is kept, nothing asked."""
    talk = setting.talk
    if talk.status in ("finished", "declined", "withdrawn", "invited", "consenting"):
        return Outcome(replace(talk, notes={**talk.notes, "safety_from": talk.status}, status="safety"))
    kept = listening.keep_quietly(setting) if talk.status in ("running", "safety") else Outcome(talk)
    paused = replace(kept.talk, status="safety", postponed=_with(talk.postponed, MOOD), pending=None, misses=0)
    return replace(kept, talk=paused, reply=())


def _during_safety(setting: Setting) -> Outcome:
    """Questions are paused: only the button goes on; asking for help raises a call-back; all else is kept."""
    talk, incoming = setting.talk, setting.incoming
    if incoming.kind in ("command", "choice") and incoming.choice == "safe_continue":
        before: Status | None = talk.notes.get("safety_from")
        notes = {key: value for key, value in talk.notes.items() if key != "safety_from"}
        if before == "finished" or before == "declined" or before == "withdrawn":
            return Outcome(replace(talk, status=before, notes=notes), reply=(Part(setting.say("safety_continue")),))
        consenting = before in ("invited", "consenting")
        running = replace(talk, status="consenting" if consenting else "running", notes=notes)
        return resume_question(setting.now_with(running), lead=setting.say("safety_continue"))
    if incoming.kind in ("command", "choice") and incoming.choice == "need_help":
        part = safety_part(setting.protocol.words, talk.language, "safety_help")
        return Outcome(talk, reply=(part,), alerts=("CALLBACK",))
    kept = listening.keep_quietly(setting) if "safety_from" not in talk.notes else Outcome(talk)
    talk = replace(kept.talk, status="safety")
    return replace(kept, talk=talk, reply=(safety_part(setting.protocol.words, talk.language, "safety_wait"),))


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
    return Outcome(setting.talk, reply=(Part(setting.say("after_end")),))


def _after_declined(setting: Setting) -> Outcome:
    return Outcome(setting.talk, reply=(Part(setting.say("declined_again")),))


def _with(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    return items if item in items else (*items, item)
