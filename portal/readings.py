"""The readings in force: what was chosen where the consensus, or the sources of a scale, leave a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.scales import ScoreView
from portal.times import number
from portal.words import Words
from rules_engine.drugs import adequacy_minima
from rules_engine.readings import READINGS

ADEQUATE = "adequate:"


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One choice. ``mark``  DER ours, EXT from a source outside the consensus. ``ours``  nothing else was chosen."""

    about: str
    says: str
    value: str
    mark: str
    ours: bool


def readings_in_force(t: Words, result: Mapping[str, Any], scores: Sequence[ScoreView]) -> list[ReadingView]:
    """Those of the rules that this assessment was made with, the minima of each drug, and those of its scales."""
    chosen: Mapping[str, Any] = (result.get("consensus") or {}).get("readings") or {}
    return [*_of_rules(t, chosen), *_of_drugs(t, chosen), *_of_scales(scores)]


def _of_rules(t: Words, chosen: Mapping[str, Any]) -> Iterator[ReadingView]:
    for reading in READINGS:
        if reading.id in chosen:
            value = chosen[reading.id]
            shown = value if isinstance(value, str) else number(value)
            yield ReadingView(reading.about, t.say(reading.says), shown, reading.mark, value == reading.chosen)


def _of_drugs(t: Words, chosen: Mapping[str, Any]) -> Iterator[ReadingView]:
    for name, value in chosen.items():
        if name.startswith(ADEQUATE):
            drug, ours = t.drug(name.removeprefix(ADEQUATE)), adequacy_minima().get(name)
            needs = t("adequate_needs", mg=number(value[0]), weeks=number(value[1]))
            yield ReadingView("§4.2-1", t("reading_adequate", drug=drug), needs, "EXT", tuple(value) == ours)


def _of_scales(scores: Sequence[ScoreView]) -> Iterator[ReadingView]:
    for score in scores:
        for point, used in score.readings:
            yield ReadingView(score.name, point, used, "", ours=True)
