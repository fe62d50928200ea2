from __future__ import annotations

from spacy.vocab import Vocab

from language.tokenizer import Segmenter


def test_the_tokens_give_back_the_text_as_typed() -> None:
    cut = Segmenter(Vocab(), ["普瑞巴林"])
    for text in ("右手麻痺，吃Lyrica 75mg 两年了  ", "", "😀 沒有\n好"):
        assert cut(text).text == text


def test_a_name_of_the_lexicon_is_one_token() -> None:
    assert "普瑞巴林" in [token.text for token in Segmenter(Vocab(), ["普瑞巴林"])("我吃普瑞巴林")]
