"""What is known, what is not, and how far a number can still move: three-valued truth and numeric bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Truth(Enum):
    """Kleene's three values, in the order FALSE < UNKNOWN < TRUE.

    ``&`` is the minimum, ``|`` the maximum, ``~`` the mirror. ``bool(truth)`` raises, so that an unknown
    can never slip through an ``if`` as a no.
    """

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __and__(self, other: Truth) -> Truth:
        return self if self.value <= other.value else other

    def __or__(self, other: Truth) -> Truth:
        return self if self.value >= other.value else other

    def __invert__(self) -> Truth:
        return Truth(2 - self.value)

    def __bool__(self) -> bool:
        raise TypeError("a Truth may be unknown: compare it with 'is Truth.TRUE' instead of asking for a bool")

    @staticmethod
    def of(value: bool | None) -> Truth:
        """A known yes or no, or ``None`` for not known."""
        if value is None:
            return Truth.UNKNOWN
        return Truth.TRUE if value else Truth.FALSE


def all_of(truths: Iterable[Truth]) -> Truth:
    """The least of them: false as soon as one is false; true for none at all."""
    return min(truths, key=lambda truth: truth.value, default=Truth.TRUE)


def any_of(truths: Iterable[Truth]) -> Truth:
    """The greatest of them: true as soon as one is true; false for none at all."""
    return max(truths, key=lambda truth: truth.value, default=Truth.FALSE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number known to lie between ``low`` and ``high``, both ends included.

    Raises ``ValueError`` where ``low`` is above ``high``.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"bounds run backwards: low {self.low} is above high {self.high}")

    @property
    def exact(self) -> bool:
        """Whether both ends meet, so that the number is known."""
        return self.low == self.high

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(self.low + other.low, self.high + other.high)

    def at_least(self, threshold: float) -> Truth:
        """``>= threshold``: unknown while the threshold lies inside the bounds."""
        if self.low >= threshold:
            return Truth.TRUE
        return Truth.FALSE if self.high < threshold else Truth.UNKNOWN

    def below(self, threshold: float) -> Truth:
        """``< threshold``, the mirror of ``at_least``."""
        return ~self.at_least(threshold)
