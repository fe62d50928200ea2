"""The shapes of the chat API: what a client may send, and what it gets back."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError, model_validator

LONGEST_TEXT = 4000  # characters; a long spoken answer has about 600
LONGEST_CHOICE = 4096  # bytes of JSON; the widest widget, the body map, needs about 2000
LARGEST_BODY = 65536

ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
COMMANDS = (
    "back", "why", "unsure", "declined", "pause", "resume", "safe_continue", "need_help", "human", "language_zh",
    "language_en", "confirm", "withdraw", "help", "repeat",
)  # fmt: skip

EMPTY = {
    "zh": "这条消息是空的，请写点什么，或选一个按钮。",
    "en": "This message is empty. Please write something or choose a button.",
}
TOO_LONG = {
    "zh": f"这条消息太长了，请分几次说，每次不超过 {LONGEST_TEXT} 个字。",
    "en": f"This message is too long. Please send it in parts of at most {LONGEST_TEXT} characters.",
}
NOT_READABLE = {"zh": "这条消息的格式读不懂。", "en": "This message cannot be read; see the API description."}

Kind = Literal["text", "choice", "command"]


class Sent(BaseModel):
    """One message of the patient's. The id is the client's own: the same id again is the same message."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        json_schema_extra={
            "examples": [
                {"id": "0b9f2c1e-1", "kind": "text", "text": "七八分吧", "item": "worst_pain"},
                {"id": "0b9f2c1e-2", "kind": "choice", "choice": 8, "text": "8", "item": "worst_pain"},
                {"id": "0b9f2c1e-3", "kind": "command", "choice": "why", "text": "为什么问", "item": "worst_pain"},
            ]
        },
    )

    id: ClientId = Field(description="the client's own id for this message, at most 64 letters, digits or - _ . :")
    kind: Kind = Field(description="text: typed words; choice: a button or widget; command: a button of the quiet row")
    text: str | None = Field(
        default=None, description=f"the words, at most {LONGEST_TEXT} characters; of a choice: its label"
    )
    choice: JsonValue = Field(default=None, description="the value of the button or widget, or the command's name")
    item: ItemId | None = Field(default=None, description="the question that was on the screen")

    @model_validator(mode="after")
    def _whole(self) -> Sent:
        if self.text is not None and len(self.text) > LONGEST_TEXT:
            raise ValueError("too_long")
        if self.kind == "text" and not (self.text or "").strip():
            raise ValueError("empty")
        if self.kind == "choice" and self.choice is None:
            raise ValueError("empty")
        if self.kind == "command" and not is_command(self.choice):
            raise ValueError("command")
        if self.choice is not None and not _fits(self.choice):
            raise ValueError("choice")
        return self

    @property
    def words(self) -> str:
        """What stands in the transcript: the text, or the choice itself where a client sent no label."""
        if self.text and self.text.strip():
            return self.text
        return self.choice if isinstance(self.choice, str) else json.dumps(self.choice, ensure_ascii=False)


class Line(BaseModel):
    """One line of the transcript, the patient's (``in``) or the bot's (``out``)."""

    seq: int = Field(description="its place in the conversation; ask for what comes after it")
    direction: str = Field(description="in or out")
    kind: str
    text: str | None = Field(description="null where the words were erased or never kept")
    item: str | None = None
    widget: dict[str, Any] | None = Field(default=None, description="how the question may be answered")
    progress: dict[str, Any] | None = Field(default=None, description="n, of, minutes, section")
    role: str | None = Field(default=None, description="say, question, safety, end or hold")
    at: str
    message_id: str = Field(description="this line's own id")
    choice: JsonValue = Field(default=None, description="the value of the button, of the patient's lines")
    reply_to: str | None = Field(default=None, description="the message_id that this line answers")


class State(BaseModel):
    """Where the conversation stands."""

    status: str = Field(description="invited, consenting, running, paused, safety, finished, declined or withdrawn")
    language: str


class Talked(BaseModel):
    """The lines after a place, and the state."""

    lines: list[Line]
    state: State


class Accepted(BaseModel):
    """A message that is stored for good. ``safety`` is to be shown at once."""

    seq: int
    message_id: str
    duplicate: bool = Field(description="true: this id was stored before, nothing was written")
    safety: dict[str, Any] | None = None
    status: str


class Problem(BaseModel):
    """Why a request was not taken, in words for the patient and a token for the program."""

    error: str
    says: dict[str, str]
    where: list[str] = []
    safety: dict[str, Any] | None = Field(
        default=None, description="to be shown at once, although the message is not stored yet"
    )


class Unreadable(Exception):  # noqa: N818 – says what happened, as the reader would
    """A request that cannot be taken, with the status and the problem to answer with."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(problem.error)
        self.status = status
        self.problem = problem


def is_command(choice: object) -> bool:
    """Whether this is a command of the quiet row, or ``change:<item>`` of the summary."""
    if not isinstance(choice, str):
        return False
    return choice in COMMANDS or (choice.startswith("change:") and 7 < len(choice) <= 71)


def read_sent(raw: bytes) -> Sent:
    """The message in this body; ``Unreadable`` with 400, 413 or 422 and a plain sentence otherwise."""
    if len(raw) > LARGEST_BODY:
        raise Unreadable(413, Problem(error="too_large", says=TOO_LONG))
    try:
        return Sent.model_validate_json(raw)
    except ValidationError as error:
        raise _problem(error) from None
    except (ValueError, RecursionError):
        raise Unreadable(422, Problem(error="not_json", says=NOT_READABLE)) from None


def _problem(error: ValidationError) -> Unreadable:
    first = error.errors(include_input=False, include_url=False)[0]
    reason = str(first.get("ctx", {}).get("error", "")) if first["type"] == "value_error" else first["type"]
    where = [str(part) for part in first["loc"] if str(part) in Sent.model_fields]
    says = {"empty": EMPTY, "too_long": TOO_LONG}.get(reason, NOT_READABLE)
    known = reason if reason in {"empty", "too_long", "command", "choice"} else "not_valid"
    if first["type"] == "json_invalid":
        return Unreadable(400, Problem(error="not_json", says=says))
    return Unreadable(422, Problem(error=known, says=says, where=where))


def _fits(choice: JsonValue) -> bool:
    try:
        return len(json.dumps(choice, ensure_ascii=False, allow_nan=False).encode()) <= LONGEST_CHOICE
    except (ValueError, RecursionError):
        return False
