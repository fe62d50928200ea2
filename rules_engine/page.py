"""``docs/consensus.md``: rules, readings, parameters and facts as a page for a clinician to sign off.

Write it anew with ``python -m rules_engine.page``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from rules_engine.catalogue import RULES
from rules_engine.drugs import drugs
from rules_engine.facts import FACTS
from rules_engine.readings import READINGS, Reading
from rules_engine.rule import Rule

HEAD = """# The consensus as rules

Source: the Chinese expert consensus on spinal dorsal root entry zone (DREZ) surgery for neuropathic pain, evidence to
31 May 2023, twelve recommendations. This page is written from the rules themselves (`python -m rules_engine.page`), for a
clinician to read, correct and sign. Nothing here is advice to a patient; the consensus is guidance and binds nobody.

How it is read: every fact is known, unknown or only claimed; every clause applies, does not apply, or cannot be told.
An unknown never counts as no. Grades are as printed (1 strong, 2 weak; A high to D very low); 未分级 where none is
printed; DER marks a reading of ours, EXT a source outside the consensus. Where the body and a numbered recommendation
disagree, both stand.

## Status, the first that applies

| status | when |
| --- | --- |
| URGENT_HUMAN | a red flag from any source, or a new change of bladder or bowel |
| CONTRAINDICATED | contraindication 1, 2, 3 or 4 |
| OUT_OF_SCOPE | not neuropathic, or not related to cord segments |
| DEFER | under three months |
| CRITERIA_NOT_MET | another gate is shut |
| INSUFFICIENT | a gate cannot be told, or red flags, bladder and bowel, or the place of the pain are unknown |
| CLINICIAN_REVIEW | a gate asks for review, the deficit is not severe or unknown, another severe disease is not excluded, no adequate first-line trial, or the level is above, mixed or of two lesions |
| CRITERIA_MET | the selection criteria appear met, for a clinician's evaluation; never "suitable for operation" |

## Where the rule extraction was checked against the text

The engine follows the extraction of the clauses; each was compared with the printed sentence. Decided here, because the
text or the evaluation order leaves it open:

- "≠" in a condition means "not known to be": `drug_control` unknown does not hide OUT-NEED-ADEQUATE-DRUG.
- An opioid trial whose stop is unknown, or a medicine without a name, leaves OUT-DRUG-OPIOID-OPTION open: it is not given.
- A list that holds a known cause and `unknown` has the classes of the known cause only; `non_neuropathic` beside
  `unknown` is open.
- A duration or age whose interval holds the threshold is asked for again, as a VAS range over 5 is.
- An alarm counts whoever raised it: a *claimed* red flag, or a claimed new change of bladder or bowel, is URGENT_HUMAN.
- Self-report screens (painDETECT, NPQ, ID Pain) may be given by the patient or entered by the clinician; DN4 and LANSS
  need an examination, so that their interview parts alone are only claimed.
- The three dermatomes below the level (ISCIP, Bryce 2012) were not verified in the paper: they propose a level
  relation, which stays unknown to the gates until a clinician confirms it.
"""  # noqa: E501


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *_readings(), *_ambiguities(), *_minima(), *_rules(), *_facts()]) + "\n"


def _readings() -> Iterator[str]:
    yield "## Readings and parameters that a site can choose\n"
    yield from _table(
        ("reading", "in force", "may also be", "of", "mark", "说明", "meaning"),
        (
            (f"`{one.id}`", one.chosen, _others(one), one.about, one.mark or "printed", one.says["zh"], one.says["en"])
            for one in READINGS
        ),
    )


def _ambiguities() -> Iterator[str]:
    yield "\n## Ambiguities and the reading chosen\n"
    path = Path(__file__).parent / "data" / "ambiguities.yml"
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    yield from _table(
        ("AMB", "what is open", "reading", "can be switched by"),
        ((row["amb"], row["about"], row["reading"], f"`{row['switch']}`" if "switch" in row else "") for row in rows),
    )


def _minima() -> Iterator[str]:
    yield "\n## Adequate drug trial (parameters, awaiting sign-off)\n"
    yield from _table(
        ("medicine", "药名", "group", "mg a day, at least", "weeks, at least"),
        (
            (one.generic, one.zh, one.group, f"{one.mg_day:g}", f"{one.weeks:g}")
            for one in drugs().values()
            if one.mg_day is not None and one.weeks is not None
        ),
    )


def _rules() -> Iterator[str]:
    yield "\n## Rules\n"
    yield from _table(
        ("rule", "clause", "grades as printed", "gives", "条文（自述）", "meaning"),
        ((one.id, _clause(one), _grades(one), _gives(one), one.says["zh"], one.says["en"]) for one in RULES),
    )


def _facts() -> Iterator[str]:
    yield "\n## Facts\n"
    yield from _table(
        ("fact", "名称", "meaning", "who may answer", "asked by", "values"),
        (
            (f"`{one.name}`", one.says["zh"], one.says["en"], ", ".join(one.who), ", ".join(one.asks),
             one.kind.allowed() + (", or na" if one.na else ""))
            for one in FACTS.values()
        ),
    )  # fmt: skip


def _table(head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |"


def _others(reading: Reading) -> str:
    if isinstance(reading.chosen, str):
        return ", ".join(reading.others)
    low, high = reading.others
    return "–" if low == high else f"{low:g} to {high:g}"


def _clause(rule: Rule) -> str:
    mark = f" [{rule.cites.mark}]" if rule.cites.mark else ""
    return f"{rule.cites.section} {rule.cites.number}{mark}"


def _grades(rule: Rule) -> str:
    return "; ".join(f"{grade.grade} {grade.where}" for grade in rule.cites.grades)


def _gives(rule: Rule) -> str:
    if rule.gives is None:
        return f"not computed: {rule.not_computed}" if rule.not_computed else ""
    return f"`{rule.gives}{':…' if rule.each else ''}`"


def main() -> None:
    """Writes the page into ``docs``."""
    (Path(__file__).parent.parent / "docs" / "consensus.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
