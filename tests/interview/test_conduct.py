"""The interview as patients meet it: consent, misses, back, pause, corrections, crisis, the end."""

from __future__ import annotations

from interview.answer import Why
from tests.interview.conftest import Conversation


def test_nothing_is_asked_before_both_consents(conversation: Conversation) -> None:
    first = conversation.begin()
    assert first.reply[-1].item == "consent_general"
    second = conversation.tap(True)
    assert second.consents == {"general": True}
    assert second.reply[-1].item == "consent_sensitive"
    third = conversation.tap(True)
    assert third.consents == {"sensitive": True}
    assert third.talk.status == "running"
    assert third.reply[-1].item == "who"


def test_declining_either_consent_ends_politely_and_forgets(conversation: Conversation) -> None:
    conversation.begin()
    conversation.tap(True)
    declined = conversation.tap(False)
    assert declined.forget
    assert declined.talk.status == "declined"
    assert not declined.talk.answers
    assert declined.reply[-1].role == "end"
    assert conversation.type("我的手很疼").answers == ()


def test_consent_is_not_taken_from_words_that_are_neither_yes_nor_no(conversation: Conversation) -> None:
    conversation.begin()
    asked_again = conversation.type("我右手疼得厉害")
    assert asked_again.answers == ()
    assert asked_again.talk.item == "consent_general"
    assert asked_again.talk.misses == 0


def test_typed_yes_consents(conversation: Conversation) -> None:
    conversation.begin()
    conversation.type("好的")
    assert conversation.type("同意").talk.status == "running"


def test_dont_know_and_rather_not_say_are_answers_of_their_own(conversation: Conversation) -> None:
    conversation.until("age")
    unsure = conversation.type("不清楚")
    assert unsure.answers[0].unknown is Why.UNSURE
    declined = conversation.command("declined")
    assert declined.answers[0].item == "cause"
    assert declined.answers[0].unknown is Why.DECLINED


def test_a_declined_answer_is_not_asked_again(conversation: Conversation) -> None:
    conversation.until("age")
    conversation.command("declined")
    asked = [conversation.talk.item]
    while conversation.talk.item != "summary":
        conversation.command("declined")
        asked.append(conversation.talk.item)
    assert "age" not in asked
    assert len(asked) == len(set(asked))


def test_why_is_answered_from_the_definition_and_the_question_returns(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    why = conversation.type("为什么问这个？")
    assert why.answers == ()
    assert "前后比较" in why.reply[-1].text
    assert why.reply[-1].item == "pain_worst"


def test_pause_keeps_the_place_and_coming_back_resumes_there(conversation: Conversation) -> None:
    conversation.until("course")
    paused = conversation.type("停一下")
    assert paused.talk.status == "paused"
    back = conversation.type("我回来了")
    assert back.talk.status == "running"
    assert back.reply[-1].item == "course"
    assert "欢迎回来" in back.reply[-1].text


def test_the_total_shown_never_falls(conversation: Conversation) -> None:
    conversation.until("summary")
    shown = [part.progress["of"] for outcome in conversation.outcomes for part in outcome.reply if part.progress]
    assert shown == sorted(shown)
    numbers = [part.progress for outcome in conversation.outcomes for part in outcome.reply if part.progress]
    assert all(progress["n"] <= progress["of"] for progress in numbers)
    assert numbers[-1]["n"] == numbers[-1]["of"]


def test_the_summary_ends_the_interview(conversation: Conversation) -> None:
    conversation.until("summary")
    end = conversation.type("都对")
    assert end.ended
    assert end.talk.status == "finished"
    after = conversation.type("对了我还有高血压")
    assert after.answers == ()
    assert "医生会看到" in after.reply[0].text


def test_asking_for_a_human_raises_a_call_back_and_the_question_returns(conversation: Conversation) -> None:
    conversation.until("age")
    asked = conversation.type("我要找医生")
    assert asked.alerts == ("CALLBACK",)
    assert asked.reply[-1].item == "age"


def test_withdrawing_consent_stops_at_once(conversation: Conversation) -> None:
    conversation.until("age")
    withdrawn = conversation.type("撤回同意")
    assert withdrawn.talk.status == "withdrawn"
    assert withdrawn.forget
    assert conversation.type("52").answers == ()


def test_the_language_switches_at_any_turn_and_answers_stay(conversation: Conversation) -> None:
    conversation.until("cause")
    switched = conversation.command("language_en")
    assert "What did this pain start from" in switched.reply[-1].text
    assert "age" in switched.talk.answers


def test_a_tap_on_an_older_question_changes_nothing(conversation: Conversation) -> None:
    conversation.until("pain_average")
    stale = conversation.tap(3, item="pain_worst")
    assert stale.answers == ()
    assert stale.talk.item == "pain_average"


def test_a_talk_survives_being_stored(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.type("四五分吧")
    talk = conversation.talk
    assert talk.__class__.from_state(talk.to_state(), talk.answers) == talk


def test_pain_that_is_always_there_with_attacks_is_both(conversation: Conversation) -> None:
    conversation.until("course")
    assert conversation.type("平时也疼，一阵一阵更厉害").answers[0].value == "both"


def test_after_a_long_scale_a_rest_is_offered(conversation: Conversation) -> None:
    conversation.until("triggers")
    assert "停一下" not in conversation.tap([]).reply[-1].text
    conversation.until("dn4_7")
    assert "停一下" in conversation.tap(True).reply[-1].text


def test_a_side_question_beside_an_answer_is_answered_and_the_answer_kept(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    kept = conversation.type("七八分，这个手术要多少钱")
    assert kept.answers[0].item == "pain_worst"
    assert "收费处" in kept.reply[-1].text
    assert kept.talk.item == "pain_average"
