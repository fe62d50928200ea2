"""Notes to the clinician that have no code: contraindicated examinations, refused treatment, low doses, cancer, NRS."""

from __future__ import annotations

from typing import Any

from rules_engine.derived import TREATMENTS
from rules_engine.drugs import drugs
from rules_engine.facts import FACTS
from rules_engine.sheet import Sheet

_EXAMS = tuple(name for name in FACTS if name.startswith("exam_") and name != "exam_mri")


def remarks_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The remarks that hold for these facts: ``{"fact", "says": {zh, en}}`` each."""
    found = [*_exams(sheet), *_treatments(sheet), *_doses(sheet)]
    causes = sheet.values.get("aetiologies")
    if causes is not None and "segmental_cancer" in causes.items:
        found.append(
            _remark(
                "aetiologies",
                "癌痛与预期寿命：共识未述及（AMB-29），由医生权衡",
                "cancer pain and life expectancy: not addressed (AMB-29), for the clinician",
            )
        )
    if sheet.values.get("pain_scale") == "NRS":
        found.append(
            _remark(
                "pain_scale",
                "以NRS代替VAS；NRS在共识中没有自己的界值（AMB-21）",
                "NRS stands in for VAS; it has no cut-off of its own (AMB-21)",
            )
        )
    if sheet.values.get("segment_sensory_deficit") in ("none", "mild"):
        found.append(
            _remark(
                "segment_sensory_deficit",
                "术前感觉尚存：“浅感觉障碍几乎无影响”不适用于保留的感觉（§8.1）",
                "feeling is kept: “little impact of sensory loss” is said of those who had lost it already (§8.1)",
            )
        )
    return found


def _exams(sheet: Sheet) -> list[dict[str, Any]]:
    return [
        _remark(
            name,
            f"{FACTS[name].says['zh']}：禁忌，由医生另定",
            f"{FACTS[name].says['en']}: contraindicated, for the clinician",
        )
        for name in _EXAMS
        if sheet.values.get(name) == "contraindicated"
    ]


def _treatments(sheet: Sheet) -> list[dict[str, Any]]:
    words = {"refused": ("拒绝", "refused"), "contraindicated": ("禁忌", "contraindicated")}
    return [
        _remark(
            treatment.name,
            f"{treatment.says['zh']}：{words[value][0]}，不等于无效",
            f"{treatment.says['en']}: {words[value][1]}, which is not failure",
        )
        for treatment in TREATMENTS
        if (value := sheet.values.get(treatment.name)) in words
    ]


def _doses(sheet: Sheet) -> list[dict[str, Any]]:
    found = []
    for trial in sheet.values.get("drug_trials") or ():
        drug = drugs().get(trial.drug or "")
        if drug is None or drug.low_mg_day is None or drug.mg_day is None or trial.max_mg_day is None:
            continue
        if trial.max_mg_day.low >= drug.low_mg_day and trial.max_mg_day.high < drug.mg_day:
            found.append(
                _remark("drug_trials", f"{drug.zh}：曾用剂量偏低", f"{drug.generic}: the dose used was at the low end")
            )
    return found


def _remark(fact: str, zh: str, en: str) -> dict[str, Any]:
    return {"fact": fact, "says": {"zh": zh, "en": en}}
