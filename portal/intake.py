"""What a clinician writes on the new-case form, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.times import WARD
from portal.words import LANGUAGES, language_of
from records.cases import NewCase

LONGEST = 100
SEXES = ("female", "male", "other")
OLDEST = 120  # years, as the fact dictionary allows for age_years


@dataclass(frozen=True, slots=True)
class Given:
    """The form as it was sent."""

    name: str = ""
    sex: str = ""
    birth_year: str = ""
    clinic_date: str = ""
    department: str = ""
    language: str = "zh"


def read_new_case(given: Given, now: datetime) -> tuple[NewCase | None, dict[str, str]]:
    """The case to make, or the key of what is wrong by field. Year of birth and clinic date may stay empty."""
    problems: dict[str, str] = {}
    name, department = given.name.strip(), given.department.strip()
    for field, text in (("name", name), ("department", department)):
        if not text:
            problems[field] = "wrong_empty"
        elif len(text) > LONGEST:
            problems[field] = "wrong_long"
    if given.sex not in SEXES:
        problems["sex"] = "wrong_choice"
    if given.language not in LANGUAGES:
        problems["language"] = "wrong_choice"
    birth_year = _year(given.birth_year.strip(), now.astimezone(WARD).year, problems)
    clinic_date = _date(given.clinic_date.strip(), problems)
    if problems:
        return None, problems
    return NewCase(name, given.sex, birth_year, clinic_date, department, language_of(given.language)), {}


def _year(text: str, this_year: int, problems: dict[str, str]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and this_year - OLDEST <= int(text) <= this_year:
        return int(text)
    problems["birth_year"] = "wrong_year"
    return None


def _date(text: str, problems: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems["clinic_date"] = "wrong_date"
        return None
