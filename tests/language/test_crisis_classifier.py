from __future__ import annotations

import json

from language import crisis_classifier
from language.words import lexicon


def test_the_shipped_weights_are_those_of_the_project_s_own_sentences() -> None:
    shipped = json.loads(crisis_classifier.WEIGHTS.read_text(encoding="utf-8"))
    trained = crisis_classifier.train(lexicon("crisis_training"))
    assert shipped.keys() == trained.keys()
    assert max(abs(shipped[gram] - trained[gram]) for gram in shipped) < 0.01


def test_a_despairing_sentence_is_likelier_than_an_answer() -> None:
    assert (
        crisis_classifier.probability("我觉得活下去太没有意义")
        > 0.2
        > crisis_classifier.probability("右手小指像火烧一样疼")
    )


def test_nothing_to_read_is_nothing_to_hear() -> None:
    assert crisis_classifier.probability("……") == 0.0
