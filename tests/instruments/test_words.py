"""What patients and clinicians read: whole in both languages, plain, one thing at a time, and never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from instruments.load import load_all
from instruments.model import Bilingual, Instrument, Item

ALL = load_all()
ASKED = [(one, item) for one in ALL.values() for item in one.items if item.answered_by == "patient"]
CHINESE = re.compile(r"[\u4e00-\u9fff]")

# what a patient must never be told: verdicts, promises, diagnoses, drug advice, grades, pushes towards surgery
NEVER = [
    r"适合.{0,4}手术|建议.{0,6}手术|手术|治愈|根治|治好|有效率|首选|推荐级|您有.{0,6}(症|病)|您(是|得了)|确诊",
    r"停药|加量|减量|换药|开始吃|是不是.{0,8}分以上|禁忌|可逆|没有风险|副作用",
    r"\b(surgery|operation|cure|cured|eligible|suitable|recommended|first.choice|diagnos\w+|stop taking|dose)\b",
    r"\byou have (a|an|depression|anxiety|nerve)\b|\bside effects?\b|\bGRADE\b",
]


def said(one: Instrument) -> Iterator[tuple[str, Bilingual]]:
    """Everything of this instrument that a patient can be shown."""
    if one.wording:
        yield "intro", one.wording.intro
    for item in one.items:
        if item.answered_by == "patient":
            for words in (item.text, item.help, item.example, item.why):
                yield item.id, words
            for option in item.options:
                yield item.id, option.says


@pytest.mark.parametrize(("one", "item"), ASKED, ids=[f"{one.name}-{item.number}" for one, item in ASKED])
def test_every_item_a_patient_answers_has_all_its_words_in_both_languages(one: Instrument, item: Item) -> None:
    for words in (item.label, item.text, item.example, item.why):
        assert set(words) == {"zh", "en"}
        assert CHINESE.search(words["zh"])
        assert not CHINESE.search(words["en"])
    for option in item.options:
        assert set(option.says) == {"zh", "en"}


@pytest.mark.parametrize(("one", "item"), ASKED, ids=[f"{one.name}-{item.number}" for one, item in ASKED])
def test_one_question_at_a_time(one: Instrument, item: Item) -> None:
    assert len(re.findall("[？]", item.text["zh"])) <= 1
    assert len(re.findall("[?]", item.text["en"])) <= 1
    assert len(item.text["zh"]) <= 60


@pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))
def test_nothing_said_to_a_patient_is_a_verdict_a_promise_or_an_exclamation(one: Instrument) -> None:
    for where, words in said(one):
        for text in words.values():
            assert not re.search("[!！]", text), (where, text)
            for never in NEVER:
                assert not re.search(never, text, re.IGNORECASE), (where, text)


def test_the_patient_is_addressed_politely() -> None:
    for one in ALL.values():
        for where, words in said(one):
            assert "你" not in words.get("zh", ""), where


@pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))
def test_every_rated_item_has_a_short_label_in_both_languages(one: Instrument) -> None:
    for item in one.items:
        assert set(item.label) == {"zh", "en"}
        assert len(item.label["zh"]) <= 20


@pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))
def test_every_instrument_says_whose_words_these_are(one: Instrument) -> None:
    assert one.wording is not None
    assert one.wording.status == "own"
    assert set(one.wording.says) == {"zh", "en"}


@pytest.mark.parametrize("one", ALL.values(), ids=list(ALL))
def test_every_instrument_has_source_licence_missing_rule_and_readings_with_their_sources(one: Instrument) -> None:
    assert one.sources
    assert one.licence.source
    assert one.missing.source
    assert all(choice.source for reading in one.readings for choice in reading.choices)


def test_no_two_options_of_an_item_say_the_same() -> None:
    for _, item in ASKED:
        for language in ("zh", "en"):
            says = [option.says[language] for option in item.options]
            assert len(set(says)) == len(says), item.id


def test_the_loinc_codes_of_gad7_items_6_and_7_are_not_swapped() -> None:
    assert [ALL["GAD-7"].items[number - 1].loinc for number in (6, 7)] == ["69689-8", "69736-7"]


def test_the_functional_items_loinc_answers_follow_the_values_and_not_the_codes() -> None:
    assert [option.loinc for option in ALL["PHQ-9"].item("phq9_10").options] == [
        "LA6572-7",
        "LA6573-5",
        "LA6575-0",
        "LA6574-3",
    ]
