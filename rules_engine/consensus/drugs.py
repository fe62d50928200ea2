"""Drug treatment (consensus §2, second half; Rec 1 and 2; §4.2-1): what was tried properly, and what is open."""

from __future__ import annotations

from collections.abc import Iterator

from certainty import Truth
from rules_engine import facts
from rules_engine.adequacy import (
    antidepressant,
    any_adequate,
    below_parameter,
    drug_failed,
    relies_on_nsaid,
    takes_opioid,
)
from rules_engine.condition import Computed, Condition, Open, Unless
from rules_engine.derived import any_tx_failed
from rules_engine.rule import Case, Rule, clause
from rules_engine.sheet import Sheet


def _tried(*generics: str) -> Condition:
    """One of these is among the drug trials."""

    def work_out(sheet: Sheet) -> Truth:
        trials = sheet.values.get("drug_trials")
        if trials is None:
            return Truth.UNKNOWN
        if any(trial.drug in generics for trial in trials):
            return Truth.TRUE
        return Truth.UNKNOWN if any(trial.drug is None for trial in trials) else Truth.FALSE

    return Computed(("drug_trials",), work_out)


def _below(sheet: Sheet) -> Iterator[Case]:
    shown: dict[str, list[object]] = {}
    for trial, told in below_parameter(sheet):
        if told.drug is not None:
            generic, entries = told.drug, shown.setdefault(told.drug, [])
            mg_day, weeks = sheet.readings[f"adequate:{generic}"]
            entries.append({**_plain(trial), "below": list(told.below), "needs": {"mg_day": mg_day, "weeks": weeks}})
    for generic, entries in shown.items():
        yield Case(generic, (("drug_trials", entries),))


def _plain(trial: object) -> dict[str, object]:
    given = trial._asdict()  # type: ignore[attr-defined]
    plain: dict[str, object] = {}
    for name, value in given.items():
        low, high = getattr(value, "low", None), getattr(value, "high", None)
        if low is not None:
            plain[name] = low if low == high else {"low": low, "high": high}
        else:
            plain[name] = "unknown" if value is None else value
    return plain


RULES = (
    Rule(
        id="R1a",
        cites=clause("推荐意见1", "§2", "1A 推荐意见1", "1A §2正文（三环类、SNRI）"),
        when=_tried("gabapentin", "pregabalin", "carbamazepine", "oxcarbazepine", "amitriptyline"),
        says={
            "zh": "一线：加巴喷丁、普瑞巴林、卡马西平、奥卡西平、阿米替林；正文更宽：三环类与SNRI",
            "en": "first line: gabapentin, pregabalin, carbamazepine, oxcarbazepine, amitriptyline; the body says TCAs "
            "and SNRIs",
        },
    ),
    Rule(
        id="R1b",
        cites=clause("推荐意见1", "§2", "1B 推荐意见1（度洛西汀、拉莫三嗪）", "1A §2正文（度洛西汀、文拉法辛）"),
        when=_tried("duloxetine", "venlafaxine", "lamotrigine"),
        says={
            "zh": "度洛西汀：正文1A / 推荐意见1 1B；文拉法辛：仅正文1A；拉莫三嗪：仅推荐意见1 1B",
            "en": "duloxetine: body 1A, Rec 1 1B; venlafaxine: body 1A only; lamotrigine: Rec 1 1B only",
        },
    ),
    Rule(
        id="R1c",
        cites=clause("推荐意见1", "§2", "2B 推荐意见1（高浓度辣椒素、利多卡因）", "2B §2正文（贴剂、皮下肉毒素）"),
        when=_tried("lidocaine", "capsaicin", "botulinum toxin a"),
        says={
            "zh": "局部：高浓度辣椒素、利多卡因（推荐意见1）；皮下肉毒素仅见正文",
            "en": "local: high-concentration capsaicin, lidocaine (Rec 1); botulinum toxin under the skin, body only",
        },
    ),
    Rule(
        id="R2",
        cites=clause("推荐意见2", "§2", "1B 推荐意见2"),
        when=drug_failed & ~takes_opioid,
        gives="OUT-DRUG-OPIOID-OPTION",
        favours=("less_invasive",),
        says={
            "zh": "阿片类效果不理想，但一线控制不佳时可用（曲马多、吗啡、羟考酮等）：由处方医生决定",
            "en": "opioids are not very effective, yet may be used where the first line fails: the prescriber decides",
        },
    ),
    Rule(
        id="DRUG-NSAID",
        cites=clause("药物治疗", "§2"),
        when=relies_on_nsaid,
        gives="OUT-DRUG-NSAID",
        says={
            "zh": "非甾体药对神经病理性疼痛通常无明显疗效（对乙酰氨基酚为外部资料[EXT]）",
            "en": "NSAIDs usually have no clear effect on neuropathic pain (paracetamol: external source [EXT])",
        },
    ),
    Rule(
        id="DRUG-LIMIT",
        cites=clause("药物治疗", "§2"),
        says={"zh": "药物虽为一线，疗效常不尽如人意", "en": "drugs are first line, yet often fall short"},
        not_computed="context for the clinician; asks nothing of a patient's facts",
    ),
    Rule(
        id="DRUG-2L",
        cites=clause("推荐意见7", "§4.3", "2B 推荐意见7"),
        says={
            "zh": "“二线药物”全文未定义（AMB-7）：按推荐意见2的阿片或本地定义",
            "en": "second-line drugs are never defined (AMB-7): opioids per Rec 2, or the local definition",
        },
        not_computed="the consensus never defines second-line drugs (AMB-7)",
    ),
    Rule(
        id="DRUG-ADEQ",
        cites=clause("术前评估1", "§4.2-1", "1A §4.2-1"),
        when=Unless(facts.drug_control.is_("controlled")) & (~any_adequate | (Open(any_adequate) & any_tx_failed)),
        gives="OUT-NEED-ADEQUATE-DRUG",
        favours=("less_invasive",),
        against=("drez",),
        says={
            "zh": "尚无正规的一线药物治疗记录，“药物无法控制”不成立（“正规”的剂量与疗程为本系统参数）",
            "en": "no proper first-line trial on record, so “not controlled by drugs” is not established (dose and "
            "weeks of “proper” are our parameter)",
        },
    ),
    Rule(
        id="DRUG-ADEQ trial",
        cites=clause("术前评估1", "§4.2-1", "1A §4.2-1", mark="DER"),
        each=_below,
        gives="OUT-DRUG-INADEQ",
        favours=("less_invasive",),
        says={
            "zh": "该药用量、疗程或规律性未达参数",
            "en": "this trial is below the parameter: dose, weeks or regularity",
        },
    ),
    Rule(
        id="ASSESS-1 antidepressant",
        cites=clause("术前评估1", "§4.2-1", "1A §4.2-1"),
        when=~antidepressant,
        gives="OUT-DRUG-NOANTIDEP",
        says={
            "zh": "未曾联合抗抑郁药（术前评估须问）",
            "en": "no antidepressant ever combined (the assessment asks this)",
        },
    ),
)
