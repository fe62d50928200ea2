"""A short scripted interview for the page and the worker: real questions in order, every answer taken as it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from interview.answer import Answer, How, Why
from interview.asking import ask
from interview.holding import holding
from interview.protocol import Protocol
from interview.turn import Incoming, Outcome, Part, Talk

ITEMS = (
    "consent_general", "consent_sensitive", "triage", "age", "onset", "place", "pain_worst", "med1_drug", "phq9_9",
    "summary",
)  # fmt: skip


def decide(protocol: Protocol, talk: Talk, incoming: Incoming) -> Outcome:
    """The next question of the list, whatever was said; the wishes about the talk as the interview has them."""
    if "RF-SUI" in incoming.alarms or holding(incoming.alarms):
        return Outcome(replace(talk, status="safety"))
    if talk.status == "invited":
        start = replace(talk, status="consenting", item=ITEMS[0])
        return Outcome(
            start, reply=(Part(protocol.words.say("notice", talk.language)), _ask(protocol, start, ITEMS[0]))
        )
    wish = str(incoming.choice) if incoming.kind == "command" else ""
    if talk.status == "safety":
        if wish == "safe_continue":
            return _again(protocol, replace(talk, status="running"), "safety_continue")
        name = "safety_help" if wish == "need_help" else "safety_wait"
        return Outcome(talk, reply=(Part(protocol.words.say(name, talk.language), role="safety", widget=SAFETY),))
    if talk.status == "paused":
        return _again(protocol, replace(talk, status="running"), "language")
    if talk.status == "finished":
        return Outcome(talk, reply=(Part(protocol.words.say("after_end", talk.language)),))
    if wish == "pause":
        return Outcome(replace(talk, status="paused"), reply=(Part(protocol.words.say("paused", talk.language)),))
    if wish in ("language_zh", "language_en"):
        return _again(protocol, replace(talk, language="en" if wish.endswith("en") else "zh"), "language")
    if wish == "why":
        return _again(protocol, talk, "section")
    return _next(protocol, talk, incoming)


SAFETY: dict[str, Any] = {
    "kind": "safety",
    "calls": [{"number": "120", "says": "拨打 120 急救"}, {"number": "12356", "says": "拨打 12356 心理援助"}],
    "choices": [
        {"value": "need_help", "says": "我需要帮助"},
        {"value": "safe_continue", "says": "我现在安全，继续"},
    ],
}


def _next(protocol: Protocol, talk: Talk, incoming: Incoming) -> Outcome:
    assert talk.item is not None
    at = ITEMS.index(talk.item)
    consents: dict[str, bool] = {}
    answers: tuple[Answer, ...] = ()
    if talk.item.startswith("consent_"):
        consents = {talk.item.removeprefix("consent_"): True}
    elif talk.item != "summary":
        answers = (_answer(talk.item, incoming),)
    talk = talk.with_answers(*answers)
    if at + 1 == len(ITEMS):
        over = replace(talk, status="finished", item=None)
        return Outcome(
            over, answers, reply=(Part(protocol.words.say("finished", talk.language), role="end"),), ended=True
        )
    talk = replace(talk, item=ITEMS[at + 1], status="running" if at >= 1 else "consenting")
    return Outcome(talk, answers, reply=(_ask(protocol, talk, ITEMS[at + 1]),), consents=consents)


def _answer(item: str, incoming: Incoming) -> Answer:
    now = datetime.now(UTC)
    if incoming.kind == "choice" and not isinstance(incoming.choice, list):
        value = incoming.choice.get(item) if isinstance(incoming.choice, dict) else incoming.choice
        return Answer(item, value, None, incoming.id, How.BUTTON, now)
    if incoming.kind == "choice":
        return Answer(item, tuple(incoming.choice), None, incoming.id, How.BUTTON, now)
    return Answer(item, None, Why.UNSURE, incoming.id, How.EXACT, now)


def _again(protocol: Protocol, talk: Talk, lead: str) -> Outcome:
    assert talk.item is not None
    return Outcome(talk, reply=(_ask(protocol, talk, talk.item, protocol.words.say(lead, talk.language, section="")),))


def _ask(protocol: Protocol, talk: Talk, item: str, lead: str = "") -> Part:
    part = ask(protocol, talk, protocol.questions[item], lead=lead)
    number = ITEMS.index(item) + 1
    return replace(part, progress={**(part.progress or {}), "n": number, "of": len(ITEMS)})
