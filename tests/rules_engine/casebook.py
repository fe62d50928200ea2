"""The cases of the consensus as YAML, and how one is checked: what is written down against what the engine says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from certainty import Truth
from rules_engine.evaluation import readings_in_force, report_of, sheet_of
from rules_engine.explanation import findings
from rules_engine.gates import GATES

HERE = Path(__file__).parent / "cases"
KEYS = {
    "id", "rules", "patient", "but", "status", "codes", "gives", "not", "asks", "asks_not", "findings", "gates", "by",
    "notes", "claimed", "readings",
}  # fmt: skip
TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, "unknown": Truth.UNKNOWN}
PATIENTS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "patients.yml").read_text(encoding="utf-8")) | {
    "nobody": {}
}


def all_cases() -> Iterator[dict[str, Any]]:
    """Every case of every file but the patients'."""
    for path in sorted(HERE.glob("*.yml")):
        if path.name != "patients.yml":
            yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def facts_of(case: dict[str, Any]) -> dict[str, Any]:
    """The facts of the case's patient, with what differs; a fact that is null is taken away."""
    facts = {**PATIENTS[case["patient"]], **case.get("but", {})}
    return {name: value for name, value in facts.items() if value is not None}


def differences(case: dict[str, Any]) -> list[str]:
    """What the engine says otherwise than the case, a line each; an unknown key of the case is one too."""
    wrong = [f"unknown key {key}" for key in case.keys() - KEYS]
    sheet = sheet_of(facts_of(case), readings_in_force(case.get("readings")))
    report = report_of(sheet)
    codes = [one["code"] for one in report["suggestions"]]
    given = [code for code in codes if not code.startswith("OUT-MISSING:")]
    asked = [code.partition(":")[2] for code in codes if code.startswith("OUT-MISSING:")]
    if "status" in case and report["status"] != case["status"]:
        wrong.append(f"status {report['status']} instead of {case['status']}")
    if "codes" in case and set(given) != set(case["codes"]):
        wrong.append(f"codes {given} instead of {case['codes']}")
    wrong += [f"{code} is not given" for code in case.get("gives", ()) if code not in given]
    wrong += [f"{code} is given" for code in case.get("not", ()) if code in given]
    if "asks" in case and set(asked) != set(case["asks"]):
        wrong.append(f"asks {asked} instead of {case['asks']}")
    wrong += [f"asks {name}" for name in case.get("asks_not", ()) if name in asked]
    rules = {one["code"]: one["rule"] for one in report["suggestions"]}
    wrong += [f"{code} by {rules.get(code)}" for code, by in case.get("by", {}).items() if rules.get(code) != by]
    if "findings" in case:
        found = findings(sheet)
        for rule, truth in case["findings"].items():
            if rule not in found or found[rule].truth is not TRUTHS[truth]:
                wrong.append(f"{rule} is {found[rule].truth.name if rule in found else 'not computed'}, not {truth}")
    standing = {gate.id: gate.standing(sheet).name for gate in GATES}
    wrong += [f"{gate} is {standing[gate]}" for gate, at in case.get("gates", {}).items() if standing[gate] != at]
    notes = " ".join(report.get("notes", ()))
    wrong += [f"no note on {name}" for name in case.get("notes", ()) if name not in notes]
    claimed = [one["fact"] for one in report.get("claimed", ())]
    wrong += [f"{name} is not shown as claimed" for name in case.get("claimed", ()) if name not in claimed]
    return wrong
