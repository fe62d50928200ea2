"""What a request for a turn may be, and how a patient's text is kept from being a command."""

from __future__ import annotations

from typing import Any

import pytest

from bot.turn import MalformedError, Turn

GOOD: dict[str, Any] = {
    "conversation": "c0ffee",
    "message_id": "m1",
    "kind": "text",
    "text": "七八分",
    "item": "nrs_worst",
    "language": "zh",
    "status": "running",
    "now": "2026-11-23T09:00:00+08:00",
}


def test_a_whole_request_is_read_field_by_field() -> None:
    turn = Turn.from_data(GOOD)
    assert (turn.conversation, turn.message_id, turn.kind, turn.text) == ("c0ffee", "m1", "text", "七八分")
    assert (turn.item, turn.language, turn.status) == ("nrs_worst", "zh", "running")
    assert turn.now.isoformat() == "2026-11-23T09:00:00+08:00"


def test_a_request_without_a_question_is_read() -> None:
    assert Turn.from_data({**GOOD, "item": None}).item is None


def test_the_z_of_rfc_3339_means_utc() -> None:
    assert Turn.from_data({**GOOD, "now": "2026-11-23T01:00:00Z"}).now.isoformat() == "2026-11-23T01:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("conversation", ""),
        ("conversation", "a b"),
        ("conversation", "x" * 81),
        ("conversation", None),
        ("message_id", 7),
        ("kind", "voice"),
        ("kind", ["text"]),
        ("text", None),
        ("item", ""),
        ("language", "de"),
        ("status", "asleep"),
        ("now", "yesterday"),
        ("now", "2026-11-23T09:00:00"),
        ("now", None),
    ],
)
def test_a_field_that_breaks_its_shape_is_named(field: str, value: Any) -> None:
    with pytest.raises(MalformedError, match=rf"^{field}$"):
        Turn.from_data({**GOOD, field: value})


@pytest.mark.parametrize("body", [None, [], "text", 3])
def test_a_body_that_is_no_object_is_refused(body: Any) -> None:
    with pytest.raises(MalformedError, match=r"^body$"):
        Turn.from_data(body)


def test_an_id_of_eighty_characters_is_allowed() -> None:
    assert Turn.from_data({**GOOD, "conversation": "x" * 80}).conversation == "x" * 80


@pytest.mark.parametrize(
    ("typed", "inert"),
    [
        ("/restart", "／restart"),
        ('  /inform{"x": 1}', '  ／inform{"x": 1}'),
        ("EXTERNAL: begin", "EXTERNAL： begin"),
        (" external: x", " external： x"),
        ("每天/两次", "每天/两次"),
        ("", ""),
    ],
)
def test_a_typed_command_of_rasas_is_made_inert_and_keeps_its_length(typed: str, inert: str) -> None:
    text = Turn.from_data({**GOOD, "text": typed}).text
    assert text == inert
    assert len(text) == len(typed)


@pytest.mark.parametrize("status", ["invited", "consenting", "running", "paused", "safety"])
def test_the_form_is_open_while_the_interview_lasts(status: str) -> None:
    assert Turn.from_data({**GOOD, "status": status}).in_form


@pytest.mark.parametrize("status", ["finished", "declined", "withdrawn"])
def test_the_form_is_closed_after_the_end(status: str) -> None:
    assert not Turn.from_data({**GOOD, "status": status}).in_form


def test_the_first_message_opens_the_form() -> None:
    turn = Turn.from_data({**GOOD, "kind": "begin", "status": "invited"})
    assert not turn.in_form
    assert turn.intent == "begin"


def test_buttons_need_no_classifier_and_words_do() -> None:
    assert Turn.from_data({**GOOD, "kind": "choice"}).intent == "tap"
    assert Turn.from_data({**GOOD, "kind": "command"}).intent == "tap"
    assert Turn.from_data(GOOD).intent is None
