"""A card answers a whole group at once: a medicine with name, dose, time, regularity, effect and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from interview.answer import Answer, Why
from interview.asking import group_of
from interview.ear import read_words
from interview.hear import hear
from interview.heard import Heard
from interview.noting import answer_of, unknown_answer
from interview.question import Question
from interview.setting import Setting
from language.names import drug_name


def answers_on(setting: Setting, question: Question) -> list[Answer]:
    """The answers of a card: one for each field that was filled in, in the protocol's order.

    A field may say ``unsure`` or ``declined``; one that is missing stays to be asked. A value that the field's question
    does not know is passed over, except a medicine's name, which is heard as if it were typed.
    """
    card = setting.incoming.choice
    if not isinstance(card, dict) or question.group is None:
        return []
    return [answer for field in group_of(setting.protocol, question) for answer in _field(setting, field, card)]


def _field(setting: Setting, field: Question, card: dict[str, Any]) -> Iterator[Answer]:
    value = card.get(field.id)
    if value in ("unsure", "declined"):
        yield unknown_answer(setting, field, Why(value))
    elif value is not None:
        heard = _heard(setting, field, value)
        if heard is not None:
            yield answer_of(setting, field, heard)


def _heard(setting: Setting, field: Question, value: Any) -> Heard | None:
    nothing = replace(setting.reading, text="", spans=())
    if field.kind == "drug" and isinstance(value, str) and drug_name(value, "zh") == value:  # typed, no code
        heard = hear(field, read_words(value, setting.now), now=setting.now)
        return heard if heard.verdict == "given" else Heard("given", "unknown")
    heard = hear(field, nothing, now=setting.now, choice=value)
    return heard if heard.verdict in ("affirm", "deny", "given") else None
