"""A mistake in a definition or a wording file is answered with file, line, what was found and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from instruments.entry import DefinitionError
from instruments.load import load_all
from instruments.model import Instrument

HERE = Path(__file__).parent / "broken"
MISTAKES = yaml.safe_load((HERE / "mistakes.yml").read_text(encoding="utf-8"))


def one_of(which: str) -> list[dict[str, str]]:
    return list(MISTAKES[which])


def load(room: Path, definition: str, words: str) -> Instrument:
    (room / "definitions").mkdir()
    (room / "wordings" / "own").mkdir(parents=True)
    (room / "definitions" / "sound.yml").write_text(definition, encoding="utf-8")
    (room / "wordings" / "own" / "sound.yml").write_text(words, encoding="utf-8")
    return load_all(room=room)["Sound"]


@pytest.fixture
def definition() -> str:
    return (HERE / "sound.yml").read_text(encoding="utf-8")


@pytest.fixture
def words() -> str:
    return (HERE / "words.yml").read_text(encoding="utf-8")


def test_the_sound_files_are_sound(tmp_path: Path, definition: str, words: str) -> None:
    assert [item.number for item in load(tmp_path, definition, words).items] == ["1", "2", "3"]


@pytest.mark.parametrize("mistake", one_of("definition"), ids=lambda mistake: mistake["says"])
def test_a_mistake_in_a_definition_names_line_and_remedy(
    tmp_path: Path, definition: str, words: str, mistake: dict[str, str]
) -> None:
    assert mistake["is"] in definition
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, definition.replace(mistake["is"], mistake["write"], 1), words)
    assert str(caught.value).startswith(f"definitions/sound.yml, {mistake['says']}")


@pytest.mark.parametrize("mistake", one_of("words"), ids=lambda mistake: mistake["says"])
def test_a_mistake_in_a_wording_file_names_line_and_remedy(
    tmp_path: Path, definition: str, words: str, mistake: dict[str, str]
) -> None:
    assert mistake["is"] in words
    with pytest.raises(DefinitionError) as caught:
        load(tmp_path, definition, words.replace(mistake["is"], mistake["write"], 1))
    assert str(caught.value).startswith(f"own/sound.yml, {mistake['says']}")


def test_an_instrument_without_a_wording_file_is_refused(tmp_path: Path, definition: str, words: str) -> None:
    load(tmp_path, definition, words)
    (tmp_path / "wordings" / "own" / "sound.yml").unlink()
    with pytest.raises(DefinitionError, match="no such file"):
        load_all(room=tmp_path)


def test_an_empty_definition_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(DefinitionError, match="line 1: found an empty file"):
        load(tmp_path, "", words)


def test_two_definitions_may_not_share_a_name(tmp_path: Path, definition: str, words: str) -> None:
    load(tmp_path, definition, words)
    twin = definition.replace("id: sound\n", "id: twin\n")
    (tmp_path / "definitions" / "twin.yml").write_text(twin, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"twin.yml, line 2: found name: Sound, as in sound.yml; write another"):
        load_all(room=tmp_path)
