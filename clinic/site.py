"""A site: its scales, its interview and the terms it assesses under, made once by each process from one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assessment.terms import Terms
from clinic.file import SiteError, Wishes, read
from instruments.load import load_all
from instruments.model import Instrument
from interview.load import load as load_protocol
from interview.protocol import Protocol
from rules_engine.evaluation import readings_in_force

__all__ = ["Site", "SiteError", "open_site", "site_of"]

_YES = ("1", "on", "true", "yes")


@dataclass(frozen=True, slots=True)
class Site:
    """What every process of one site works with.

    ``instruments``  every scale; one whose rights holder was not asked is a skeleton. ``protocol``  the interview,
    with the site's readings of its scales. ``terms``  the readings of the consensus and the site's qualification.
    ``phone``  where a patient may call, or empty. ``departments``  names to choose from for a new case.
    ``erase_withdrawn_after``  how long what was taken back is kept, hidden, before it is erased.
    ``alert_deadline``  within which somebody must take up an alert. ``demonstration``  all scales are switched on
    whatever their licence; the pages say so.
    """

    instruments: Mapping[str, Instrument]
    protocol: Protocol
    terms: Terms
    phone: str
    departments: tuple[str, ...]
    alert_deadline: timedelta
    erase_withdrawn_after: timedelta
    demonstration: bool


def site_of(environ: Mapping[str, str]) -> Site:
    """The site that these variables name: ``PREOP_SITE`` its file, ``PREOP_DEMO`` whether it is a demonstration.

    Raises ``SiteError``.
    """
    file = environ.get("PREOP_SITE")
    return open_site(Path(file) if file else None, demonstration=environ.get("PREOP_DEMO", "").lower() in _YES)


def open_site(file: Path | None, *, demonstration: bool = False) -> Site:
    """The site of this file. Without one: a demonstration has every scale, any other site the free ones only.

    Raises ``SiteError``.
    """
    everything = demonstration and file is None
    wishes = read(file) if file is not None else Wishes()
    try:
        instruments = load_all(
            licensed=None if everything else wishes.licensed, pack=wishes.pack, confirmed=wishes.confirmed
        )
    except ValueError as error:  # a file of the site's wording pack
        raise SiteError(str(error)) from None
    protocol = load_protocol(instruments, added=wishes.added, whole=wishes.whole, readings=wishes.scale_readings)
    return Site(
        instruments=instruments,
        protocol=protocol,
        terms=Terms(readings_in_force(wishes.consensus_readings), wishes.qualified),
        phone=wishes.phone,
        departments=wishes.departments,
        alert_deadline=timedelta(minutes=wishes.deadline_minutes),
        erase_withdrawn_after=timedelta(days=wishes.erase_withdrawn_after_days),
        demonstration=everything,
    )
