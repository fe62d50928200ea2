"""Settings: defaults that are safe, one sentence for each wrong value, and no way round the loopback rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from operations.settings import SettingsError, is_loopback, read

KEY = "ab" * 32


def test_defaults_stay_on_this_machine() -> None:
    settings = read({})
    assert (settings.bind, settings.port, settings.on_loopback) == ("127.0.0.1", 8000, True)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.demo


def test_an_open_address_is_refused_without_a_public_address() -> None:
    with pytest.raises(SettingsError, match="PREOP_PUBLIC_URL"):
        read({"PREOP_BIND": "0.0.0.0"})
    settings = read({"PREOP_BIND": "0.0.0.0", "PREOP_PUBLIC_URL": "https://preop.example.org/"})
    assert settings.public_url == "https://preop.example.org"
    assert not settings.on_loopback


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_what_counts_as_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PREOP_PORT", "0"),
        ("PREOP_PORT", "65536"),
        ("PREOP_PORT", "eighty"),
        ("PREOP_RASA_PROCESSES", "0"),
        ("PREOP_RASA_PROCESSES", "65"),
        ("PREOP_BIND", "clinic"),
        ("PREOP_PUBLIC_URL", "preop.example.org"),
        ("PREOP_PUBLIC_URL", "http://preop.example.org/?a=1"),
        ("PREOP_DATABASE_URL", "mysql://localhost/preop"),
        ("PREOP_TURN_SECRET", "ab" * 31),
        ("PREOP_DATA_KEY", "not hexadecimal"),
        ("PREOP_DEMO", "perhaps"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as raised:
        read({name: value})
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("port", ["1", "65535"])
def test_the_outermost_ports_are_allowed(port: str) -> None:
    assert read({"PREOP_PORT": port}).port == int(port)


def test_no_secret_is_shown_by_an_error_or_a_repr() -> None:
    with pytest.raises(SettingsError) as raised:
        read({"PREOP_TURN_SECRET": "ab" * 31})
    assert "abab" not in str(raised.value)
    settings = read(
        {"PREOP_TURN_SECRET": KEY, "PREOP_DATA_KEY": KEY, "PREOP_DATABASE_URL": "postgresql://u:hidden@h/d"}
    )
    assert KEY not in repr(settings)
    assert "hidden" not in repr(settings)


def test_a_database_of_the_sites_own_gets_no_made_up_patients_unasked(tmp_path: Path) -> None:
    own = {"PREOP_DATABASE_URL": f"sqlite:///{tmp_path / 'own.db'}"}
    assert not read(own).demo
    assert read(own | {"PREOP_DEMO": "1"}).demo


def test_a_site_with_a_file_gets_no_made_up_patients_unasked_and_parts_find_the_file(tmp_path: Path) -> None:
    assert read({}).site is None and "PREOP_SITE" not in read({}).environment()
    given = read({"PREOP_SITE": "site.example.yml"})
    assert not given.demo
    assert given.environment()["PREOP_SITE"] == str(Path("site.example.yml").resolve())
    assert read({"PREOP_SITE": str(tmp_path), "PREOP_DEMO": "1"}).demo


def test_an_sqlite_database_is_a_file_and_a_servers_is_not(tmp_path: Path) -> None:
    assert read({"PREOP_STATE": str(tmp_path)}).database_file == tmp_path / "preop.db"
    assert read({"PREOP_DATABASE_URL": f"sqlite:///{tmp_path}/a.db"}).database_file == tmp_path / "a.db"
    assert read({"PREOP_DATABASE_URL": "postgresql://u@h/d"}).database_file is None


def test_a_part_reads_back_the_settings_it_was_handed(tmp_path: Path) -> None:
    given = read(
        {
            "PREOP_STATE": str(tmp_path),
            "PREOP_PORT": "8123",
            "PREOP_RASA_URLS": "http://127.0.0.1:1, http://127.0.0.1:2",
            "PREOP_TURN_SECRET": KEY,
            "PREOP_DATA_KEY": KEY,
            "PREOP_DEMO": "0",
        }
    )
    handed = read(given.environment())
    assert handed.rasa_urls == ("http://127.0.0.1:1", "http://127.0.0.1:2")
    assert handed.environment() == given.environment()
