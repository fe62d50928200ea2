"""What can go wrong in the records, in words that name no patient and carry no value."""

from __future__ import annotations


class RecordsError(Exception):
    """The records refused or could not do what was asked. The text never holds words, names or values."""


class DatabaseAway(RecordsError):  # noqa: N818 – named as the caller would say it
    """The database did not answer, or stayed locked: nothing was acknowledged, the same call may be made again."""


class Conflict(RecordsError):  # noqa: N818 – named as the caller would say it
    """A uniqueness or reference rule of the database refused the row."""


class Unknown(RecordsError):  # noqa: N818 – named as the caller would say it
    """No record has this id."""


class TurnMissing(RecordsError):  # noqa: N818 – named as the caller would say it
    """No turn was kept for this message, so there is nothing to say yet."""


class Held(RecordsError):  # noqa: N818 – named as the caller would say it
    """The case is under legal hold and may not be erased."""


class Withdrawn(RecordsError):  # noqa: N818 – named as the caller would say it
    """Consent was withdrawn or the case erased: nothing clinical may be added or worked out."""
