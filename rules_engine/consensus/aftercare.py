"""After surgery (consensus §7, Rec 10): care in hospital, and the follow-up questions by telephone or clinic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from rules_engine import facts
from rules_engine.rule import Phase, Rule, Says, clause

_IN, _OUT = facts.phase.is_("inpatient_postop"), facts.phase.is_("outpatient_postop")
_ASKED = "asked by the follow-up list of the portal; the consensus gives no schedule"


class FollowUp(NamedTuple):
    """A follow-up question, and what a new or worse answer does: a human at once, or the clinician the same day."""

    id: str
    asks: Says
    if_new_or_worse: Literal["URGENT_HUMAN", "same_day", "record"]
    red_flags: tuple[str, ...] = ()


FOLLOW_UP: tuple[FollowUp, ...] = (
    FollowUp(
        "FU-1",
        {"zh": "现在疼几分？比手术前轻了多少？", "en": "How strong is the pain now, and how much less than before?"},
        "record",
    ),
    FollowUp(
        "FU-2",
        {
            "zh": "手术部位旁边有没有新的疼，或一碰就疼？",
            "en": "Any new pain beside the operated area, or pain on touch?",
        },
        "same_day",
    ),
    FollowUp(
        "FU-3",
        {
            "zh": "脖子或腰有没有不稳、变形、撑不住，或疼得更厉害？",
            "en": "Is the neck or back unstable, bent, giving way, or more painful?",
        },
        "same_day",
    ),
    FollowUp(
        "FU-4",
        {
            "zh": "手术那一侧的手脚，力量和手术前比怎么样？",
            "en": "How strong are the arm and leg of that side, against before?",
        },
        "URGENT_HUMAN",
        ("RF-WEAK",),
    ),
    FollowUp(
        "FU-5",
        {
            "zh": "走路像踩棉花，或闭上眼站不稳吗？",
            "en": "Does walking feel like on cotton, or do you sway with eyes shut?",
        },
        "URGENT_HUMAN",
        ("RF-WEAK",),
    ),
    FollowUp(
        "FU-6", {"zh": "大小便有没有变化？", "en": "Any change of bladder or bowel?"}, "URGENT_HUMAN", ("RF-CES",)
    ),
    FollowUp(
        "FU-7",
        {
            "zh": "伤口红肿流水、发热、头痛、腿肿或胸痛吗？",
            "en": "Wound red or leaking, fever, headache, leg swelling or chest pain?",
        },
        "same_day",
        ("RF-WOUND", "RF-FEVER", "RF-CSF", "RF-VTE"),
    ),
)


def _care(id: str, number: str, section: str, grades: tuple[str, ...], zh: str, en: str, phase: Phase) -> Rule:
    when = _IN if phase == "inpatient" else _OUT
    return Rule(id=id, cites=clause(number, section, *grades), phase=phase, when=when, says={"zh": zh, "en": en})


_MARKS: Mapping[str, Literal["", "DER"]] = {"FU-7": "DER"}

RULES = (
    _care(
        "POSTOP-1",
        "院内管理（1）",
        "§7.1",
        (),
        "多节段椎板去除，肌肉未代偿期间：轴性翻身",
        "after laminectomy, until the muscles compensate: log-roll turning",
        "inpatient",
    ),
    _care(
        "POSTOP-2",
        "院内管理（1）",
        "§7.1",
        (),
        "下颈部用颈托，腰部用腰围（胸段未述及，时间由本地方案定）",
        "collar for the lower neck, belt for the lumbar spine (thoracic not mentioned; time by local protocol)",
        "inpatient",
    ),
    _care(
        "POSTOP-3",
        "院内管理（2）",
        "§7.1",
        (),
        "切口疼痛可口服止痛药，同时关注切口愈合",
        "oral analgesia for wound pain; watch the wound",
        "inpatient",
    ),
    _care(
        "POSTOP-4",
        "院内管理（3）",
        "§7.1",
        (),
        "加强患肢主动或被动运动，减少静脉血栓",
        "active or passive exercise of the limb against thrombosis",
        "inpatient",
    ),
    _care(
        "POSTOP-5",
        "院内管理（3）",
        "§7.1",
        (),
        "二便障碍者保持通畅",
        "bladder and bowel kept draining if impaired",
        "inpatient",
    ),
    _care(
        "R10a",
        "推荐意见10",
        "§7",
        ("2B 推荐意见10",),
        "鼓励床上肢体主动和被动活动，减少血栓",
        "active and passive movement in bed against clots",
        "inpatient",
    ),
    _care(
        "R10b",
        "推荐意见10",
        "§7",
        ("未分级 推荐意见10后半句",),
        "院外：手术区域肌力锻炼与姿势保护",
        "out of hospital: muscle strengthening of the operated region, posture protection",
        "outpatient",
    ),
    *(
        Rule(
            id=one.id,
            cites=clause("院外管理", "§7.2", mark=_MARKS.get(one.id, "")),
            phase="outpatient",
            not_computed=_ASKED,
            says=one.asks,
        )
        for one in FOLLOW_UP
    ),
)
