"""Notes an answer down: the value or the reason why not, with who said it, in which message, and how it was heard."""

from __future__ import annotations

from interview.answer import Answer, How, Why
from interview.heard import Heard
from interview.question import Question
from interview.setting import Setting


def answer_of(setting: Setting, question: Question, heard: Heard) -> Answer:
    """The typed answer in what was heard, with how it was heard."""
    if setting.incoming.kind == "choice":
        how = How.BUTTON
    else:
        how = How.EXACT if heard.exact else How.INFERRED
    return Answer(
        item=question.id,
        value=heard.value,
        unknown=None,
        message=setting.incoming.id,
        heard=how,
        at=setting.now,
        by=setting.speaker,
        words=heard.words,
        about=heard.about,
    )


def unknown_answer(setting: Setting, question: Question, why: Why) -> Answer:
    """The answer that says why there is no value."""
    how = How.BUTTON if setting.incoming.kind != "text" else How.EXACT
    return Answer(question.id, None, why, setting.incoming.id, how, setting.now, setting.speaker)
