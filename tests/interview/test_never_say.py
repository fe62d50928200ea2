"""Every text that a patient can be shown, in both languages, against the list of what must never be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import gateway
from interview.contradictions import _CHECKS
from interview.protocol import Protocol
from interview.words import load_words

# The consensus' clinicians decide; a patient is never told a verdict, a rate, a dose, a grade or a diagnosis.
NEVER = {
    "suitability": r"适合(做|手术)|不适合|建议您?(做|行)?手术|推荐手术"
    r"|suitable for|recommend\w* (an )?(operation|surgery)",
    "success": r"成功率|治愈|有效率|\d+\s*[%％]|success rate|cure",
    "doses": r"(加量|减量|停药|换药)吧|您(应该|需要|可以)(吃|停|加|减)|you should (take|stop|increase|reduce)",
    "wait": r"暂时的|等等看|过几天就好|wait and see|will pass by itself",
    "diagnosis": r"您(是|得了|患有|有)(臂丛|抑郁|焦虑|神经病)|you have (depression|anxiety|a brachial)",
    "contraindication": r"不能(做|接受)手术|cannot (have|undergo) (the )?(operation|surgery)",
    "grades": r"(?<![A-Za-z0-9])[12][ABCD](?![A-Za-z0-9])|GRADE|\d\s*W\b|30.?45°",
    "first choice": r"首选|first.?choice",
    "harmless": r"可逆|没有(任何)?(风险|危险)|harmless|reversible|no risk",
    "leading": r"是不是\s*\d+\s*分以上|isn't it more than",
    "exclamation": r"[!！]",
}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def all_texts(protocol: Protocol) -> Iterator[str]:
    for question in protocol.questions.values():
        for words in (question.asks, question.help, question.example, question.why, question.none):
            yield from words.values()
        for choice in question.choices:
            yield from choice.says.values()
    for section in protocol.sections:
        yield from section.says.values()
    yield from texts(load_words().lines)
    yield from (text for doubt, _ in _CHECKS for text in doubt.asks.values())
    yield from texts(yaml.safe_load((Path(gateway.__file__).parent / "words.yml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NEVER)
def test_no_text_shown_to_a_patient_breaks_the_never_list(protocol: Protocol, name: str) -> None:
    broken = [text for text in all_texts(protocol) if re.search(NEVER[name], text, re.IGNORECASE)]
    assert broken == []


@pytest.mark.parametrize("text", ["您适合做手术", "有效率90%", "您应该停药", "DREZ是首选", "您有抑郁症", "推荐等级1A"])
def test_the_list_would_catch_a_breach(text: str) -> None:
    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in NEVER.values())


def test_every_text_stands_in_both_languages(protocol: Protocol) -> None:
    for question in protocol.questions.values():
        for name in ("asks", "example", "why"):
            words = getattr(question, name)
            needed = name != "example" or question.kind != "permission"  # a yes needs no example
            assert not needed or (words.get("zh") and words.get("en")), f"{question.id} lacks {name} in a language"
