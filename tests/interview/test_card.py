"""The medicine card: a name that was typed is heard like any words, a button's code is taken as it is."""

from __future__ import annotations

import pytest

from tests.interview.conftest import Conversation


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("pregabalin", "pregabalin"),  # a button
        ("乐瑞卡", "pregabalin"),  # typed: Lyrica, the brand of pregabalin
        ("Lyrica", "pregabalin"),
    ],
)
def test_the_name_on_the_card_is_recognised(conversation: Conversation, name: str, drug: str) -> None:
    conversation.until("med1_drug")
    conversation.tap({"med1_drug": name, "med1_dose": "unsure"})
    assert conversation.talk.answers["med1_drug"].value == drug
    assert conversation.talk.answers["med1_dose"].unknown is not None
    assert conversation.talk.item == "med1_weeks"  # what the card left empty is asked
