"""The licence gate, the wording packs and the version of the definitions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from instruments.entry import DefinitionError
from instruments.load import ROOM, load_all, version
from instruments.score import score

MUST_BE_ASKED = {"DN4", "DN4-interview", "LANSS", "S-LANSS", "painDETECT", "NPQ", "NPQ-SF", "ID-Pain"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    for folder in ("definitions", "wordings"):
        shutil.copytree(ROOM / folder, tmp_path / folder)
    return tmp_path


def test_these_scales_need_permission_and_say_whom_to_ask() -> None:
    asked = {one.name for one in load_all().values() if one.licence.must_be_asked}
    assert asked == MUST_BE_ASKED
    assert all(load_all()[name].licence.ask for name in MUST_BE_ASKED)


def test_without_a_licence_named_the_site_gets_skeletons_without_a_word() -> None:
    loaded = load_all(licensed=())
    assert {one.name for one in loaded.values() if one.skeleton} == MUST_BE_ASKED
    for name in MUST_BE_ASKED:
        assert not loaded[name].can_be_asked
        for item in loaded[name].items:
            assert not any((item.label, item.text, item.help, item.example, item.why))
            assert not any(option.says or option.words for option in item.options)


def test_a_licence_opens_that_scale_and_no_other() -> None:
    loaded = load_all(licensed=["DN4-interview"])
    assert loaded["DN4-interview"].can_be_asked
    assert loaded["DN4-interview"].items[0].text["zh"]
    assert loaded["DN4"].skeleton


def test_a_skeleton_is_scored_all_the_same() -> None:
    answers = {str(number): 1 for number in range(1, 8)}
    assert score(load_all(licensed=())["DN4-interview"], answers).total == 7


def test_a_licence_for_a_scale_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="no instrument 'DN5'"):
        load_all(licensed=["DN5"])


def test_npq_and_its_short_form_are_switched_off_with_a_reason_until_confirmed() -> None:
    loaded = load_all()
    assert {one.name for one in loaded.values() if one.switched_off} == {"NPQ", "NPQ-SF"}
    assert not loaded["NPQ"].can_be_asked
    confirmed = load_all(confirmed=["NPQ"])
    assert confirmed["NPQ"].can_be_asked
    assert not confirmed["NPQ"].provisional
    assert confirmed["NPQ-SF"].provisional


def test_scales_that_clinicians_rate_are_never_asked() -> None:
    assert [name for name in ("LANSS", "HAMA", "HAMD-17", "HAMD-24") if load_all()[name].can_be_asked] == []


def test_a_sites_pack_replaces_our_words_file_by_file(room: Path) -> None:
    site = room / "wordings" / "site"
    site.mkdir()
    ours = (room / "wordings" / "own" / "dn4.yml").read_text(encoding="utf-8")
    theirs = ours.replace("status: own", "status: licensed").replace("火烧火燎", "授权原文")
    (site / "dn4.yml").write_text(theirs, encoding="utf-8")
    loaded = load_all(pack="site", room=room)
    assert (loaded["DN4"].wording.pack, loaded["DN4"].wording.status) == ("site", "licensed")
    assert "授权原文" in loaded["DN4"].items[0].text["zh"]
    assert "授权原文" in loaded["DN4-interview"].items[0].text["zh"]
    assert (loaded["PHQ-9"].wording.pack, loaded["PHQ-9"].wording.status) == ("own", "own")


def test_a_sites_pack_must_be_whole_and_is_never_filled_up_with_our_words(room: Path) -> None:
    site = room / "wordings" / "site"
    site.mkdir()
    ours = (room / "wordings" / "own" / "id_pain.yml").read_text(encoding="utf-8")
    (site / "id_pain.yml").write_text(ours[: ours.index("  id_pain_6:")], encoding="utf-8")
    with pytest.raises(DefinitionError, match="no words for id_pain_6"):
        load_all(pack="site", room=room)


def test_a_pack_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="make the folder wordings/site"):
        load_all(pack="site")


def test_the_version_changes_with_a_fact_and_not_with_a_word(room: Path) -> None:
    before = version(room)
    assert before == version()
    words = room / "wordings" / "own" / "phq9.yml"
    words.write_text(words.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert version(room) == before
    facts = room / "definitions" / "phq9.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("from: 10,", "from: 9,"), encoding="utf-8")
    assert version(room) != before
