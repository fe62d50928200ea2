"""Drug adequacy (consensus §4.2-1): which trial was a proper one, which part of it fell short, and what follows."""

from __future__ import annotations

from typing import NamedTuple

from certainty import Bounds, Truth
from rules_engine import facts
from rules_engine.condition import FALSE, TRUE, UNKNOWN, Computed, Named
from rules_engine.drugs import drugs, in_first_line
from rules_engine.sheet import Sheet
from rules_engine.trials import Trial


class Adequacy(NamedTuple):
    """How one trial stands against the parameter of its medicine.

    ``adequate``  true, false or unknown; ``neutral`` when it was stopped for intolerance before it could be judged.
    ``below``  which parts fell short, ``unknown`` which are not known: ``dose``, ``weeks``, ``regular``.
    """

    drug: str | None
    adequate: Truth
    neutral: bool = False
    below: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def judge(trial: Trial, sheet: Sheet) -> Adequacy | None:
    """One trial against its medicine's parameter; ``None`` for a medicine that has none (NSAID, opioid, topical)."""
    if trial.drug is None:
        return Adequacy(None, UNKNOWN, unknown=("drug",))
    minima = sheet.readings.get(f"adequate:{trial.drug}")
    if minima is None:
        return None
    mg_day, weeks = minima
    parts = (
        ("dose", TRUE if trial.max_tolerated else _reaches(trial.max_mg_day, mg_day)),
        ("weeks", _reaches(trial.weeks, weeks)),
        ("regular", Truth.of(trial.regular)),
    )
    below = tuple(name for name, truth in parts if truth is FALSE)
    unknown = tuple(name for name, truth in parts if truth is UNKNOWN)
    adequate = FALSE if below else (UNKNOWN if unknown else TRUE)
    neutral = trial.stop == "intolerance" and adequate is not TRUE
    return Adequacy(trial.drug, adequate, neutral, below, unknown)


def below_parameter(sheet: Sheet) -> list[tuple[Trial, Adequacy]]:
    """The trials that are below the parameter and not neutral, in the order given."""
    judged = ((trial, judge(trial, sheet)) for trial in sheet.values.get("drug_trials") or ())
    return [(trial, told) for trial, told in judged if told is not None and told.adequate is FALSE and not told.neutral]


def _any_adequate(sheet: Sheet) -> Truth:
    trials: tuple[Trial, ...] | None = sheet.values.get("drug_trials")
    if trials is None:
        return UNKNOWN
    answer = FALSE
    for trial in trials:
        if trial.drug is not None and not in_first_line(trial.drug, sheet.readings):
            continue
        told = judge(trial, sheet)
        if told is None:
            continue
        if told.adequate is TRUE:
            return TRUE
        if told.neutral or told.adequate is UNKNOWN:
            answer = UNKNOWN
    return answer


def _antidepressant(sheet: Sheet) -> Truth:
    stated: bool | None = sheet.values.get("antidepressant_combined")
    if stated is not None:
        return Truth.of(stated)
    trials: tuple[Trial, ...] | None = sheet.values.get("drug_trials")
    if trials is None:
        return UNKNOWN
    known = drugs()
    if any(trial.drug in known and known[trial.drug].antidepressant for trial in trials if trial.drug):
        return TRUE
    return UNKNOWN if any(trial.drug is None for trial in trials) else FALSE


def _relies_on_nsaid(sheet: Sheet) -> Truth:
    """An NSAID or paracetamol goes on and no other medicine is taken regularly; or nothing else was ever taken."""
    trials: tuple[Trial, ...] | None = sheet.values.get("drug_trials")
    if trials is None:
        return UNKNOWN
    if not trials:
        return FALSE
    only, going_on, another = TRUE, FALSE, FALSE
    for trial in trials:
        nsaid = _in_group(trial, "nsaid")
        ongoing = UNKNOWN if trial.stop is None else Truth.of(trial.stop == "ongoing")
        only = only & nsaid
        going_on = going_on | (nsaid & ongoing)
        another = another | (~nsaid & ongoing & Truth.of(trial.regular))
    return only | (going_on & ~another)


def _takes_opioid(sheet: Sheet) -> Truth:
    trials: tuple[Trial, ...] | None = sheet.values.get("drug_trials")
    if trials is None:
        return UNKNOWN
    answer = FALSE
    for trial in trials:
        ongoing = UNKNOWN if trial.stop is None else Truth.of(trial.stop == "ongoing")
        answer = answer | (_in_group(trial, "opioid") & ongoing)
    return answer


def _in_group(trial: Trial, group: str) -> Truth:
    if trial.drug is None:
        return UNKNOWN
    drug = drugs().get(trial.drug)
    return Truth.of(drug is not None and drug.group == group)


def _reaches(value: Bounds | None, least: float) -> Truth:
    return UNKNOWN if value is None else value.at_least(least)


any_adequate = Named("any_adequate", Computed(("drug_trials",), _any_adequate))
antidepressant = Named("antidepressant", Computed(("drug_trials", "antidepressant_combined"), _antidepressant))
relies_on_nsaid = Named("relies_on_nsaid", Computed(("drug_trials",), _relies_on_nsaid))
takes_opioid = Named("takes_opioid", Computed(("drug_trials",), _takes_opioid))
drug_failed = Named(
    "drug_failed",
    any_adequate & facts.drug_control.among("uncontrolled", "relapsed"),
)
