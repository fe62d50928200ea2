"""What belongs to a phase of care: the surgical checklist, care in hospital, follow-up questions, complications."""

from __future__ import annotations

from typing import Any

from rules_engine.catalogue import RULES
from rules_engine.condition import FALSE, TRUE
from rules_engine.consensus.aftercare import FOLLOW_UP
from rules_engine.consensus.scope import ACCOMPANIED_BY_META_7, FOOT
from rules_engine.rule import Phase, Rule
from rules_engine.sheet import Sheet

SITE_NOT_QUALIFIED = {"zh": "本机构尚未在设置中标明资质", "en": "the site is not marked as qualified in the settings"}
SEGMENTS_OPEN = {"zh": "毁损节段尚未由医生确定", "en": "the target segments are not confirmed by a clinician"}


def surgical_checklist(sheet: Sheet) -> dict[str, Any]:
    """The steps for the operating team, never for patients.

    ``blocked``  the reasons why no step may be shown: site not qualified (consensus §1.2), segments not confirmed
    (Rec 9). ``steps``  empty while blocked; each with its clause and grades. Steps that do not apply are left out.
    """
    blocked = []
    if sheet.values.get("site_qualified") is not True:
        blocked.append({"fact": "site_qualified", "says": SITE_NOT_QUALIFIED})
    segments = sheet.values.get("pain_segments")
    if segments is None or segments.open:
        blocked.append({"fact": "pain_segments", "says": SEGMENTS_OPEN})
    return {"blocked": blocked, "steps": [] if blocked else _told("surgery", sheet)}


def inpatient_care(sheet: Sheet) -> list[dict[str, Any]]:
    """Care in hospital after surgery (§7.1, Rec 10); empty in another phase."""
    return [told for told in _told("inpatient", sheet) if told["applies"]]


def follow_up() -> list[dict[str, Any]]:
    """The follow-up questions (§7.2), and what a new or worse answer does."""
    return [
        {"id": one.id, "asks": dict(one.asks), "if_new_or_worse": one.if_new_or_worse, "red_flags": list(one.red_flags)}
        for one in FOLLOW_UP
    ]


def complications() -> list[dict[str, Any]]:
    """The complications that the consensus names (§8, §7), each with its clause and grade."""
    return [_entry(rule) for rule in RULES if rule.id.startswith("COMP-")]


def must_accompany(code: str) -> list[dict[str, Any]]:
    """The statements that go with a code: that the operation is destructive and one option among others (§9)."""
    return [_entry(rule) for rule in RULES if rule.id == "META-7"] if code in ACCOMPANIED_BY_META_7 else []


def report_foot() -> list[dict[str, Any]]:
    """What stands under every report: the evidence's date, and that the consensus guides and does not bind."""
    return [_entry(rule) for rule in RULES if rule.id in FOOT]


def _told(phase: Phase, sheet: Sheet) -> list[dict[str, Any]]:
    told = []
    for rule in RULES:
        truth = rule.when.truth(sheet) if rule.when is not None else TRUE
        if rule.phase == phase and truth is not FALSE:
            told.append(_entry(rule) | {"applies": truth is TRUE})
    return told


def _entry(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "says": dict(rule.says),
        "clause": {"number": rule.cites.number, "section": rule.cites.section},
        "grades": [{"grade": grade.grade, "where": grade.where} for grade in rule.cites.grades],
        "mark": rule.cites.mark,
    }
