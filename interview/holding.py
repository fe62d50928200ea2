"""Red flags that end the sitting: questions wait until a member of staff has seen the alert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from interview.question import Language
from interview.turn import Part, Talk
from interview.words import Words

# Cauda equina, acute chest or face, overdose, autonomic dysreflexia: help first, questions later (own reading of the
# triage table); self-harm pauses too, but there the patient's own button goes on.
HOLDING = ("RF-CES", "RF-ACS", "RF-OD", "RF-AD")
_HELD_BY = "held_by"


def holding(flags: Sequence[str]) -> tuple[str, ...]:
    """Those of the flags that end the sitting."""
    return tuple(flag for flag in flags if flag in HOLDING)


def hold(talk: Talk, flags: Sequence[str]) -> Talk:
    """The talk, waiting for staff because of these flags."""
    held_by = tuple(dict.fromkeys((*held(talk), *flags)))
    return replace(talk, status="safety", pending=None, misses=0, notes={**talk.notes, _HELD_BY: list(held_by)})


def held(talk: Talk) -> tuple[str, ...]:
    """The flags for which the talk waits; empty where it does not."""
    return tuple(talk.notes.get(_HELD_BY) or ())


def release(words: Words, talk: Talk, flag: str) -> tuple[Talk, Part | None]:
    """The talk after staff have seen this flag's alert, and what the patient is told once none is left to see."""
    left = [other for other in held(talk) if other != flag]
    if flag not in held(talk):
        return talk, None
    notes = {key: value for key, value in talk.notes.items() if key != _HELD_BY}
    if left:
        return replace(talk, notes={**notes, _HELD_BY: left}), None
    return replace(talk, status="paused", notes=notes), _may_go_on(words, talk.language)


def _may_go_on(words: Words, language: Language) -> Part:
    button: dict[str, Any] = {"value": "resume", "says": words.say("go_on_button", language)}
    return Part(words.say("staff_saw", language), widget={"kind": "choices", "choices": [button]})
