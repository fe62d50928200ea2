"""jieba's segmentation as a spaCy tokenizer, with the lexicons as its user dictionary."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from language.normal import normal

_PIECE = re.compile(r"[一-鿿]+|[a-zA-Z']+|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


class Segmenter:
    """Words of mixed Chinese and English text: jieba for runs of characters, Latin words and numbers whole."""

    def __init__(self, vocab: Vocab, phrases: Iterable[str]) -> None:
        self.vocab = vocab
        self._jieba = _jieba(tuple(sorted(phrases)))

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
                continue
            parts = self._cut(piece) if "一" <= piece[0] <= "鿿" else [piece]
            words.extend(parts)
            spaces.extend([False] * len(parts))
        return Doc(self.vocab, words=words, spaces=spaces)

    def _cut(self, run: str) -> list[str]:
        simple = normal(run)
        parts, at = [], 0
        for word in self._jieba.cut(simple, HMM=False):
            parts.append(run[at : at + len(word)])
            at += len(word)
        return parts

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the dictionary is rebuilt from the lexicons."""
        return b""

    def from_bytes(self, _data: bytes, **__: Any) -> Segmenter:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: Any, **__: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: Any, **__: Any) -> Segmenter:
        """Nothing to restore."""
        return self


@cache
def _jieba(phrases: tuple[str, ...]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own SyntaxWarnings and pkg_resources
        import jieba

        jieba.setLogLevel(60)
        cutter = jieba.Tokenizer()
        cutter.initialize()
    for phrase in phrases:
        if 2 <= len(phrase) <= 6 and all("一" <= char <= "鿿" for char in phrase):
            cutter.add_word(phrase, 50000)
    return cutter
