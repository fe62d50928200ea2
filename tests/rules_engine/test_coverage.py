"""Nothing of the consensus is skipped: every recommendation and sentence has rules and cases, or a written reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from certainty import Truth
from rules_engine import consensus
from rules_engine.catalogue import RULES, by_id
from rules_engine.evaluation import report_of, sheet_of
from rules_engine.explanation import findings
from rules_engine.rule import UNGRADED
from tests.rules_engine.casebook import all_cases, facts_of

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(consensus.__file__).parent / "coverage.yml").read_text(encoding="utf-8")
)
CASES = {case["id"]: case for case in all_cases()}
ENTRIES = [(f"{section} {number}", entry) for section, rows in TABLE.items() for number, entry in enumerate(rows, 1)]
# How many sentences each part of the consensus has, counted in the printed text (a semicolon ends one too where it
# separates two statements).
SENTENCES = {
    "§2 ¶1": 7, "§2 ¶2": 4, "§3 ¶1": 11, "§4.1-1": 3, "§4.1-2": 6, "§4.2": 8, "§4.3": 5, "§5": 4, "§6.1": 5, "§6.2": 5,
    "§6.3": 9, "§7.1": 6, "§7.2": 4, "§8.1": 5, "§8.2": 2,
}  # fmt: skip


def computed(rule: str) -> bool:
    return by_id()[rule].when is not None or by_id()[rule].each is not None


def test_all_twelve_recommendations_are_there() -> None:
    assert {f"推荐意见{number}" for number in range(1, 13)} <= TABLE.keys()


def test_every_sentence_of_the_parts_two_to_eight_is_there() -> None:
    assert {section: len(TABLE[section]) for section in SENTENCES} == SENTENCES


def test_every_sentence_has_rules_or_a_reason() -> None:
    assert [name for name, entry in ENTRIES if not entry.get("rules") and not entry.get("because")] == []


def test_every_rule_of_the_table_exists_and_every_rule_is_in_the_table() -> None:
    assert {rule for _, entry in ENTRIES for rule in entry.get("rules", ())} == by_id().keys()


def test_every_computed_rule_of_a_sentence_has_a_case_there_and_every_other_a_reason() -> None:
    for name, entry in ENTRIES:
        for rule in entry.get("rules", ()):
            if computed(rule):
                assert any(rule in CASES[case]["rules"] for case in entry.get("cases", ())), f"{name}: {rule}"
            else:
                assert rule in entry.get("because", ""), f"{name}: {rule}"


def test_every_case_of_the_table_exists() -> None:
    assert {case for _, entry in ENTRIES for case in entry.get("cases", ())} <= CASES.keys()


def test_a_rule_that_is_not_computed_says_why_and_one_that_is_does_not() -> None:
    assert [rule.id for rule in RULES if computed(rule.id) is bool(rule.not_computed)] == []


def test_every_rule_speaks_both_languages_and_has_a_grade_or_says_that_it_has_none() -> None:
    for rule in RULES:
        assert rule.says["zh"] and rule.says["en"], rule.id
        assert rule.cites.grades, rule.id
        assert all(grade.grade in ("1A", "1B", "2A", "2B", UNGRADED) for grade in rule.cites.grades), rule.id


def test_contraindications_are_not_graded() -> None:
    assert all(
        [grade.grade for grade in rule.cites.grades] == [UNGRADED] for rule in RULES if rule.id.startswith("CI-")
    )


def test_every_computed_rule_is_seen_to_hold_to_fail_and_to_be_open() -> None:
    seen: dict[str, set[Truth]] = {}
    for case in CASES.values():
        for rule, finding in findings(sheet_of(facts_of(case))).items():
            if rule in case["rules"] or rule in case.get("findings", {}):
                seen.setdefault(rule, set()).add(finding.truth)
    always_settled = {"CI-2 evaluation", "DRUG-ADEQ"}  # they ask for evaluation just because something is open
    wanted = {rule.id for rule in RULES if rule.when is not None}
    assert {rule for rule in wanted if Truth.TRUE not in seen.get(rule, ())} == set()
    assert {rule for rule in wanted - always_settled if Truth.UNKNOWN not in seen.get(rule, ())} == set()


def test_every_code_that_a_rule_gives_is_given_in_a_case() -> None:
    given = {
        one["code"].partition(":")[0]
        for case in CASES.values()
        for one in report_of(sheet_of(facts_of(case)))["suggestions"]
    }
    assert {rule.gives for rule in RULES if rule.gives} <= given
