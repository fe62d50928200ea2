"""YAML read with the line of every entry, so that a mistake in a definition is answered with file, line and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

from instruments.model import Bilingual

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where PyYAML was built with it: four times as fast


class DefinitionError(ValueError):
    """A definition or wording file says something that cannot be used; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a YAML file with its place. ``value`` is the text as written, a list or a mapping of entries."""

    file: str
    line: int
    value: str | list[Entry] | dict[str, Entry]
    quoted: bool = False

    def wrong(self, found: str, write: str) -> DefinitionError:
        """The error to raise: where, what was found, what to write instead."""
        return DefinitionError(f"{self.file}, line {self.line}: found {found}; write {write}")

    def keys(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Entry]:
        """The mapping, after checking that every required key is there and no unknown one."""
        mapping = self.mapping()
        allowed = [*required, *optional]
        for key, entry in mapping.items():
            if key not in allowed:
                near = difflib.get_close_matches(key, allowed, n=1)
                remedy = f"{near[0]!r}" if near else f"one of {', '.join(allowed)}"
                raise entry.wrong(f"the unknown key {key!r}", f"{remedy} instead, or take it out")
        for key in required:
            if key not in mapping:
                raise self.wrong(f"no key {key!r}", f"{key}: … here")
        return mapping

    def mapping(self) -> dict[str, Entry]:
        """The entries by key."""
        if not isinstance(self.value, dict):
            raise self.wrong(_described(self.value), "a mapping, key: value")
        return self.value

    def list(self) -> list[Entry]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise self.wrong(_described(self.value), "a list, one '- …' a line")
        return self.value

    def text(self) -> str:
        """A text that says something."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong(_described(self.value), "a text")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(entry.text() for entry in self.list())

    def one_of(self, allowed: Collection[str]) -> str:
        """A text out of a fixed set."""
        found = self.text()
        if found not in allowed:
            raise self.wrong(repr(found), f"one of {', '.join(allowed)}")
        return found

    def number(self) -> Fraction:
        """An exact number, whole or decimal."""
        try:
            return Fraction(self.text())
        except ValueError as error:
            raise self.wrong(repr(self.value), "a number") from error

    def whole(self) -> int:
        """A whole number."""
        try:
            return int(self.text())
        except ValueError as error:
            raise self.wrong(repr(self.value), "a whole number") from error

    def truth(self) -> bool:
        """``true`` or ``false``."""
        return self.one_of(("true", "false")) == "true"

    def whole_or_text(self) -> int | str:
        """A whole number where it is written as one, else the text."""
        found = self.text()
        return int(found) if not self.quoted and found.lstrip("-").isdigit() else found

    def bilingual(self) -> Bilingual:
        """``{zh: …, en: …}``, both given."""
        both = self.keys(("zh", "en"))
        return {"zh": both["zh"].text(), "en": both["en"].text()}


def read(path: Path) -> Entry:
    """The whole file as one entry. Raises ``DefinitionError`` for what is not YAML, is empty, or names a key twice."""
    name = f"{path.parent.name}/{path.name}"
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DefinitionError(f"{name}, line {line}: found {error.problem}; write valid YAML") from error
    if node is None:
        raise DefinitionError(f"{name}, line 1: found an empty file; write the definition")
    return _entry(name, node)


def _entry(file: str, node: yaml.Node) -> Entry:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return Entry(file, line, dict(_pairs(file, node)))
    if isinstance(node, yaml.SequenceNode):
        return Entry(file, line, [_entry(file, child) for child in node.value])
    if node.tag == "tag:yaml.org,2002:null":
        return Entry(file, line, "")
    quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
    return Entry(file, line, str(node.value), quoted)


def _pairs(file: str, node: yaml.MappingNode) -> Iterator[tuple[str, Entry]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            raise DefinitionError(
                f"{file}, line {line}: found the key {name!r} again (first on line {seen[name]}); write it once"
            )
        seen[name] = line
        entry = _entry(file, value)
        yield name, Entry(file, line, entry.value, entry.quoted)


def _described(value: str | list[Entry] | Mapping[str, Entry]) -> str:
    if isinstance(value, str):
        return repr(value) if value.strip() else "nothing"
    return "a list" if isinstance(value, list) else "a mapping"
