"""A small classifier beside the phrases of self-harm: logistic regression over n-grams, weights in JSON.

``python -m language.crisis_classifier`` trains it anew from lexicon/crisis_training.yml; the same sentences always
give the same weights (full-batch gradient descent from zero, no chance involved).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from language.normal import normal
from language.words import lexicon

WEIGHTS = Path(__file__).with_name("lexicon") / "crisis_weights.json"
_STEPS, _RATE, _DECAY, _FEWEST = 800, 20.0, 0.00015, 2


def probability(text: str) -> float:
    """How likely the text speaks of self-harm, 0 to 1, to a model that has only seen the project's own sentences."""
    weights = _weights()
    grams = set(_grams(text))
    if not grams:
        return 0.0
    scale = 1 / math.sqrt(len(grams))
    total = weights[""] + sum(weights.get(gram, 0.0) for gram in grams) * scale
    return 1 / (1 + math.exp(-total))


def train(sentences: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Weights of n-grams from sentences under ``crisis`` and ``quiet``; the bias stands under the empty string."""
    rows = [
        (sorted(set(_grams(normal(text)))), label == "crisis")
        for label in ("crisis", "quiet")
        for text in sentences[label]
    ]
    counts: dict[str, int] = {}
    for grams, _ in rows:
        for gram in grams:
            counts[gram] = counts.get(gram, 0) + 1
    known = {gram for gram, count in counts.items() if count >= _FEWEST}
    weights = dict.fromkeys(sorted(known), 0.0)
    bias = 0.0
    share = sum(label for _, label in rows) / len(rows)
    examples = [
        (
            [gram for gram in grams if gram in known],
            1 / math.sqrt(len(grams)),
            label,
            0.5 / share if label else 0.5 / (1 - share),
        )
        for grams, label in rows
        if grams
    ]
    for _ in range(_STEPS):
        slopes = dict.fromkeys(weights, 0.0)
        slope = 0.0
        for grams, scale, label, importance in examples:
            guess = 1 / (1 + math.exp(-(bias + scale * sum(weights[gram] for gram in grams))))
            error = (guess - label) * importance
            slope += error
            for gram in grams:
                slopes[gram] += error * scale
        rate = _RATE / len(examples)
        bias -= rate * slope
        for gram, value in slopes.items():
            weights[gram] -= rate * (value + _DECAY * len(examples) * weights[gram])
    return {"": round(bias, 4)} | {gram: round(value, 4) for gram, value in weights.items() if abs(value) >= 0.005}


def _grams(text: str) -> Iterator[str]:
    """One to three neighbouring characters of Chinese, whole words and pairs of them in Latin script."""
    words = "".join(char if char.isalnum() or char == "'" else " " for char in text).split()
    for word in words:
        if word.isascii():
            yield f"w:{word}"
            continue
        for size in (1, 2, 3):
            for start in range(len(word) - size + 1):
                yield word[start : start + size]
    latin = [word for word in words if word.isascii()]
    yield from (f"w:{one} {two}" for one, two in pairwise(latin))


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


def main() -> None:
    """Train from the project's sentences and write the weights."""
    weights = train(lexicon("crisis_training"))
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
