"""A mistake in Rasa's files stops the bot instead of leaving it with parts that are not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import BOT_PYTHON, ROOT

pytestmark = pytest.mark.rasa

FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The four files, to spoil one of them."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def spoil(folder: Path, name: str, before: str, after: str) -> str:
    path = folder / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    return str(folder)


def test_the_real_files_load_our_classes(inside: Callable[..., Any]) -> None:
    assert inside("files_fault", str(ROOT)) is None


@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        (
            "endpoints.yml",
            "TurnTrackerStore",
            "TurnTrakerStore",
            "tracker_store.type is bot.tracker.TurnTrakerStore",
        ),
        ("endpoints.yml", "type: bot.tracker.TurnTrackerStore", "type: SQL", "write bot.tracker.TurnTrackerStore"),
        (
            "endpoints.yml",
            "bot.locks.NoWaiting",
            "in_memory",
            "lock_store.type is in_memory; write bot.locks.NoWaiting",
        ),
        ("endpoints.yml", "action_endpoint:", "action_endpoints:", "action_endpoint.url is missing"),
        ("endpoints.yml", "action_endpoint:", "models:\n  url: http://x\naction_endpoint:", "models is not ours"),
        ("credentials.yml", "InterviewInput", "InterviewInputs", "write bot.connector.InterviewInput alone"),
        ("credentials.yml", "bot.connector", "rest:\nbot.connector", "credentials.yml: found rest"),
        ("config.yml", "bot.clinical.ClinicalReader", "JiebaTokenizer", "write bot.clinical.ClinicalReader alone"),
        ("config.yml", "bot.clinical.ClinicalReader", "bot.clinical.Reader", "write bot.clinical.ClinicalReader alone"),
        ("config.yml", "- name: RulePolicy", "- name: TEDPolicy\n- name: RulePolicy", "not RulePolicy alone"),
        ("config.yml", "policies:", "importers:\n- name: x.Y\npolicies:", "importers are not ours"),
        ("domain.yml", "session_expiration_time: 0", "session_expiration_time: 60", "sessions expire"),
        ("domain.yml", "  interview_form:\n", "  other_form:\n", "the form is not interview_form"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_its_cure(
    inside: Callable[..., Any], copies: Path, name: str, before: str, after: str, says: str
) -> None:
    assert says in inside("files_fault", spoil(copies, name, before, after))


def test_the_trained_model_holds_our_reader(inside: Callable[..., Any], model: Path) -> None:
    assert inside("model_fault", str(model)) is None


def test_a_missing_model_is_named(inside: Callable[..., Any], tmp_path: Path) -> None:
    assert "no such model" in inside("model_fault", str(tmp_path / "none.tar.gz"))


def test_the_bot_does_not_start_without_a_proper_secret(tmp_path: Path) -> None:
    secret = "ab" * 31
    settings = {**os.environ, "PREOP_TURN_SECRET": secret, "PREOP_MODEL": str(tmp_path / "none.tar.gz")}
    ended = subprocess.run(
        [BOT_PYTHON, "-W", "ignore", "-m", "bot"], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    assert "PREOP_TURN_SECRET" in ended.stderr
    assert secret not in ended.stderr
