"""The launcher and the dispatcher, as a data team meets them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from operations.commands.__main__ import COMMANDS
from operations.settings import ROOT


def preop(*words: str, root: Path = ROOT, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """One call of the launcher."""
    return subprocess.run([root / "preop", *words], capture_output=True, text=True, cwd=folder, check=False)


def test_without_the_environment_it_says_in_one_sentence_what_to_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "preop", tmp_path / "preop")
    done = preop("--help", root=tmp_path, folder=tmp_path)
    assert done.returncode == 1
    assert "run make setup first" in done.stderr
    assert done.stderr.count("\n") == 1


def test_help_names_every_command() -> None:
    done = preop("--help")
    assert done.returncode == 0
    for name in ("score", "assess", "understand", "simulate", "audit"):
        assert re.search(rf"^  {name} ", done.stdout, re.MULTILINE)


def test_the_version_is_the_projects(tmp_path: Path) -> None:
    project = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert project is not None
    assert preop("--version", folder=tmp_path).stdout == f"preop {project[1]}\n"


@pytest.mark.parametrize("words", [["nonsense"], ["--nonsense"]])
def test_a_wrong_command_ends_with_2_and_names_the_right_ones(words: list[str]) -> None:
    done = preop(*words)
    assert done.returncode == 2
    assert "score" in done.stderr


def test_every_command_has_its_module() -> None:
    commands = ROOT / "operations" / "commands"
    assert [name for name in COMMANDS if not (commands / f"{name}.py").is_file()] == []


def test_audit_says_that_a_missing_database_cannot_be_read(tmp_path: Path) -> None:
    environment = {"PREOP_STATE": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [ROOT / "preop", "audit", "verify"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", ["setup", "run", "test", "check"])
def test_every_documented_make_target_exists(target: str) -> None:
    done = subprocess.run(["make", "-n", target], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert "operations/setup.sh" in done.stdout
