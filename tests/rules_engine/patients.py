"""Made-up facts for the property tests: any mixture of known and unknown, in the dictionary's own values."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rules_engine.facts import CAUSES, FACTS
from rules_engine.kinds import OneOf, YesNo

PREGABALIN = {
    "drug": "pregabalin",
    "max_mg_day": 300,
    "weeks": 8,
    "regular": True,
    "effect": "none",
    "stop": "inefficacy",
}
SMALL = {**PREGABALIN, "max_mg_day": 75}
TRAMADOL = {**PREGABALIN, "drug": "tramadol", "stop": "ongoing"}
IBUPROFEN = {**PREGABALIN, "drug": "ibuprofen", "stop": "ongoing"}
BROKEN_OFF = {**SMALL, "stop": "intolerance"}
DULOXETINE = {**PREGABALIN, "drug": "duloxetine", "max_mg_day": 60}

VALUES: dict[str, list[Any]] = {
    "age_years": [10, 17, 18, 40],
    "pain_duration_months": [1, 2.99, 3, 5, 24, {"low": 2, "high": 4}],
    "vas_worst": [3, 5, 6, 8, [4, 6], [6, 8]],
    "vas_average": [2, 3, 5, [3, 5]],
    "pain_regions": [["hand_all"], ["calf"], ["face"], ["stump"], ["face", "unknown"]],
    "pain_quality": [["burning"], ["other"], ["other", "unknown"]],
    "pain_segments": [["L:C7"], ["R:L5"]],
    "nep_screen": [[{"tool": "DN4", "score": 5, "positive": True}], [{"tool": "DN4", "score": 1, "positive": False}]],
    "drug_trials": [[], [PREGABALIN], [SMALL], [PREGABALIN, TRAMADOL], [IBUPROFEN], [BROKEN_OFF], [DULOXETINE, SMALL]],
    "red_flags": [[], [], [], ["RF-SUI"]],
    "aetiologies": [
        *([cause] for cause in CAUSES), ["sci", "phn"], ["sci", "cauda_equina"], ["bpa_avulsion", "phantom_limb"],
        ["cauda_equina", "phn"], ["phn", "non_neuropathic"], ["bpa_avulsion", "sci"],
        ["lumbosacral_root_avulsion", "phn"],
    ],
    "phq9": [5, 19, 20],
    "gad7": [5, 14, 15],
    "hama": [9],
    "hamd": [9],
}  # fmt: skip


def values_of(name: str) -> list[Any]:
    """Known values of a fact that can tell rules apart; none for facts that no rule reads."""
    if name in VALUES:
        return VALUES[name]
    fact = FACTS[name]
    if isinstance(fact.kind, YesNo):
        return [True, False]
    if isinstance(fact.kind, OneOf):
        return [*fact.kind.values, *(["na"] if fact.na else [])]
    return []


READ = [name for name in FACTS if values_of(name) and name not in ("phase", "site_qualified")]


@st.composite
def facts(draw: st.DrawFn, good: bool = False) -> dict[str, Any]:
    """Facts of one patient; with ``good`` mostly those that let the gates pass, so that late statuses are reached."""
    chosen: dict[str, Any] = dict(GOOD) if good else {}
    names = draw(st.lists(st.sampled_from(READ), unique=True, max_size=8 if good else 40))
    for name in names:
        value = draw(st.sampled_from([None, *values_of(name)]))
        if value is None:
            chosen.pop(name, None)
        else:
            chosen[name] = value
    return chosen


GOOD: dict[str, Any] = {
    "age_years": 40, "aetiologies": ["bpa_avulsion"], "avulsion_confirmed": True, "segment_match": True,
    "pain_duration_months": 24, "vas_worst": 8, "vas_average": 2, "pain_scale": "NRS", "pain_quality": ["burning"],
    "pain_regions": ["hand_all"], "drug_trials": [PREGABALIN], "drug_control": "uncontrolled",
    "noninvasive_tx": "ineffective", "minimally_invasive_tx": "ineffective", "neuromodulation_tx": "not_tried",
    "cognition": "normal", "psych_severe": False, "cardiopulmonary": "ok", "coagulation": "ok",
    "anaesthesia_tolerance": "ok", "severe_comorbidity": False, "bladder_bowel": "normal", "red_flags": [],
    "segment_motor_deficit": "severe", "segment_sensory_deficit": "severe", "leg_motor": "normal",
    "leg_sensory": "normal", "pain_level_relation": "at", "deafferentation_documented": True,
}  # fmt: skip
