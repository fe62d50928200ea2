"""Scope, method and background (consensus introduction, §1, §3, §9): what every report says of the consensus itself."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.rule import Phase, Rule, clause

_SCOPE: Phase = "scope"
_CONSTANT = "a constant statement that every report prints; it asks nothing of a patient's facts"

RULES = (
    Rule(
        id="META-2",
        cites=clause("目标医师", "§1.2"),
        phase=_SCOPE,
        when=facts.site_qualified.is_(True),
        says={
            "zh": "面向二级以上医院有脊柱脊髓显微外科经验、从事神经病理性疼痛治疗的神经外科医护",
            "en": "for neurosurgical staff with spine and cord microsurgery experience, secondary hospital or above",
        },
    ),
    Rule(
        id="META-3",
        cites=clause("文献检索", "§1.4"),
        phase=_SCOPE,
        not_computed=_CONSTANT,
        says={"zh": "证据检索截止2023年5月31日", "en": "evidence to 31 May 2023"},
    ),
    Rule(
        id="META-4",
        cites=clause("证据质量", "§1.5 表1"),
        phase=_SCOPE,
        not_computed=_CONSTANT,
        says={
            "zh": "A 高：非常确信 · B 中：很可能接近，仍可能根本不同 · C 低：可能有很大差异 · D 极低：很可能有很大差异",
            "en": "A high: very sure · B moderate: probably close, may still differ · C low: may differ a lot · "
            "D very low: probably differs a lot",
        },
    ),
    Rule(
        id="META-5",
        cites=clause("推荐强度", "§1.5 表2"),
        phase=_SCOPE,
        not_computed=_CONSTANT,
        says={
            "zh": "1 强：明确利大于弊或弊大于利 · 2 弱：利弊不确定或相当（方向看原句）",
            "en": "1 strong: clearly more benefit than harm, or more harm · 2 weak: balance uncertain or equal (the "
            "direction stands in the sentence)",
        },
    ),
    Rule(
        id="META-6",
        cites=clause("总结与展望", "§9"),
        phase=_SCOPE,
        not_computed=_CONSTANT,
        says={
            "zh": "仅供指导临床，无法律约束力，为阶段性认识；适应证、手术操作、并发症预防仍缺乏客观参考数据",
            "en": "guidance only, not binding, to be updated; objective reference data on selection, technique and "
            "prevention of complications are still lacking",
        },
    ),
    Rule(
        id="META-7",
        cites=clause("总结与展望", "§9"),
        phase=_SCOPE,
        not_computed=_CONSTANT,
        says={
            "zh": "DREZ是毁损手术，术后势必有相应神经功能障碍或缺失；是补充治疗手段，不是唯一方式",
            "en": "DREZ surgery is destructive and always costs some function; a complement, not the only option",
        },
    ),
    Rule(
        id="BG-1",
        cites=clause("引言", "§引"),
        phase=_SCOPE,
        not_computed="a definition; G1 uses it through META-1",
        says={
            "zh": "神经病理性疼痛由损伤或疾病影响躯体感觉神经系统直接导致",
            "en": "neuropathic pain comes directly from a lesion or disease of the somatosensory system",
        },
    ),
    Rule(
        id="BG-2",
        cites=clause("引言", "§引"),
        phase=_SCOPE,
        not_computed="background on frequency, not on a patient",
        says={"zh": "患病率3%~17%，并增加抑郁、焦虑", "en": "prevalence 3–17 %, with more depression and anxiety"},
    ),
    Rule(
        id="BG-3",
        cites=clause("引言", "§引"),
        phase=_SCOPE,
        not_computed="a list of treatments; the tx facts ask for them",
        says={
            "zh": "既有疗法：药物、针灸、理疗、阻滞和射频等微创、神经调控",
            "en": "existing options: drugs, acupuncture, physiotherapy, blocks and radiofrequency, neuromodulation",
        },
    ),
    Rule(
        id="BG-4",
        cites=clause("DREZ手术的临床应用", "§3"),
        phase=_SCOPE,
        not_computed="reported results are background for the clinician, never a patient's prognosis",
        says={
            "zh": "文献疗效仅作医生背景资料，不用于个体预后",
            "en": "reported results are background for the clinician, never an individual prognosis",
        },
    ),
)

# The texts that must accompany these codes, and the foot of every report.
ACCOMPANIED_BY_META_7 = (
    "OUT-SUIT-FIRST",
    "OUT-SUIT-AFTER",
    "OUT-DISCR-ABOVE",
    "OUT-LEVEL-MIXED",
    "OUT-AGE-EXC",
    "OUT-CI-PSY-EXC",
)
FOOT = ("META-3", "META-6")
