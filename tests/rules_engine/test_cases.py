"""The cases a clinician can read: each threshold below, at and above, each exception, each rule's "cannot tell"."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine.catalogue import by_id
from tests.rules_engine.casebook import all_cases, differences

CASES = list(all_cases())


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_engine_says_what_the_case_says(case: dict[str, Any]) -> None:
    assert differences(case) == []


def test_no_two_cases_have_the_same_name() -> None:
    names = [case["id"] for case in CASES]
    assert sorted(names) == sorted(set(names))


def test_every_case_names_rules_that_exist() -> None:
    assert {rule for case in CASES for rule in case["rules"]} - by_id().keys() == set()
