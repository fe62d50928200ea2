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


@pytest.mark.rasa
def test_every_floor_holds_through_the_trained_model(capsys: pytest.CaptureFixture[str]) -> None:
    ended = main(["--model"])
    said = capsys.readouterr()
    assert "could not be used" not in said.err
    assert "no trained model" not in said.err
    assert ended == 0, said.out


def test_both_languages_are_in_the_set_in_number() -> None:
    english = sum(case.line.text.isascii() and any(map(str.isalpha, case.line.text)) for case in load())
    assert english >= 250
    assert len(load()) - english >= 1000
