"""The gateway's ears: all of a long message for alarms, a sensible length of it for the answer."""

from __future__ import annotations

import time

import pytest

from interview.alarms import hear
from interview.protocol import Protocol

QUIET = "这几天天气还行，我在家里坐着看电视。" * 220
MOST_SECONDS = 0.3  # of the CPU, for the longest message the API takes, with the question whose answer is an alarm


def test_self_harm_is_heard_at_the_end_of_the_longest_message(protocol: Protocol) -> None:
    assert 3_900 < len(QUIET) < 4_000
    heard = hear(QUIET + "我不想活了", None, protocol.question("age"), "zh")
    assert heard.ids == ("RF-SUI",)
    assert heard.safety is not None


@pytest.mark.parametrize("unit", ["疼", "七八分，", "左手、右脚、", "没有", "普瑞巴林75毫克一天两次", "1"])
def test_the_longest_message_is_heard_in_good_time(protocol: Protocol, unit: str) -> None:
    text, question = (unit * 4_000)[:4_000], protocol.question("phq9_9")
    hear(text, None, question, "zh")
    spent = []
    for _ in range(3):
        before = time.process_time()
        hear(text, None, question, "zh")
        spent.append(time.process_time() - before)
    assert min(spent) < MOST_SECONDS
