from __future__ import annotations

from collections.abc import Callable

import pytest

from language.reading import Reading


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("右手小指", [("little_f", "R")]),
        ("右手小指和无名指", [("little_f", "R"), ("ring_f", "R")]),
        ("左边大腿外侧", [("thigh_lat", "L")]),
        ("两条腿", [("leg_all", "both")]),
        ("双脚", [("foot", "both")]),
        ("左腿右手", [("leg_all", "L"), ("hand_all", "R")]),
        ("右胳膊和手", [("arm_all", "R"), ("hand_all", "R")]),
        ("腰左边疼", [("waist_belt", "L")]),
        ("后背和腰", [("back", None), ("waist_belt", None)]),
        ("没了的手还在疼", [("phantom_hand", None)]),
        ("波棱盖", [("knee", None)]),
        ("大拇哥", [("thumb", None)]),
        ("腳後跟", [("heel", None)]),
        ("心口窝", [("xiphoid", None)]),
        ("脸", [("face", None)]),
        ("my left hand", [("hand_all", "L")]),
        ("both legs", [("leg_all", "both")]),
        ("the outside of my right foot", [("foot", "R")]),
    ],
)
def test_a_place_is_read_with_its_own_side(
    read: Callable[[str], Reading], text: str, places: list[tuple[str, str | None]]
) -> None:
    assert [(span.code, span.side) for span in read(text).of("region")] == places


@pytest.mark.parametrize("text", ["头孢", "手术以后", "背景", "不足", "脚步", "go back home"])
def test_a_word_that_only_holds_a_region_is_none(read: Callable[[str], Reading], text: str) -> None:
    assert list(read(text).of("region")) == []


def test_the_span_is_the_text_as_typed(read: Callable[[str], Reading]) -> None:
    reading = read("我的右手小指麻")
    span = next(reading.of("region"))
    assert reading.text[span.start : span.end] == span.text == "右手小指"
