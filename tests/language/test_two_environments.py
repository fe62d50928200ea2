"""Rasa's Python 3.10 and our 3.13 read the same sentences alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BOT = ROOT / ".venv" / "bot" / "bin" / "python"
READ = """
import json, sys
from dataclasses import asdict
from datetime import date
from language import crisis, pipeline, red_flags
nlp = pipeline.build()
for text in json.load(sys.stdin):
    reading = pipeline.read(nlp, text, date(2026, 11, 23))
    tokens = [token.text for token in nlp.make_doc(text)]
    print(json.dumps([tokens, [asdict(span) for span in reading.spans], crisis.listen(text), red_flags.listen(text)]))
"""


@pytest.mark.skipif(
    not BOT.exists() and os.environ.get("PREOP_REQUIRE_SERVICES") != "1", reason="the bot's environment is not set up"
)
def test_both_environments_read_the_same_sentences_alike() -> None:
    folder = Path(__file__).parent / "utterances"
    sentences = [
        text for group in yaml.safe_load((folder / "crisis.yml").read_text(encoding="utf-8")).values() for text in group
    ]
    sentences += [
        "右手，火烧一样疼，半年了，晚上厉害",
        "沒吃過普瑞八林，加巴噴丁300毫克一天三次",
        "去年冬天開始的",
        "７８分",
        "快三个月了",
        "my left hand burns since last winter, pregablin 75 mg twice a day",
        "没有，就是有点麻",
        "带狀皰疹以後腰疼",
        "昨天开始尿不出来",
    ]
    assert _read(sys.executable, sentences) == _read(str(BOT), sentences)


def _read(python: str, sentences: list[str]) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [python, "-c", READ],
        input=json.dumps(sentences),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    return done.stdout.splitlines()
