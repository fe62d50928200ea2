"""The clinician's words, Chinese and English side by side: what a page, a fact, a value or a code is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from language.names import drug_name
from rules_engine.facts import FACTS

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_ROOM = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Words:
    """The catalogue in one language. Codes that it does not know are shown as they are, never hidden."""

    language: Language
    pages: Mapping[str, Any]
    values: Mapping[str, Any]
    codes: Mapping[str, Any]
    regions: Mapping[str, Any]
    tokens: Mapping[str, Mapping[str, Any]]

    def __call__(self, key: str, **values: object) -> str:
        """A text of a page, its ``{places}`` filled in. Raises ``KeyError`` for a key that the catalogue lacks."""
        text: str = self.pages[key][self.language]
        return text.format(**values) if values else text

    def token(self, kind: str, name: str | None) -> str:
        """A short token of one kind (status, interview, heard, who, alert, …)."""
        return self._said(self.tokens[kind].get(name or ""), name or "")

    def fact(self, name: str) -> str:
        """What a fact is called, as the fact dictionary has it."""
        fact = FACTS.get(name)
        return self._said(fact.says if fact else None, name)

    def fact_value(self, name: str, value: str) -> str:
        """What one allowed value of a fact is called."""
        return self._said((self.values.get(name) or {}).get(value), value)

    def region(self, code: str) -> str:
        """A place on the body."""
        return self._said(self.regions.get(code), code.removeprefix("outside:"))

    def drug(self, code: str) -> str:
        """A medicine by its generic name or class, as the lexicon names it."""
        named = self.tokens["drug"].get(code)
        return self._said(named, code) if named else drug_name(code, self.language)

    def code(self, code: str) -> str:
        """The headline of an output code, the name after its colon in words too."""
        stem, colon, rest = code.partition(":")
        entry = self.codes.get(stem + colon)
        if entry is None:
            return code
        return str(entry[self.language]).format(self._rest(stem, rest))

    def sign(self, code: str) -> str:
        """The column of an output code: for, against, ask, note or urgent."""
        stem, colon, _ = code.partition(":")
        return str(self.codes.get(stem + colon, {}).get("sign", "note"))

    def is_surgical(self, code: str) -> bool:
        """Whether the sentence about a destructive operation (consensus §9, META-7) must stand beside it."""
        return bool(self.codes.get(code, {}).get("surgical", False))

    def say(self, both: Mapping[Any, str] | None) -> str:
        """Words that come from elsewhere in both languages: in this one, Chinese where it lacks them."""
        return self._said(both, "")

    def _rest(self, stem: str, rest: str) -> str:
        if stem == "OUT-RF":
            return self.token("alert", rest)
        return self.drug(rest) if stem == "OUT-DRUG-INADEQ" else self.fact(rest)

    def _said(self, entry: Mapping[Any, Any] | None, otherwise: str) -> str:
        if not entry:
            return otherwise
        return str(entry.get(self.language) or entry.get("zh") or otherwise)


@cache
def words(language: Language) -> Words:
    """The whole catalogue in this language, read once."""
    files = ("pages", "values", "codes", "regions", "tokens")
    return Words(language, **{name: _read(name) for name in files})


def language_of(wanted: str | None) -> Language:
    """The language asked for, Chinese where there is no such one."""
    return "en" if wanted == "en" else "zh"


@cache
def _read(name: str) -> Mapping[str, Any]:
    catalogue: Mapping[str, Any] = yaml.safe_load((_ROOM / f"{name}.yml").read_text(encoding="utf-8"))
    return catalogue
