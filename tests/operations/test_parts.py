"""The parts of a running system: free ports, secrets in the environment alone, Rasa in its box."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from operations.keys import SignIn, with_keys
from operations.parts import parts, with_free_ports
from operations.run import greeting
from operations.settings import ROOT, Settings, SettingsError, read


def settings(folder: Path, **more: str) -> Settings:
    """Settings with keys and everything in this folder."""
    return with_keys(read({"PREOP_STATE": str(folder), **more}))


def test_a_taken_default_gives_way_and_a_taken_wish_is_refused(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with pytest.raises(SettingsError, match=f"PREOP_PORT={port} is taken"):
            with_free_ports(settings(tmp_path, PREOP_PORT=port))
        chosen, rasa, _ = with_free_ports(settings(tmp_path, PREOP_RASA_PORT=port))
        assert rasa[0] != int(port)
        assert chosen.rasa_urls == (f"http://127.0.0.1:{rasa[0]}",)


def test_no_secret_stands_on_a_command_line(tmp_path: Path) -> None:
    chosen, rasa, actions = with_free_ports(settings(tmp_path))
    for part in parts(chosen, rasa, actions):
        line = " ".join(part.command)
        assert chosen.turn_secret not in line
        assert chosen.data_key not in line
        assert part.environment["PREOP_TURN_SECRET"] == chosen.turn_secret


def test_rasa_gets_neither_the_database_nor_the_data_key(tmp_path: Path) -> None:
    chosen, rasa, actions = with_free_ports(settings(tmp_path))
    boxed = next(part for part in parts(chosen, rasa, actions) if part.name == "rasa")
    # Empty, not absent: what make run itself was given must not shine through.
    assert boxed.environment["PREOP_DATABASE_URL"] == boxed.environment["PREOP_DATA_KEY"] == ""


def test_the_sites_file_reaches_whatever_scores_or_assesses_and_not_rasa(tmp_path: Path) -> None:
    chosen, rasa, actions = with_free_ports(settings(tmp_path, PREOP_SITE=str(tmp_path / "site.yml")))
    told = {part.name: part.environment["PREOP_SITE"] for part in parts(chosen, rasa, actions)}
    assert told == {"actions": str(tmp_path / "site.yml"), "rasa": "", "web": str(tmp_path / "site.yml")}


@pytest.mark.parametrize("module", ["operations.run", "operations.web", "actions"])
def test_nothing_starts_with_a_wrong_site_file(tmp_path: Path, module: str) -> None:
    file = tmp_path / "site.yml"
    file.write_text("scales: {licensed: [DN5]}\n", encoding="utf-8")
    state = tmp_path / "state"
    environment = {**settings(state).environment(), "PREOP_SITE": str(file)}
    state.joinpath("data-key").unlink()
    state.rmdir()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == (1 if module == "operations.run" else 2)
    assert "site.yml, line 1: found 'DN5'; write one of" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not state.exists()


def test_several_processes_get_ports_and_names_of_their_own(tmp_path: Path) -> None:
    wished = settings(tmp_path, PREOP_RASA_PROCESSES="3", PREOP_ACTIONS_PROCESSES="2")
    chosen, rasa, actions = with_free_ports(wished)
    assert len({chosen.port, *rasa, *actions}) == 6
    assert len(chosen.rasa_urls) == 3
    names = [part.name for part in parts(chosen, rasa, actions)]
    assert names == ["actions-1", "actions-2", "rasa-1", "rasa-2", "rasa-3", "web"]


def test_the_greeting_says_where_who_and_how_telephones_get_in(tmp_path: Path) -> None:
    closed = greeting(settings(tmp_path), SignIn("demo", "a-password"), 12.0)
    assert "http://127.0.0.1:8000/portal/" in closed
    assert "sign in as demo with the password a-password" in closed
    assert "set PREOP_BIND and PREOP_PUBLIC_URL" in closed
    public = settings(tmp_path, PREOP_BIND="0.0.0.0", PREOP_PUBLIC_URL="https://preop.example.org")
    opened = greeting(public, None, 12.0)
    assert "https://preop.example.org/portal/" in opened
    assert "password" not in opened
    assert "Only this machine" not in opened
