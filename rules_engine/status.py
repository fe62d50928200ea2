"""The status of a patient (evaluation order, steps 4 and 5): the first that applies, and what caps it."""

from __future__ import annotations

from enum import StrEnum

from rules_engine import facts
from rules_engine.adequacy import any_adequate
from rules_engine.condition import TRUE, AnyOf, Condition, Named, Open, Unless
from rules_engine.derived import (
    bodily,
    cognitive,
    cord_or_cauda,
    outside_only,
    psychiatric,
    related,
    sci,
    severe_deficit,
)
from rules_engine.gates import G1, G4, GATES, nonsegmental, wrong_level
from rules_engine.sheet import Sheet
from rules_engine.standing import Standing


class Status(StrEnum):
    """What the facts come to, worst first. None of them says that an operation suits."""

    URGENT_HUMAN = "URGENT_HUMAN"
    CONTRAINDICATED = "CONTRAINDICATED"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    DEFER = "DEFER"
    CRITERIA_NOT_MET = "CRITERIA_NOT_MET"
    INSUFFICIENT = "INSUFFICIENT"
    CLINICIAN_REVIEW = "CLINICIAN_REVIEW"
    CRITERIA_MET = "CRITERIA_MET"


contraindicated = Named("contraindicated", AnyOf((cognitive, psychiatric, wrong_level, bodily)))
unscreened = AnyOf((Open(facts.red_flags.known()), Open(facts.bladder_bowel.known()), Open(outside_only)))

DEFICIT_NOT_SEVERE = "SEV-1b"
AGE_EXCEPTION = "G9"

CAUSES: tuple[tuple[str, Condition], ...] = (
    *((gate.id, gate.stands(Standing.REVIEW)) for gate in GATES),
    (DEFICIT_NOT_SEVERE, ~severe_deficit),
    ("SEV-1b unknown", Open(severe_deficit)),
    ("CI-0", Unless(~facts.severe_comorbidity.is_(True))),
    ("DRUG-ADEQ", Unless(any_adequate)),
    (
        "R5d",
        (cord_or_cauda & related("above", "mixed")) | (sci & (related("below", "unrelated") | Open(related("at")))),
    ),
)


def status_of(sheet: Sheet) -> tuple[Status, tuple[str, ...]]:
    """The status, and for the last two what caps it at CLINICIAN_REVIEW (none: CRITERIA_MET)."""
    if sheet.alarms:
        return Status.URGENT_HUMAN, ()
    if contraindicated.truth(sheet) is TRUE:
        return Status.CONTRAINDICATED, ()
    if G1.standing(sheet) is Standing.FALSE or nonsegmental.truth(sheet) is TRUE:
        return Status.OUT_OF_SCOPE, ()
    if G4.standing(sheet) is Standing.FALSE:
        return Status.DEFER, ()
    standings = [gate.standing(sheet) for gate in GATES]
    if Standing.FALSE in standings:
        return Status.CRITERIA_NOT_MET, ()
    if Standing.UNKNOWN in standings or unscreened.truth(sheet) is TRUE:
        return Status.INSUFFICIENT, ()
    causes = tuple(cause for cause, condition in CAUSES if condition.truth(sheet) is TRUE)
    return (Status.CLINICIAN_REVIEW if causes else Status.CRITERIA_MET), causes
