"""Reads a protocol file and the instruments it names into a ``Protocol``; a mistake is an error that says where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from instruments.model import Instrument, Item
from interview.protocol import ANY_ABOVE_ZERO, SUM_AT_LEAST, Protocol, Section
from interview.question import Bilingual, Choice, Question
from interview.words import load_words

HERE = Path(__file__).parent / "protocols"
_SECTION_KEYS = {"id", "says", "questions", "instrument", "gate", "optional", "repeat", "after"}
_QUESTION_KEYS = {
    "id", "kind", "fact", "asks", "help", "example", "why", "none", "choices", "low", "high", "unit", "confirm_at",
    "when", "about", "known_as", "label", "claims",
}  # fmt: skip


def load(
    instruments: Mapping[str, Instrument],
    *,
    name: str = "default",
    added: Collection[str] = (),
    whole: Collection[str] = (),
    readings: Mapping[str, Mapping[str, str]] | None = None,
) -> Protocol:
    """The protocol ``interview/protocols/<name>.yml`` with the items of these instruments in their places.

    ``added``  instruments whose optional section is to be asked too. ``whole``  instruments that are asked to the end
    although the protocol stops some early (GAD-7). ``readings``  the site's choice of reading by instrument.
    An instrument that may not be asked (a skeleton, or switched off) leaves its section out. Raises ``ValueError``
    naming file and question for an unknown key, a question without words, an id that stands twice, or a condition
    that names a question that does not come before it.
    """
    path = HERE / f"{name}.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    sections = []
    for entry in data["sections"]:
        _refuse_unknown(path, entry.get("id", "?"), entry, _SECTION_KEYS)
        instrument = instruments[entry["instrument"]] if "instrument" in entry else None
        if entry.get("optional") and (instrument is None or instrument.name not in added):
            continue
        asked = instrument if instrument is not None and instrument.can_be_asked else None
        gate = None if asked is None or asked.name in whole else entry.get("gate")
        questions = tuple(_section_questions(path, entry, asked, gate))
        if questions:
            sections.append(Section(entry["id"], entry["says"], questions, entry.get("instrument")))
    protocol = Protocol(data["id"], tuple(sections), dict(instruments), load_words(), dict(readings or {}))
    _check(path, protocol)
    return protocol


def _section_questions(
    path: Path, entry: Mapping[str, Any], instrument: Instrument | None, gate: Mapping[str, Any] | None
) -> Iterator[Question]:
    section = entry["id"]
    for question in entry.get("questions") or ():
        yield _question(path, section, question)
    if instrument is not None:
        items = [item for item in instrument.items if item.answered_by == "patient"]
        for place, item in enumerate(items):
            question = _from_item(section, instrument, item)
            closed = gate is not None and place >= gate["first"]
            yield _behind(gate, items, question) if gate is not None and closed else question
    if "repeat" in entry:
        yield from _repeated(path, section, entry["repeat"])
    for question in entry.get("after") or ():
        yield _question(path, section, question)


def _behind(gate: Mapping[str, Any], items: list[Item], question: Question) -> Question:
    """The question, asked only once the first items sum to enough or another answer says so (GAD-7 after GAD-2)."""
    first = tuple(item.id for item in items[: gate["first"]])
    unless = {item: tuple(values) for item, values in gate.get("unless", {}).items()}
    condition = {"items": first, "at_least": gate["at_least"], "unless": unless}
    return replace(question, when={**question.when, SUM_AT_LEAST: condition})


def _repeated(path: Path, section: str, repeat: Mapping[str, Any]) -> Iterator[Question]:
    """The same questions for medicine 1, 2, …: each round but the first begins where the one before said "more"."""
    first: Mapping[str, Any] = repeat["first"]
    more = repeat["more"]["id"]
    for n in range(1, repeat["times"] + 1):
        group = f"{repeat['prefix']}{n}"
        begins = first if n == 1 else {f"{repeat['prefix']}{n - 1}_{more}": [True]}
        rounds = [*repeat["questions"], *([repeat["more"]] if n < repeat["times"] else [])]
        for question in rounds:
            when = {f"{group}_{item}": wanted for item, wanted in (question.get("when") or {}).items()}
            words = {
                key: {language: text.replace("{n}", str(n)) for language, text in question[key].items()}
                for key in ("asks", "help", "example", "why")
                if key in question
            }
            entry = {**question, **words, "id": f"{group}_{question['id']}", "when": {**begins, **when}}
            yield _question(path, section, entry, group=group)


def _question(path: Path, section: str, entry: Mapping[str, Any], *, group: str | None = None) -> Question:
    _refuse_unknown(path, entry.get("id", "?"), entry, _QUESTION_KEYS)
    for key in ("id", "kind", "asks"):
        if not entry.get(key):
            raise ValueError(f"{path.name}: question {entry.get('id', '?')} has no {key}: write one")
    _check_words(path, entry)
    conditions = entry.get("when", {}).items()
    when = {item: tuple(wanted) if isinstance(wanted, list) else wanted for item, wanted in conditions}
    choices = tuple(
        Choice(choice["value"], choice["says"], tuple(str(word) for word in choice.get("words", ())))
        for choice in entry.get("choices", ())
    )
    if entry["kind"] == "yes_no" and not choices:
        choices = tuple(Choice(value, says) for value, says in _YES_NO)
    return Question(
        id=entry["id"],
        kind=entry["kind"],
        section=section,
        asks=entry["asks"],
        help=entry.get("help", {}),
        example=entry.get("example", {}),
        why=entry.get("why", {}),
        none=entry.get("none", {}),
        choices=choices,
        low=entry.get("low"),
        high=entry.get("high"),
        unit=entry.get("unit"),
        confirm_at=tuple(entry.get("confirm_at", ())),
        about=entry.get("about"),
        known_as=tuple(str(word) for word in entry.get("known_as", ())),
        label=entry.get("label", {}),
        claims=entry.get("claims", {}),
        fact=entry.get("fact"),
        when=when,
        group=group,
    )


_YES_NO: tuple[tuple[bool, Bilingual], ...] = ((True, {"zh": "有", "en": "Yes"}), (False, {"zh": "没有", "en": "No"}))


def _from_item(section: str, instrument: Instrument, item: Item) -> Question:
    """An instrument's item as a question: its words, its options and its alarm."""
    choices = tuple(Choice(_value(item, option.value), option.says, option.words) for option in item.options)
    if item.kind == "yes_no" and not choices:
        choices = tuple(Choice(value, says) for value, says in _YES_NO)
    return Question(
        id=item.id,
        kind=item.kind,
        section=section,
        asks=item.text,
        help=item.help,
        example=item.example,
        why=item.why,
        choices=choices,
        low=item.low,
        high=item.high,
        about=item.about,
        instrument=instrument.name,
        item=item.number,
        alarm=item.alarm.code if item.alarm else None,
        alarm_from=item.alarm.at_least if item.alarm else None,
        when={ANY_ABOVE_ZERO: tuple(other.id for other in instrument.counted())} if item.asked_if else {},
    )


def _value(item: Item, value: int | str) -> int | str | bool:
    return bool(value) if item.kind == "yes_no" and isinstance(value, int) else value


def _refuse_unknown(path: Path, id: str, entry: Mapping[str, Any], known: set[str]) -> None:
    for key in entry:
        if key not in known:
            raise ValueError(f"{path.name}: {id} has the unknown key {key!r}; write one of {', '.join(sorted(known))}")


def _check_words(path: Path, entry: Mapping[str, Any]) -> None:
    """Every text must stand in both languages; an unquoted comma or ``Yes`` in YAML would silently break one."""
    texts = [entry[key] for key in ("asks", "help", "example", "why", "none", "label") if key in entry]
    for words in (*texts, *(choice["says"] for choice in entry.get("choices", ()))):
        if set(words) != {"zh", "en"} or not all(isinstance(text, str) and text for text in words.values()):
            raise ValueError(f"{path.name}: {entry['id']} has the words {words!r}; write zh and en, and quote them")


def _check(path: Path, protocol: Protocol) -> None:
    seen: set[str] = set()
    for section in protocol.sections:
        for question in section.questions:
            if question.id in seen:
                raise ValueError(f"{path.name}: the question id {question.id} stands twice; give each its own")
            for item in question.when:
                if item not in (*seen, ANY_ABOVE_ZERO, SUM_AT_LEAST):
                    raise ValueError(f"{path.name}: {question.id} depends on {item}, which does not come before it")
            seen.add(question.id)
