"""The shortcuts behave as Rasa does: every response and every event name, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.rasa

RESPONSES: list[Any] = [
    {"events": [], "responses": []},
    {},
    {"events": [{"event": "slot", "name": "answer", "value": None, "timestamp": None}]},
    {
        "events": [{"event": "slot", "name": "item", "value": {"deep": [1, 2]}}],
        "responses": [{"custom": {"turn": "t"}}],
    },
    {"events": [{"event": "followup", "name": "action_assess"}, {"event": "rewind"}]},
    {"events": [{"event": "user", "text": "x", "parse_data": {"entities": [{"entity": "a", "value": 1}]}}]},
    {"events": [{"event": "bot", "text": None, "data": {}}], "responses": [{}]},
    {"events": [{"event": "no such event"}]},
    {"events": [{"name": "item"}]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": "slot", "name": 3, "value": 1}]},
    {"events": {"event": "slot"}},
    {"events": ["slot"]},
    {"events": None},
    {"responses": {}},
    {"responses": ["text"]},
    {"unknown": True},
    [],
    "text",
    None,
    7,
]


@pytest.mark.parametrize("response", RESPONSES, ids=range(len(RESPONSES)))
def test_a_response_is_judged_as_rasa_judges_it(inside: Callable[..., Any], response: Any) -> None:
    outcome = inside("validate_both_ways", response)
    assert outcome["ours"] == outcome["rasa"]


def test_the_responses_above_hold_both_good_and_bad_ones(inside: Callable[..., Any]) -> None:
    judged = [inside("validate_both_ways", response)["rasa"] for response in RESPONSES]
    assert judged[0] is True
    assert judged[-1][0] == "ValidationError"


def test_every_event_name_gives_the_class_that_rasa_gives(inside: Callable[..., Any]) -> None:
    names = inside("event_names")
    assert {"slot", "active_loop", "followup", "user", "bot"} <= set(names)
    for name in [*names, "topic", "no such event"]:
        found = inside("resolve_both_ways", name)
        assert found["ours"] == found["again"] == found["rasa"], name
