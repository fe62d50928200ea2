"""Yes and no are of the fact asked about, and need the question."""

from __future__ import annotations

import pytest

from interview.hearing.answers import _leave
from interview.hearing.yes_no import polarity


@pytest.mark.parametrize(
    ("question", "reply", "said"),
    [
        ("疼吗？", "疼", "affirm"),
        ("疼吗？", "不疼", "deny"),
        ("晚上麻不麻？", "麻", "affirm"),
        ("吃过止痛药吗？", "吃过", "affirm"),
        ("吃过止痛药吗？", "没吃过", "deny"),
        ("有没有打过封闭？", "打了两次", "affirm"),
        ("像火烧一样吗？", "像", "affirm"),
        ("像火烧一样吗？", "不像", "deny"),
        ("夜里会疼醒吗？", "会", "affirm"),
        ("夜里会疼醒吗？", "有时候会", "affirm"),
        ("有没有发麻？", "有点", "affirm"),
        ("有没有发麻？", "偶尔有", "affirm"),
        ("有没有发麻？", "好像没有", "deny"),
        ("有没有发麻？", "应该没有吧", "deny"),
        ("有没有发麻？", "木有", "deny"),
        ("有没有发麻？", "冇", "deny"),
        ("有没有发麻？", "莫得", "deny"),
        ("有没有发麻？", "沒有", "deny"),
        ("有没有发麻？", "没，一直挺好", "deny"),
        ("有没有发麻？", "没有，就是有点酸", "deny"),
        ("有没有发麻？", "嗯嗯", "affirm"),
        ("睡得好吗？", "还好", "affirm"),
        ("疼得厉害吗？", "还好", "deny"),
        ("疼得厉害吗？", "不厉害", "deny"),
        ("疼得厉害吗？", "不是很厉害", "deny"),
        ("肚子胀吗？", "不涨", "deny"),
    ],
)
def test_an_echo_or_a_plain_word_answers(question: str, reply: str, said: str) -> None:
    assert polarity(reply, question) == said


@pytest.mark.parametrize(
    ("question", "reply", "said"),
    [
        ("没查过吧？", "没有", "deny"),
        ("没查过吧？", "是的", "deny"),
        ("没查过吧？", "查过", "affirm"),
        ("没查过吧？", "查过一次", "affirm"),
        ("不疼了是吗？", "是的", "deny"),
        ("不疼了是吗？", "对，不疼了", "deny"),
        ("不疼了是吗？", "还疼", "affirm"),
        ("一点效果都没有吗？", "稍微有一点", "affirm"),
    ],
)
def test_a_negated_question_is_turned_to_its_fact(question: str, reply: str, said: str) -> None:
    assert polarity(reply, question) == said


@pytest.mark.parametrize(
    "reply",
    [
        "不知道",
        "不清楚",
        "没注意",
        "没太留意",
        "记不清了",
        "忘了",
        "说不准",
        "这个我也不知道",
        "不晓得",
        "我不确定有没有",
    ],
)
def test_not_knowing_is_tested_before_the_no_it_begins_with(reply: str) -> None:
    assert polarity(reply, "有没有发麻？") == "unsure"


@pytest.mark.parametrize(
    "reply",
    [
        "什么意思",
        "怎么办",
        "要多少钱？",
        "好的",
        "谢谢",
        "好的，谢谢医生",
        "你好",
        "哦",
        "知道了",
        "稍等",
        "三天了",
        "昨天下午",
        "351",
        "吃什么药好呢",
        "会不会是癌",
    ],
)
def test_thanks_a_value_or_a_question_back_is_no_yes_or_no(reply: str) -> None:
    assert polarity(reply, "有没有发麻？") is None


def test_a_denial_taken_back_in_the_same_breath_is_asked_again() -> None:
    assert polarity("没有，就是嗓子有点不舒服", "有不舒服吗？") is None


@pytest.mark.parametrize(
    ("question", "reply", "said"),
    [
        ("Does it burn?", "Yeah", "affirm"),
        ("Does it burn?", "It does burn", "affirm"),
        ("Does it burn?", "Not really", "deny"),
        ("Does it burn?", "Um, no, not at all", "deny"),
        ("Any allergies?", "Not that I know of", "deny"),
        ("Have you had surgery?", "I had one in May", "affirm"),
        ("Is it worse at night?", "I'm not sure", "unsure"),
        ("Is it worse at night?", "no idea", "unsure"),
        ("Is it worse at night?", "I don't remember", "unsure"),
        ("Anything else you take?", "Yeah, nothing else", "deny"),
        ("You haven't been using it?", "No, I haven't", "deny"),
        ("Is it worse at night?", "thank you", None),
        ("Is it worse at night?", "what do you mean?", None),
        ("Is it worse at night?", "rather not say", "declined"),
    ],
)
def test_english_replies_are_heard_alike(question: str, reply: str, said: str | None) -> None:
    assert polarity(reply, question) == said


@pytest.mark.parametrize(
    "reply", ["好的", "可以", "行", "同意", "没问题", "继续吧", "嗯", "ok", "yes, go ahead", "没意见", "要得"]
)
def test_leave_is_given_by_words_that_are_no_yes_elsewhere(reply: str) -> None:
    assert _leave(reply) == "affirm"


@pytest.mark.parametrize("reply", ["不行", "不同意", "不要", "算了", "拒绝", "no", "I don't agree", "先不了"])
def test_leave_is_refused(reply: str) -> None:
    assert _leave(reply) == "deny"


@pytest.mark.parametrize("reply", ["为什么", "等等", "右手", "可以问一下吗？"])
def test_what_is_neither_leaves_the_question_open(reply: str) -> None:
    assert _leave(reply) is None


@pytest.mark.parametrize(
    ("question", "reply"), [("还在吃药吗？", "吃着呢"), ("还疼吗？", "疼呢"), ("现在还麻吗？", "一直麻着呢")]
)
def test_what_still_goes_on_is_a_yes_and_no_question_back(question: str, reply: str) -> None:
    assert polarity(reply, question) == "affirm"


@pytest.mark.parametrize(
    ("question", "reply"),
    [("手有没有发麻？", "就是有汗"), ("吃过加巴喷丁吗？", "还有高血压的药"), ("有没有发麻？", "只是有红肿")],
)
def test_what_besides_is_there_is_no_yes_to_what_was_asked(question: str, reply: str) -> None:
    assert polarity(reply, question) is None


@pytest.mark.parametrize(
    ("question", "reply", "said"),
    [
        ("手有没有发麻？", "就是有发麻", "affirm"),
        ("手有没有发麻？", "就是有点", "affirm"),
        ("还有其他不舒服吗？", "还有头疼", "affirm"),
        ("只吃这一种药吗？", "还有加巴喷丁", "deny"),
    ],
)
def test_what_besides_is_there_counts_where_that_was_asked(question: str, reply: str, said: str) -> None:
    assert polarity(reply, question) == said


@pytest.mark.parametrize("reply", ["有发麻，没有怕冷", "没有发麻，有怕冷"])
def test_one_thing_so_and_another_not_is_no_answer_to_both_at_once(reply: str) -> None:
    assert polarity(reply, "有没有发麻和怕冷？") is None


@pytest.mark.parametrize(("reply", "said"), [("有发麻，也怕冷", "affirm"), ("没有发麻，没有怕冷", "deny")])
def test_the_same_of_both_is_an_answer(reply: str, said: str) -> None:
    assert polarity(reply, "有没有发麻和怕冷？") == said
