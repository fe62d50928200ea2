"""The stock form that ours is measured beside."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.stock_form.generate import write


@pytest.mark.parametrize("questions", [1, 100])
def test_the_stock_form_has_a_slot_and_an_utterance_for_each_question(tmp_path: Path, questions: int) -> None:
    write(tmp_path, questions)
    domain = yaml.safe_load((tmp_path / "domain.yml").read_text())
    names = [f"q{number}" for number in range(1, questions + 1)]
    assert domain["forms"]["questionnaire"]["required_slots"] == names
    assert list(domain["slots"]) == names
    assert all(f"utter_ask_{name}" in domain["responses"] for name in names)


def test_the_stock_form_keeps_its_conversations_in_rasas_own_database(tmp_path: Path) -> None:
    write(tmp_path, 3, actions_port=1234)
    endpoints = yaml.safe_load((tmp_path / "endpoints.yml").read_text())
    assert endpoints["tracker_store"]["type"] == "SQL"
    assert endpoints["action_endpoint"]["url"] == "http://127.0.0.1:1234/webhook"
