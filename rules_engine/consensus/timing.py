"""Timing, severity and age (consensus §4.3, Rec 7): when, how bad, how old, and what comes first."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.condition import AnyOf
from rules_engine.derived import TREATMENTS, controlled_now, refractory, severe_deficit
from rules_engine.gates import G5, G9, adult
from rules_engine.readings import DURATION_BAND, DURATION_GATE
from rules_engine.rule import Rule, clause
from rules_engine.standing import Standing

_early = facts.pain_duration_months < DURATION_GATE
_relapsed = AnyOf((facts.drug_control.is_("relapsed"), *(treatment.is_("relapsed") for treatment in TREATMENTS)))

RULES = (
    Rule(
        id="TIM-1",
        cites=clause("手术时机1", "§4.3-1", "1A §4.3-1（句末，范围不明）"),
        when=(facts.pain_duration_months >= DURATION_GATE) & refractory,
        favours=("drez",),
        says={
            "zh": "原则上病程3~6个月、药物或其他治疗无法控制，评估合格者可考虑",
            "en": "in principle 3–6 months of pain that drugs or other treatment do not control: may be considered",
        },
    ),
    Rule(
        id="TIM band",
        cites=clause("手术时机1", "§4.3-1", "1A §4.3-1（句末，范围不明）", mark="DER"),
        when=(facts.pain_duration_months >= DURATION_GATE) & (facts.pain_duration_months < DURATION_BAND),
        gives="OUT-TIM-BAND",
        says={
            "zh": "提示：病程在3~6个月区间内；不影响状态",
            "en": "note: inside the printed 3–6-month band; the status does not change",
        },
    ),
    Rule(
        id="TIM-2",
        cites=clause("推荐意见7", "§4.3", "2B 推荐意见7", "1A §4.3-1（药物和（或）无创无法控制者）"),
        when=_early,
        gives="OUT-DEFER-LT3",
        favours=("less_invasive", "not_now"),
        against=("drez",),
        says={
            "zh": "病程<3个月：先积极尝试无创、微创介入、神经调控",
            "en": "under 3 months: first try non-invasive, minimally invasive and neuromodulation treatment",
        },
    ),
    Rule(
        id="TIM-3",
        cites=clause("推荐意见7", "§4.3", "2B 推荐意见7（印在<3个月半句后，范围不明）"),
        when=_early,
        gives="OUT-ACUTE-DRUG",
        favours=("less_invasive", "not_now"),
        says={
            "zh": "急性或亚急性：一线、二线药物等治疗（<3个月为本系统读法）",
            "en": "acute or subacute: first- and second-line drugs (under 3 months is our reading)",
        },
    ),
    Rule(
        id="R7c",
        cites=clause("推荐意见7", "§4.3", "1A 推荐意见7"),
        when=refractory,
        favours=("drez",),
        says={
            "zh": "其他治疗疗效不理想或复发，经评估可实施DREZ",
            "en": "after poor effect or relapse of other treatment DREZ may follow, once assessed",
        },
    ),
    Rule(
        id="R7c relapse",
        cites=clause("推荐意见7", "§4.3", "1A 推荐意见7", "1B §4.1-1(2)"),
        when=_relapsed,
        gives="OUT-RELAPSE",
        favours=("drez",),
        says={"zh": "曾有效后复发，视为疗效不佳", "en": "relapse after earlier success counts as failure"},
    ),
    Rule(
        id="R7c controlled",
        cites=clause("推荐意见7", "§4.3", "1A 推荐意见7", mark="DER"),
        when=controlled_now,
        gives="OUT-EFFECTIVE-CURRENT",
        favours=("not_now",),
        against=("drez",),
        says={
            "zh": "现有治疗能控制疼痛：不提示DREZ",
            "en": "the present treatment controls the pain: DREZ is not suggested",
        },
    ),
    Rule(
        id="SEV-1a",
        cites=clause("手术时机2", "§4.3-2", "2B §4.3-2"),
        when=G5.stands(Standing.FALSE),
        gives="OUT-SEV-LT5",
        favours=("not_now",),
        against=("drez",),
        says={
            "zh": "最痛时VAS<5：严重程度标准未达到",
            "en": "VAS under 5 at its worst: the severity criterion is not met",
        },
    ),
    Rule(
        id="SEV-1b",
        cites=clause("手术时机2", "§4.3-2", "2B §4.3-2"),
        when=G5.stands(Standing.TRUE) & ~severe_deficit,
        gives="OUT-SEV-NODEFICIT",
        against=("drez",),
        says={
            "zh": "VAS≥5，但节段区感觉与运动障碍未全部严重（见依据：哪一项严重）：权衡功能损失",
            "en": "VAS 5 or more, but the deficit is not severe in every function (see which): weigh the loss",
        },
    ),
    Rule(
        id="AGE-1",
        cites=clause("手术时机3", "§4.3-3"),
        when=adult,
        favours=("drez",),
        says={"zh": "通常为成年人群（≥18岁）", "en": "usually adults, 18 or older"},
    ),
    Rule(
        id="AGE-2",
        cites=clause("手术时机3", "§4.3-3"),
        when=G9.stands(Standing.REVIEW),
        gives="OUT-AGE-EXC",
        says={
            "zh": "疼痛剧烈且其他治疗无法缓解，年龄可放宽：由医生评估，监护人与本人同意（VAS≥7为本系统读法）",
            "en": "severe pain that nothing relieved: age may be relaxed; the clinician, guardian and patient's "
            "assent (VAS 7 is our reading)",
        },
    ),
    Rule(
        id="AGE-2 not met",
        cites=clause("手术时机3", "§4.3-3"),
        when=G9.stands(Standing.FALSE),
        gives="OUT-AGE-LT18-NOEXC",
        favours=("not_now",),
        against=("drez",),
        says={"zh": "未满18岁且不符合放宽条件", "en": "under 18 without the conditions of the exception"},
    ),
)
