"""What the gateway must be told: where Rasa is, the shared secret, and how patient it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Settings of one gateway process.

    ``rasa_urls``  base addresses of the Rasa processes, such as ``http://127.0.0.1:5005``.
    ``secret``  the key shared with Rasa's connector, as hex. ``action_url``  base address of the action server, asked
    for its health only. Durations are in seconds; rates in the notation of the ``limits`` package (``240/minute``).
    ``clinic_phone``  the number a patient may call with questions; empty where there is none.
    ``demonstration``  all scales are switched on whatever their licence: the page says so.
    """

    rasa_urls: tuple[str, ...]
    secret: str
    action_url: str | None = None
    clinic_phone: str = ""
    demonstration: bool = False
    answer_timeout: float = 10.0  # one request to Rasa; a turn takes tens of milliseconds
    hold_after: float = 2.0
    retry_first: float = 0.25
    retry_longest: float = 10.0
    scan_every: float = 5.0  # looks for messages that another gateway took in and left
    poll_every: float = 5.0  # looks for lines that another gateway wrote, while a stream is open
    records_timeout: float = 5.0
    wait_for_more: float = 1.5  # for the next bubble, after typed words that end on a comma or dots
    at_once: int = 32  # conversations waiting for Rasa side by side
    streams_per_invitation: int = 8
    per_invitation: str = "240/minute"
    per_address: str = "6000/minute"
    unknown_per_address: str = "60/minute"
