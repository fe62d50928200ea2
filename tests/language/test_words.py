from __future__ import annotations

import pytest

from language.words import Entry, Words, lexicon

TABLE = Words(
    [("卡西平", Entry("drug", "short")), ("奥卡西平", Entry("drug", "long")), ("leg", Entry("region", "leg"))]
)


def test_the_longest_phrase_wins() -> None:
    assert [hit.entry.code for hit in TABLE.find("奥卡西平")] == ["long"]


@pytest.mark.parametrize(("text", "hits"), [("my leg", 1), ("legs", 1), ("legal", 0), ("college leg", 1)])
def test_a_latin_phrase_stands_for_whole_words_only(text: str, hits: int) -> None:
    assert len(TABLE.find(text)) == hits


def test_a_missing_lexicon_is_named() -> None:
    with pytest.raises(ValueError, match=r"nowhere\.yml"):
        lexicon("nowhere")
