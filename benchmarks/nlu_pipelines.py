"""Which pipeline reads best for its milliseconds, in one run: ``python -m benchmarks.nlu_pipelines [--write]``.

Every candidate has the same tokenizer (``bot.clinical.ClinicalReader``) and the same sentences (data/nlu). Accuracy of
the intent is cross-validated; time, size and what is right after hearing come from one training on all sentences.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks import evaluate_language
from language.reading import Reading
from operations.commands.understand import understood

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
_MARK = "<!-- nlu_pipelines -->"
_READER = {"name": "bot.clinical.ClinicalReader"}
_CHARS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
_WORDS = {"name": "CountVectorsFeaturizer"}
_REGRESSION = {"name": "LogisticRegressionClassifier"}
_ALONE = {  # one core, and no model out of Rasa's cache
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1", "RASA_MAX_CACHE_SIZE": "0",
}  # fmt: skip


class Result(NamedTuple):
    """One candidate measured."""

    accuracy: float | None
    right_after_hearing: float
    nlu_ms: list[float]
    whole_ms: list[float]
    train_seconds: float
    model_bytes: int


def candidates(epochs: int) -> dict[str, list[dict[str, Any]]]:
    """The pipelines compared, the present one first."""
    diet = {"name": "DIETClassifier", "epochs": epochs, "entity_recognition": False, "constrain_similarities": True}
    return {
        "logistic regression, characters": [_READER, _CHARS, _REGRESSION],
        "logistic regression, words and characters": [_READER, _WORDS, _CHARS, _REGRESSION],
        f"DIET, words and characters, {epochs} epochs": [_READER, _WORDS, _CHARS, diet],
    }


def main() -> None:
    """Measure each candidate, print the table, and put it into docs/performance.md."""
    options = _options()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        results = {
            name: _measured(Path(folder), pipeline, options.folds)
            for name, pipeline in candidates(options.epochs).items()
        }
    table = _table(results, options.folds, load)
    print(table)
    if options.write:
        _put(table)


def sentences() -> list[tuple[str, str]]:
    """Every training sentence with its intent."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [(line.removeprefix("- ").strip(), block["intent"]) for line in block["examples"].splitlines()]
    return found


def folds_of(examples: Sequence[tuple[str, str]], folds: int) -> list[list[tuple[str, str]]]:
    """The sentences in so many parts, each intent spread evenly over them; always the same parts."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples:
        by_intent.setdefault(intent, []).append(text)
    parts: list[list[tuple[str, str]]] = [[] for _ in range(folds)]
    dice, at = random.Random(5), 0
    for intent, texts in by_intent.items():
        dice.shuffle(texts)
        for text in texts:
            parts[at % folds].append((text, intent))
            at += 1
    return parts


def _measured(folder: Path, pipeline: list[dict[str, Any]], folds: int) -> Result:
    good = total = 0
    for held_out in (parts := folds_of(sentences(), folds) if folds else []):
        training = [example for part in parts if part is not held_out for example in part]
        done = _child(folder, pipeline, training, [text for text, _ in held_out])
        named = [parsed["intent"]["name"] for parsed in done["parsed"]]
        good += sum(name == intent for name, (_, intent) in zip(named, held_out, strict=True))
        total += len(held_out)
    cases = evaluate_language.load()
    whole = _child(folder, pipeline, sentences(), [case.line.text for case in cases])
    right, spent = 0, []
    for case, parsed, nlu in zip(cases, whole["parsed"], whole["ms"], strict=True):
        reading = Reading.from_rasa(parsed)
        began = time.process_time()
        result = understood(case.line, reading)
        spent.append(nlu + (time.process_time() - began) * 1000)
        right += evaluate_language.right(case.expected, result)
    return Result(
        good / total if total else None,
        right / len(cases),
        whole["ms"],
        spent,
        whole["train_seconds"],
        whole["model_bytes"],
    )


def _child(
    folder: Path, pipeline: list[dict[str, Any]], training: Sequence[tuple[str, str]], messages: list[str]
) -> Any:
    config, data = folder / "config.yml", folder / "nlu.yml"
    config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "zh", "pipeline": pipeline}), "utf-8")
    data.write_text(_training_file(training), "utf-8")
    asked = {"config": str(config), "training": str(data), "folder": str(folder), "messages": messages}
    asked["now"] = evaluate_language.NOW.isoformat()
    python = ROOT / ".venv" / "bot" / "bin" / "python"
    done = subprocess.run(
        [str(python), "-m", "benchmarks.nlu_child"],
        input=json.dumps(asked), capture_output=True, text=True, cwd=ROOT, check=False, env={**os.environ, **_ALONE},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"nlu_pipelines: the child failed: {done.stderr[-800:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _training_file(training: Sequence[tuple[str, str]]) -> str:
    by_intent: dict[str, list[str]] = {}
    for text, intent in training:
        by_intent.setdefault(intent, []).append(f"- {text}")
    blocks = [{"intent": intent, "examples": "\n".join(lines) + "\n"} for intent, lines in by_intent.items()]
    return str(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True))


def _table(results: Mapping[str, Result], folds: int, load: float) -> str:
    lines = [
        f"Intent by {folds}-fold cross-validation on the training sentences; the rest on the project's own test set. "
        "Times are of the CPU, on one core.",
        "",
        "| pipeline | intent right | right after hearing | NLU ms p50 / p95 | with hearing p50 / p95 "
        "| training s | model MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, one in results.items():
        intent = "–" if one.accuracy is None else f"{one.accuracy:.1%}"
        nlu, whole = (" / ".join(f"{_share(ms, at):.1f}" for at in (0.5, 0.95)) for ms in (one.nlu_ms, one.whole_ms))
        figures = (intent, f"{one.right_after_hearing:.1%}", nlu, whole, f"{one.train_seconds:.0f}")
        lines.append(f"| {name} | {' | '.join(figures)} | {one.model_bytes / 1e6:.1f} |")
    count = len(sentences())
    machine = f"{datetime.now(UTC).date()}, {os.cpu_count()} cores, {platform.machine()}"
    lines += ["", f"{machine}, load average {load:.1f} before it began; Rasa 3.6.21, {count} training sentences."]
    return "\n".join(lines)


def _share(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def _put(table: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    if _MARK not in page:
        page = f"{page.rstrip()}\n\n{_INTRODUCTION}\n{_MARK}\n{_MARK}\n"
    head, _, tail = page.split(_MARK)
    PAGE.write_text(f"{head}{_MARK}\n{table}\n{_MARK}{tail}", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=3, help="parts of the cross-validation, 0 for none (3)")
    parser.add_argument("--epochs", type=int, default=40, help="DIET's epochs (40)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args()


_INTRODUCTION = """## Reading a message: pipelines side by side

`python -m benchmarks.nlu_pipelines --write` makes this table; docs/adr/0006-understanding.md draws the conclusion. All
have the same tokenizer, which also finds the numbers, places, medicines and times; they differ in how the intent is
learnt. What is written down as an answer comes from the rules of `interview/hearing`, whatever the pipeline.
"""


if __name__ == "__main__":
    main()
