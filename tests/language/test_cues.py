from __future__ import annotations

import pytest

from language.cues import command_in, found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("上一题", "back"),
        ("停一下", "pause"),
        ("为什么问这个?", "why"),
        ("换英文", "language_en"),
        ("english", "language_en"),
        ("说中文", "language_zh"),
        ("人工", "human"),
        ("我要找医生", "human"),
        ("撤回同意", "withdraw"),
        ("刚才说错了,是左手", "correction"),
        ("改成八分", "correction"),
        ("再说一遍", "repeat"),
        ("怎么填", "help"),
        ("继续", "resume"),
        ("go back", "back"),
        ("can i talk to a doctor", "human"),
    ],
)
def test_a_wish_about_the_talk_is_heard(text: str, name: str) -> None:
    command = command_in(text)
    assert command is not None
    assert command[0] == name


@pytest.mark.parametrize("text", ["停药了", "后背疼", "继续疼了三年", "不对称", "医生开的药", "english muffin allergy"])
def test_an_answer_is_no_command(text: str) -> None:
    assert command_in(text) is None


def test_not_knowing_and_declining_are_told_apart() -> None:
    assert [cue.code for cue in found("记不清了")] == ["cue:unsure"]
    assert [cue.code for cue in found("不想说")] == ["cue:declined"]
