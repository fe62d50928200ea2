"""Complications (consensus §8, and §7 for two of them): what to expect, what to act on, and how fast."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.rule import Clause, Rule, clause

_PORTAL = "happens after the operation: a portal task starts it; a new deficit reaches the engine as a red flag"


def _complication(id: str, cites: Clause, zh: str, en: str) -> Rule:
    return Rule(id=id, cites=cites, phase="outpatient", not_computed=_PORTAL, says={"zh": zh, "en": en})


_CORD = clause("并发症1 脊髓损伤", "§8.1")

RULES = (
    Rule(
        id="COMP-1",
        cites=_CORD,
        phase="outpatient",
        when=facts.segment_sensory_deficit.among("none", "mild"),
        says={
            "zh": "手术节段浅感觉减退或缺失：“几乎无影响”因多数术前已有；术前感觉尚存者须告知医生",
            "en": "superficial sensory loss of the operated segments: said to matter little as most had it before; "
            "this patient still feels",
        },
    ),
    _complication(
        "COMP-2", _CORD, "临近节段新发疼痛：医生当日处理", "new pain in adjacent segments: the clinician the same day"
    ),
    _complication(
        "COMP-3", _CORD, "本体感觉障碍：新出现或加重立即人工处理", "proprioceptive loss: new or worse, a human at once"
    ),
    _complication(
        "COMP-4",
        _CORD,
        "术侧肢体肌力下降：新出现或加重立即人工处理",
        "weakness of that side: new or worse, a human at once",
    ),
    _complication(
        "COMP-5",
        _CORD,
        "二便功能障碍（尿潴留、便秘等）：新出现或加重立即人工处理",
        "bladder or bowel dysfunction: new or worse, a human at once",
    ),
    _complication(
        "COMP-5s",
        clause("并发症1 脊髓损伤", "§8.1", "1A §8.1（句末）"),
        "可适当应用激素（无药名、剂量、时间）：仅供医生",
        "steroids may be used appropriately (no drug, dose or time): for the clinician only",
    ),
    _complication(
        "COMP-6",
        clause("并发症2 出血和感染", "§8.2"),
        "出血主要为硬膜外：严密止血，可考虑负压吸引",
        "bleeding, mainly epidural: strict haemostasis; suction drain may be considered",
    ),
    _complication(
        "COMP-7",
        clause("并发症2 出血和感染", "§8.2"),
        "感染：无菌操作，尽量少植入异物",
        "infection: asepsis, few implants",
    ),
    _complication(
        "COMP-8",
        clause("院外管理（2）", "§7.2"),
        "椎体稳定性下降，甚至需手术",
        "loss of stability, even needing surgery",
    ),
    _complication(
        "COMP-9", clause("院内管理（3）", "§7.1"), "静脉血栓（仅见于预防）", "venous thrombosis (named for prevention)"
    ),
)
