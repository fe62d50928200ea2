"""The first column of a case: who has what, where, how bad, and what has been tried."""

from __future__ import annotations

from dataclasses import dataclass

from interview.answer import Answer
from portal.said import fact_said
from portal.scales import Scale, nrs_scale
from portal.sources import Sources, Valued
from portal.words import Words

LINES = ("aetiologies", "pain_duration_months", "pain_regions", "pain_quality", "pain_temporal")
# What only a clinician finds and the first look needs: shown once it is there (consensus §4.1, §4.2-4).
FOUND = ("avulsion_confirmed", "sci_nli", "pain_level_relation", "pain_segments", "segment_match")
TREATMENT = ("drug_control", "noninvasive_tx", "minimally_invasive_tx", "neuromodulation_tx")
VAS_CUT = 5  # consensus §4.3-2, SEV-1: VAS ≥5 at its worst


@dataclass(frozen=True, slots=True)
class Glance:
    """What the first look has to answer."""

    cause: Valued
    duration: Valued
    lines: tuple[Valued, ...]
    found: tuple[Valued, ...]
    pain: Scale
    worst: Valued
    average: Valued
    treatment: tuple[Valued, ...]


def glance(t: Words, sources: Sources) -> Glance:
    """What a clinician found, else what the patient said; ``who`` only where it was not the patient."""
    shown = {fact: _settled(t, fact, sources) for fact in (*LINES, *TREATMENT, "vas_worst", "vas_average")}
    return Glance(
        cause=shown["aetiologies"],
        duration=shown["pain_duration_months"],
        lines=tuple(shown[fact] for fact in LINES[2:]),
        found=tuple(_settled(t, fact, sources) for fact in FOUND if _is_found(fact, sources)),
        pain=nrs_scale(t, _number(sources, "vas_worst"), _number(sources, "vas_average"), VAS_CUT),
        worst=shown["vas_worst"],
        average=shown["vas_average"],
        treatment=tuple(shown[fact] for fact in TREATMENT),
    )


def _is_found(fact: str, sources: Sources) -> bool:
    finding = sources.findings.get(fact)
    return finding is not None and finding.value is not None


def _settled(t: Words, fact: str, sources: Sources) -> Valued:
    finding = sources.findings.get(fact)
    if finding is not None and finding.value is not None:
        return sources.fact(t, fact, finding.value)
    answer = sources.answer_behind(fact)
    if answer is None:
        return Valued(t.fact(fact), t.token("unknown", "absent"), known=False)
    value = sources.item(t, answer.item)
    said = fact_said(t, fact, answer.value) if answer.known and fact in t.values else value.text
    who = t.token("who", answer.by) if answer.known and answer.by != "P" else ""
    return Valued(t.fact(fact), said, value.known, who, value.href)


def _number(sources: Sources, fact: str) -> object | None:
    answer: Answer | None = sources.answer_behind(fact)
    return answer.value if answer is not None and answer.known else None
