"""The seven items of the assessment before surgery (consensus §4.2, Rec 6), and the facts each still waits for."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.adequacy import antidepressant, any_adequate
from rules_engine.condition import All, Condition
from rules_engine.derived import cauda_equina, cord_or_cauda
from rules_engine.fact import Fact
from rules_engine.rule import Rule, clause


def _known(*wanted: Fact) -> Condition:
    return All(fact.known() for fact in wanted)


_scores = _known(facts.phq9, facts.gad7) | _known(facts.hama, facts.hamd)
_items: dict[str, Condition] = {
    "ASSESS-1": _known(facts.drug_trials, facts.drug_control) & (antidepressant | ~antidepressant)
    & (any_adequate | ~any_adequate),
    "ASSESS-2": _known(facts.vas_worst, facts.pain_scale),
    "ASSESS-3": _known(facts.pain_regions)
    & ((cord_or_cauda & facts.pain_level_relation.known()) | (~cord_or_cauda & facts.segment_match.known())
       | (cauda_equina & facts.segment_match.known())),
    "ASSESS-4": _known(
        facts.segment_motor_deficit, facts.segment_sensory_deficit, facts.leg_motor, facts.leg_sensory
    ),
    "ASSESS-5": _known(facts.noninvasive_tx, facts.minimally_invasive_tx, facts.neuromodulation_tx),
    "ASSESS-6": facts.mood_symptoms.is_(False) | _scores,
    "ASSESS-7": _known(facts.cardiopulmonary, facts.coagulation, facts.anaesthesia_tolerance),
}  # fmt: skip

RULES = (
    Rule(
        id="ASSESS-1",
        cites=clause("术前评估1", "§4.2-1", "1A §4.2-1"),
        when=_items["ASSESS-1"],
        says={
            "zh": "是否正规口服加巴喷丁、普瑞巴林、卡马西平等，是否联合抗抑郁药",
            "en": "proper treatment with gabapentin, pregabalin, carbamazepine and the like; antidepressant combined?",
        },
    ),
    Rule(
        id="ASSESS-2",
        cites=clause("术前评估2", "§4.2-2", "2B §4.2-2"),
        when=_items["ASSESS-2"],
        says={"zh": "用VAS或NRS评估疼痛程度", "en": "grade intensity by VAS or NRS"},
    ),
    Rule(
        id="ASSESS-3",
        cites=clause("术前评估3", "§4.2-3", "1A §4.2-3"),
        when=_items["ASSESS-3"],
        says={
            "zh": "疼痛区域与脊髓损伤平面：属于、高于、低于或无明显关系",
            "en": "pain area against the level of cord injury: at, above, below or unrelated",
        },
    ),
    Rule(
        id="ASSESS-4",
        cites=clause("术前评估4", "§4.2-4"),
        when=_items["ASSESS-4"],
        says={"zh": "受累躯体感觉与运动功能保留或缺失程度", "en": "retained movement and feeling of the part involved"},
    ),
    Rule(
        id="ASSESS-5",
        cites=clause("术前评估5", "§4.2-5"),
        when=_items["ASSESS-5"],
        says={
            "zh": "药物以外的治疗史：无创（经颅磁、红外线、冲击波等）、微创、神经调控",
            "en": "other treatment: non-invasive (TMS, infrared, shockwave), minimally invasive, neuromodulation",
        },
    ),
    Rule(
        id="ASSESS-6",
        cites=clause("术前评估6", "§4.2-6"),
        when=_items["ASSESS-6"],
        says={
            "zh": "有焦虑抑郁症状者用PHQ-9和GAD-7，或HAMA和HAMD（共识无界值）",
            "en": "if anxious or depressed: PHQ-9 and GAD-7, or HAMA and HAMD (no cut-offs given)",
        },
    ),
    Rule(
        id="ASSESS-7",
        cites=clause("术前评估7", "§4.2-7"),
        when=_items["ASSESS-7"],
        says={
            "zh": "有无严重心肺功能低下、难以耐受麻醉和手术",
            "en": "severe cardiopulmonary impairment, anaesthesia or surgery not tolerated?",
        },
    ),
    Rule(
        id="R6",
        cites=clause("推荐意见6", "§4.2", "1A 推荐意见6"),
        when=All(_items.values()),
        says={
            "zh": "评估痛感觉（范围、程度、感觉运动功能）、痛情绪与身体状态",
            "en": "assess the pain (range, intensity, function), mood, and fitness for anaesthesia and surgery",
        },
    ),
)
