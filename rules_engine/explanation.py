"""Why, and what would change it: gates, every rule's finding, clauses for and against, and what could flip a code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rules_engine.adequacy import judge
from rules_engine.catalogue import RULES
from rules_engine.condition import TRUE, Condition, Finding
from rules_engine.facts import FACTS
from rules_engine.gates import GATES
from rules_engine.remarks import remarks_of
from rules_engine.rule import Rule
from rules_engine.sheet import Sheet
from rules_engine.status import status_of

OPTIONS: Mapping[str, Mapping[str, str]] = {
    "drez": {"zh": "可考虑DREZ", "en": "DREZ may be considered"},
    "less_invasive": {"zh": "先用创伤更小的办法", "en": "less invasive first"},
    "not_now": {"zh": "暂不", "en": "not now"},
}
GATE_NAMES: Mapping[str, Mapping[str, str]] = {
    "G1": {"zh": "神经病理性疼痛", "en": "neuropathic pain"},
    "G2·G3·G7": {"zh": "病因、部位与既往治疗失败", "en": "cause, place and failure of treatment"},
    "G4": {"zh": "病程", "en": "duration"},
    "G5": {"zh": "疼痛程度", "en": "severity"},
    "G8": {"zh": "无禁忌证（1）（2）（4）", "en": "no contraindication 1, 2 or 4"},
    "G9": {"zh": "年龄", "en": "age"},
}


def explain(sheet: Sheet) -> dict[str, Any]:
    """All that a clinician may ask about one sheet, as plain JSON data.

    ``gates``  each gate's standing with its reasons · ``causes``  what caps the status · ``options``  the clauses for
    and against each candidate option · ``trials``  the adequacy of each drug trial · ``remarks``  notes without a code.
    """
    return {
        "gates": [
            {"gate": gate.id, "says": dict(GATE_NAMES[gate.id]), "standing": verdict.standing.name,
             "because": _shown(sheet, verdict.because), "missing": list(verdict.missing)}
            for gate in GATES
            for verdict in (gate.check(sheet),)
        ],
        "causes": list(status_of(sheet)[1]),
        "options": options(sheet),
        "trials": trials(sheet),
        "remarks": remarks_of(sheet),
    }  # fmt: skip


def findings(sheet: Sheet) -> dict[str, Finding]:
    """How every rule that can be computed stands for these facts: applies, does not, cannot tell; by rule id."""
    return {rule.id: rule.when.check(sheet) for rule in RULES if rule.when is not None}


def options(sheet: Sheet) -> list[dict[str, Any]]:
    """For each candidate option the clauses that hold for it and against it, side by side, each with its grades."""
    held = [rule for rule in RULES if rule.favours or rule.against]
    standing = [(rule, _finding(rule, sheet)) for rule in held]
    return [
        {
            "option": option,
            "says": dict(says),
            "for": [_told(rule, finding, sheet) for rule, finding in standing
                    if option in rule.favours and finding.truth is TRUE],
            "against": [_told(rule, finding, sheet) for rule, finding in standing
                        if option in rule.against and finding.truth is TRUE],
        }
        for option, says in OPTIONS.items()
    ]  # fmt: skip


def trials(sheet: Sheet) -> list[dict[str, Any]]:
    """Each drug trial as it was judged: ``adequate`` TRUE, FALSE or UNKNOWN, what was below and what is not known."""
    judged: list[dict[str, Any]] = []
    for trial in sheet.values.get("drug_trials") or ():
        told = judge(trial, sheet)
        entry: dict[str, Any] = {"drug": trial.drug or "unknown", "judged": told is not None}
        if told is not None:
            minima = sheet.readings.get(f"adequate:{told.drug}")
            entry |= {
                "adequate": told.adequate.name,
                "neutral": told.neutral,
                "below": list(told.below),
                "unknown": list(told.unknown),
                "needs": {"mg_day": minima[0], "weeks": minima[1]} if minima else None,
            }
        judged.append(entry)
    return judged


def to_find_out(missing: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The missing facts of a report, split into ``ask`` (the patient can settle it) and ``examine`` (or order)."""
    split: dict[str, list[Mapping[str, Any]]] = {"ask": [], "examine": []}
    for entry in missing:
        split[FACTS[entry["fact"]].group].append(entry)
    return split


def _finding(rule: Rule, sheet: Sheet) -> Finding:
    if rule.each is not None:
        cases = list(rule.each(sheet))
        return Finding(
            TRUE if cases else ~TRUE, tuple(dict.fromkeys(name for case in cases for name, _ in case.because))
        )
    condition: Condition | None = rule.when
    return condition.check(sheet) if condition is not None else Finding(~TRUE)


def _told(rule: Rule, finding: Finding, sheet: Sheet) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "says": dict(rule.says),
        "clause": {"number": rule.cites.number, "section": rule.cites.section},
        "grades": [{"grade": grade.grade, "where": grade.where} for grade in rule.cites.grades],
        "mark": rule.cites.mark,
        "because": _shown(sheet, finding.because),
    }


def _shown(sheet: Sheet, names: Sequence[str]) -> list[dict[str, Any]]:
    return [{"fact": name, "value": sheet.shown[name]} for name in names if name in sheet.shown]


def rules_of(phase: str) -> Iterator[Rule]:
    """The rules of one phase of care, in order."""
    return (rule for rule in RULES if rule.phase == phase)
