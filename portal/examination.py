"""The examination sheet: the facts that only a clinician can add, as a form, and the form's answers as findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.said import fact_said
from portal.sources import Sources
from portal.words import Words
from rules_engine.fact import Fact
from rules_engine.facts import FACTS
from rules_engine.kinds import CordSegments, InjuryLevel, Number, OneOf, Some, YesNo

NOT_ON_THE_SHEET = ("phase", "site_qualified")
NOT_BY_A_CLINICIAN = ("P", "F", "SW")
UNKNOWN, NA = "unknown", "na"
# Their clauses do not hold for every case (consensus §4.1, §4.2-4): only here "does not apply" says something.
MAY_NOT_APPLY = (
    "avulsion_confirmed", "deafferentation_documented", "segment_match", "pain_level_relation", "segment_motor_deficit",
    "segment_sensory_deficit", "psych_cause", "psych_treatment", "sci_nli", "bony_level",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One fact on the sheet. ``widget``  radio, many or text. ``current``  the value as the form writes it."""

    fact: str
    says: str
    ask: str
    widget: str
    choices: tuple[tuple[str, str], ...]
    current: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    source: str
    entered: str
    claimed: str
    proposed: str
    unlocks: int
    hint: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a sent form came to: new findings by fact, and what could not be read, by fact."""

    values: Mapping[str, Mapping[str, Any]]
    problems: Mapping[str, str]


def on_the_sheet(fact: Fact) -> bool:
    """Whether only a clinician can settle this fact (consensus fact dictionary, WHO without the patient)."""
    return fact.group == "examine" and fact.name not in NOT_ON_THE_SHEET


def sheet(
    t: Words,
    result: Mapping[str, Any],
    sources: Sources,
    entered: Mapping[str, str],
    given: Mapping[str, Sequence[str]] | None = None,
) -> tuple[list[Field], list[Field]]:
    """The fields that this case's assessment names as missing, in its order, and all the others.

    ``entered``  who entered the finding that stands, and when, by fact. ``given``  a form just sent that could not be
    kept: its values stand in the fields again.
    """
    unlocks = {str(entry["fact"]): int(entry.get("unlocks") or 0) for entry in result.get("missing") or ()}
    proposed = {str(one["fact"]): one["value"] for one in result.get("proposals") or ()}
    needed = [FACTS[name] for name in unlocks if name in FACTS and on_the_sheet(FACTS[name])]
    others = [fact for fact in FACTS.values() if on_the_sheet(fact) and fact.name not in unlocks]
    found = sources.findings
    others.sort(key=lambda fact: fact.name not in found)
    return (
        [_field(t, fact, sources, entered, given or {}, unlocks[fact.name], proposed) for fact in needed],
        [_field(t, fact, sources, entered, given or {}, 0, proposed) for fact in others],
    )


def read_sheet(form: Mapping[str, Sequence[str]], findings: Mapping[str, Any]) -> Read:
    """The findings in a sent form that differ from those kept. ``form`` gives the values of each field's name.

    A value that the fact dictionary does not allow is a problem and is not kept; ``unknown`` takes a finding back.
    """
    values: dict[str, Mapping[str, Any]] = {}
    problems: dict[str, str] = {}
    for name, fact in FACTS.items():
        sent = [value.strip() for value in form.get(f"f:{name}", ())]
        given = [value for value in sent if value] or ([UNKNOWN] if sent else [])  # an emptied field takes it back
        if not on_the_sheet(fact) or not given:
            continue
        value = _value(fact, given)
        by = _source(fact, form.get(f"by:{name}", ()))
        if value not in (None, NA) and fact.kind.read(value, by).value is None:
            problems[name] = _problem(fact)
        elif not same_finding(findings.get(name), value, by):
            values[name] = {"value": value, "by": by}
    return Read(values, problems)


def same_finding(finding: Any, value: Any, by: str) -> bool:
    """Whether the finding that stands says this already."""
    if finding is None or finding.value is None:
        return value is None
    return bool(finding.value == value and (finding.by == by or value is None))


def _field(
    t: Words,
    fact: Fact,
    sources: Sources,
    entered: Mapping[str, str],
    given: Mapping[str, Sequence[str]],
    unlocks: int,
    proposed: Mapping[str, Any],
) -> Field:
    finding = sources.findings.get(fact.name)
    settled = finding is not None and finding.value is not None
    claimed = sources.unknown(t, fact.name)
    proposal = fact_said(t, fact.name, proposed[fact.name]) if fact.name in proposed else ""
    return Field(
        fact=fact.name,
        says=t.fact(fact.name),
        ask=fact.ask,
        widget=_widget(fact),
        choices=tuple(_choices(t, fact)),
        current=tuple(given.get(f"f:{fact.name}") or _current(finding.value if finding else None)),
        sources=tuple((who, t.token("who", who)) for who in _who(fact)),
        source=finding.by if finding else _who(fact)[0],
        entered=entered.get(fact.name, ""),
        claimed=claimed.text if claimed.claimed else "",
        proposed=t("exam_proposed", text=proposal) if proposal and not settled else "",
        unlocks=unlocks,
        hint=_hint(t, fact),
    )


def _who(fact: Fact) -> tuple[str, ...]:
    return tuple(who for who in fact.who if who not in NOT_BY_A_CLINICIAN)


def _widget(fact: Fact) -> str:
    if isinstance(fact.kind, YesNo | OneOf):
        return "radio"
    return "many" if isinstance(fact.kind, Some) else "text"


def _choices(t: Words, fact: Fact) -> list[tuple[str, str]]:
    if isinstance(fact.kind, YesNo):
        choices = [("true", t("yes")), ("false", t("no"))]
    elif isinstance(fact.kind, OneOf):
        choices = [(value, fact_said(t, fact.name, value)) for value in fact.kind.values]
    elif isinstance(fact.kind, Some):
        choices = [(value, t.fact_value(fact.name, value)) for value in fact.kind.members()]
    else:
        choices = []
    return [*choices, *([(NA, t("value_na"))] if fact.name in MAY_NOT_APPLY else []), (UNKNOWN, t("value_unknown"))]


def _hint(t: Words, fact: Fact) -> str:
    if isinstance(fact.kind, CordSegments):
        return t("hint_segments")
    return t("hint_level") if isinstance(fact.kind, InjuryLevel) else ""


def _problem(fact: Fact) -> str:
    kinds = {CordSegments: "wrong_segments", InjuryLevel: "wrong_level", Number: "wrong_number"}
    return kinds.get(type(fact.kind), "wrong_value")


def _current(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true",) if value else ("false",)
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else (str(value),)


def _value(fact: Fact, given: list[str]) -> Any:
    if UNKNOWN in given:
        return None
    if NA in given:
        return NA
    if isinstance(fact.kind, YesNo):
        return {"true": True, "false": False}.get(given[0], given[0])
    if isinstance(fact.kind, Some):
        return given
    if isinstance(fact.kind, CordSegments):
        return " ".join(given).replace("，", " ").replace(",", " ").split()
    if isinstance(fact.kind, Number):
        try:
            return float(given[0])
        except ValueError:
            return given[0]
    return given[0]


def _source(fact: Fact, given: Sequence[str]) -> str:
    allowed = _who(fact)
    return given[0] if given and given[0] in allowed else allowed[0]
