"""``./preop understand``: one line out for each line in, every key always there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from operations.commands.understand import KINDS, Line, _line, main, understood

ROOT = Path(__file__).resolve().parents[3]
KEYS = [
    "answer",
    "low",
    "high",
    "about",
    "pain",
    "regions",
    "qualities",
    "drugs",
    "negated",
    "offscript",
    "crisis",
    "confirm",
]


@pytest.fixture(scope="module")
def heard() -> Any:
    from language import pipeline
    from operations.commands.understand import _when

    nlp = pipeline.build()

    def understand(kind: str, text: str, question: str = "") -> dict[str, Any]:
        now = _when("2026-11-23")
        return understood(Line(kind, text, question, now), pipeline.read(nlp, text, now.date()))

    return understand


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_always_there(heard: Any, kind: str) -> None:
    assert list(heard(kind, "")) == KEYS


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("七八分", 7, 8, None),
        ("快八分", 8, 8, "almost"),
        ("不到三分", 3, 3, "less"),
        ("6分左右", 6, 6, "about"),
        ("五分以上", 5, 5, "more"),
    ],
)
def test_the_interval_is_the_one_named(heard: Any, text: str, low: float, high: float, about: str | None) -> None:
    found = heard("nrs", text, "打几分？")
    assert (found["answer"], found["low"], found["high"], found["about"]) == ("given", low, high, about)


def test_a_duration_is_in_days(heard: Any) -> None:
    found = heard("duration", "两年了", "多久了？")
    assert found["low"] == found["high"] == 730.5


def test_a_message_of_many_facts_keeps_them_apart(heard: Any) -> None:
    found = heard("any", "右手，火烧一样疼，一阵一阵的，没吃过普瑞巴林，加巴喷丁300mg一天三次")
    assert found["pain"] is True
    assert found["regions"] == [{"code": "hand_all", "side": "R", "text": "右手"}]
    assert [one["code"] for one in found["qualities"]] == ["burning", "pattern:paroxysmal"]
    assert found["drugs"] == [
        {"code": "pregabalin", "text": "普瑞巴林", "low": None, "high": None, "negated": True},
        {"code": "gabapentin", "text": "加巴喷丁", "low": 900, "high": 900, "negated": False},
    ]
    assert "普瑞巴林" in found["negated"]


def test_pain_only_denied_is_false_and_not_spoken_of_is_null(heard: Any) -> None:
    assert heard("any", "头不疼")["pain"] is False
    assert heard("any", "谢谢")["pain"] is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("x", "not a JSON object"),
        ("[]", "found a JSON list"),
        ('{"kind": "mood", "text": "疼"}', "kind: found 'mood'"),
        ('{"kind": "any"}', "text: found NoneType"),
        ('{"kind": "any", "text": "疼", "lang": "fr"}', "lang: found 'fr'"),
        ('{"kind": "any", "text": "疼", "now": "yesterday"}', "now: found 'yesterday'"),
        ('{"kind": "any", "text": "疼", "question": 3}', "question: found int"),
    ],
)
def test_a_wrong_line_says_what_to_write(line: str, says: str) -> None:
    found = _line(line.encode())
    assert isinstance(found, str)
    assert says in found


def test_one_line_comes_out_for_each_and_the_wrong_ones_count() -> None:
    lines = 'x\n{"kind": "any", "text": "疼"}\n'
    code = "import sys; from operations.commands.understand import main; sys.exit(main([]))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=lines,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    replies = [json.loads(reply) for reply in done.stdout.splitlines()]
    assert done.returncode == 1
    assert replies[0]["line"] == 1
    assert replies[1]["pain"] is True


def test_a_wrong_option_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fast"]) == 2
    assert "--fast" in capsys.readouterr().err
