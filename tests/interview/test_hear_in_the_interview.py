"""What patients really type to the interview's own questions, where a wrong value would once have been kept."""

from __future__ import annotations

from typing import Any

import pytest

from certainty import Bounds
from interview.hear import hear
from interview.protocol import Protocol
from language.pipeline import read
from tests.interview.conftest import NOW


@pytest.mark.parametrize(
    ("item", "text", "verdict", "value"),
    [
        ("dn4_6", "木的", "affirm", True),
        ("dn4_6", "麻得很", "affirm", True),
        ("dn4_6", "不麻", "deny", False),
        ("dn4_1", "没说过", "unsure", None),
        ("dn4_1", "没有啦", "deny", False),
        ("triage", "都冇", "given", ()),
        ("onset", "摔了以后半年开始疼的，疼了有三四年了", "given", Bounds(3 * 365.25, 4 * 365.25)),
        ("age", "虚岁四十一", "given", Bounds(39, 40)),
        ("age", "四十一", "given", 41),
        ("place", "肚脐周围一圈，两边都疼", "given", ({"code": "navel", "side": "both"},)),
        (
            "place",
            "左边屁股，还有会阴那里",
            "given",
            ({"code": "buttock", "side": "L"}, {"code": "perineum", "side": None}),
        ),
        ("place", "phantom left foot", "given", ({"code": "phantom_foot", "side": "L"},)),
        ("place", "my left foot", "given", ({"code": "foot", "side": "L"},)),
    ],
)
def test_it_is_heard_as_it_was_meant(
    protocol: Protocol, nlp: Any, item: str, text: str, verdict: str, value: object
) -> None:
    heard = hear(protocol.questions[item], read(nlp, text, NOW.date()), now=NOW)
    assert (heard.verdict, heard.value) == (verdict, value)


def test_the_old_way_of_counting_years_is_read_back(protocol: Protocol, nlp: Any) -> None:
    assert hear(protocol.questions["age"], read(nlp, "虚岁四十一", NOW.date()), now=NOW).confirm
