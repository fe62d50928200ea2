"""Set-up: it adopts, never takes away, checks the model, and passes pip's mirror on to uv."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from operations.settings import ROOT
from operations.setup import environments, front, model, stamps
from operations.setup.environments import Environment
from operations.setup.installer import Installer, uv_settings
from operations.setup.steps import SetupError, run


class FakeInstaller(Installer):
    """Notes what it was asked to install and installs nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def create(self, python: Path, environment: Path) -> None:
        self.asked.append("create")
        (environment / "bin").mkdir(parents=True)
        (environment / "bin" / "python").symlink_to("/bin/true")

    def install(self, environment: Path, requirements: Path) -> None:
        self.asked.append(requirements.name)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project of two requirement files."""
    (tmp_path / "requirements").mkdir()
    for name in ("app.txt", "dev.txt"):
        (tmp_path / "requirements" / name).write_text(name)
    return tmp_path


def app(tree: Path, requirements: str, python: str | None = None) -> Environment:
    """The tree's environment; ``python`` None = the search found the environment itself."""
    folder = tree / ".venv" / "app"
    found = Path(python) if python else folder / "bin" / "python"
    return Environment(folder, found, tree / "requirements" / requirements, tree / "requirements" / "dev.txt")


def test_a_missing_environment_is_made_once_and_then_current(tree: Path) -> None:
    installer = FakeInstaller()
    assert environments.bring_up_to_date(app(tree, "app.txt", sys.executable), installer, tree)
    assert not environments.bring_up_to_date(app(tree, "app.txt"), installer, tree)
    assert installer.asked == ["create", "app.txt"]


def test_changed_requirements_are_installed_into_the_environment_that_is_there(tree: Path) -> None:
    installer = FakeInstaller()
    environments.bring_up_to_date(app(tree, "app.txt", sys.executable), installer, tree)
    (tree / "requirements" / "app.txt").write_text("another pin")
    assert environments.bring_up_to_date(app(tree, "app.txt"), installer, tree)
    assert installer.asked == ["create", "app.txt", "app.txt"]


def test_an_environment_with_the_tests_packages_is_current_for_running_too(tree: Path) -> None:
    installer = FakeInstaller()
    environments.bring_up_to_date(app(tree, "dev.txt", sys.executable), installer, tree)
    assert not environments.bring_up_to_date(app(tree, "app.txt"), installer, tree)


def test_adopting_an_environment_takes_nothing_away_that_somebody_put_there(tmp_path: Path) -> None:
    """An environment without a stamp may be in use: installing fewer packages must leave the others alone."""
    folder = tmp_path / ".venv" / "app"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    packages = next((folder / "lib").glob("python*")) / "site-packages"
    (packages / "kept.py").write_text("HERE = True\n")
    (packages / "kept-1.0.dist-info").mkdir()
    (packages / "kept-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: kept\nVersion: 1.0\n")
    (packages / "kept-1.0.dist-info" / "RECORD").write_text("kept.py,,\nkept-1.0.dist-info/METADATA,,\n")
    (packages / "kept-1.0.dist-info" / "INSTALLER").write_text("pip\n")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "app.txt").write_text("# nothing\n")
    uv = ROOT / ".venv" / "uv"
    if uv.exists():
        (tmp_path / ".venv" / "uv").symlink_to(uv)
        (tmp_path / "requirements" / "uv.txt").write_bytes((ROOT / "requirements" / "uv.txt").read_bytes())
    Installer(tmp_path, Path(sys.executable)).install(folder, tmp_path / "requirements" / "app.txt")
    subprocess.run([folder / "bin" / "python", "-c", "import kept; assert kept.HERE"], check=True)


def test_every_pin_of_running_is_the_same_pin_in_testing() -> None:
    """``dev.txt`` covers ``app.txt``, or an environment with it would not be current for running."""
    app_pins, dev_pins = (pins(ROOT / "requirements" / name) for name in ("app.txt", "dev.txt"))
    assert app_pins <= dev_pins


@pytest.mark.parametrize("name", ["app.txt", "bot.txt", "dev.txt", "node.txt", "uv.txt"])
def test_every_requirement_is_pinned_and_hashed_and_names_no_registry(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert pins(ROOT / "requirements" / name)
    assert "://" not in text
    for block in re.split(r"\n(?=[a-zA-Z0-9])", text.strip()):
        first = next(line for line in block.splitlines() if not line.startswith("#"))
        assert "==" in first
        assert "--hash=sha256:" in block


def pins(path: Path) -> set[str]:
    """The ``name==version`` of each line."""
    return set(re.findall(r"^([\w.\-\[\]]+==[\w.+!]+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_pips_mirror_is_passed_on_to_uv_and_uvs_own_setting_wins() -> None:
    listed = "global.index-url='https://mirror.example/simple'\nglobal.find-links='/a /b'\n:env:.cert='/etc/ca.pem'\n"
    found = uv_settings(listed, {"SSL_CERT_FILE": "/own.pem"})
    assert found["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert found["UV_FIND_LINKS"] == "/a,/b"
    assert "SSL_CERT_FILE" not in found


def test_pips_environment_wins_over_its_files() -> None:
    listed = ":env:.index-url='https://near.example'\nglobal.index-url='https://far.example'\n"
    assert uv_settings(listed, {})["UV_DEFAULT_INDEX"] == "https://near.example"


def test_a_tree_without_a_bot_has_nothing_to_train_and_one_without_pages_nothing_to_fetch(tmp_path: Path) -> None:
    assert not model.bring_up_to_date(tmp_path)
    assert not front.bring_up_to_date(tmp_path, Path(sys.executable))


def test_a_model_that_was_changed_or_is_missing_is_not_started(tmp_path: Path) -> None:
    assert "missing" in (model.fault(tmp_path) or "")
    file = tmp_path / model.MODEL
    file.parent.mkdir()
    file.write_bytes(b"trained")
    stamps.write(file.with_name("preop.json"), {"inputs": "x", "sha256": stamps.file_digest(file)})
    assert model.fault(tmp_path) is None
    file.write_bytes(b"trained elsewhere")
    assert "not the one" in (model.fault(tmp_path) or "")


def test_a_step_that_fails_says_so_and_shows_its_last_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SetupError, match="counting failed"):
        run("counting", [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"], root=tmp_path)
    assert "the reason" in capsys.readouterr().out
