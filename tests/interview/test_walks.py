"""Two thousand random walks through the interview: never stuck, never twice, nothing before consent, always an end."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from interview.asking import widget
from interview.holding import held, release
from interview.protocol import CONSENTS, Protocol
from interview.question import Question
from tests.interview.conftest import Conversation

WALKS = 2000
MOST_TURNS = 400
NONSENSE = ("嗯那个啥", "🙂", "……", "/restart", "hello?", "七上八下", "我跟你说啊昨天村里唱戏")
TYPED = (
    "有",
    "没有",
    "不清楚",
    "不想说",
    "七八分",
    "半年多了",
    "右手小指",
    "普瑞巴林",
    "52",
    "150毫克",
    "好的",
    "都有",
)


def a_choice(protocol: Protocol, conversation: Conversation, question: Question, dice: random.Random) -> Any:
    """A value that the question's own widget would send."""
    shown = widget(protocol, conversation.talk, question)
    if shown["kind"] == "nrs":
        return dice.randint(0, 10)
    if shown["kind"] == "many":
        values = [choice["value"] for choice in shown["choices"]]
        return dice.sample(values, dice.randint(0 if "none" in shown else 1, min(3, len(values))))
    if shown["kind"] == "number":
        return dice.randint(int(shown["low"] or 0), min(int(shown["high"] or 100), 300))
    if shown["kind"] == "region":
        place = dice.choice(shown["regions"])
        return [{"code": place["code"], "side": dice.choice("LR") if place["paired"] else None}]
    return dice.choice([choice["value"] for choice in shown["choices"]])


def step(protocol: Protocol, conversation: Conversation, dice: random.Random) -> bool:
    """One random thing a patient may do. Returns whether the question may rightly be put again after it."""
    talk = conversation.talk
    question = protocol.question(talk.item)
    if talk.status == "safety" and held(talk):
        conversation.type("我等着")
        for flag in held(talk):  # a member of staff sees each alert
            conversation.talk, _ = release(protocol.words, conversation.talk, flag)
        return True
    if talk.status == "safety":
        conversation.command(dice.choice(("safe_continue", "safe_continue", "need_help")))
        return True
    if talk.status == "paused":
        conversation.type("我回来了")
        return True
    if question is None:  # a contradiction is being asked about
        conversation.tap("keep")
        return True
    if talk.pending is not None:
        conversation.tap(dice.choice(("confirm_yes", "confirm_yes", "confirm_again")))
        return True
    roll = dice.random()
    if roll < 0.62 or (question.id in CONSENTS and roll < 0.9):
        conversation.tap(
            True
            if question.id in CONSENTS and dice.random() < 0.95
            else a_choice(protocol, conversation, question, dice)
        )
        return question.id == "summary"
    if roll < 0.74:
        conversation.type(dice.choice(TYPED))
        return True
    if roll < 0.82:
        conversation.type(dice.choice(NONSENSE))
        return True
    if roll < 0.90:
        conversation.command(dice.choice(("unsure", "declined")))
        return False
    if roll < 0.985:
        conversation.command(
            dice.choice(
                ("back", "why", "pause", "human", "language_en", "language_zh", "change:age", "change:medicine_any")
            )
        )
        return True
    conversation.command("withdraw")
    return True


@pytest.mark.slow
@pytest.mark.parametrize("block", range(8))
def test_random_walks_hold_the_promises(protocol: Protocol, nlp: Any, block: int) -> None:
    for seed in range(block * WALKS // 8, (block + 1) * WALKS // 8):
        walk(protocol, nlp, seed)


def walk(protocol: Protocol, nlp: Any, seed: int) -> None:
    dice = random.Random(seed)
    conversation = Conversation(protocol, nlp)
    conversation.begin()
    put: Counter[str] = Counter()
    may_return = False
    for _ in range(MOST_TURNS):
        if conversation.talk.status in ("finished", "declined", "withdrawn"):
            break
        before = conversation.talk
        again = step(protocol, conversation, dice)
        outcome = conversation.outcomes[-1]
        consented = before.status not in ("invited", "consenting")
        clinical = [answer for answer in outcome.answers if answer.item not in CONSENTS]
        assert consented or not clinical, f"seed {seed}: a clinical answer before consent"
        asked = next((part.item for part in outcome.reply if part.role == "question"), None)
        if asked is not None and asked != before.item:
            put[asked] += 1
            rightly = again or may_return or asked in ("summary", *CONSENTS) or put[asked] == 1
            assert rightly, f"seed {seed}: {asked} was put a second time unasked"
        may_return = may_return or again
        assert outcome.reply or conversation.talk.status == "safety", f"seed {seed}: silence"
    else:
        raise AssertionError(f"seed {seed}: no end after {MOST_TURNS} turns")
    if conversation.talk.status == "withdrawn":
        conversation.type("我右手疼")
        assert conversation.outcomes[-1].answers == (), f"seed {seed}: an answer after withdrawal"
