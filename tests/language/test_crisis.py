from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from language import crisis
from language.words import lexicon

SENTENCES = yaml.safe_load((Path(__file__).parent / "utterances" / "crisis.yml").read_text(encoding="utf-8"))


def test_there_are_150_sentences_to_hear() -> None:
    assert len(SENTENCES["sure"]) + len(SENTENCES["perhaps"]) == 150


def test_ninety_eight_in_a_hundred_are_heard() -> None:
    said = [*SENTENCES["sure"], *SENTENCES["perhaps"]]
    missed = [text for text in said if crisis.listen(text) is None]
    assert len(missed) <= 0.02 * len(said), missed


def test_plain_words_of_wanting_to_die_are_sure() -> None:
    missed = [text for text in SENTENCES["sure"] if crisis.listen(text) != "sure"]
    assert len(missed) <= 0.02 * len(SENTENCES["sure"]), missed


@pytest.mark.parametrize("text", SENTENCES["quiet"])
def test_hyperbole_denial_and_others_are_let_pass(text: str) -> None:
    assert crisis.listen(text) is None


def test_no_test_sentence_was_trained_on() -> None:
    trained = {*lexicon("crisis_training")["crisis"], *lexicon("crisis_training")["quiet"]}
    assert not trained & {text for group in SENTENCES.values() for text in group}


def test_a_message_takes_less_than_a_millisecond_of_work() -> None:
    crisis.listen("先热身")
    start = time.process_time()
    for text in SENTENCES["quiet"] * 5:
        crisis.listen(text)
    assert (time.process_time() - start) / (5 * len(SENTENCES["quiet"])) < 0.001
