"""What a clinician should look at: questions that were not understood, contradictions, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from interview.answer import Why
from portal.said import answer_said
from portal.sources import Sources
from portal.words import Words
from records.answers import AnswerRow

CONFLICT = "OUT-CONFLICT:"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at; ``kind`` is the key of its words."""

    kind: str
    label: str
    detail: str
    href: str


def flags_of(
    t: Words, flagged: Iterable[str], rows: Iterable[AnswerRow], result: Mapping[str, Any], sources: Sources
) -> list[Flag]:
    """Flags of the talk (items), of the assessment (contradicting sources) and of corrected answers, each once."""
    unclear = dict.fromkeys(flagged)
    unclear.update((item, None) for item, answer in sources.answers.items() if answer.unknown is Why.NOT_UNDERSTOOD)
    flags = [_not_understood(t, item, sources) for item in unclear]
    for entry in result.get("suggestions") or ():
        if str(entry["code"]).startswith(CONFLICT):
            fact = str(entry["code"]).removeprefix(CONFLICT)
            flags.append(Flag("flag_conflict", t.fact(fact), "", sources.unknown(t, fact).href))
    flags += _corrections(t, rows, sources)
    flags += [Flag("flag_remark", t.say(one["says"]), "", "") for one in result.get("remarks") or ()]
    return flags


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
