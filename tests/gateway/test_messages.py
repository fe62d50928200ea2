"""What a client may send, and the plain answer where it may not."""

import json
from typing import Any

import pytest

from gateway.messages import LARGEST_BODY, LONGEST_CHOICE, LONGEST_TEXT, Unreadable, read_sent


def refused(body: Any) -> tuple[int, str]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    with pytest.raises(Unreadable) as caught:
        read_sent(raw)
    assert set(caught.value.problem.says) == {"zh", "en"}
    return caught.value.status, caught.value.problem.error


def text(words: str) -> dict[str, Any]:
    return {"id": "a", "kind": "text", "text": words}


@pytest.mark.parametrize("words", ["", "   ", "\n\t", "\u3000"])
def test_an_empty_message_is_refused_in_plain_words(words: str) -> None:
    assert refused(text(words)) == (422, "empty")


@pytest.mark.parametrize("length", [LONGEST_TEXT - 1, LONGEST_TEXT])
def test_a_text_up_to_the_longest_is_taken(length: int) -> None:
    assert len(read_sent(json.dumps(text("疼" * length)).encode()).words) == length


def test_a_text_above_the_longest_is_refused() -> None:
    assert refused(text("疼" * (LONGEST_TEXT + 1))) == (422, "too_long")


def test_ten_kilobytes_of_text_are_refused_as_too_long() -> None:
    assert refused(text("a" * 10_240)) == (422, "too_long")


def test_a_body_above_the_largest_is_refused_before_it_is_read() -> None:
    assert refused(b" " * (LARGEST_BODY + 1)) == (413, "too_large")


@pytest.mark.parametrize("raw", [b"", b"{", b"not json", b"\xff\xfe{}", b'{"id":"a"', b"[" * 60_000])
def test_a_broken_body_is_refused_as_not_json(raw: bytes) -> None:
    assert refused(raw) == (400, "not_json")


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        None,
        {"kind": "text", "text": "疼"},
        {"id": "", "kind": "text", "text": "疼"},
        {"id": "a b", "kind": "text", "text": "疼"},
        {"id": 7, "kind": "text", "text": "疼"},
        {"id": "a", "kind": "begin", "text": "疼"},
        {"id": "a", "kind": "text", "text": ["疼"]},
        {"id": "a", "kind": "text", "text": "疼", "conversation": "another"},
        {"id": "a", "kind": "text", "text": "疼", "item": "a b"},
    ],
)
def test_a_body_of_another_shape_is_refused(body: Any) -> None:
    assert refused(body) == (422, "not_valid")


def test_an_id_may_have_64_characters_but_not_65() -> None:
    assert read_sent(json.dumps({**text("疼"), "id": "a" * 64}).encode()).id == "a" * 64
    assert refused({**text("疼"), "id": "a" * 65}) == (422, "not_valid")


@pytest.mark.parametrize("raw", [b"NaN", b"Infinity", b"1e999", b'"\\ud800"'])
def test_a_choice_that_no_database_can_hold_is_refused(raw: bytes) -> None:
    status, _ = refused(b'{"id":"a","kind":"choice","choice":' + raw + b"}")
    assert status in (400, 422)


def test_a_choice_without_a_value_is_empty_but_no_and_nought_are_values() -> None:
    assert refused({"id": "a", "kind": "choice"}) == (422, "empty")
    assert read_sent(b'{"id":"a","kind":"choice","choice":false}').choice is False
    assert read_sent(b'{"id":"a","kind":"choice","choice":0}').choice == 0
    assert read_sent(b'{"id":"a","kind":"choice","choice":[]}').choice == []


def test_a_choice_larger_than_the_widest_widget_is_refused() -> None:
    assert refused({"id": "a", "kind": "choice", "choice": "a" * LONGEST_CHOICE}) == (422, "choice")


@pytest.mark.parametrize("wish", ["back", "why", "unsure", "pause", "safe_continue", "need_help", "change:age"])
def test_the_commands_of_the_quiet_row_are_known(wish: str) -> None:
    assert read_sent(json.dumps({"id": "a", "kind": "command", "choice": wish}).encode()).choice == wish


@pytest.mark.parametrize("wish", [None, "restart", "change:", 5, ["back"]])
def test_another_command_is_refused(wish: Any) -> None:
    assert refused({"id": "a", "kind": "command", "choice": wish}) == (422, "command")


def test_a_choice_without_a_label_stands_in_the_transcript_as_its_value() -> None:
    assert read_sent(b'{"id":"a","kind":"choice","choice":8}').words == "8"
    assert read_sent(b'{"id":"a","kind":"choice","choice":"8","text":"8 \\u5206"}').words == "8 分"
