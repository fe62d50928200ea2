"""The bot's own sentences, in both languages, from words.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from interview.question import Language


@dataclass(frozen=True)
class Words:
    """Every sentence that the bot says besides the questions, by its name."""

    lines: Mapping[str, Any]

    def say(self, name: str, language: Language, **values: str) -> str:
        """The sentence ``name`` (``a.b`` for a nested one) with its blanks filled; ``KeyError`` where there is none."""
        line: Any = self.lines
        for part in name.split("."):
            line = line[part]
        return str(line[language]).format(**values)

    def has(self, name: str) -> bool:
        """Whether there is a sentence of this name."""
        line: Any = self.lines
        for part in name.split("."):
            if not isinstance(line, Mapping) or part not in line:
                return False
            line = line[part]
        return True


def load_words() -> Words:
    """The words as words.yml has them."""
    return Words(yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8")))
