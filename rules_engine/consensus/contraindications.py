"""Contraindications (consensus §4.1-2): none carries a grade; each is entered by the clinician who may say so."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.condition import Open
from rules_engine.derived import cognitive
from rules_engine.derived import psychiatric_exception as exception
from rules_engine.gates import wrong_level
from rules_engine.readings import GAD7_EVALUATION, PHQ9_EVALUATION
from rules_engine.rule import Rule, clause

_severe = facts.psych_severe.is_(True)
_not_pain = facts.psych_cause.is_("not_pain_caused")
_cause_open = Open(facts.psych_cause.known())
_treatment_open = Open(facts.psych_treatment.known())

RULES = (
    Rule(
        id="CI-0",
        cites=clause("禁忌证（总述）", "§4.1-2"),
        when=facts.severe_comorbidity.is_(True),
        gives="OUT-CI-COMORBID",
        shown="A",
        against=("drez",),
        says={
            "zh": "严重共存疾病应除外：由医生权衡",
            "en": "severe comorbidity to be excluded: the clinician weighs it",
        },
    ),
    Rule(
        id="CI-1",
        cites=clause("禁忌证（1）", "§4.1-2"),
        when=cognitive,
        gives="OUT-CI-COG",
        shown="A",
        against=("drez",),
        says={"zh": "明显认知功能障碍或缺失", "en": "marked cognitive impairment or loss"},
    ),
    Rule(
        id="CI-2",
        cites=clause("禁忌证（2）", "§4.1-2"),
        when=_severe & _not_pain & facts.psych_treatment.among("none", "treated_improved"),
        gives="OUT-CI-PSY",
        shown="A",
        against=("drez",),
        says={
            "zh": "非疼痛所致的严重抑郁、焦虑、精神分裂等精神疾病",
            "en": "severe psychiatric disease that is not caused by the pain",
        },
    ),
    Rule(
        id="CI-2x",
        cites=clause("禁忌证（2）但书", "§4.1-2"),
        when=exception,
        gives="OUT-CI-PSY-EXC",
        shown="A",
        says={
            "zh": "经精神科等治疗仍无法缓解者也可考虑：须精神科与多学科评估、知情同意能力，不自动放行",
            "en": "may still be considered if unrelieved after psychiatric treatment: needs psychiatry, the team and "
            "capacity to consent, never automatic",
        },
    ),
    Rule(
        id="CI-2 evaluation",
        cites=clause("禁忌证（2）", "§4.1-2", mark="DER"),
        when=(_severe & (_cause_open | (_not_pain & (facts.psych_treatment.is_("none") | _treatment_open))))
        | (Open(_severe) & ((facts.phq9 >= PHQ9_EVALUATION) | (facts.gad7 >= GAD7_EVALUATION))),
        gives="OUT-PSY-EVAL",
        says={
            "zh": "需要精神科评估（量表只提示评估，不作诊断）",
            "en": "psychiatric evaluation needed; scales only ask for it",
        },
    ),
    Rule(
        id="CI-2 pain-caused",
        cites=clause("禁忌证（2）", "§4.1-2"),
        when=_severe & facts.psych_cause.is_("pain_caused"),
        gives="OUT-PSY-PAINCAUSED",
        says={
            "zh": "严重情绪障碍判断为疼痛所致：不属禁忌，仍需评估与治疗",
            "en": "severe mood disorder judged to be caused by the pain: no contraindication, still assess and treat",
        },
    ),
    Rule(
        id="CI-3",
        cites=clause("禁忌证（3）", "§4.1-2"),
        when=wrong_level,
        gives="OUT-CI-LEVEL",
        shown="A",
        against=("drez",),
        says={
            "zh": "疼痛范围与脊髓损伤节段平面范围不对应（“不对称”非指左右）",
            "en": "the pain does not correspond to the level of the cord injury (not left-right asymmetry)",
        },
    ),
    Rule(
        id="CI-4 cardiopulmonary",
        cites=clause("禁忌证（4）", "§4.1-2"),
        when=facts.cardiopulmonary.is_("severe"),
        gives="OUT-CI-CARDIO",
        shown="A",
        against=("drez",),
        says={"zh": "严重心肺功能障碍", "en": "severe cardiopulmonary disorder"},
    ),
    Rule(
        id="CI-4 coagulation",
        cites=clause("禁忌证（4）", "§4.1-2"),
        when=facts.coagulation.is_("severe"),
        gives="OUT-CI-COAG",
        shown="A",
        against=("drez",),
        says={"zh": "严重凝血功能障碍", "en": "severe coagulation disorder"},
    ),
    Rule(
        id="CI-4 tolerance",
        cites=clause("禁忌证（4）", "§4.1-2"),
        when=facts.anaesthesia_tolerance.is_("intolerable"),
        gives="OUT-CI-INTOL",
        shown="A",
        against=("drez",),
        says={"zh": "不能耐受手术", "en": "surgery not tolerated"},
    ),
)
