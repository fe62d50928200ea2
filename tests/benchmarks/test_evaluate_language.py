"""The evaluation of our own test utterances: enough of them, counted rightly, and every floor holds."""

from __future__ import annotations

import pytest

from benchmarks.evaluate_language import load, main, right


def test_there_are_at_least_fifteen_hundred_utterances() -> None:
    assert len(load()) >= 1500


def test_only_what_a_case_names_is_asked_of_the_result() -> None:
    result = {"answer": "given", "low": 7.0, "high": 8.0, "about": None}
    assert right({"answer": "given", "low": 7}, result)
    assert not right({"answer": "given", "low": 6}, result)
    assert not right({"answer": None}, result)


def test_a_wrong_side_is_a_miss() -> None:
    result = {"regions": [{"code": "little_f", "side": "R", "text": "右手小指"}]}
    assert right({"regions": [["little_f", "R"]]}, result)
    assert not right({"regions": [["little_f", "L"]]}, result)


def test_every_floor_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out
