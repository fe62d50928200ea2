"""Scores as facts: PHQ-9, GAD-7, HAMA, HAMD, and the screening tools that the consensus names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from assessment.given import Given, SomeScore

_TOTALS = {"PHQ-9": ("phq9", "P"), "GAD-7": ("gad7", "P"), "HAMA": ("hama", "C"), "HAMD-17": ("hamd", "C"),
           "HAMD-24": ("hamd", "C")}  # fmt: skip
# The five tools of §2. DN4 and LANSS need an examination; their interview parts only claim.
_TOOLS = {"DN4": ("DN4", "C"), "LANSS": ("LANSS", "C"), "painDETECT": ("PDQ", "P"), "NPQ": ("NPQ", "P"),
          "ID-Pain": ("IDPain", "P"), "DN4-interview": ("DN4", "P")}  # fmt: skip
_POSITIVE = ("neuropathic", "predominantly_neuropathic", "likely")
_NEGATIVE = ("not_neuropathic", "not_predominantly_neuropathic", "unlikely")


def scores_as_facts(scores: Iterable[SomeScore], proxied: Collection[str] = ()) -> Iterator[Given]:
    """One fact for each total that is known or bounded, and ``nep_screen`` with every tool that tells; claims apart.

    ``proxied``  names of the scales that family answered, wholly or in part: said by them, not by the patient.
    """
    scores = list(scores)
    for score in scores:
        if score.instrument in _TOTALS:
            fact, by = _TOTALS[score.instrument]
            value = _total(score)
            if value is not None:
                yield Given(fact, value, "F" if score.instrument in proxied else by, item=score.instrument)
    for confirmed in (True, False):
        told = [_screen(score) for score in scores if _confirmed(score, proxied) is confirmed]
        results = [screen for screen in told if screen is not None]
        if results:
            yield Given("nep_screen", results, "C" if confirmed else "P", claimed=not confirmed)


def _total(score: SomeScore) -> Any:
    if score.total is not None:
        return score.total
    if score.low is None or score.high is None:
        return None
    return {"low": score.low, "high": score.high}


def _confirmed(score: SomeScore, proxied: Collection[str]) -> bool | None:
    """Whether this tool's result may count: an interview part of an examination tool may not, nor what family
    answered for the patient; ``None`` = no tool."""
    if score.instrument not in _TOOLS:
        return None
    return score.instrument != "DN4-interview" and score.instrument not in proxied


def _screen(score: SomeScore) -> dict[str, Any] | None:
    """The tool's result; an unclear band or an open score tells nothing."""
    if score.band in _POSITIVE:
        positive = True
    elif score.band in _NEGATIVE:
        positive = False
    else:
        return None
    return {"tool": _TOOLS[score.instrument][0], "score": score.total, "positive": positive}
