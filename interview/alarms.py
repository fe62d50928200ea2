"""Hears a crisis or a red flag in any message, before and without Rasa: whom to alert and what to say at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from certainty import Bounds
from interview.ear import read_words
from interview.hear import hear as hear_answer
from interview.holding import holding
from interview.question import Language, Question
from interview.turn import Part
from interview.words import Words, load_words
from language import crisis, red_flags
from language.pipeline import LONGEST_READ

SELF_HARM = "RF-SUI"


@dataclass(frozen=True, slots=True)
class Alarms:
    """What a message raises: ids of red flags (``RF-SUI`` …), and the message that is shown at once."""

    ids: tuple[str, ...] = ()
    safety: Part | None = None


def hear(text: str, choice: Any, question: Question | None, language: Language, *, paused: bool = False) -> Alarms:
    """The alarms of one message.

    ``text``  the words as typed; ``choice`` the value of a tapped button; ``question`` what was being asked, so that
    an answer can raise an alarm (PHQ-9 item 9) and "有" to the list of urgent signs is understood. ``paused``: the
    safety message already stands, so it is not shown a second time.
    """
    words = _words()
    said = crisis.listen(text) if text else None
    if said or _answer_alarms(text, choice, question):
        name = "safety_perhaps" if said == "perhaps" else "safety"
        flags = (SELF_HARM, *_red_flags(text, choice, question))
        return Alarms(flags, None if paused else safety_part(words, language, name))
    flags = _red_flags(text, choice, question)
    if not flags or paused:
        return Alarms(flags)
    return Alarms(flags, flag_part(words, language, flags))


def safety_part(words: Words, language: Language, name: str = "safety") -> Part:
    """The safety message: who to call, and the two buttons. Only its button lets the questions go on."""
    return Part(
        text=words.say(name, language),
        role="safety",
        widget={
            "kind": "safety",
            "calls": _calls(words, language, ("120", "12356")),
            "choices": [
                {"value": "need_help", "says": words.say("help_button", language)},
                {"value": "safe_continue", "says": words.say("safe_button", language)},
            ],
        },
    )


def flag_part(words: Words, language: Language, flags: Sequence[str]) -> Part:
    """What to do about a bodily red flag: some end the sitting, the others stand beside the interview."""
    lines = [words.say(f"red_flags.{flag}", language) for flag in flags if words.has(f"red_flags.{flag}")]
    calls = _calls(words, language, ("120",))
    if not holding(flags):
        text = "\n".join([*lines, words.say("red_flag_end", language)])
        return Part(text=text, role="say", widget={"kind": "calls", "calls": calls})
    text = "\n".join([*lines, words.say("red_flag_end", language), words.say("held", language)])
    help_button = {"value": "need_help", "says": words.say("help_button", language)}
    return Part(text=text, role="safety", widget={"kind": "safety", "calls": calls, "choices": [help_button]})


def _calls(words: Words, language: Language, numbers: Sequence[str]) -> list[dict[str, str]]:
    return [{"number": number, "says": words.say(f"call_{number}", language)} for number in numbers]


def _answer_alarms(text: str, choice: Any, question: Question | None) -> bool:
    """Whether the answer itself raises an alarm; of an interval ("一两天吧") the upper end counts."""
    if question is None or question.alarm is None or question.alarm_from is None:
        return False
    value = choice
    if choice is None and text:
        now = datetime.now(UTC)
        heard = hear_answer(question, read_words(text[:LONGEST_READ], now), now=now)
        value = heard.value if heard.verdict in ("affirm", "given") else None
    if isinstance(value, Bounds):
        value = value.high
    return isinstance(value, int | float) and value >= question.alarm_from


def _red_flags(text: str, choice: Any, question: Question | None) -> tuple[str, ...]:
    chosen = [choice] if isinstance(choice, str) else list(choice) if isinstance(choice, list | tuple) else []
    flags = [str(value) for value in chosen if str(value).startswith("RF-")]
    if question is not None and question.id == "bladder_bowel" and choice == "new_change":
        flags.append("RF-CES")
    flags += red_flags.listen(text) if text else ()
    return tuple(dict.fromkeys(flags))


@cache
def _words() -> Words:
    return load_words()
