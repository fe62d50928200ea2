"""Readings are parameters: ours are named in every report, a site may choose others, and a wrong choice is refused."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine.evaluation import assess, evaluate, readings_in_force
from rules_engine.readings import READINGS
from tests.rules_engine.casebook import PATIENTS

BPA, PHN = PATIENTS["bpa"], PATIENTS["phn"]


def status(facts: dict[str, Any], **chosen: Any) -> str:
    return evaluate(facts, readings_in_force(chosen)).status.value


def test_every_report_names_the_readings_in_force() -> None:
    consensus = assess({})["consensus"]
    assert {reading.id for reading in READINGS} <= consensus["readings"].keys()
    assert consensus["readings"]["adequate:pregabalin"] == [300.0, 4.0]
    assert len(consensus["version"]) == 12


def test_a_longer_duration_gate() -> None:
    facts = {**BPA, "pain_duration_months": 5}
    assert (status(facts), status(facts, duration_gate_months=6)) == ("CRITERIA_MET", "DEFER")


def test_a_higher_vas_gate() -> None:
    facts = {**BPA, "vas_worst": 6}
    assert (status(facts), status(facts, vas_gate=7)) == ("CRITERIA_MET", "CRITERIA_NOT_MET")


def test_failure_strict_lenient_stricter() -> None:
    drugs_only = {**PHN, "minimally_invasive_tx": "not_tried"}
    stimulator = {**drugs_only, "neuromodulation_tx": "ineffective"}
    assert status(drugs_only) == "CRITERIA_NOT_MET"
    assert status(drugs_only, failure="lenient") == "CRITERIA_MET"
    assert status(stimulator) == "CRITERIA_MET"
    assert status(stimulator, failure="stricter") == "CRITERIA_NOT_MET"


def test_any_deficit_instead_of_every() -> None:
    facts = {**BPA, "segment_motor_deficit": "mild"}
    assert (status(facts), status(facts, deficit="any")) == ("CLINICIAN_REVIEW", "CRITERIA_MET")


def test_lamotrigine_counted_with_the_first_line() -> None:
    trial = {"drug": "lamotrigine", "max_mg_day": 200, "weeks": 8, "regular": True, "stop": "inefficacy"}
    facts = {**BPA, "drug_trials": [trial]}
    assert (status(facts), status(facts, lamotrigine="first_line")) == ("CLINICIAN_REVIEW", "CRITERIA_MET")


def test_a_site_sets_its_own_adequate_dose() -> None:
    facts = {**BPA, "drug_trials": [{"drug": "pregabalin", "max_mg_day": 150, "weeks": 4, "regular": True}]}
    chosen = readings_in_force({"adequate:pregabalin": [150, 4]})
    assert evaluate(facts, chosen).status == "CRITERIA_MET"
    assert "OUT-DRUG-INADEQ:pregabalin" in evaluate(facts).codes


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("no_such_reading", 1), ("failure", "none"), ("vas_gate", 11), ("vas_gate", True), ("vas_gate", "5"),
        ("adequate:aspirin", [1, 1]), ("adequate:pregabalin", [0, 4]), ("adequate:pregabalin", 300),
    ],
)  # fmt: skip
def test_a_wrong_choice_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        readings_in_force({name: value})


@pytest.mark.parametrize("reading", READINGS, ids=[reading.id for reading in READINGS])
def test_every_reading_is_explained_and_allows_its_own_choice(reading: Any) -> None:
    assert reading.says["zh"] and reading.says["en"] and reading.about
    assert reading.allows(reading.chosen)
