"""What a site may set of the clinician's side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from assessment.terms import OURS, Terms


def utc_now() -> datetime:
    """The clock of the machine, UTC-aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """``public_url``  where patients and clinicians reach this site, without a slash at the end.

    ``chat_path``  where the patient's page stands below it; the invitation's token follows.
    ``on_loopback``  the server listens on this machine only: a telephone cannot open the invitation.
    ``refresh_seconds``  how often the worklist looks for news. ``unwatched_after``  how long it goes on without anybody
    touching the page: afterwards the session may run out, as it should.
    ``sign_in_tries``  how many sign-ins an address or a name may try within ``sign_in_window``.
    ``terms``  under which cases are assessed. ``demonstration``  all scales are switched on whatever their licence:
    every page says so. ``departments``  offered for a new case. ``alert_deadline``  within which somebody must take up
    an alert.
    """

    public_url: str = "http://127.0.0.1:8000"
    chat_path: str = "/chat"
    on_loopback: bool = True
    refresh_seconds: int = 15
    unwatched_after: timedelta = timedelta(minutes=10)
    sign_in_tries: int = 20
    sign_in_window: timedelta = timedelta(minutes=5)
    terms: Terms = OURS
    demonstration: bool = False
    departments: tuple[str, ...] = ()
    alert_deadline: timedelta = timedelta(minutes=15)
    now: Callable[[], datetime] = field(default=utc_now)

    @property
    def secure(self) -> bool:
        """Whether cookies travel over TLS only."""
        return self.public_url.startswith("https://")

    def invitation_link(self, token: str) -> str:
        """The address that is given to a patient."""
        return f"{self.public_url.rstrip('/')}{self.chat_path}/{token}"
