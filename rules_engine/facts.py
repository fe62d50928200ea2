"""The fact dictionary: every fact the consensus needs, its values, who may answer it and what to ask."""

from __future__ import annotations

from collections.abc import Mapping

from rules_engine.fact import Fact
from rules_engine.kinds import CordSegments, Free, InjuryLevel, Kind, Number, OneOf, Screens, Some, Trials, YesNo
from rules_engine.segments import regions

CAUSES = (
    "bpa_avulsion", "bp_injury_nonavulsion", "lumbosacral_root_avulsion", "sci", "cauda_equina", "phantom_limb",
    "residual_limb", "phn", "segmental_cancer", "radio_chemo_focal", "other_nep", "non_neuropathic",
)  # fmt: skip
TYPICAL_QUALITIES = ("knife", "pricking", "electric", "burning", "tearing")
RED_FLAGS = (
    "RF-CES", "RF-WEAK", "RF-FEVER", "RF-CSF", "RF-WOUND", "RF-SUI", "RF-OD", "RF-AD", "RF-VTE", "RF-ACS", "RF-RASH",
    "RF-SEROT", "RF-CONF",
)  # fmt: skip
TREATED = OneOf(("not_tried", "effective", "ineffective", "relapsed", "refused", "contraindicated"))
DONE = OneOf(("done", "not_done", "contraindicated"))
LEG = OneOf(("normal", "impaired", "absent"))
DEFICIT = OneOf(("none", "mild", "severe"))


def _fact(name: str, kind: Kind, who: str, asks: str, zh: str, en: str, na: bool = False) -> Fact:
    return Fact(name, kind, tuple(who.split()), tuple(asks.split()), {"zh": zh, "en": en}, na)


red_flags = _fact("red_flags", Some(lambda: RED_FLAGS, empty=True), "P F C", "Q-TRIAGE", "危险信号", "red flags")
bladder_bowel = _fact(
    "bladder_bowel", OneOf(("normal", "chronic_dysfunction", "new_change")), "P", "Q-BB", "大小便", "bladder and bowel"
)
age_years = _fact("age_years", Number(0, 120), "P F R", "Q-AGE", "年龄（岁）", "age in years")
aetiologies = _fact("aetiologies", Some(lambda: CAUSES), "R C I", "Q-CAUSE", "疼痛的病因", "cause of the pain")
pain_duration_months = _fact("pain_duration_months", Number(), "P F R", "Q-DUR", "疼痛病程（月）", "pain for (months)")
months_since_injury = _fact("months_since_injury", Number(), "P R", "Q-INJ", "伤后（月）", "months since the injury")
pain_regions = _fact(
    "pain_regions", Some(lambda: regions().keys(), ("outside:", "phantom_")), "P", "Q-WHERE",
    "疼痛部位", "where it hurts",
)  # fmt: skip
pain_side = _fact("pain_side", OneOf(("L", "R", "both")), "P", "Q-WHERE", "哪一侧", "side")
pain_quality = _fact(
    "pain_quality", Some(lambda: (*TYPICAL_QUALITIES, "other"), ("other:",)), "P", "Q-QUAL", "疼痛性质", "pain quality"
)
pain_temporal = _fact(
    "pain_temporal", OneOf(("continuous", "paroxysmal", "both")), "P", "Q-TIME", "持续或阵发", "continuous or in bouts"
)
pain_triggers = _fact("pain_triggers", Free(), "P", "Q-TRIG", "诱因", "triggers")
vas_worst = _fact("vas_worst", Number(0, 10, pair=True), "P", "Q-VAS", "最痛时评分", "worst pain, past week")
vas_average = _fact("vas_average", Number(0, 10, pair=True), "P", "Q-VAS", "平均评分", "average pain, past week")
pain_scale = _fact("pain_scale", OneOf(("VAS", "NRS")), "P", "Q-VAS", "评分工具", "pain scale used")
sign_hypoesthesia = _fact("sign_hypoesthesia", YesNo(), "C", "Q-TOUCH X-SENS", "感觉减退", "hypoaesthesia")
sign_hyperalgesia = _fact("sign_hyperalgesia", YesNo(), "C", "Q-TOUCH X-SENS", "痛觉过敏", "hyperalgesia")
sign_allodynia = _fact("sign_allodynia", YesNo(), "C", "Q-TOUCH X-SENS", "触诱发痛", "allodynia")
nep_screen = _fact(
    "nep_screen", Screens(), "C P", "Q-SCREEN X-SENS", "神经病理性疼痛筛查", "neuropathic pain screening"
)
avulsion_confirmed = _fact("avulsion_confirmed", YesNo(), "I C R", "EXAM-2", "撕脱已证实", "avulsion confirmed")
deafferentation_documented = _fact(
    "deafferentation_documented", YesNo(), "C I", "X-SENS", "去传入已记录", "deafferentation documented"
)
segment_match = _fact(
    "segment_match", YesNo(), "C", "Q-WHERE X-MAP", "疼痛在受损节段内", "pain lies in the lesioned segments"
)
pain_level_relation = _fact(
    "pain_level_relation", OneOf(("at", "above", "below", "mixed", "unrelated")), "C", "Q-WHERE X-MAP",
    "疼痛与损伤平面", "pain against the injury level", na=True,
)  # fmt: skip
pain_segments = _fact("pain_segments", CordSegments(), "C", "X-MAP", "疼痛对应节段", "segments of the pain")
sci_nli = _fact("sci_nli", InjuryLevel(), "C", "X-ISNCSCI", "神经损伤平面", "neurological level of injury")
bony_level = _fact("bony_level", Free(), "I", "EXAM-1", "骨性平面", "vertebral level")
leg_motor = _fact("leg_motor", LEG, "C", "Q-LEG X-MRC", "双腿运动", "movement of both legs")
leg_sensory = _fact("leg_sensory", LEG, "C", "Q-LEG X-SENS", "双腿感觉", "feeling in both legs")
segment_motor_deficit = _fact(
    "segment_motor_deficit", DEFICIT, "C", "X-MRC", "节段运动障碍", "segmental motor deficit", na=True
)
segment_sensory_deficit = _fact(
    "segment_sensory_deficit", DEFICIT, "C", "X-SENS", "节段感觉障碍", "segmental sensory deficit", na=True
)
drug_trials = _fact("drug_trials", Trials(), "P R", "Q-DRUG", "用过的药", "medicines tried")
drug_control = _fact(
    "drug_control",
    OneOf(("controlled", "uncontrolled", "relapsed")),
    "P C",
    "Q-DRUG2",
    "药物能否控制",
    "control by drugs",
)
antidepressant_combined = _fact(
    "antidepressant_combined", YesNo(), "P R", "Q-ANTIDEP", "联合抗抑郁药", "antidepressant combined"
)
noninvasive_tx = _fact("noninvasive_tx", TREATED, "P R", "Q-TX1", "无创治疗", "non-invasive treatment")
minimally_invasive_tx = _fact(
    "minimally_invasive_tx", TREATED, "P R", "Q-TX2", "微创治疗", "minimally invasive treatment"
)
neuromodulation_tx = _fact("neuromodulation_tx", TREATED, "P R", "Q-TX3", "神经调控", "neuromodulation")
cognition = _fact("cognition", OneOf(("normal", "mild", "marked")), "C", "X-COG", "认知", "cognition")
psych_severe = _fact("psych_severe", YesNo(), "PSY C", "Q-PSYHX X-PSY", "严重精神疾病", "severe psychiatric disease")
psych_cause = _fact(
    "psych_cause", OneOf(("pain_caused", "not_pain_caused")), "PSY", "X-PSY", "精神疾病与疼痛", "cause of the disorder"
)
psych_treatment = _fact(
    "psych_treatment", OneOf(("none", "treated_improved", "treated_unrelieved")), "PSY R", "Q-PSYHX X-PSY",
    "精神科治疗", "psychiatric treatment",
)  # fmt: skip
mood_symptoms = _fact("mood_symptoms", YesNo(), "P C", "Q-MOOD", "焦虑或低落", "anxiety or low mood")
phq9 = _fact("phq9", Number(0, 27), "P", "Q-PHQ9", "PHQ-9", "PHQ-9")
gad7 = _fact("gad7", Number(0, 21), "P", "Q-GAD7", "GAD-7", "GAD-7")
hamd = _fact("hamd", Number(), "C", "X-HAMD", "HAMD", "HAMD")
hama = _fact("hama", Number(), "C", "X-HAMA", "HAMA", "HAMA")
cardiopulmonary = _fact(
    "cardiopulmonary", OneOf(("ok", "severe")), "AN C", "Q-HEART X-AN", "心肺功能", "heart and lung"
)
coagulation = _fact("coagulation", OneOf(("ok", "severe")), "C L", "Q-BLEED EXAM-9", "凝血功能", "coagulation")
anaesthesia_tolerance = _fact(
    "anaesthesia_tolerance",
    OneOf(("ok", "intolerable")),
    "AN",
    "Q-ANAES X-AN",
    "麻醉与手术耐受",
    "tolerance of anaesthesia",
)
severe_comorbidity = _fact("severe_comorbidity", YesNo(), "C", "Q-COMORB X-AN", "其他严重疾病", "other severe disease")
exam_mri = _fact("exam_mri", DONE, "R I", "Q-EXAMS EXAM-1", "脊髓磁共振", "spinal cord MRI")
exam_ct = _fact("exam_ct", DONE, "R I", "Q-EXAMS EXAM-3", "CT", "CT")
exam_mrn = _fact("exam_mrn", DONE, "R I", "Q-EXAMS EXAM-2", "神经三维磁共振", "MR neurography")
exam_ep = _fact("exam_ep", DONE, "R I", "Q-EXAMS EXAM-4", "神经电生理", "electrophysiology")
exam_pft = _fact("exam_pft", DONE, "R I", "Q-EXAMS EXAM-5", "肺功能", "lung function")
exam_echo = _fact("exam_echo", DONE, "R I", "Q-EXAMS EXAM-6", "心脏彩超", "echocardiography")
exam_pvr = _fact("exam_pvr", DONE, "R I", "Q-EXAMS EXAM-7", "膀胱残余尿", "residual urine")
exam_dvt = _fact("exam_dvt", DONE, "R I", "Q-EXAMS EXAM-8", "肢体深静脉彩超", "limb vein ultrasound")
exam_coag = _fact("exam_coag", DONE, "R I", "Q-EXAMS EXAM-9", "凝血检查", "coagulation test")
phase = _fact(
    "phase", OneOf(("preop", "inpatient_postop", "outpatient_postop")), "R", "", "阶段", "phase of care"
)  # fmt: skip
site_qualified = _fact("site_qualified", YesNo(), "SW", "", "机构资质（设置）", "site qualified (a setting)")

FACTS: Mapping[str, Fact] = {fact.name: fact for fact in list(globals().values()) if isinstance(fact, Fact)}
