"""What a clinician should look at: contradictions in words, questions not understood, answers by family."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from interview.answer import Answer, How, Why
from interview.protocol import Protocol
from portal.flags import Flag, flags_of
from portal.sources import Sources
from portal.words import words

T = words("zh")


def said(item: str, value: Any, by: str = "P") -> Answer:
    unknown = value if isinstance(value, Why) else None
    return Answer(
        item, None if unknown else value, unknown, f"m-{item}", How.EXACT, datetime(2026, 11, 23, tzinfo=UTC), by
    )


def flags(protocol: Protocol, *given: Answer, flagged: tuple[str, ...] = ()) -> list[Flag]:
    answers: Mapping[str, Answer] = {answer.item: answer for answer in given}
    lines = {answer.message: n for n, answer in enumerate(given, 1)}
    return flags_of(T, flagged, (), {}, Sources(protocol, answers, {}, lines))


def test_a_contradiction_shows_both_answers_in_words_and_that_the_patient_kept_them(protocol: Protocol) -> None:
    both = (said("pain_worst", 4), said("pain_average", 7))
    (flag,) = flags(protocol, *both, flagged=("contradiction:worst_below_average",))
    assert flag.kind == "flag_contradiction"
    assert flag.label == "“过去一周，最疼的时候有几分？”4，但“过去一周，平均下来大概几分？”7"
    assert flag.detail == "问过患者，两处都保留"
    assert flag.href == "#m-2"


def test_one_that_was_never_put_to_the_patient_says_so(protocol: Protocol) -> None:
    (flag,) = flags(protocol, said("pain_worst", 4), said("pain_average", 7))
    assert flag.detail == "尚未向患者核实"


def test_one_that_was_corrected_afterwards_is_gone(protocol: Protocol) -> None:
    both = (said("pain_worst", 8), said("pain_average", 7))
    assert flags(protocol, *both, flagged=("contradiction:worst_below_average",)) == []


def test_a_question_not_understood_stands_in_its_own_words(protocol: Protocol) -> None:
    (flag,) = flags(protocol, said("quality", Why.NOT_UNDERSTOOD), flagged=("quality",))
    assert flag.kind == "flag_not_understood"
    assert flag.label == protocol.questions["quality"].asks["zh"]
    assert "quality" not in flag.label
    assert flag.href == "#m-1"


def test_not_sure_and_rather_not_are_no_flags(protocol: Protocol) -> None:
    assert flags(protocol, said("quality", Why.UNSURE), said("course", Why.DECLINED)) == []


def test_an_answer_by_family_says_so_wherever_it_stands(protocol: Protocol) -> None:
    sources = Sources(protocol, {"age": said("age", 80, by="F"), "course": said("course", "both")}, {}, {})
    assert sources.item(T, "age").who == "家属代答"
    assert sources.item(T, "course").who == ""
    assert sources.by_proxy(["age", "course"])
    assert not sources.by_proxy(["course"])
