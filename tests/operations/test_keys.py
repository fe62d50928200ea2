"""Secrets: made once, readable by the owner alone, never made anew over a database that needs the old one."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from operations.keys import demo_sign_in, with_keys
from operations.settings import SettingsError, read


def test_the_data_key_stays_and_the_turn_secret_is_new_at_each_start(tmp_path: Path) -> None:
    settings = read({"PREOP_STATE": str(tmp_path)})
    first, second = with_keys(settings), with_keys(settings)
    assert first.data_key == second.data_key
    assert first.turn_secret != second.turn_secret
    assert len(bytes.fromhex(first.turn_secret or "")) == 32


def test_a_given_key_is_used_and_not_written(tmp_path: Path) -> None:
    settings = read({"PREOP_STATE": str(tmp_path), "PREOP_DATA_KEY": "cd" * 32})
    assert with_keys(settings).data_key == "cd" * 32
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_its_key_is_not_given_another(tmp_path: Path) -> None:
    (tmp_path / "preop.db").touch()
    with pytest.raises(SettingsError, match="data-key is missing"):
        with_keys(read({"PREOP_STATE": str(tmp_path)}))
    assert not (tmp_path / "data-key").exists()


def test_the_demo_password_is_random_kept_and_private(tmp_path: Path) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    first = demo_sign_in(here)
    assert demo_sign_in(here) == first
    assert demo_sign_in(elsewhere).password != first.password
    assert len(first.password) >= 12
    assert first.password not in repr(first)
    assert stat.S_IMODE((here / "demo-signin").stat().st_mode) == 0o600
