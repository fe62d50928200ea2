"""What a process remembers of answers it has read, so that a turn reads only what is new: question 300 as fast as 2."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from interview.answer import Answer

_MOST = 500  # interviews remembered by one process


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version of the answer to one item; ``answer`` is ``None`` once its value is erased."""

    id: str
    version: int
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Remembered:
    """The newest versions up to answer ``number`` of an interview whose values were erased ``erasures`` times."""

    number: int
    erasures: int
    newest: Mapping[str, Newest]


class Memory:
    """Committed answers of the interviews last worked on. Never the truth: only what was read from it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[str, Remembered] = OrderedDict()

    def recall(self, interview_id: str, erasures: int) -> Remembered:
        """What is remembered of this interview; nothing where values were erased since."""
        with self._lock:
            known = self._known.get(interview_id)
            if known is None or known.erasures != erasures:
                self._known.pop(interview_id, None)
                return Remembered(0, erasures, {})
            return known

    def forget(self, interview_id: str) -> None:
        """Drops what is remembered of this interview."""
        with self._lock:
            self._known.pop(interview_id, None)

    def remember(self, interview_id: str, known: Remembered) -> None:
        """Keeps this; the interview longest unused leaves."""
        with self._lock:
            self._known[interview_id] = known
            self._known.move_to_end(interview_id)
            if len(self._known) > _MOST:
                self._known.popitem(last=False)
