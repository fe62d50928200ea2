"""What every route of the portal needs: the records, the settings, the pages and the counters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import Request

from interview.protocol import Protocol
from portal.once import Once
from portal.settings import PortalSettings
from portal.tries import Tries
from records.database import Database

if TYPE_CHECKING:
    from portal.pages import Pages


@dataclass(frozen=True, slots=True)
class House:
    """One portal's parts, made by ``make_portal`` and handed to routes through ``house_of``."""

    db: Database
    protocol: Protocol
    settings: PortalSettings
    pages: Pages
    tries: Tries
    made: Once = field(default_factory=Once)


def house_of(request: Request) -> House:
    """The parts of the portal that this request came to."""
    house: House = request.app.state.house
    return house
