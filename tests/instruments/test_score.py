"""The rules that no single case shows: ranges, alarms, refusals, readings, parts and caveats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certainty import Bounds
from instruments.load import load_all
from instruments.score import answers_by_item_id, score

ALL = load_all()
PHQ9, GAD7, NRS, NRS_FOUR = ALL["PHQ-9"], ALL["GAD-7"], ALL["NRS"], ALL["NRS-four"]
NONE_OF_PHQ9 = {str(number): 0 for number in range(1, 10)}


# refusals


@pytest.mark.parametrize(
    ("name", "number", "value", "allowed"),
    [
        ("PHQ-9", "1", 4, "0, 1, 2, 3"),
        ("PHQ-9", "1", -1, "0, 1, 2, 3"),
        ("PHQ-9", "10", 4, "0, 1, 2, 3"),
        ("DN4", "8", 2, "1, 0"),
        ("LANSS", "1", 5, "1, 0"),
        ("S-LANSS", "6", "cannot", "1, 0"),
        ("painDETECT", "1", 6, "0, 1, 2, 3, 4, 5"),
        ("painDETECT", "8", "e", "a, b, c, d"),
        ("painDETECT", "8", 1, "a, b, c, d"),
        ("NPQ", "1", 101, "whole numbers from 0 to 100"),
        ("NRS", "1", 11, "whole numbers from 0 to 10"),
        ("HAMD-17", "4", 3, "0, 1, 2"),
        ("HAMD-24", "18", 3, "0, 1, 2"),
    ],
)
def test_a_value_out_of_range_is_refused_with_item_value_and_what_is_allowed(
    name: str, number: str, value: int | str, allowed: str
) -> None:
    got = score(ALL[name], {number: value})
    shown = f'"{value}"' if isinstance(value, str) else value
    assert got.status == "invalid"
    assert got.message == f"item {number}: {shown} is not allowed; allowed: {allowed}"
    assert (got.total, got.low, got.high, got.band, got.missing, got.alarms) == (None, None, None, None, (), ())


@pytest.mark.parametrize("value", [1.5, "1", True, False, [1], {"low": 1}, float("nan"), float("inf")])
def test_only_whole_numbers_are_numbers(value: object) -> None:
    assert score(PHQ9, NONE_OF_PHQ9 | {"1": value}).status == "invalid"


def test_a_whole_number_written_with_a_point_is_whole() -> None:
    assert score(PHQ9, NONE_OF_PHQ9 | {"1": 2.0}).total == 2


@pytest.mark.parametrize("number", ["0", "11", "01", "phq9_1", ""])
def test_an_unknown_item_is_refused_by_its_number(number: str) -> None:
    got = score(PHQ9, NONE_OF_PHQ9 | {number: 0})
    assert got.status == "invalid"
    assert got.message == f"item {number}: PHQ-9 has no such item; allowed: items 1 to 10"


def test_a_long_text_put_in_by_mistake_is_not_repeated_whole() -> None:
    assert len(str(score(PHQ9, {"1": "x" * 500}).message)) < 120


def test_an_invalid_answer_raises_no_alarm_for_the_others() -> None:
    assert score(PHQ9, {"9": 1, "1": 7}).alarms == ()


# alarms


@pytest.mark.parametrize(("value", "alarms"), [(0, ()), (1, ("RF-SUI",)), (3, ("RF-SUI",))])
def test_phq9_item_9_raises_the_alarm_from_1(value: int, alarms: tuple[str, ...]) -> None:
    assert score(PHQ9, {"9": value}).alarms == alarms


@pytest.mark.parametrize("name", ["HAMD-17", "HAMD-24"])
@pytest.mark.parametrize(("value", "alarms"), [(0, ()), (1, ("RF-SUI",)), (2, ("RF-SUI",))])
def test_hamd_item_3_raises_the_alarm_though_nothing_else_is_rated(
    name: str, value: int, alarms: tuple[str, ...]
) -> None:
    assert score(ALL[name], {"3": value}).alarms == alarms


def test_a_range_that_may_reach_1_raises_the_alarm() -> None:
    assert score(PHQ9, {"9": Bounds(0, 1)}).alarms == ("RF-SUI",)


# missing


def test_null_and_absent_are_the_same_not_answered() -> None:
    assert score(GAD7, {"1": 3, "2": None}) == score(GAD7, {"1": 3})


def test_the_missing_items_are_named_by_number_and_the_functional_item_is_not_among_them() -> None:
    assert score(PHQ9, {"1": 0, "3": 0}).missing == ("2", "4", "5", "6", "7", "8", "9")


@pytest.mark.parametrize("name", list(ALL))
def test_nothing_answered_gives_no_statement(name: str) -> None:
    got = score(ALL[name], {})
    assert (got.status, got.total, got.low, got.high, got.band) == ("incomplete", None, None, None, None)
    assert got.missing == tuple(item.number for item in ALL[name].counted())


@given(st.lists(st.none() | st.integers(0, 3), min_size=7, max_size=7).filter(lambda given: None in given))
def test_the_bounds_hold_whatever_the_missing_answers_turn_out_to_be(answers: list[int | None]) -> None:
    numbered = {str(number): answer for number, answer in enumerate(answers, start=1)}
    got = score(GAD7, numbered)
    known = sum(answer for answer in answers if answer is not None)
    if any(answer is not None for answer in answers):
        assert (got.low, got.high) == (known, known + 3 * answers.count(None))


# ranges


def test_a_range_moves_the_total_between_bounds() -> None:
    got = score(NRS, {"1": Bounds(7, 8)})
    assert (got.status, got.total, got.low, got.high, got.band) == ("incomplete", None, 7, 8, "severe")
    assert (got.missing, got.ranges) == ((), ("1",))


def test_a_range_across_a_threshold_leaves_the_band_undetermined() -> None:
    assert score(NRS, {"1": Bounds(6, 7)}).band == "undetermined"


def test_a_range_of_one_whole_number_is_that_number() -> None:
    assert score(NRS, {"1": Bounds(7, 7)}) == score(NRS, {"1": 7})


def test_a_range_between_whole_numbers_is_kept_as_it_is() -> None:
    got = score(NRS, {"1": Bounds(6.5, 6.5)})
    assert (got.status, got.total, got.low, got.high, got.band) == ("incomplete", None, 6.5, 6.5, "moderate")


def test_a_range_of_an_item_with_a_negative_weight_is_turned_round() -> None:
    npq = score(ALL["NPQ"], {str(n): 0 for n in range(1, 13)} | {"5": Bounds(50, 100)})
    assert (npq.low, npq.high) == (-2.208, -1.808)  # -1.408 - 0.8, -1.408 - 0.4


@pytest.mark.parametrize(("name", "number", "bounds"), [("NRS", "1", (9, 11)), ("painDETECT", "8", (0, 1))])
def test_a_range_that_leaves_what_the_item_allows_is_refused(name: str, number: str, bounds: tuple[int, int]) -> None:
    got = score(ALL[name], {number: Bounds(*bounds)})
    assert got.status == "invalid"
    assert f"item {number}: {bounds[0]} to {bounds[1]}" in str(got.message)


def test_a_range_beside_a_missing_item_is_never_averaged() -> None:
    got = score(PHQ9, NONE_OF_PHQ9 | {"1": None, "2": Bounds(1, 2)})
    assert (got.status, got.total, got.low, got.high) == ("incomplete", None, 1, 5)


# exact arithmetic


def test_every_npq_sf_answer_on_the_boundary_is_neuropathic() -> None:
    on_it = [
        (a, b, rest // 11)
        for a in range(101)
        for b in range(101)
        if (rest := 1302 - 17 * a - 15 * b) % 11 == 0 and 0 <= rest <= 1100
    ]
    assert (7, 7, 98) in on_it
    for a, b, c in on_it:
        got = score(ALL["NPQ-SF"], {"1": a, "2": b, "3": c})
        assert (got.total, got.band) == (0, "neuropathic")


# parts, caveats, readings, item ids


def test_phq9_shows_its_somatic_and_affective_parts_apart() -> None:
    got = score(PHQ9, {str(number): number % 4 for number in range(1, 10)})
    # items 3, 4, 5, 7, 8: 3 + 0 + 1 + 3 + 0; items 1, 2, 6, 9: 1 + 2 + 2 + 1
    assert {part.id: part.total for part in got.parts} == {"somatic": 7, "affective": 6}


def test_a_part_with_a_missing_item_has_bounds_and_no_total() -> None:
    somatic = score(PHQ9, NONE_OF_PHQ9 | {"3": None, "4": 2}).parts[0]
    assert (somatic.id, somatic.total, somatic.low, somatic.high) == ("somatic", None, 2, 5)


def test_hama_counts_item_14_as_psychic() -> None:
    got = score(ALL["HAMA"], {str(number): 0 for number in range(1, 14)} | {"14": 4})
    assert {part.id: part.total for part in got.parts} == {"psychic": 4, "somatic": 0}


def test_the_five_item_factor_leaves_out_general_somatic_symptoms() -> None:
    answers: dict[str, object] = {str(number): 0 for number in range(1, 18)} | {"13": 2}
    six, five = score(ALL["HAMD-17"], answers), score(ALL["HAMD-17"], answers, {"somatisation": "five_items"})
    assert [part.total for got in (six, five) for part in got.parts if part.id == "anxiety_somatisation"] == [2, 0]


def test_hamd24_shows_the_sum_of_its_first_17_items() -> None:
    got = score(ALL["HAMD-24"], {str(number): 1 for number in range(1, 25)})
    assert next(part.total for part in got.parts if part.id == "hamd17") == 17


def test_the_four_ratings_are_banded_one_by_one_and_never_added() -> None:
    got = score(NRS_FOUR, {"1": 3, "2": 7, "3": Bounds(3, 4)})
    assert (got.status, got.total, got.band, got.missing, got.ranges) == ("incomplete", None, None, ("4",), ("3",))
    assert [(part.id, part.total, part.band) for part in got.parts] == [
        ("now", 3, "mild"),
        ("worst", 7, "severe"),
        ("average", None, "undetermined"),
        ("least", None, None),
    ]


@pytest.mark.parametrize("name", ["LANSS", "S-LANSS", "NPQ", "NPQ-SF"])
def test_a_negative_score_brings_its_caveat_with_the_figures(name: str) -> None:
    instrument = ALL[name]
    got = score(instrument, {item.number: 0 for item in instrument.items})
    caveat = next(one for one in instrument.caveats if one.id == got.caveat)
    assert {"sci", "bpa_avulsion", "lumbosacral_root_avulsion"} <= set(caveat.causes)
    assert ("36" if "LANSS" in name else "50") in caveat.says["zh"]
    assert "100" in caveat.says["en"]


def test_a_positive_score_brings_no_caveat() -> None:
    assert score(ALL["LANSS"], {str(number): 1 for number in range(1, 8)}).caveat is None


def test_a_negative_band_provable_without_the_examination_brings_the_caveat_too() -> None:
    got = score(ALL["LANSS"], {"1": 0, "2": 0, "3": 1, "4": 0, "5": 0})
    assert (got.band, got.caveat) == ("not_predominantly_neuropathic", "negative_does_not_exclude")


def test_no_band_of_a_screener_is_worded_as_not_neuropathic() -> None:
    for name in ("LANSS", "S-LANSS", "NPQ", "NPQ-SF"):
        for band in ALL[name].bands:
            assert "非神经" not in band.says["zh"]
            assert "not neuropathic" not in band.says["en"]


def test_the_score_says_which_reading_was_used() -> None:
    answers: dict[str, object] = {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}
    assert score(ALL["ID-Pain"], answers).reading == {"cutoff": "two"}
    three = score(ALL["ID-Pain"], answers, {"cutoff": "three"})
    assert (three.band, three.reading) == ("not_neuropathic", {"cutoff": "three"})


@pytest.mark.parametrize("wish", [{"cut": "two"}, {"cutoff": "four"}])
def test_an_unknown_reading_is_an_error_of_the_settings(wish: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="cutoff"):
        score(ALL["ID-Pain"], {}, wish)


def test_answers_by_item_id_become_answers_by_number() -> None:
    slanss = ALL["S-LANSS"]
    given = {"slanss_1": True, "slanss_2": False, "slanss_6": "cannot", "slanss_7": None, "nrs_1": 7}
    assert answers_by_item_id(slanss, given) == {"1": 1, "2": 0, "6": None, "7": None}


def test_the_interview_part_and_the_whole_of_dn4_are_scored_from_the_same_answers() -> None:
    asked = {f"dn4_{number}": number <= 3 for number in range(1, 8)}
    assert score(ALL["DN4-interview"], answers_by_item_id(ALL["DN4-interview"], asked)).band == "neuropathic"
    whole = score(ALL["DN4"], answers_by_item_id(ALL["DN4"], asked))
    assert (whole.low, whole.high, whole.band) == (3, 6, "undetermined")


def test_a_self_test_that_cannot_be_done_is_missing_and_not_a_no() -> None:
    slanss = ALL["S-LANSS"]
    given = {f"slanss_{number}": number <= 2 for number in range(1, 6)} | {"slanss_6": "cannot", "slanss_7": "cannot"}
    got = score(slanss, answers_by_item_id(slanss, given))
    assert (got.low, got.high, got.band, got.missing) == (10, 18, "undetermined", ("6", "7"))


def test_the_data_has_exactly_the_keys_of_the_contract() -> None:
    assert list(score(NRS, {"1": 5}).to_data()) == (
        ["instrument", "status", "total", "low", "high", "band", "missing", "alarms", "message", "provisional"]
    )
