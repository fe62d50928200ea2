"""``./preop audit verify``: says whether the chain holds, by words and exit status."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from operations.commands.audit import main
from records.cases import NewCase, new_case
from records.database import connect, migrate
from records.tables import AuditEntry

KEY = b"a data key of at least 32 bytes."
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/records.db"
    monkeypatch.setenv("PREOP_STATE", str(tmp_path))
    monkeypatch.setenv("PREOP_DATABASE_URL", url)
    monkeypatch.setenv("PREOP_DATA_KEY", KEY.hex())
    db = connect(url, KEY)
    migrate(db)
    new_case(db, NewCase("甲", "male", None, None, "x"), by=None, now=NOON)
    db.close()
    return url


def test_a_chain_that_holds_is_said_to_hold(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    assert capsys.readouterr().out == "1 entries, the chain holds\n"


def test_a_broken_chain_ends_with_status_1_and_names_the_entry(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    db = connect(url, KEY)
    with db.writing() as session:
        session.execute(update(AuditEntry).values(action="nothing"))
    db.close()
    assert main(["verify"]) == 1
    assert "entry 1 is the first that does not fit" in capsys.readouterr().out


def test_another_data_key_does_not_pass(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PREOP_DATA_KEY", "ab" * 32)
    assert main(["verify"]) == 1
    assert "the data key is another" in capsys.readouterr().out


def test_without_records_it_says_so_and_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PREOP_STATE", str(tmp_path))
    monkeypatch.delenv("PREOP_DATABASE_URL", raising=False)
    assert main(["verify"]) == 1
    assert "no records yet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_its_key_or_its_database_nothing_is_made(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "elsewhere"
    monkeypatch.setenv("PREOP_STATE", str(state))
    monkeypatch.delenv("PREOP_DATA_KEY")
    assert main(["verify"]) == 1
    assert "no data key" in capsys.readouterr().err
    monkeypatch.setenv("PREOP_DATABASE_URL", f"sqlite:///{state}/other.db")
    assert main(["verify"]) == 1
    assert "no records yet" in capsys.readouterr().err
    assert not state.exists()


def test_a_wrong_option_ends_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([], ["prove"], ["verify", "--loudly"]):
        with pytest.raises(SystemExit) as told:
            main(argv)
        assert told.value.code == 2
