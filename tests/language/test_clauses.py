from __future__ import annotations

from collections.abc import Callable

import pytest

from language.reading import Reading


@pytest.mark.parametrize(
    "text",
    [
        "头不疼",
        "没有头疼",
        "没吃过普瑞巴林",
        "普瑞巴林没吃过",
        "没有头疼、腰疼",
        "也没说肚子疼",
        "腰从来没疼过",
        "no pain",
        "I never had any pain in my leg",
    ],
)
def test_a_denial_reaches_what_it_denies(read: Callable[[str], Reading], text: str) -> None:
    spans = list(read(text).of("region", "pain", "drug"))
    assert spans
    assert all(span.negated for span in spans)


@pytest.mark.parametrize(
    "text", ["疼得不得了", "差不多天天疼", "无时无刻不在疼", "疼得受不了", "加巴喷丁吃了没用", "疼得睡不着"]
)
def test_an_idiom_that_holds_a_not_denies_nothing(read: Callable[[str], Reading], text: str) -> None:
    spans = list(read(text).of("pain", "course", "drug"))
    assert spans
    assert not any(span.negated for span in spans)


def test_a_denial_ends_with_its_clause(read: Callable[[str], Reading]) -> None:
    found = read("没有头疼，就是腰疼").of("region")
    assert [(span.code, span.negated) for span in found] == [("outside:head", True), ("waist_belt", False)]
