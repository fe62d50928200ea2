"""The parts of a running system: free ports, secrets in the environment alone, Rasa in its box."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from operations.keys import SignIn, with_keys
from operations.parts import parts, with_free_ports
from operations.run import greeting
from operations.settings import Settings, SettingsError, read


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
