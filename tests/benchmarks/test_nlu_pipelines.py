"""The comparison of pipelines: fair parts, the same tokenizer, the present pipeline among the candidates."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from benchmarks.nlu_pipelines import candidates, folds_of, sentences

ROOT = Path(__file__).resolve().parents[2]


def test_every_sentence_is_held_out_exactly_once() -> None:
    examples = sentences()
    parts = folds_of(examples, 3)
    assert Counter(example for part in parts for example in part) == Counter(examples)


def test_every_intent_is_spread_evenly_over_the_parts() -> None:
    parts = folds_of(sentences(), 3)
    for intent in {intent for _, intent in sentences()}:
        counts = [sum(name == intent for _, name in part) for part in parts]
        assert max(counts) - min(counts) <= 1, intent


def test_the_same_parts_come_every_time() -> None:
    assert folds_of(sentences(), 3) == folds_of(sentences(), 3)


def test_the_first_candidate_is_the_pipeline_in_use() -> None:
    in_use = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    assert next(iter(candidates(40).values())) == in_use


def test_every_candidate_has_the_same_tokenizer() -> None:
    assert {pipeline[0]["name"] for pipeline in candidates(40).values()} == {"bot.clinical.ClinicalReader"}
