"""The catalogue: every code, value, status and key in both languages, and no page asks for what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from instruments.load import load_all
from interview.answer import How, Why
from interview.body import load_body
from portal.words import LANGUAGES, language_of, words
from rules_engine.catalogue import RULES
from rules_engine.facts import FACTS, RED_FLAGS
from rules_engine.kinds import OneOf, Some
from rules_engine.segments import regions
from rules_engine.status import Status

ROOM = Path("portal")


@pytest.mark.parametrize("name", ["pages", "values", "codes", "regions", "tokens"])
def test_every_entry_is_there_in_both_languages(name: str) -> None:
    catalogue = yaml.safe_load((ROOM / "words" / f"{name}.yml").read_text(encoding="utf-8"))
    leaves = list(_leaves(catalogue))
    assert leaves
    for leaf in leaves:
        assert isinstance(leaf.get("zh"), str), leaf
        assert isinstance(leaf.get("en"), str), leaf
        assert sorted(re.findall(r"\{\w*\}", leaf["zh"])) == sorted(re.findall(r"\{\w*\}", leaf["en"]))


def test_every_word_that_a_page_asks_for_is_there() -> None:
    pages = yaml.safe_load((ROOM / "words" / "pages.yml").read_text(encoding="utf-8"))
    sources = [*(ROOM / "templates").glob("*.html"), *ROOM.rglob("*.py")]
    asked = {key for path in sources for key in re.findall(r"\bt\('([a-z0-9_]+)'[,)]", path.read_text("utf-8"))}
    asked |= {key for path in sources for key in re.findall(r'\bt\("([a-z0-9_]+)"[,)]', path.read_text("utf-8"))}
    assert len(asked) > 100
    assert asked - set(pages) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_a_fact_may_take_has_a_word(language: Any) -> None:
    t = words(language)
    for fact in FACTS.values():
        if isinstance(fact.kind, OneOf):
            values: list[str] = list(fact.kind.values)
        elif isinstance(fact.kind, Some) and fact.name in ("aetiologies", "pain_quality"):
            values = list(fact.kind.members())
        else:
            continue
        for value in values:
            assert t.values[fact.name][value][language], f"{fact.name} {value}"


def test_every_output_code_of_a_rule_has_a_headline_and_a_column() -> None:
    codes = words("zh").codes
    for rule in RULES:
        if rule.gives:
            assert rule.gives in codes or f"{rule.gives}:" in codes, rule.gives
    assert {entry["sign"] for entry in codes.values()} <= {"urgent", "for", "against", "ask", "note"}


def test_every_status_red_flag_and_way_of_hearing_has_a_word() -> None:
    tokens = words("zh").tokens
    assert {status.value for status in Status} == set(tokens["status"])
    assert {*RED_FLAGS, "CALLBACK"} == set(tokens["alert"])
    assert {how.value for how in How} == set(tokens["heard"])
    assert {why.value for why in Why} <= set(tokens["unknown"])


def test_every_region_of_the_body_map_and_of_the_rules_has_a_word() -> None:
    named = words("zh").regions
    picked = {entry["code"] for entry in load_body().data["regions"]}
    assert picked - set(named) == set()
    assert set(regions()) - set(named) == set()


def test_a_code_names_what_stands_after_its_colon() -> None:
    t = words("zh")
    assert t.code("OUT-MISSING:coagulation") == "待查：凝血功能"
    assert t.code("OUT-RF:RF-SUI") == "危急征象：自伤、自杀风险"
    assert t.code("OUT-DRUG-INADEQ:pregabalin") == "用药不足量或不足程：普瑞巴林"
    assert t.code("OUT-NEW-CODE") == "OUT-NEW-CODE"  # shown as it is, never hidden


def test_the_sentence_of_meta_7_goes_with_the_codes_that_the_consensus_names() -> None:
    t = words("zh")
    named = ("OUT-SUIT-FIRST", "OUT-SUIT-AFTER", "OUT-DISCR-ABOVE", "OUT-LEVEL-MIXED", "OUT-AGE-EXC", "OUT-CI-PSY-EXC")
    assert {code for code in t.codes if t.is_surgical(code)} == set(named)


def test_every_instrument_is_named_in_both_languages() -> None:
    for instrument in load_all().values():
        for language in LANGUAGES:
            assert words(language).say(instrument.title)


@pytest.mark.parametrize(("wanted", "is_"), [("en", "en"), ("zh", "zh"), (None, "zh"), ("fr", "zh")])
def test_an_unknown_language_is_chinese(wanted: str | None, is_: str) -> None:
    assert language_of(wanted) == is_


def _leaves(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and ("zh" in node or "en" in node):
        yield node
        return
    for inner in node.values():
        yield from _leaves(inner)
