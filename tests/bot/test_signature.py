"""The lock on the bot's door."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random

import pytest

from bot.signature import Door, RefusedError, read_secret, sign
from tests.bot.test_turn import GOOD

SECRET = bytes(range(32))
NOW = 1_795_000_000


def door(now: float = NOW) -> Door:
    return Door(SECRET, clock=lambda: now)


def request(data: dict | None = None, at: int = NOW) -> tuple[dict[str, str], bytes]:
    data = GOOD if data is None else data
    body = json.dumps(data).encode()
    message_id = str(data["message_id"])
    signature = sign(SECRET, message_id, str(at), body)
    return {"preop-id": message_id, "preop-timestamp": str(at), "preop-signature": signature}, body


def refusal(door: Door, headers: dict[str, str], body: bytes) -> tuple[int, str]:
    with pytest.raises(RefusedError) as refused:
        door.open(headers, body)
    return refused.value.status, refused.value.code


def test_the_signature_is_hmac_sha256_of_id_timestamp_and_body() -> None:
    digest = hmac.new(SECRET, b"m1.1795000000.{}", hashlib.sha256).digest()
    assert sign(SECRET, "m1", "1795000000", b"{}") == "v1," + base64.b64encode(digest).decode()


def test_a_signed_fresh_request_opens_the_door() -> None:
    assert door().open(*request()).message_id == "m1"


@pytest.mark.parametrize("missing", ["preop-id", "preop-timestamp", "preop-signature"])
def test_a_request_without_one_of_its_headers_is_unsigned(missing: str) -> None:
    headers, body = request()
    del headers[missing]
    assert refusal(door(), headers, body) == (401, "unsigned")


@pytest.mark.parametrize("timestamp", ["-5", "1e9", "١٢", "", "9" * 13])
def test_a_timestamp_that_is_no_number_is_unsigned(timestamp: str) -> None:
    headers, body = request()
    assert refusal(door(), {**headers, "preop-timestamp": timestamp}, body) == (401, "unsigned")


@pytest.mark.parametrize("name", ["preop-id", "preop-signature"])
def test_a_header_beyond_ascii_is_unsigned(name: str) -> None:
    headers, body = request()
    assert refusal(door(), {**headers, name: "\udce9"}, body) == (401, "unsigned")


@pytest.mark.parametrize("age", [-300, -299, 0, 299, 300])
def test_a_request_of_up_to_five_minutes_either_way_is_fresh(age: int) -> None:
    assert door(NOW + age).open(*request()).message_id == "m1"


@pytest.mark.parametrize("age", [-301, 301])
def test_a_request_of_more_than_five_minutes_either_way_is_stale(age: int) -> None:
    assert refusal(door(NOW + age), *request()) == (401, "stale")


def test_another_secret_is_refused() -> None:
    assert refusal(Door(b"x" * 32, clock=lambda: NOW), *request()) == (401, "bad_signature")


def test_a_changed_bit_anywhere_is_refused() -> None:
    chance = random.Random(20261123)
    lock = door()
    headers, body = request()
    for _ in range(20_000):
        name = chance.choice([*headers, "body"])
        if name == "body":
            flipped = bytearray(body)
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            attempt = headers, bytes(flipped)
        else:
            characters = list(headers[name])
            place = chance.randrange(len(characters))
            characters[place] = chr(ord(characters[place]) ^ (1 << chance.randrange(7)))
            attempt = {**headers, name: "".join(characters)}, body
        status, _ = refusal(lock, *attempt)
        assert status == 401


def test_a_body_of_exactly_32_kb_is_let_in_and_one_byte_more_is_not() -> None:
    frame = len(json.dumps({**GOOD, "text": ""}).encode())
    headers, body = request({**GOOD, "text": "a" * (32_768 - frame)})
    assert len(body) == 32_768
    assert door().open(headers, body).text.startswith("aaa")
    headers, body = request({**GOOD, "text": "a" * (32_769 - frame)})
    assert refusal(door(), headers, body) == (413, "too_large")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 30_000])
def test_a_signed_body_that_is_no_json_is_named_so(body: bytes) -> None:
    headers = {"preop-id": "m1", "preop-timestamp": str(NOW), "preop-signature": sign(SECRET, "m1", str(NOW), body)}
    assert refusal(door(), headers, body) == (422, "not_json")


def test_a_field_that_is_wrong_is_named_and_not_quoted() -> None:
    assert refusal(door(), *request({**GOOD, "language": "geheim"})) == (422, "malformed:language")


def test_the_id_in_the_body_must_be_the_signed_one() -> None:
    body = json.dumps({**GOOD, "message_id": "m2"}).encode()
    headers = {"preop-id": "m1", "preop-timestamp": str(NOW), "preop-signature": sign(SECRET, "m1", str(NOW), body)}
    assert refusal(door(), headers, body) == (422, "id_mismatch")


def test_the_same_message_may_be_sent_again() -> None:
    lock = door()
    assert lock.open(*request()) == lock.open(*request())


def test_the_state_beside_a_message_may_have_moved_on_when_it_is_sent_again() -> None:
    lock = door()
    lock.open(*request())
    assert lock.open(*request({**GOOD, "item": "nrs_average", "status": "paused"})).item == "nrs_average"


@pytest.mark.parametrize("changed", [{"text": "六分"}, {"conversation": "another"}, {"kind": "choice"}])
def test_another_message_under_a_used_id_is_refused(changed: dict[str, str]) -> None:
    lock = door()
    lock.open(*request())
    assert refusal(lock, *request({**GOOD, **changed})) == (422, "id_reused")


def test_an_id_is_remembered_for_as_long_as_a_captured_request_could_be_fresh() -> None:
    time = [NOW]
    lock = Door(SECRET, clock=lambda: time[0])
    lock.open(*request(at=NOW + 300))
    time[0] = NOW + 600
    assert refusal(lock, *request({**GOOD, "text": "六分"}, at=NOW + 600)) == (422, "id_reused")
    time[0] = NOW + 601
    assert lock.open(*request({**GOOD, "text": "六分"}, at=NOW + 601)).text == "六分"


def test_a_secret_of_32_bytes_in_hex_is_read() -> None:
    assert read_secret("00" * 31 + "ff\n") == bytes(31) + b"\xff"


@pytest.mark.parametrize("text", ["", "00" * 31, "zz" * 32, "0" * 63])
def test_a_secret_that_is_short_or_no_hex_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="PREOP_TURN_SECRET") as refused:
        read_secret(text)
    assert not text or text not in str(refused.value)
