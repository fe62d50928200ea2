"""What one turn has before it: protocol, talk, message, reading and the time, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from interview.hear import hear
from interview.heard import Heard
from interview.protocol import Protocol
from interview.question import Question
from interview.turn import Incoming, Talk
from language.reading import Reading


@dataclass(frozen=True)
class Setting:
    """One turn's givens; nothing in it changes while the turn is worked out."""

    protocol: Protocol
    talk: Talk
    incoming: Incoming
    reading: Reading
    now: datetime

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return self.protocol.question(self.talk.item)

    @property
    def speaker(self) -> str:
        """Who is answering: ``F`` for a family member as proxy, else ``P``, as in the fact dictionary."""
        who = self.talk.answers.get("who")
        return "F" if who is not None and who.value == "family" else "P"

    @property
    def tapped(self) -> object:
        """The value of the button that was pressed, ``None`` where words were typed."""
        return self.incoming.choice if self.incoming.kind in ("command", "choice") else None

    @property
    def command(self) -> str | None:
        """The wish about the talk that a button or the words carry, if any."""
        if self.incoming.kind == "command":
            return str(self.incoming.choice)
        if self.incoming.kind == "text" and self.question is not None:
            return self.heard(self.question).command
        if self.incoming.kind == "text":
            return self.heard(_ANYTHING).command
        return None

    def heard(self, question: Question) -> Heard:
        """The message heard against this question."""
        choice = self.incoming.choice if self.incoming.kind == "choice" else None
        return hear(question, self.reading, now=self.now, choice=choice)

    def say(self, name: str, **values: str) -> str:
        """One of the bot's sentences in the talk's language."""
        return self.protocol.words.say(name, self.talk.language, **values)

    def now_with(self, talk: Talk) -> Setting:
        """The same turn, with the talk as it stands by now."""
        return replace(self, talk=talk)


_ANYTHING = Question(id="anything", kind="text", section="", asks={"zh": "", "en": ""})
