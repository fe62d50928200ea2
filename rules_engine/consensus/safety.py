"""What stands before every clause: red flags, sources that disagree, and contradictions (ours, not the consensus')."""

from __future__ import annotations

from collections.abc import Iterator

from rules_engine.rule import Case, Rule, clause
from rules_engine.sheet import Sheet


def _alarms(sheet: Sheet) -> Iterator[Case]:
    for flag in sheet.alarms:
        said = [name for name in ("red_flags", "bladder_bowel") if name in sheet.shown]
        yield Case(flag, tuple((name, sheet.shown[name]) for name in said) or (("red_flags", [flag]),))


def _conflicts(sheet: Sheet) -> Iterator[Case]:
    for name, values in sheet.conflicts.items():
        yield Case(name, tuple((name, value) for value in values), (name,))


RULES = (
    Rule(
        id="RF",
        cites=clause("安全分诊", "—", mark="EXT"),
        each=_alarms,
        gives="OUT-RF",
        shown="A",
        says={"zh": "出现危险信号：先由人工处理，评估暂停", "en": "a red flag: a human first, the assessment waits"},
    ),
    Rule(
        id="FACT-CONFLICT",
        cites=clause("事实核对", "—", mark="DER"),
        each=_conflicts,
        gives="OUT-CONFLICT",
        shown="A",
        says={
            "zh": "来源不一致：两种说法都读给患者，问哪个对",
            "en": "sources disagree: read both back and ask which is right",
        },
    ),
)
