"""Stamps: a step is done again exactly when its inputs changed."""

from __future__ import annotations

from pathlib import Path

from operations.setup import stamps


def test_the_digest_follows_contents_names_and_absence(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("one")
    seen = [stamps.digest(tmp_path, ["config.yml", "data"])]

    def changed() -> bool:
        seen.append(stamps.digest(tmp_path, ["config.yml", "data"]))
        return seen[-1] != seen[-2]

    (tmp_path / "data" / "a.yml").write_text("two")
    assert changed()
    (tmp_path / "data" / "a.yml").rename(tmp_path / "data" / "b.yml")
    assert changed()
    (tmp_path / "config.yml").touch()
    assert changed()
    assert not changed()


def test_compiled_and_hidden_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "turn.py").write_text("")
    before = stamps.digest(tmp_path, ["bot"])
    (tmp_path / "bot" / "__pycache__").mkdir()
    (tmp_path / "bot" / "__pycache__" / "turn.txt").touch()
    (tmp_path / "bot" / "old.pyc").touch()
    (tmp_path / "bot" / ".swap").touch()
    assert stamps.digest(tmp_path, ["bot"]) == before


def test_a_stamp_is_read_back_and_a_spoiled_one_counts_as_none(tmp_path: Path) -> None:
    stamp = tmp_path / "folder" / "stamp.json"
    assert stamps.read(stamp) == {}
    stamps.write(stamp, {"inputs": "abc"})
    assert stamps.read(stamp) == {"inputs": "abc"}
    stamp.write_text('{"inputs": ')
    assert stamps.read(stamp) == {}
    stamp.write_text("[]")
    assert stamps.read(stamp) == {}
