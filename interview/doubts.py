"""Puts a contradiction to the patient, once; a doubt that stays becomes a flag for the clinician."""

from __future__ import annotations

from dataclasses import replace

from interview import commands
from interview.asking import progress
from interview.contradictions import Contradiction, contradictions
from interview.protocol import SUMMARY
from interview.setting import Setting
from interview.turn import Outcome, Part, Talk

DOUBT = "doubt"
_KEEP = "keep"


def open_doubt(talk: Talk) -> Contradiction | None:
    """The first contradiction that has not been put yet."""
    put = talk.notes.get("doubts") or ()
    return next((one for one in contradictions(talk.answers) if one.id not in put), None)


def put_doubt(setting: Setting, doubt: Contradiction) -> Outcome:
    """Asks which of the two answers holds; both may be kept as they are."""
    talk = setting.talk
    language = talk.language
    summary = setting.protocol.questions[SUMMARY]
    choices = [
        {
            "value": f"change:{item}",
            "says": setting.say("change_this", asks=_short(setting, item)),
        }
        for item in doubt.items
    ]
    keep = {"value": _KEEP, "says": setting.say("both_right")}
    notes = {**talk.notes, "doubts": [*(talk.notes.get("doubts") or ()), doubt.id]}
    asked = replace(talk, item=DOUBT, notes=notes, pending=None)
    part = Part(
        text=doubt.asks[language],
        role="question",
        item=DOUBT,
        widget={"kind": "choices", "choices": [*choices, keep]},
        progress=progress(setting.protocol, talk, summary),
    )
    return Outcome(asked, reply=(part,))


def answer_doubt(setting: Setting) -> Outcome:
    """A button changes one of the answers; anything else leaves both, flagged."""
    choice = setting.tapped
    if isinstance(choice, str) and choice.startswith("change:"):
        return commands.change(setting, choice.removeprefix("change:"))
    last = (setting.talk.notes.get("doubts") or ["?"])[-1]
    flagged = replace(setting.talk, item=None, flags=(*setting.talk.flags, f"contradiction:{last}"))
    return commands.go_on(setting.now_with(flagged))


def _short(setting: Setting, item: str) -> str:
    question = setting.protocol.questions[item]
    label = question.known_as[0] if question.known_as and setting.talk.language == "zh" else ""
    return label or question.in_language(question.asks, setting.talk.language)
