"""The medicines a patient took, one row each, as the interview asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interview.protocol import Protocol
from portal.said import listed
from portal.sources import Sources, Valued
from portal.times import number
from portal.words import Words

PARTS = ("drug", "dose", "weeks", "regular", "effect", "stop")


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """One medicine; whatever was not answered is unknown."""

    drug: Valued
    dose: Valued
    weeks: Valued
    regular: Valued
    effect: Valued
    stop: Valued
    adequacy: Valued


def medicine_rows(
    t: Words, protocol: Protocol, sources: Sources, trials: Sequence[Mapping[str, Any]]
) -> list[MedicineRow]:
    """Every medicine whose name was asked, known or not; ``trials`` how each was judged, in their order."""
    asked = [group for group in _groups(protocol) if f"{group}_drug" in sources.answers]
    judged = [*trials, *([{}] * len(asked))]
    return [_row(t, group, trial, sources) for group, trial in zip(asked, judged, strict=False)]


def _row(t: Words, group: str, trial: Mapping[str, Any], sources: Sources) -> MedicineRow:
    said = {part: sources.item(t, f"{group}_{part}") for part in PARTS}
    return MedicineRow(adequacy=_adequacy(t, trial), **said)


def _adequacy(t: Words, trial: Mapping[str, Any]) -> Valued:
    """Against the parameter of consensus §4.2-1 as this site reads it, which stands beside the verdict."""
    label = t("adequacy")
    if not trial.get("judged"):
        return Valued(label, t("adequate_not_judged"), known=bool(trial))
    needs = trial.get("needs") or {}
    needed = t("adequate_needs", mg=number(needs["mg_day"]), weeks=number(needs["weeks"])) if needs else ""
    if trial["adequate"] == "TRUE":
        return Valued(label, t("adequate_yes"), True, needed)
    if trial.get("neutral"):
        return Valued(label, t("adequate_neutral"), True, needed)
    parts = listed(t, (t(f"part_{part}") for part in trial["below" if trial["adequate"] == "FALSE" else "unknown"]))
    if trial["adequate"] == "FALSE":
        return Valued(label, t("adequate_no", parts=parts), True, needed)
    return Valued(label, t("adequate_unknown", parts=parts), False, needed)


def _groups(protocol: Protocol) -> Iterator[str]:
    for question in protocol.questions.values():
        if question.kind == "drug":
            yield question.id.removesuffix("_drug")
