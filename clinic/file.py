"""The site's file: YAML read strictly, every mistake answered with file, line, what was found and what to write."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from instruments.entry import DefinitionError, Entry
from instruments.entry import read as read_entries
from instruments.load import OWN, ROOM, load_all
from instruments.model import Instrument
from instruments.readings import chosen
from interview.load import load as load_protocol
from interview.protocol import SUM_AT_LEAST
from rules_engine.evaluation import readings_in_force
from rules_engine.readings import READINGS

ERASE_AFTER_DAYS = 30
_LONGEST_KEPT = 3650
DEADLINE_MINUTES = 15
_LONGEST_DEADLINE = 24 * 60
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,30}")
_SECTIONS = ("scales", "readings", "clinic", "alerts")


class SiteError(ValueError):
    """The site's file cannot be used; one sentence with file, line, what was found and what to write instead."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the file says, checked name by name.

    ``licensed`` ``confirmed`` ``added`` ``whole``  names of scales: those the rights holder allowed, those switched on
    after their coefficients were confirmed, those asked beyond the default interview, those never stopped early.
    ``pack``  the wording pack. ``scale_readings``  choice by reading by scale. ``consensus_readings``  value by
    reading. ``qualified``  whether the site is one the consensus addresses (§1.2); ``None`` = nobody said.
    ``erase_withdrawn_after_days``  how long what a patient took back is kept, hidden, before it is erased.
    ``deadline_minutes``  within which somebody must take up an alert.
    """

    licensed: tuple[str, ...] = ()
    pack: str = OWN
    confirmed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    scale_readings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    consensus_readings: Mapping[str, Any] = field(default_factory=dict)
    phone: str = ""
    qualified: bool | None = None
    departments: tuple[str, ...] = ()
    deadline_minutes: int = DEADLINE_MINUTES
    erase_withdrawn_after_days: int = ERASE_AFTER_DAYS


def read(path: Path) -> Wishes:
    """The wishes in this file. Raises ``SiteError``."""
    try:
        sections = read_entries(path).keys((), _SECTIONS)
        empty = Entry(path.name, 1, {})
        scales, readings, clinic, alerts = (sections.get(name, empty) for name in _SECTIONS)
        return _wishes(
            scales.keys((), ("licensed", "wording", "confirmed", "added", "whole")),
            readings.keys((), ("scales", "consensus")),
            clinic.keys((), ("phone", "qualified", "departments", "erase_withdrawn_after_days")),
            alerts.keys((), ("deadline_minutes",)),
        )
    except DefinitionError as error:
        raise SiteError(str(error)) from None
    except OSError as error:
        raise SiteError(f"{path}: the site's file cannot be read ({error.strerror}); name one in PREOP_SITE") from None
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise SiteError(f"{path}: found what is not YAML in UTF-8; write it as in site.example.yml") from None


def _wishes(
    scales: Mapping[str, Entry], readings: Mapping[str, Entry], clinic: Mapping[str, Entry], alerts: Mapping[str, Entry]
) -> Wishes:
    known = load_all()
    off = [name for name, scale in known.items() if scale.switched_off]
    licensed = _names(scales, "licensed", known)
    confirmed = _names(scales, "confirmed", off)
    added = _names(scales, "added", _optional(known) if "added" in scales else ())
    for entry in scales["added"].list() if added else ():
        _may_be_added(entry, known[entry.text()], licensed, confirmed)
    return Wishes(
        licensed=licensed,
        pack=scales["wording"].one_of(_packs()) if "wording" in scales else OWN,
        confirmed=confirmed,
        added=added,
        whole=_names(scales, "whole", _stopped_early(known) if "whole" in scales else ()),
        scale_readings=_scale_readings(readings.get("scales"), known),
        consensus_readings=_consensus_readings(readings.get("consensus")),
        phone=_phone(clinic["phone"]) if "phone" in clinic else "",
        qualified=clinic["qualified"].truth() if "qualified" in clinic else None,
        departments=clinic["departments"].texts() if "departments" in clinic else (),
        deadline_minutes=_up_to(alerts.get("deadline_minutes"), DEADLINE_MINUTES, _LONGEST_DEADLINE, "minutes"),
        erase_withdrawn_after_days=_up_to(
            clinic.get("erase_withdrawn_after_days"), ERASE_AFTER_DAYS, _LONGEST_KEPT, "days"
        ),
    )


def _names(section: Mapping[str, Entry], key: str, allowed: Collection[str]) -> tuple[str, ...]:
    found = section[key].list() if key in section else []
    names = tuple(entry.one_of(allowed) for entry in found)
    for place, entry in enumerate(found):
        if names[place] in names[:place]:
            raise entry.wrong(f"{names[place]!r} again", "it once")
    return names


def _may_be_added(entry: Entry, scale: Instrument, licensed: Collection[str], confirmed: Collection[str]) -> None:
    if scale.licence.must_be_asked and scale.name not in licensed:
        raise entry.wrong(
            f"{scale.name}, which is not licensed", f"{scale.name} under scales: licensed: too, or not here"
        )
    if scale.switched_off and scale.name not in confirmed:
        raise entry.wrong(
            f"{scale.name}, which is switched off", f"{scale.name} under scales: confirmed: too, or not here"
        )


def _packs() -> list[str]:
    return sorted(
        folder.name for folder in (ROOM / "wordings").iterdir() if folder.is_dir() and folder.name[0] not in "._"
    )


def _optional(known: Mapping[str, Instrument]) -> list[str]:
    """The scales that the protocol holds ready and asks only where a site adds them."""
    everything = load_all(confirmed=[name for name, scale in known.items() if scale.switched_off])
    asked = {section.instrument for section in load_protocol(everything).sections}
    ready = {section.instrument for section in load_protocol(everything, added=list(known)).sections}
    return [name for name in known if name in ready - asked]


def _stopped_early(known: Mapping[str, Instrument]) -> list[str]:
    """The scales whose first items may end them."""
    gated = {
        question.instrument for question in load_protocol(known).questions.values() if SUM_AT_LEAST in question.when
    }
    return [name for name in known if name in gated]


def _scale_readings(entry: Entry | None, known: Mapping[str, Instrument]) -> dict[str, dict[str, str]]:
    if entry is None:
        return {}
    several = [name for name, scale in known.items() if scale.readings]
    picked: dict[str, dict[str, str]] = {}
    for name, choices in entry.keys((), several).items():
        allowed = {reading.id: [choice.id for choice in reading.choices] for reading in known[name].readings}
        found = choices.keys((), list(allowed))
        picked[name] = {id: choice.one_of(allowed[id]) for id, choice in found.items()}
        chosen(known[name], picked[name])
    return picked


def _consensus_readings(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    picked = {}
    for name, choice in entry.keys((), list(readings_in_force())).items():
        picked[name] = _plain(choice)
        try:
            readings_in_force({name: picked[name]})
        except ValueError:
            raise choice.wrong(f"{name}: {picked[name]!r}", _allowed(name)) from None
    return picked


def _allowed(name: str) -> str:
    reading = next((one for one in READINGS if one.id == name), None)
    if reading is None:
        return "[mg a day, weeks], both above 0"
    if isinstance(reading.chosen, str):
        return f"one of {', '.join((reading.chosen, *reading.others))}"
    return "a number from {:g} to {:g}".format(*reading.others)


def _plain(entry: Entry) -> Any:
    """A number where one is written, a list of them for a drug's minimum, else the text."""
    if isinstance(entry.value, list):
        return [float(one.number()) for one in entry.value]
    try:
        return float(entry.number())
    except DefinitionError:
        return entry.text()


def _phone(entry: Entry) -> str:
    found = entry.text()
    if not _PHONE.fullmatch(found):
        raise entry.wrong(repr(found), "a telephone number, such as '0571-0000 0000'")
    return found


def _up_to(entry: Entry | None, otherwise: int, most: int, unit: str) -> int:
    if entry is None:
        return otherwise
    number = entry.whole()
    if not 1 <= number <= most:
        raise entry.wrong(str(number), f"whole {unit} from 1 to {most}")
    return number
