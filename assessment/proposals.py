"""What the software would propose to a clinician about level and segments: never a fact until somebody confirms it."""

from __future__ import annotations

from typing import Any

from assessment.facts import GatheredFacts
from rules_engine.level import Proposal, candidate_segments, propose_match, propose_relation


def proposals(gathered: GatheredFacts) -> list[dict[str, Any]]:
    """The proposals for this case: candidate segments, the relation to the injury level, the segment match."""
    pain = candidate_segments(gathered.places)
    found: list[dict[str, Any]] = []
    segments = [f"{side}:{segment}" for side in ("L", "R") for segment in (pain.left if side == "L" else pain.right)]
    if segments:
        found.append(_plain(Proposal("pain_segments", None, "candidate segments of the regions")) | {"value": segments})
    causes = _value(gathered, "aetiologies") or ()
    if {"sci", "cauda_equina"} & set(causes):
        found.append(_plain(propose_relation(_value(gathered, "sci_nli"), pain, set(causes) == {"cauda_equina"})))
    if "bpa_avulsion" in causes and segments:
        found.append(_plain(propose_match(("C5", "C6", "C7", "C8", "T1"), pain)))
    return [proposal for proposal in found if proposal["value"] is not None]


def _value(gathered: GatheredFacts, fact: str) -> Any:
    given = gathered.given.get(fact)
    return given[0].value if given else None


def _plain(proposal: Proposal) -> dict[str, Any]:
    return {
        "fact": proposal.fact,
        "value": proposal.value,
        "because": proposal.because,
        "border": proposal.border,
    }
