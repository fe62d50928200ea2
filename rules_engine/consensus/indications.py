"""Indications (consensus §4.1-1, Rec 4 and 5): first choices, the other classes after failure, and the level rule."""

from __future__ import annotations

from rules_engine import facts
from rules_engine.classes import ROWS, IndicationClass
from rules_engine.condition import AnyOf, Condition, Named, Unless
from rules_engine.derived import (
    cord_or_cauda,
    ind_fail_review,
    ind_failed,
    listed,
    outside_only,
    refractory,
    related,
    sci_with_another,
)
from rules_engine.rule import Rule, clause
from rules_engine.standing import Standing, Stands

_by_id = {row.id: row for row in ROWS}
_before_surgery = Unless(facts.phase.among("inpatient_postop", "outpatient_postop"))
_avulsion = _by_id["IND-1 brachial plexus avulsion"]
_by_rec_4 = (_avulsion, _by_id["IND-1 lumbosacral root avulsion"], _by_id["IND-1 plexus deafferentation"])
_first = Named("a first-choice class holds", AnyOf(row.stands() for row in ROWS if row.first_choice))


def _may(rows: tuple[IndicationClass, ...], failure: Condition) -> Condition:
    return AnyOf(row.stands() for row in rows) & failure & _before_surgery


def _after(*ids: str) -> Condition:
    return _may(tuple(_by_id[id] for id in ids), ind_failed)


def _other_class_open() -> Condition:
    """A class IND-4..8 with G2 true and G7 not false."""
    others = [row for row in ROWS if not row.first_choice]
    return AnyOf(
        row.listed & Stands(row.cause, (Standing.TRUE,)) & Unless(~Stands(row.place, (Standing.TRUE,)))
        for row in others
    )


RULES = (
    Rule(
        id="IND-1",
        cites=clause("适应证（1）", "§4.1-1(1)", "1A §4.1-1(1)"),
        when=_may((_avulsion,), refractory & facts.avulsion_confirmed.is_(True)),
        gives="OUT-SUIT-FIRST",
        shown="W",
        favours=("drez",),
        says={
            "zh": "臂丛神经撕脱后神经痛：DREZ可作首选（指药物等其他治疗之后的选项之首）",
            "en": "pain after brachial plexus avulsion: DREZ may be a first choice (among options after drugs failed)",
        },
    ),
    Rule(
        id="R4",
        cites=clause("推荐意见4", "§4.1", "1A 推荐意见4"),
        when=_may(_by_rec_4, refractory),
        gives="OUT-SUIT-FIRST",
        shown="W",
        favours=("drez",),
        says={
            "zh": "根性撕脱伤和臂丛损伤的去传入痛：DREZ可成为首选（“任何节段”为本系统读法）",
            "en": "root avulsion and deafferentation pain of plexus injury: DREZ may be a first choice (“any level” "
            "is our reading)",
        },
    ),
    Rule(
        id="IND-2",
        cites=clause("适应证（1）", "§4.1-1(1)", "1A §4.1-1(1)"),
        when=_may((_by_id["IND-2"],), refractory),
        gives="OUT-SUIT-FIRST",
        shown="W",
        favours=("drez",),
        says={
            "zh": "脊髓损伤后疼痛：正文列为首选",
            "en": "pain after spinal cord injury: a first choice in the body text",
        },
    ),
    Rule(
        id="R5b",
        cites=clause("推荐意见5", "§4.1", "2B 推荐意见5（分级在句末，范围不明）"),
        when=_may((_by_id["IND-2"],), refractory),
        gives="OUT-SUIT-FIRST",
        shown="W",
        favours=("drez",),
        says={
            "zh": "脊髓损伤相应节段处的疼痛：可以选择DREZ",
            "en": "pain at the injured cord segments: DREZ can be chosen",
        },
    ),
    Rule(
        id="IND-3",
        cites=clause("适应证（1）", "§4.1-1(1)", "1A §4.1-1(1)"),
        when=_may((_by_id["IND-3"],), refractory),
        gives="OUT-SUIT-FIRST",
        shown="W",
        favours=("drez",),
        says={
            "zh": "马尾神经损伤后疼痛：正文列为首选",
            "en": "pain after cauda equina injury: a first choice in the body text",
        },
    ),
    Rule(
        id="IND-4",
        cites=clause("适应证（2）幻肢痛", "§4.1-1(2)", "1B §4.1-1(2)"),
        when=_after("IND-4"),
        gives="OUT-SUIT-AFTER",
        shown="W",
        favours=("drez",),
        says={
            "zh": "幻肢痛：其他治疗失败或复发后可考虑",
            "en": "phantom limb pain: may be considered after failure or relapse",
        },
    ),
    Rule(
        id="IND-5",
        cites=clause("适应证（2）带状疱疹后神经痛", "§4.1-1(2)", "未分级 本项", "1B §4.1-1(2)所在整句"),
        when=_after("IND-5"),
        gives="OUT-SUIT-AFTER",
        shown="W",
        favours=("drez",),
        says={
            "zh": "带状疱疹后神经痛：其他治疗失败或复发后可考虑（本项未单列GRADE；所在整句1B）",
            "en": "postherpetic neuralgia: may be considered after failure or relapse (not graded separately)",
        },
    ),
    Rule(
        id="IND-6",
        cites=clause("适应证（2）节段性癌痛", "§4.1-1(2)", "1B §4.1-1(2)"),
        when=_after("IND-6"),
        gives="OUT-SUIT-AFTER",
        shown="W",
        favours=("drez",),
        says={
            "zh": "局限于脊髓节段平面的癌性疼痛：其他治疗失败或复发后可考虑",
            "en": "cancer pain limited to cord segments: may be considered after failure or relapse",
        },
    ),
    Rule(
        id="IND-7",
        cites=clause("适应证（2）放化疗后", "§4.1-1(2)", "1B §4.1-1(2)"),
        when=_after("IND-7"),
        gives="OUT-SUIT-AFTER",
        shown="W",
        favours=("drez",),
        says={
            "zh": "放化疗后局部神经损伤痛：其他治疗失败或复发后可考虑",
            "en": "local nerve injury pain after radio- or chemotherapy: may be considered after failure or relapse",
        },
    ),
    Rule(
        id="IND-8",
        cites=clause("适应证（2）其他", "§4.1-1(2)", "1B §4.1-1(2)整句"),
        when=_after("IND-8 other", "IND-8 plexus injury without deafferentation", "IND-8 lumbosacral without avulsion"),
        gives="OUT-SUIT-AFTER",
        shown="W",
        favours=("drez",),
        says={
            "zh": "其他节段性神经病理性疼痛：其他治疗失败或复发后可考虑",
            "en": "other segmental neuropathic pain: may be considered after failure or relapse",
        },
    ),
    Rule(
        id="IND-FAIL",
        cites=clause("适应证（2）", "§4.1-1(2)", "1B §4.1-1(2)"),
        when=Unless(_first)
        & ((_other_class_open() & (~ind_failed | ind_fail_review)) | (cord_or_cauda & related("above") & ~refractory)),
        gives="OUT-NEED-FAILURE",
        favours=("less_invasive",),
        against=("drez",),
        says={
            "zh": "须先有无创、微创和（或）神经调控疗效不理想或复发的记录（拒绝或禁忌不等于无效）",
            "en": "first a record of poor effect or relapse of non-invasive, minimally invasive and/or neuromodulation "
            "treatment (refused or contraindicated is not failure)",
        },
    ),
    Rule(
        id="R5a",
        cites=clause("推荐意见5", "§4.1", "1B 推荐意见5第一句"),
        when=AnyOf((facts.segment_match.is_(True), related("at"))) & ~outside_only,
        says={
            "zh": "总原则：疼痛区域应是相应脊髓背根感觉中枢控制的区域",
            "en": "the pain must lie in the territory of the dorsal root entry zone to be lesioned",
        },
    ),
    Rule(
        id="R5c",
        cites=clause("推荐意见5", "§4.1", "2B 推荐意见5"),
        when=cord_or_cauda & related("above") & refractory & _before_surgery,
        gives="OUT-DISCR-ABOVE",
        shown="D",
        favours=("drez",),
        says={
            "zh": "疼痛在损伤平面以上且经治疗效不佳：酌情考虑相应节段DREZ（并查有无空洞[DER]）",
            "en": "pain above the level and other treatment failed: DREZ of those segments at discretion (look for a "
            "syrinx [DER])",
        },
    ),
    Rule(
        id="R5d",
        cites=clause("推荐意见5（未述及平面以下）", "§4.1", mark="DER"),
        when=(cord_or_cauda & related("mixed")) | (sci_with_another & related("below", "unrelated")),
        gives="OUT-LEVEL-MIXED",
        says={
            "zh": "平面处疼痛兼有他处疼痛，或两处病损的疼痛：由医生逐一定位（平面以下共识无肯定表述）",
            "en": "pain at the level and elsewhere, or pain of two lesions: the clinician maps it (the consensus says "
            "nothing in favour below the level)",
        },
    ),
    Rule(
        id="cancer note",
        cites=clause("适应证（2）节段性癌痛", "§4.1-1(2)", mark="DER"),
        when=listed("segmental_cancer"),
        says={
            "zh": "癌痛与预期寿命：共识未述及（AMB-29），由医生权衡",
            "en": "cancer pain and life expectancy: not addressed (AMB-29), for the clinician",
        },
    ),
)
