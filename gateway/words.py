"""The page's own words, in both languages, from words.yml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "words.yml"


@dataclass(frozen=True, slots=True)
class Words:
    """Each line by its name, in ``zh`` and ``en``."""

    lines: Mapping[str, Mapping[str, str]]

    def say(self, name: str, language: str) -> str:
        """This line in that language, Chinese where the language is another."""
        return self.lines[name]["en" if language == "en" else "zh"]

    def as_json(self) -> str:
        """All lines as JSON that may stand inside a script element."""
        text = json.dumps(self.lines, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def load_words() -> Words:
    """The catalogue; ``ValueError`` names a line that lacks a language."""
    lines = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for name, line in lines.items():
        if set(line) != {"zh", "en"}:
            raise ValueError(f"{FILE.name}: {name} has {sorted(line)}; give it zh and en")
    return Words(lines)
