"""Examinations before surgery (consensus §5, Rec 8): which are outstanding, under which conditions."""

from __future__ import annotations

from certainty import Truth
from rules_engine import facts
from rules_engine.condition import Computed, Condition, Open, Unless
from rules_engine.derived import cord_or_cauda, listed
from rules_engine.fact import Fact
from rules_engine.rule import Clause, Rule, Says, clause

every_candidate: Condition = Computed((), lambda sheet: Truth.TRUE)
_plexus = listed("bpa_avulsion", "bp_injury_nonavulsion", "lumbosacral_root_avulsion")
_heart_open = Open(facts.cardiopulmonary.known()) | Open(facts.anaesthesia_tolerance.known())
_bladder = cord_or_cauda | facts.bladder_bowel.among("chronic_dysfunction", "new_change")
_mri_impossible = facts.exam_mri.is_("contraindicated")

# The condition under which each examination is wanted (§9 of the rule extraction, ours where §5.3 lists plainly).
WANTED: tuple[tuple[Fact, Condition], ...] = (
    (facts.exam_mri, every_candidate),
    (facts.exam_mrn, _plexus),
    (facts.exam_ep, every_candidate),
    (facts.exam_pft, _heart_open),
    (facts.exam_echo, _heart_open),
    (facts.exam_pvr, _bladder),
    (facts.exam_dvt, facts.leg_motor.is_("absent")),
    (facts.exam_coag, every_candidate),
)


def _exam(id: str, fact: Fact, code: str, cites: Clause, says: Says) -> Rule:
    wanted = dict(WANTED)[fact]
    return Rule(id=id, cites=cites, when=wanted & fact.is_("not_done"), gives=code, shown="C", says=says)


_OTHERS = clause("推荐意见8（其他情况酌情参照）", "§5.3", mark="DER")

RULES = (
    _exam(
        "EXAM-1", facts.exam_mri, "OUT-EXAM-MRI",
        clause("推荐意见8", "§5.1", "1A 推荐意见8（MRI/CT）", "2B §5.1（段末，范围不明）"),
        {"zh": "脊髓磁共振平扫：空洞、损伤、萎缩、变性、血管畸形、囊肿",
         "en": "spinal cord MRI: syrinx, injury, atrophy, degeneration, vascular malformation, cyst"},
    ),
    Rule(
        id="EXAM-3",
        cites=clause("推荐意见8", "§5", "1A 推荐意见8（MRI/CT）"),
        when=_mri_impossible & Unless(facts.exam_ct.among("done", "contraindicated")),
        gives="OUT-EXAM-CT",
        shown="C",
        says={
            "zh": "磁共振禁忌：以CT评估脊髓结构（CT仅见推荐意见8）",
            "en": "MRI not possible: CT (named in Rec 8 only)",
        },
    ),
    _exam(
        "EXAM-2", facts.exam_mrn, "OUT-EXAM-MRN", clause("影像学检查", "§5.1", "2B §5.1"),
        {"zh": "臂丛、骶丛撕脱：磁共振神经三维重建评估撕脱程度", "en": "brachial or sacral plexus: 3-D MR neurography"},
    ),
    _exam(
        "EXAM-4", facts.exam_ep, "OUT-EXAM-EP", clause("推荐意见8", "§5.2", "1A §5.2", "2B 推荐意见8（一些患者）"),
        {"zh": "神经电生理：肌电图、运动与感觉传导速度、SEP、MEP", "en": "EMG, motor and sensory conduction, SEP, MEP"},
    ),
    _exam("EXAM-5", facts.exam_pft, "OUT-EXAM-PFT", _OTHERS, {"zh": "肺功能", "en": "lung function"}),
    _exam("EXAM-6", facts.exam_echo, "OUT-EXAM-ECHO", _OTHERS, {"zh": "心脏彩超", "en": "echocardiography"}),
    _exam("EXAM-7", facts.exam_pvr, "OUT-EXAM-PVR", _OTHERS, {"zh": "膀胱残余尿测定", "en": "residual urine"}),
    _exam("EXAM-8", facts.exam_dvt, "OUT-EXAM-DVT", _OTHERS, {"zh": "肢体深静脉彩超", "en": "limb vein ultrasound"}),
    _exam(
        "EXAM-9", facts.exam_coag, "OUT-EXAM-COAG", clause("禁忌证（4）所需", "§4.1-2", mark="DER"),
        {
            "zh": "凝血检查（§5未列，为禁忌证（4）补充）",
            "en": "coagulation test (not in §5; needed for contraindication 4)",
        },
    ),
    Rule(
        id="R8a",
        cites=clause("推荐意见8", "§5", "1A 推荐意见8"),
        when=facts.exam_mri.is_("done") | facts.exam_ct.is_("done"),
        says={
            "zh": "术前完善脊髓磁共振/CT以评估脊髓结构",
            "en": "spinal cord MRI/CT before surgery to see its structure",
        },
    ),
    Rule(
        id="R8b",
        cites=clause("推荐意见8", "§5", "2B 推荐意见8", "1A §5.2"),
        when=facts.exam_ep.is_("done"),
        says={
            "zh": "神经电生理帮助评估损伤程度及来源（外周或脊髓）",
            "en": "electrophysiology helps to judge degree and origin (peripheral or cord)",
        },
    ),
)  # fmt: skip
