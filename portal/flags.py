"""What a clinician should look at: questions that were not understood, contradictions, corrections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from interview.answer import Why
from interview.contradictions import Contradiction, contradictions
from portal.said import answer_said
from portal.sources import Sources
from portal.words import Words
from records.answers import AnswerRow

CONFLICT = "OUT-CONFLICT:"
CONTRADICTION = "contradiction:"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at; ``kind`` is the key of its words."""

    kind: str
    label: str
    detail: str
    href: str


def flags_of(
    t: Words, flagged: Collection[str], rows: Iterable[AnswerRow], result: Mapping[str, Any], sources: Sources
) -> list[Flag]:
    """Flags of the talk (items, contradictions), of the assessment (sources at odds) and of corrected answers, once."""
    asked = [flag.removeprefix(CONTRADICTION) for flag in flagged if flag.startswith(CONTRADICTION)]
    unclear = dict.fromkeys(flag for flag in flagged if not flag.startswith(CONTRADICTION))
    unclear.update((item, None) for item, answer in sources.answers.items() if answer.unknown is Why.NOT_UNDERSTOOD)
    flags = [_contradiction(t, one, one.id in asked, sources) for one in contradictions(sources.answers)]
    flags += [_not_understood(t, item, sources) for item in unclear]
    for entry in result.get("suggestions") or ():
        if str(entry["code"]).startswith(CONFLICT):
            fact = str(entry["code"]).removeprefix(CONFLICT)
            flags.append(Flag("flag_conflict", t.fact(fact), "", sources.unknown(t, fact).href))
    flags += _corrections(t, rows, sources)
    flags += [Flag("flag_remark", t.say(one["says"]), "", "") for one in result.get("remarks") or ()]
    return flags


def _contradiction(t: Words, found: Contradiction, asked: bool, sources: Sources) -> Flag:
    """Two answers that cannot both hold, side by side; whether the patient was asked and kept both."""
    sides = [sources.item(t, item) for item in found.items]
    label = t("at_odds").join(t("says_of", what=side.label, text=side.text) for side in sides)
    href = next((side.href for side in reversed(sides) if side.href), "")
    return Flag("flag_contradiction", label, t("contradiction_kept") if asked else t("contradiction_open"), href)


def _not_understood(t: Words, item: str, sources: Sources) -> Flag:
    answer = sources.answers.get(item)
    value = sources.item(t, item)
    detail = value.text if value.known else ""
    return Flag("flag_not_understood", value.label, detail, sources.href(answer.message) if answer else "")


def _corrections(t: Words, rows: Iterable[AnswerRow], sources: Sources) -> list[Flag]:
    flags: list[Flag] = []
    for row in rows:
        before, now = row.answer, sources.answers.get(row.item)
        if row.current or before is None or now is None or not before.known or before.value == now.value:
            continue
        question = sources.protocol.question(row.item)
        detail = f"{answer_said(t, question, before.value)} → {sources.item(t, row.item).text}"
        flags.append(
            Flag("flag_corrected", t.say(question.asks) if question else row.item, detail, sources.href(now.message))
        )
    return flags
