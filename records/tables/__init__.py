"""Every table of the records, split by concept."""

from records.tables.alerts import Alert, AlertMessage
from records.tables.answers import Answer, AnswerValue, Score
from records.tables.assessments import Assessment, Finding
from records.tables.audit import AuditEntry, AuditHead
from records.tables.base import Base, new_id
from records.tables.cases import Case, Invitation, Patient
from records.tables.interviews import Consent, Interview
from records.tables.messages import Message, MessageWords
from records.tables.people import SignIn, User
from records.tables.turns import Turn, TurnReply

__all__ = [
    "Alert",
    "AlertMessage",
    "Answer",
    "AnswerValue",
    "Assessment",
    "AuditEntry",
    "AuditHead",
    "Base",
    "Case",
    "Consent",
    "Finding",
    "Interview",
    "Invitation",
    "Message",
    "MessageWords",
    "Patient",
    "Score",
    "SignIn",
    "Turn",
    "TurnReply",
    "User",
    "new_id",
]
