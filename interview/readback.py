"""Reads a value back before it counts: an interval that holds a threshold, a name that was only nearly right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from certainty import Bounds
from interview.answer import Answer, How
from interview.answering import keep, resume_question
from interview.asking import progress
from interview.hear import hear
from interview.heard import Heard
from interview.question import Question
from interview.saying import say_value
from interview.setting import Setting
from interview.turn import Outcome, Part
from language.names import code_of, confusable_with, drug_name

YES = "confirm_yes"
AGAIN = "confirm_again"
_BUTTONS = {
    YES: {"zh": "对", "en": "Yes"},
    AGAIN: {"zh": "不对，重新说", "en": "No, let me say it again"},
}
_ALL = {
    YES: {"zh": "对，就这些", "en": "Yes, that is all"},
    AGAIN: {"zh": "不全，我重新说", "en": "Not all, let me say it again"},
}
_MOST_VALUES = 4
_CONFIRMATION = Question(
    id="confirmation", kind="permission", section="", asks={"zh": "对吗？", "en": "Is that right?"}
)


def read_back(setting: Setting, question: Question, heard: Heard) -> Outcome:
    """Holds the value as pending and asks whether it is right, with the single values to pick where they are few."""
    held = Answer(question.id, heard.value, None, setting.incoming.id, How.INFERRED, setting.now, about=heard.about)
    pending = {**held.to_data(), "item": question.id, "message": held.message, "words": heard.words}
    talk = replace(setting.talk, pending=pending)
    says = say_value(question, heard.value, talk.language, about=heard.about)
    buttons = [{"value": key, "says": words[talk.language]} for key, words in _BUTTONS.items()]
    others = [*_single_values(setting, question, heard.value), *_easily_taken_for(setting, question, heard)]
    widget = {"kind": "choices", "choices": [buttons[0], *others, buttons[1]]}
    part = Part(
        text=setting.say("read_back", value=_as_typed(setting, question, heard, says)),
        role="question",
        item=question.id,
        widget=widget,
        progress=progress(setting.protocol, talk, question),
    )
    return Outcome(talk, reply=(part,))


def offer(setting: Setting, question: Question, candidate: Mapping[str, Any], *, lead: str = "") -> Outcome:
    """Asks whether what was said before, unasked, is the answer to this question; of several, whether it is all."""
    value, _ = Answer.value_from_data(candidate)
    talk = replace(setting.talk, pending={**candidate, "item": question.id})
    says = say_value(question, value, talk.language, about=candidate.get("about"))
    several = isinstance(value, tuple)
    buttons = [{"value": key, "says": words[talk.language]} for key, words in (_ALL if several else _BUTTONS).items()]
    text = setting.say("said_before_all" if several else "said_before", value=says)
    part = Part(
        text="\n".join(line for line in (lead, question.in_language(question.asks, talk.language), text) if line),
        role="question",
        item=question.id,
        widget={"kind": "choices", "choices": buttons},
        progress=progress(setting.protocol, talk, question),
    )
    return Outcome(talk, reply=(part,))


def answer_read_back(setting: Setting, question: Question) -> Outcome | None:
    """The turn that answers a read-back; ``None`` where the message is something else, to be heard afresh."""
    pending = setting.talk.pending
    if pending is None or pending.get("item") != question.id:
        return None
    if setting.incoming.kind == "choice" and setting.incoming.choice in (YES, AGAIN):
        said_yes: bool | None = setting.incoming.choice == YES
    elif setting.incoming.kind == "text":
        verdict = hear(_CONFIRMATION, setting.reading, now=setting.now).verdict
        fresh = setting.heard(question)
        if fresh.verdict == "given" and not isinstance(fresh.value, bool | str):
            return None  # "不是，六分": the new value counts
        said_yes = {"affirm": True, "deny": False}.get(verdict or "")
    else:
        return None
    if said_yes is None:
        return None
    if not said_yes:
        again = setting.now_with(replace(setting.talk, pending=None))
        return resume_question(again, lead=setting.say("read_back_again"))
    value, _ = Answer.value_from_data(pending)
    words = pending.get("words")
    answer = Answer(
        item=question.id,
        value=value,
        unknown=None,
        message=str(pending["message"]),
        heard=How.CONFIRMED,
        at=setting.now,
        by=setting.speaker,
        words=(words[0], words[1]) if words else None,
        about=pending.get("about"),
    )
    return keep(setting, question, answer)


def _as_typed(setting: Setting, question: Question, heard: Heard, says: str) -> str:
    """A medicine is read back by the name that was typed, with what it is: "泰勒宁（羟考酮）"."""
    typed = _typed(setting, heard)
    return says if question.kind != "drug" or typed in (None, says) else f"{typed}（{says}）"


def _easily_taken_for(setting: Setting, question: Question, heard: Heard) -> list[dict[str, Any]]:
    """The medicine whose name is easily confused with the one typed, as a button."""
    typed = _typed(setting, heard)
    other = confusable_with(typed) if question.kind == "drug" and typed else None
    code = code_of(other) if other else None
    if other is None or code is None:
        return []
    says = drug_name(code, setting.talk.language)
    return [{"value": code, "says": other if other == says else f"{other}（{says}）"}]


def _typed(setting: Setting, heard: Heard) -> str | None:
    if heard.words is None or setting.incoming.kind != "text":
        return None
    return setting.incoming.text[heard.words[0] : heard.words[1]]


def _single_values(setting: Setting, question: Question, value: Any) -> list[dict[str, Any]]:
    """The whole numbers inside a short interval, as buttons: "4–6 分" offers 4, 5 and 6."""
    if question.kind not in ("nrs", "frequency4", "severity6") or not isinstance(value, Bounds):
        return []
    numbers = range(int(value.low), int(value.high) + 1)
    if len(numbers) > _MOST_VALUES:
        return []
    return [{"value": n, "says": say_value(question, n, setting.talk.language)} for n in numbers]
