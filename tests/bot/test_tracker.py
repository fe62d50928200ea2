"""Rasa's conversation is made from the request, for one turn, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.test_turn import GOOD

pytestmark = pytest.mark.rasa

Inside = Callable[..., Any]


def test_a_message_finds_the_form_open_at_its_question(inside: Inside) -> None:
    made = inside("rebuilt", {**GOOD, "item": "nrs_worst", "language": "en"})
    assert made["conversation"] == "c0ffee"
    assert (made["form"], made["asks"], made["answer"]) == ("interview_form", "answer", None)
    assert (made["item"], made["language"]) == ("nrs_worst", "en")
    assert made["last"] == "action_listen"


def test_the_opening_message_finds_no_form(inside: Inside) -> None:
    made = inside("rebuilt", {**GOOD, "kind": "begin", "status": "invited", "item": None})
    assert (made["form"], made["asks"], made["last"]) == (None, None, "action_listen")


@pytest.mark.parametrize("status", ["finished", "declined", "withdrawn"])
def test_after_the_end_no_form_is_open(inside: Inside, status: str) -> None:
    assert inside("rebuilt", {**GOOD, "status": status})["form"] is None


def test_the_history_is_a_dozen_events_whatever_the_interview(inside: Inside) -> None:
    assert inside("rebuilt", GOOD)["events"] <= 12


def test_outside_a_request_nothing_is_known(inside: Inside) -> None:
    inside("rebuilt", GOOD)
    assert inside("outside_a_request", "c0ffee") is None


def test_overlapping_requests_do_not_mix(inside: Inside) -> None:
    requests = [
        {**GOOD, "conversation": f"c{n % 3}", "message_id": f"m{n}", "item": f"item{n}"} for n in range(30)
    ]  # several at once for the same conversation too
    found = inside("overlapping", requests)
    assert found == [[f"c{n % 3}", f"item{n}", f"item{n}"] for n in range(30)]
