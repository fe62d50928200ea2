"""Which facts are needed, and when one is still open (evaluation order, §0.3): the next questions and examinations."""

from __future__ import annotations

from typing import NamedTuple

from certainty import Bounds, Truth
from rules_engine import facts
from rules_engine.adequacy import antidepressant, any_adequate
from rules_engine.condition import AnyOf, Ask, Computed, Condition, Named, Open, Unless
from rules_engine.consensus.examinations import WANTED, every_candidate
from rules_engine.derived import (
    cauda_equina,
    evidence,
    lesion,
    listed,
    outside_only,
    sci,
    screen,
    severe_for_minor,
    typical_quality,
)
from rules_engine.fact import Fact
from rules_engine.gates import G4, G5, adult
from rules_engine.rule import Shown
from rules_engine.sheet import Members, Sheet
from rules_engine.standing import Standing, Stands


class Need(NamedTuple):
    """A fact that is asked for while it is needed and open; ``rule`` is the clause that wants it."""

    fact: Fact
    rule: str
    needed: Condition
    open: Condition
    shown: Shown = "B"


def _unknown(fact: Fact) -> Condition:
    """No value; "does not apply" is none either where the fact is always needed."""
    return Open(Ask(fact.name, lambda value, sheet: Truth.UNKNOWN if value == "na" else Truth.TRUE))


def _inexact(fact: Fact) -> Condition:
    return Open(
        Ask(
            fact.name,
            lambda value, sheet: Truth.TRUE if not isinstance(value, Bounds) or value.exact else Truth.UNKNOWN,
        )
    )


def _segments_open(sheet: Sheet) -> Truth:
    members: Members | None = sheet.values.get("pain_segments")
    return Truth.UNKNOWN if members is None or members.open else Truth.TRUE


def _both_na(sheet: Sheet) -> Truth:
    names = (facts.segment_motor_deficit.name, facts.segment_sensory_deficit.name)
    return Truth.of(all(sheet.values.get(name) == "na" for name in names))


def _always(fact: Fact, rule: str, open: Condition | None = None) -> Need:
    return Need(fact, rule, every_candidate, open or _unknown(fact))


_severe = facts.psych_severe.is_(True)
_not_pain = facts.psych_cause.is_("not_pain_caused")
_scores_complete = AnyOf(
    (
        ~_inexact(facts.phq9) & ~_inexact(facts.gad7),
        ~_inexact(facts.hama) & ~_inexact(facts.hamd),
    )
)
_mood_needed = Named(
    "mood needed",
    _unknown(facts.mood_symptoms)
    & ~_scores_complete
    & Unless(facts.psych_severe.is_(False))
    & Unless(facts.psych_cause.is_("pain_caused")),
)
_scores_needed = ~_scores_complete & (facts.mood_symptoms.is_(True) | _mood_needed)
_bpa, _plexus = listed("bpa_avulsion"), listed("bp_injury_nonavulsion")
_avulsion = facts.avulsion_confirmed.is_(True)
_relation_open = Open(facts.pain_level_relation.known())
_other_class = Ask(
    "aetiologies",
    lambda members, sheet: Truth.of(
        any(item not in ("sci", "cauda_equina", "non_neuropathic") for item in members.items)
    ),
)
_both_deficits_na = Computed((facts.segment_motor_deficit.name, facts.segment_sensory_deficit.name), _both_na)

# In the order of asking: red flags, duration, where, intensity, drugs, treatments, legs, mood, heart (Rec 6).
NEEDS: tuple[Need, ...] = (
    _always(facts.red_flags, "RF"),
    _always(facts.bladder_bowel, "RF"),
    _always(facts.age_years, "AGE-1", Open(adult)),
    _always(facts.aetiologies, "META-1", Open(lesion)),
    _always(facts.pain_duration_months, "TIM-1", Stands(G4, (Standing.UNKNOWN,))),
    _always(facts.pain_regions, "ASSESS-3", Open(outside_only)),
    Need(facts.pain_quality, "DX-2", Open(evidence), Open(typical_quality)),
    Need(facts.sign_hypoesthesia, "DX-4", Open(evidence), _unknown(facts.sign_hypoesthesia)),
    Need(facts.sign_hyperalgesia, "DX-4", Open(evidence), _unknown(facts.sign_hyperalgesia)),
    Need(facts.sign_allodynia, "DX-4", Open(evidence), _unknown(facts.sign_allodynia)),
    Need(facts.nep_screen, "DX-5", Open(evidence), Open(screen)),
    _always(
        facts.vas_worst,
        "ASSESS-2",
        _unknown(facts.vas_worst) | Stands(G5, (Standing.UNKNOWN,)) | (~adult & Open(severe_for_minor)),
    ),
    _always(facts.pain_scale, "ASSESS-2"),
    Need(facts.avulsion_confirmed, "IND-1", listed("bpa_avulsion", "lumbosacral_root_avulsion"),
         _unknown(facts.avulsion_confirmed)),
    Need(facts.deafferentation_documented, "R4", _plexus | (_bpa & Unless(_avulsion)),
         _unknown(facts.deafferentation_documented)),
    Need(facts.segment_match, "R5a", _other_class | (cauda_equina & facts.pain_level_relation.is_("na")),
         _unknown(facts.segment_match)),
    Need(facts.pain_level_relation, "ASSESS-3", AnyOf((sci, cauda_equina & _relation_open)),
         _unknown(facts.pain_level_relation)),
    Need(facts.pain_segments, "R9", every_candidate, Open(Computed(("pain_segments",), _segments_open)), "D"),
    _always(facts.drug_trials, "ASSESS-1", Open(any_adequate)),
    _always(facts.drug_control, "ASSESS-1"),
    Need(facts.antidepressant_combined, "ASSESS-1", every_candidate, Open(antidepressant)),
    _always(facts.noninvasive_tx, "ASSESS-5"),
    _always(facts.minimally_invasive_tx, "ASSESS-5"),
    _always(facts.neuromodulation_tx, "ASSESS-5"),
    _always(facts.leg_motor, "ASSESS-4"),
    _always(facts.leg_sensory, "ASSESS-4"),
    _always(facts.segment_motor_deficit, "ASSESS-4", Open(facts.segment_motor_deficit.known())),
    _always(facts.segment_sensory_deficit, "ASSESS-4",
            Open(facts.segment_sensory_deficit.known()) | _both_deficits_na),
    _always(facts.cognition, "CI-1"),
    _always(facts.psych_severe, "CI-2"),
    Need(facts.psych_cause, "CI-2", _severe, _unknown(facts.psych_cause)),
    Need(facts.psych_treatment, "CI-2", _severe & _not_pain, _unknown(facts.psych_treatment)),
    Need(facts.mood_symptoms, "ASSESS-6", _mood_needed, _unknown(facts.mood_symptoms)),
    Need(facts.phq9, "ASSESS-6", _scores_needed, _inexact(facts.phq9)),
    Need(facts.gad7, "ASSESS-6", _scores_needed, _inexact(facts.gad7)),
    _always(facts.cardiopulmonary, "CI-4 cardiopulmonary"),
    _always(facts.coagulation, "CI-4 coagulation"),
    _always(facts.anaesthesia_tolerance, "CI-4 tolerance"),
    _always(facts.severe_comorbidity, "CI-0"),
    *(
        Need(fact, rule, wanted, _unknown(fact), "C")
        for (fact, wanted), rule in zip(
            WANTED,
            ("EXAM-1", "EXAM-2", "EXAM-4", "EXAM-5", "EXAM-6", "EXAM-7", "EXAM-8", "EXAM-9"),
            strict=True,
        )
    ),
)  # fmt: skip
