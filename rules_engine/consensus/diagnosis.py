"""Diagnosis of neuropathic pain (consensus §2, first half): qualities, signs, screening, and what is in scope."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.derived import screen, sensory_sign, typical_quality
from rules_engine.gates import G1, nonsegmental
from rules_engine.rule import Rule, clause
from rules_engine.standing import Standing

RULES = (
    Rule(
        id="DX-1",
        cites=clause("诊断", "§2"),
        when=facts.pain_regions.known() & facts.pain_duration_months.known() & facts.pain_quality.known(),
        says={
            "zh": "诊断主要靠症状（性质、部位、持续时间、诱因）与体征",
            "en": "the diagnosis is clinical: quality, site, duration, triggers, and signs",
        },
    ),
    Rule(
        id="DX-2",
        cites=clause("诊断", "§2"),
        when=typical_quality,
        says={
            "zh": "典型为锐性：刀割、针刺、触电、烧灼、撕裂样（性质多样，不符不排除）",
            "en": "typically sharp: cutting, pricking, electric, burning, tearing; others do not exclude it",
        },
    ),
    Rule(
        id="DX-3",
        cites=clause("诊断", "§2"),
        when=facts.pain_temporal.known(),
        says={"zh": "可持续，也可发作性或阵发性", "en": "continuous, or in bouts"},
    ),
    Rule(
        id="DX-4",
        cites=clause("诊断", "§2"),
        when=sensory_sign,
        says={
            "zh": "有诊断意义的体征：痛区感觉减退、痛觉过敏、触诱发痛等",
            "en": "telling signs: hypoaesthesia, hyperalgesia, allodynia and the like in the painful area",
        },
    ),
    Rule(
        id="DX-5",
        cites=clause("诊断", "§2"),
        when=screen,
        says={
            "zh": "可用DN4、LANSS、PD-Q、NPQ、ID Pain辅助；共识无界值，量表不能单独确诊或排除",
            "en": "DN4, LANSS, PD-Q, NPQ or ID Pain may help; no cut-offs in the consensus, none decides alone",
        },
    ),
    Rule(
        id="DX-6",
        cites=clause("诊断", "§2"),
        when=facts.exam_mri.is_("done") | facts.exam_ep.is_("done"),
        says={
            "zh": "影像和（或）电生理有助判断神经结构与功能受累",
            "en": "imaging and/or electrophysiology help to show what is involved",
        },
    ),
    Rule(
        id="DX-7",
        cites=clause("诊断（本系统归并）", "§2", mark="DER"),
        when=G1.stands(Standing.REVIEW),
        gives="OUT-NEP-DOUBT",
        says={
            "zh": "有病损，但性质、体征、量表均不支持神经病理性疼痛：由医生判断",
            "en": "a lesion, but neither quality, signs nor screening support neuropathic pain: the clinician decides",
        },
    ),
    Rule(
        id="META-1",
        cites=clause("目标患者", "§1.1"),
        when=nonsegmental,
        gives="OUT-OOS-NONSEG",
        against=("drez",),
        phase="scope",
        says={"zh": "适用于与脊髓节段相关的疼痛：本例不属", "en": "for pain related to cord segments: this is not"},
    ),
    Rule(
        id="META-1 neuropathic",
        cites=clause("目标患者", "§1.1"),
        when=G1.stands(Standing.FALSE),
        gives="OUT-OOS-NONNEP",
        against=("drez",),
        phase="scope",
        says={"zh": "适用于神经病理性疼痛：本例不属", "en": "for neuropathic pain: this is not"},
    ),
)
