"""The lexicons: YAML files of phrases with their meaning, read once, and the longest match over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from language.normal import normal

FOLDER = Path(__file__).with_name("lexicon")


@dataclass(frozen=True)
class Entry:
    """One phrase of a lexicon: what kind of thing it names, and its code there."""

    kind: str
    code: str


@dataclass(frozen=True)
class Hit:
    """A phrase found in a text, with the offsets of its first character and the one after its last."""

    start: int
    end: int
    entry: Entry


class Words:
    """Phrases to meanings, matched longest first from left to right, never inside a Latin word."""

    def __init__(self, phrases: Iterable[tuple[str, Entry]]) -> None:
        self._by_first: dict[str, dict[str, Entry]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for phrase, entry in phrases:
            key = normal(phrase)
            self._by_first.setdefault(key[0], {})[key] = entry
        for first, table in self._by_first.items():
            self._lengths[first] = tuple(sorted({len(phrase) for phrase in table}, reverse=True))

    def find(self, text: str) -> list[Hit]:
        """The phrases of this normalised text; they do not overlap."""
        hits: list[Hit] = []
        at = 0
        while at < len(text):
            hit = self.at(text, at)
            if hit is None:
                at += 1
                continue
            hits.append(hit)
            at = hit.end
        return hits

    def at(self, text: str, start: int) -> Hit | None:
        """The longest phrase that begins at ``start``."""
        table = self._by_first.get(text[start])
        if table is None or (start and _latin(text[start - 1]) and _latin(text[start])):
            return None
        for length in self._lengths[text[start]]:
            end = start + length
            entry = table.get(text[start:end])
            if entry is None or len(text) < end:
                continue
            if _latin(text[end - 1]) and end < len(text) and _latin(text[end]):
                if text[end : end + 1] != "s" or (end + 1 < len(text) and _latin(text[end + 1])):
                    continue
                end += 1
            return Hit(start, end, entry)
        return None

    def phrases(self) -> Iterator[str]:
        """Every phrase, normalised."""
        for table in self._by_first.values():
            yield from table


@cache
def lexicon(name: str) -> Any:
    """The content of ``lexicon/<name>.yml``; raises ``ValueError`` that names the file where it cannot be read."""
    path = FOLDER / f"{name}.yml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise ValueError(f"lexicon {path.name} cannot be read: {error}") from error


def entries(kind: str, table: dict[str, Iterable[str]]) -> Iterator[tuple[str, Entry]]:
    """Phrases of a plain ``code: [phrase, …]`` table."""
    for code, phrases in table.items():
        for phrase in phrases:
            yield str(phrase), Entry(kind, code)


def _latin(char: str) -> bool:
    return "a" <= char <= "z"
