"""What an action does with a message: the one call into the records that keeps a turn, and the one that assesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessment.terms import OURS, Terms
from interview.conduct import take_turn
from interview.protocol import Protocol
from interview.turn import Incoming, Outcome, Talk
from language.reading import Reading
from records import assessments, invitations, turns
from records.database import Database
from records.errors import Withdrawn


@dataclass(frozen=True, slots=True)
class Desk:
    """The records, the site's protocol and the terms it assesses under, made once when the server starts."""

    db: Database
    protocol: Protocol
    terms: Terms = OURS

    def keep(self, message_id: str, reading: Reading, now: datetime) -> turns.KeptTurn:
        """The turn of this message, decided and kept in one transaction, or the one that was kept before."""

        def decide(talk: Talk, incoming: Incoming) -> Outcome:
            return take_turn(self.protocol, talk, incoming, reading, now=now)

        return turns.keep_turn(self.db, message_id, decide, now)

    def assess(self, interview_id: str, now: datetime) -> str | None:
        """Assess the case of an interview that ended; the assessment's id. The same inputs give the same one.

        ``None`` where consent was withdrawn between the last answer and now: nothing may be worked out any more.
        """
        case_id = invitations.case_of(self.db, interview_id)
        try:
            made = assessments.reassess(
                self.db, case_id, reason="ended", now=now, protocol=self.protocol, terms=self.terms
            )
        except Withdrawn:
            return None
        return made.id
