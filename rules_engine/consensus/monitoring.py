"""Intra-operative monitoring (consensus §3, Rec 3, §8.1): recommended, may be omitted, or the grey zone between."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.derived import leg_pain
from rules_engine.rule import Rule, clause

_motor, _sensory = facts.leg_motor, facts.leg_sensory
_motor_kept, _motor_absent = _motor.among("normal", "impaired"), _motor.is_("absent")
_sensory_kept, _sensory_absent = _sensory.among("normal", "impaired"), _sensory.is_("absent")
_one_absent = (_motor_kept & _sensory_absent) | (_motor_absent & _sensory_kept)

RULES = (
    Rule(
        id="MON-1",
        cites=clause("推荐意见3", "§3", "1A 推荐意见3（臂丛、上肢和躯干）", "1A §3正文（无部位限制）"),
        when=_motor_kept & _sensory_kept & ~leg_pain,
        gives="OUT-MON-REC",
        shown="D",
        phase="surgery",
        says={
            "zh": "下肢感觉运动功能存在的上肢或躯干痛：推荐在SEP/MEP监测下手术",
            "en": "legs working, pain of arm or trunk: operate under SEP/MEP monitoring",
        },
    ),
    Rule(
        id="MON-2",
        cites=clause("推荐意见3", "§3", "2B 推荐意见3", "未分级 §8.1（不推荐）"),
        when=_motor_absent & _sensory_absent,
        gives="OUT-MON-OPT",
        shown="D",
        phase="surgery",
        says={
            "zh": "双腿运动与感觉均缺失：可不监测（§8.1为“不推荐”监测，由术者决定）",
            "en": "both movement and feeling of the legs absent: monitoring may be omitted (§8.1: not recommended)",
        },
    ),
    Rule(
        id="MON-S",
        cites=clause("推荐意见3", "§3", "1A §3正文（无部位限制）", "1A 推荐意见3（未列下肢）", mark="DER"),
        when=_one_absent | (leg_pain & (_motor_kept | _sensory_kept)),
        gives="OUT-MON-GREY",
        shown="D",
        phase="surgery",
        says={
            "zh": "灰区（默认监测）：一项缺失，或下肢痛而功能存在；正文1A，推荐意见3未列入",
            "en": "grey zone (default: monitor): one function absent, or leg pain with function; body 1A, not in Rec 3",
        },
    ),
    Rule(
        id="MON-3",
        cites=clause("并发症1", "§8.1"),
        when=_motor_kept | _sensory_kept,
        phase="surgery",
        says={
            "zh": "肢体（下肢）功能存在者监测有利于减少并发症；缺失者不推荐监测",
            "en": "function kept: monitoring cuts complications; absent: monitoring is not recommended",
        },
    ),
)
