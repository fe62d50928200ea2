"""The search for interpreters: what exists and fails is passed over, what is missing is said in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from operations.settings import ROOT

VERSION = "{}.{}".format(*sys.version_info)
SCRIPT = str(ROOT / "operations" / "find_python.sh")


def test_a_shim_that_fails_is_passed_over_for_one_that_runs(tmp_path: Path) -> None:
    shims, real = tmp_path / "shims", tmp_path / "real"
    program(shims / f"python{VERSION}", "echo 'not installed' >&2; exit 127")
    real.mkdir()
    (real / f"python{VERSION}").symlink_to(sys.executable)
    done = find(f"{shims}:{real}", tmp_path)
    assert done.returncode == 0
    assert str(shims) not in done.stdout
    assert runs(done.stdout.strip())


def test_an_interpreter_of_another_version_under_the_right_name_is_not_believed(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "python3.99", f'exec "{sys.executable}" "$@"')
    assert find(str(tmp_path / "bin"), tmp_path, version="3.99").returncode == 1


def test_a_program_that_agrees_to_everything_is_not_believed(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "python3.99", "exit 0")
    assert find(str(tmp_path / "bin"), tmp_path, version="3.99").returncode == 1


def test_pyenvs_versions_are_found_without_being_on_the_path(tmp_path: Path) -> None:
    home = tmp_path / "pyenv" / "versions" / f"{VERSION}.1" / "bin"
    home.mkdir(parents=True)
    (home / "python").symlink_to(sys.executable)
    done = find("/nonexistent", tmp_path)
    assert done.returncode == 0
    assert runs(done.stdout.strip())


def test_the_path_given_first_wins(tmp_path: Path) -> None:
    done = find("/nonexistent", tmp_path, first=sys.executable)
    assert done.stdout.strip() == sys.executable


def test_what_is_missing_is_said_in_one_sentence_with_the_way_to_get_it(tmp_path: Path) -> None:
    done = find(str(tmp_path), tmp_path, version="3.99")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Python 3.99 is missing" in done.stderr
    assert "pyenv install 3.99" in done.stderr


def find(path: str, home: Path, *, version: str = VERSION, first: str = "") -> subprocess.CompletedProcess[str]:
    """The search with this PATH and home, and nothing of the machine's own."""
    environment = {"PATH": path, "HOME": str(home), "PYENV_ROOT": str(home / "pyenv")}
    return subprocess.run(
        ["/bin/sh", SCRIPT, version, first], capture_output=True, text=True, env=environment, check=False
    )


def program(path: Path, body: str) -> None:
    """A program of the test's own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def runs(python: str) -> bool:
    """Whether it is an interpreter of the version looked for."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.check_output([python, "-c", code], text=True, env=dict(os.environ)).strip() == VERSION
