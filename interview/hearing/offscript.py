"""Side questions and remarks beside the answer, in the classes that the bot knows a short and safe reply to."""

from __future__ import annotations

import re
from functools import cache

from language.normal import normal
from language.reading import Reading
from language.words import lexicon

_ORDER = (
    "correction",
    "thanks_plus_question",
    "complaint_no_reply",
    "ask_cost",
    "ask_booking_or_human",
    "ask_identity_or_system",
    "challenge_or_disagree",
    "confirm_understanding",
    "ask_clarify_or_repeat",
    "ask_prognosis",
    "ask_meaning",
    "ask_test",
    "ask_severity",
    "ask_treatment",
    "ask_diagnosis",
    "ask_cause_or_effect",
    "wait_request",
    "worry_emotion",
    "bye_end",
    "thanks",
    "greeting",
    "ack",
    "chitchat",
)
_QUESTIONS = frozenset(name for name in _ORDER if name.startswith(("ask_", "confirm", "challenge"))) - {
    "ask_clarify_or_repeat"
}
_ASKING = re.compile(
    r"吗|么|呢|[?？]|什么|啥|怎|咋|如何|哪|多少|几|多久|多长|是不是|会不会|能不能|可不可以|要不要|有没有|"
    r"用不用|需不需要|是否|为何|请问|想问|问一下|可以|能|需要|说|不|加|号|给|医|治|钱|费|\b(?:what|why|how|"
    r"when|where|which|who|can|could|should|do|does|did|is|are|will|would|am|any)\b|tell me|explain|i want|"
    r"i need|i'd like|appointment"
)
_FEARS = re.compile(r"(?:我|就|就是|还|真|好|很|有点|有些|特别|心里|老|总|总是|一直)*(?:害?怕|担心|愁|着急)")
_ASKED = re.compile(r"[吗么呢?]|怎么|什么|多少|要不要|能不能")
INTENT_FLOOR = 0.6  # below this the trained classifier's guess of a side question is not taken


def side_remark(reading: Reading) -> str | None:
    """The class of a side question or remark, from patterns first, else from the trained intent where it is sure."""
    text = normal(reading.text).strip()
    if not text:
        return None
    by_rule = _by_rule(text)
    by_model = reading.intent if reading.intent in _ORDER and reading.confidence >= INTENT_FLOOR else None
    if by_rule is None:
        return by_model
    if by_model in _QUESTIONS and by_rule in _QUESTIONS and reading.confidence >= 0.85:
        return by_model
    return by_rule


def asks_something(remark: str | None) -> bool:
    """Whether a remark is a question that wants a reply before the interview goes on."""
    return remark in _QUESTIONS or remark in ("ask_clarify_or_repeat", "thanks_plus_question", "complaint_no_reply")


def _by_rule(text: str) -> str | None:
    if _FEARS.match(text) and not _ASKED.search(text):
        return "worry_emotion"
    for name, patterns in _patterns():
        if name in _QUESTIONS and not _ASKING.search(text):
            continue
        if any(pattern.search(text) for pattern in patterns):
            return name
    return None


@cache
def _patterns() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    table = lexicon("offscript")
    return tuple(
        (name, (re.compile("|".join(f"(?:{pattern})" for pattern in table[name])),)) for name in _ORDER if name in table
    )
