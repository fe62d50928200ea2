"""Level logic: regions to candidate segments, the relation to the level, avulsed roots; proposals only."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine.level import Candidates, candidate_segments, possible_cord_segments, propose_match, propose_relation
from rules_engine.segments import INDEX, SEGMENTS, regions


def pain(left: str = "", right: str = "") -> Candidates:
    return Candidates(tuple(left.split()), tuple(right.split()), open=False)


def test_segments_are_counted_as_in_the_anatomy_table() -> None:
    assert [INDEX[one] for one in ("C2", "C8", "T1", "T12", "L1", "L5", "S1", "S4-5")] == [1, 7, 8, 19, 20, 24, 25, 28]


def test_every_region_but_stump_and_face_has_segments() -> None:
    assert {code for code, region in regions().items() if not region.segments} == {"stump", "face"}
    assert all(segment in SEGMENTS for region in regions().values() for segment in region.segments + region.wider)


def test_both_sides_give_both() -> None:
    found = candidate_segments([{"code": "thumb", "side": "both"}])
    assert (found.left, found.right, found.open) == (("C6",), ("C6",), False)


@pytest.mark.parametrize(
    "place", [{"code": "thumb", "side": None}, {"code": "stump", "side": "L"}, {"code": "x", "side": "L"}]
)
def test_no_side_or_no_segments_leaves_it_open(place: dict[str, Any]) -> None:
    assert candidate_segments([place]).open


def test_the_overlap_in_brackets_only_widens() -> None:
    narrow, wide = (candidate_segments([{"code": "groin", "side": "L"}], wider=wider) for wider in (False, True))
    assert (narrow.left, wide.left) == (("L1",), ("T12", "L1", "L2"))


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("T10", "", "at"), ("T11 T12", "", "at"), ("L1", "", "at"),  # T10 to three below
        ("L2", "", "below"), ("T9", "", "above"), ("T9 T10", "", "mixed"), ("T10 L2", "", "mixed"),
        ("T8 L2", "", "unrelated"), ("T10", "L2", "mixed"), ("T8", "L2", "unrelated"), ("T10", "T10", "at"),
        ("T8", "T7", "above"),
    ],
)  # fmt: skip
def test_the_relation_to_a_level_of_t10(left: str, right: str, relation: str) -> None:
    assert propose_relation("T10", pain(left, right)).value == relation


def test_one_segment_above_is_marked_as_border() -> None:
    assert propose_relation("T10", pain("T9")).border
    assert not propose_relation("T10", pain("T8")).border
    assert not propose_relation("T10", pain("T10")).border


def test_each_side_is_held_against_its_own_level() -> None:
    assert propose_relation({"L": "T4", "R": "T10"}, pain("T5", "T11")).value == "at"
    assert propose_relation("T10", pain("T5", "T11")).value == "mixed"


def test_cauda_equina_below_counts_as_at_the_level() -> None:
    assert propose_relation("L1", pain("S1"), cauda_equina=True).value == "at"
    assert propose_relation("L1", pain("S1")).value == "below"


@pytest.mark.parametrize("level", [None, "intact", {"L": "intact", "R": "T10"}])
def test_without_a_level_there_is_no_proposal(level: Any) -> None:
    assert propose_relation(level, pain("T10")).value is None


def test_open_pain_gives_no_proposal() -> None:
    assert propose_relation("T10", Candidates(("T10",), (), open=True)).value is None


@pytest.mark.parametrize(
    ("hurts", "matches", "border"),
    [("C5 C6 T1", True, False), ("C4", True, True), ("T2", True, True), ("C3", False, False), ("T3", False, False)],
)
def test_avulsed_roots_allow_one_segment_of_overlap(hurts: str, matches: bool, border: bool) -> None:
    proposal = propose_match(("C5", "C6", "C7", "C8", "T1"), pain(hurts))
    assert (proposal.value, proposal.border) == (matches, border)


def test_pain_on_the_other_side_does_not_match() -> None:
    assert propose_match(("C5",), pain("C5", "C5"), side="L").value is False
    assert propose_match(("C5",), pain("C5"), side="L").value is True


@pytest.mark.parametrize(
    ("vertebra", "cord"),
    [("C3", ("C3",)), ("C4", ("C4", "C5")), ("C7", ("C8", "T1")) , ("T3", ("T4", "T5")), ("T6", ("T8", "T9")),
     ("T9", ("T12",)), ("T10", ("L1", "L2", "L3", "L4", "L5")), ("L1", ("S1", "S2", "S3", "S4-5"))],
)  # fmt: skip
def test_a_vertebra_is_shown_with_the_cord_behind_it(vertebra: str, cord: tuple[str, ...]) -> None:
    assert possible_cord_segments(vertebra) == cord
