"""The interview as patients meet it: consent, misses, back, pause, corrections, crisis, the end."""

from __future__ import annotations

from interview.answer import How, Why
from interview.conduct import take_turn
from interview.holding import held, hold, holding, release
from interview.turn import Incoming
from language.pipeline import read
from tests.interview.conftest import NOW, Conversation


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


def test_after_one_miss_it_rephrases_after_two_it_offers_after_three_it_goes_on_and_flags(
    conversation: Conversation,
) -> None:
    conversation.until("age")
    first = conversation.type("呱唧呱唧")
    assert first.talk.item == "age"
    assert "52" in first.reply[-1].text  # the example
    second = conversation.type("哎呀呀")
    assert second.talk.item == "age"
    third = conversation.type("呜啦啦")
    assert third.answers[0].unknown is Why.NOT_UNDERSTOOD
    assert third.talk.item == "cause"
    assert third.talk.flags == ("age",)


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


def test_back_goes_back_one_and_the_new_answer_counts(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.tap(8)
    back = conversation.type("上一题")
    assert back.talk.item == "pain_worst"
    again = conversation.tap(7)
    assert again.answers[0].value == 7
    assert again.talk.item == "pain_average"


def test_pause_keeps_the_place_and_coming_back_resumes_there(conversation: Conversation) -> None:
    conversation.until("course")
    paused = conversation.type("停一下")
    assert paused.talk.status == "paused"
    back = conversation.type("我回来了")
    assert back.talk.status == "running"
    assert back.reply[-1].item == "course"
    assert "欢迎回来" in back.reply[-1].text


def test_a_range_is_kept_as_a_range(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    heard = conversation.type("七八分")
    assert (heard.answers[0].value.low, heard.answers[0].value.high) == (7, 8)


def test_a_range_that_holds_the_threshold_is_read_back_before_it_counts(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    held = conversation.type("四五分吧")
    assert held.answers == ()
    assert "4–5" in held.reply[-1].text
    values = [choice["value"] for choice in held.reply[-1].widget["choices"]]
    assert values == ["confirm_yes", 4, 5, "confirm_again"]
    confirmed = conversation.type("对")
    assert confirmed.answers[0].heard is How.CONFIRMED
    assert (confirmed.answers[0].value.low, confirmed.answers[0].value.high) == (4, 5)


def test_a_read_back_can_be_refused(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.type("四五分吧")
    refused = conversation.tap("confirm_again")
    assert refused.answers == ()
    assert refused.talk.item == "pain_worst"
    assert conversation.tap(3).answers[0].value == 3


def test_a_new_value_instead_of_yes_replaces_the_one_read_back(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.type("四五分吧")
    replaced = conversation.type("6分")
    assert replaced.answers[0].value in (6, 6.0) or replaced.answers[0].value.low == 6


def test_one_sentence_answers_medicine_dose_and_time(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    heard = conversation.type("普瑞巴林，一天300毫克，吃了两个月")
    values = {answer.item: answer.value for answer in heard.answers}
    assert values["med1_drug"] == "pregabalin"
    assert values["med1_dose"] == 300 or values["med1_dose"].low == 300
    assert heard.talk.item == "med1_regular"


def test_no_medicine_means_no_questions_about_medicines(conversation: Conversation) -> None:
    conversation.until("medicine_any")
    assert conversation.type("没吃过").talk.item == "noninvasive"


def test_a_correction_withdraws_what_no_longer_applies(conversation: Conversation) -> None:
    conversation.until("med1_more")
    conversation.command("change:medicine_any")
    corrected = conversation.tap(False)
    gone = {answer.item for answer in corrected.answers if answer.unknown is Why.WITHDRAWN}
    assert "med1_drug" in gone
    assert corrected.talk.item == "noninvasive"


def test_phq9_is_scored_when_its_last_item_is_answered_and_again_after_a_correction(conversation: Conversation) -> None:
    conversation.until("phq9_1")
    for value in (1, 1, 1, 1, 1, 0, 0, 0):
        conversation.tap(value)
    last = conversation.tap(0)
    assert [(score.instrument, score.total) for score in last.scores] == [("PHQ-9", 5)]
    conversation.command("change:phq9_1")
    corrected = conversation.tap(3)
    assert [(score.instrument, score.total) for score in corrected.scores] == [("PHQ-9", 7)]


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


def test_a_crisis_pauses_keeps_the_answer_and_only_the_button_goes_on(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    crisis = conversation.type("七八分 不想活了")
    assert crisis.talk.status == "safety"
    assert crisis.answers[0].item == "pain_worst"
    assert crisis.reply == ()
    typed = conversation.type("继续吧")
    assert typed.talk.status == "safety"
    resumed = conversation.command("safe_continue")
    assert resumed.talk.status == "running"
    assert resumed.talk.item == "pain_average"


def test_after_a_crisis_in_the_mood_questions_other_sections_come_first(conversation: Conversation) -> None:
    conversation.until("phq9_9")
    conversation.talk = conversation.talk.__class__.from_state(
        conversation.talk.to_state(),
        {item: answer for item, answer in conversation.talk.answers.items() if item != "neuromodulation"},
    )
    crisis = conversation.tap(1)
    assert crisis.talk.status == "safety"
    assert crisis.answers[0].value == 1
    assert conversation.command("safe_continue").talk.item == "neuromodulation"


def test_needing_help_raises_a_call_back_and_stays_paused(conversation: Conversation) -> None:
    conversation.until("age")
    conversation.type("活着没意思，想死")
    help_asked = conversation.command("need_help")
    assert help_asked.alerts == ("CALLBACK",)
    assert help_asked.talk.status == "safety"
    assert help_asked.reply[0].role == "safety"


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


def test_a_correction_in_words_changes_the_answer_that_it_names(conversation: Conversation) -> None:
    conversation.until("age")
    conversation.type("52")
    conversation.tap("phn")
    corrected = conversation.type("说错了，年龄改成62")
    assert [(answer.item, answer.value) for answer in corrected.answers] == [("age", 62)]
    assert corrected.talk.item == "onset"


def test_a_correction_of_the_side_keeps_the_places(conversation: Conversation) -> None:
    conversation.until("place")
    conversation.type("右手小指")
    corrected = conversation.type("刚才说错了，是左手")
    assert corrected.answers[0].value == ({"code": "little_f", "side": "L"},)
    assert corrected.talk.item == "quality"


def test_a_correction_without_a_value_puts_the_question_again(conversation: Conversation) -> None:
    conversation.until("pain_average")
    again = conversation.type("刚才说错了")
    assert again.answers == ()
    assert again.talk.item == "pain_worst"


def test_pain_that_is_always_there_with_attacks_is_both(conversation: Conversation) -> None:
    conversation.until("course")
    assert conversation.type("平时也疼，一阵一阵更厉害").answers[0].value == "both"


def test_a_card_answers_a_whole_medicine_in_one_step(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    card = {
        "med1_drug": "普瑞巴林",
        "med1_dose": 300,
        "med1_weeks": 60.875,
        "med1_regular": True,
        "med1_effect": "none",
        "med1_stop": "unsure",
        "med1_more": False,
    }
    kept = conversation.tap(card)
    values = {answer.item: answer.value for answer in kept.answers if answer.known}
    assert values == {
        "med1_drug": "pregabalin",
        "med1_dose": 300,
        "med1_weeks": 60.875,
        "med1_regular": True,
        "med1_effect": "none",
        "med1_more": False,
    }
    assert next(answer.unknown for answer in kept.answers if answer.item == "med1_stop") is Why.UNSURE
    assert kept.talk.item == "drug_control"


def test_a_field_left_empty_on_the_card_is_asked(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    assert conversation.tap({"med1_drug": "pregabalin", "med1_weeks": 28}).talk.item == "med1_dose"


def test_a_field_with_an_impossible_value_is_asked(conversation: Conversation) -> None:
    conversation.until("med1_drug")
    kept = conversation.tap({"med1_drug": "pregabalin", "med1_dose": -5, "med1_effect": "wonderful"})
    assert [answer.item for answer in kept.answers] == ["med1_drug"]
    assert kept.talk.item == "med1_dose"


def test_answers_of_a_family_member_are_marked_as_such(conversation: Conversation) -> None:
    conversation.until("who")
    conversation.type("我是他女儿，替他回答")
    assert conversation.tap([]).answers[0].by == "F"


def test_gad7_stops_after_two_items_without_worry(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(False)
    conversation.until("gad7_1")
    conversation.tap(1)
    after = conversation.tap(1)
    assert after.talk.item == "psych_history"
    assert [(score.instrument, score.low, score.high) for score in after.scores] == [("GAD-7", 2, 17)]


def test_gad7_goes_on_from_three_points_in_its_first_two_items(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(False)
    conversation.until("gad7_1")
    conversation.tap(2)
    assert conversation.tap(1).talk.item == "gad7_3"


def test_gad7_is_asked_whole_when_worry_was_reported(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(True)
    conversation.until("gad7_1")
    conversation.tap(0)
    assert conversation.tap(0).talk.item == "gad7_3"


def test_gad7_is_asked_whole_when_one_of_its_first_items_was_not_answered(conversation: Conversation) -> None:
    conversation.until("mood_now")
    conversation.tap(False)
    conversation.until("gad7_1")
    conversation.tap(0)
    assert conversation.command("declined").talk.item == "gad7_3"


def test_a_flag_that_ends_the_sitting_waits_for_staff(conversation: Conversation) -> None:
    conversation.until("age")
    held = conversation.type("今天突然尿不出来了")
    assert held.talk.status == "safety"
    assert holding(conversation.incoming.alarms) == ("RF-CES",)
    again = conversation.command("safe_continue")
    assert again.talk.status == "safety"
    assert "120" in again.reply[0].text
    conversation.talk, told = release(conversation.protocol.words, conversation.talk, "RF-CES")
    assert told is not None
    assert conversation.talk.status == "paused"
    assert conversation.tap("resume", item="age").talk.item == "age"


def test_one_of_two_holding_flags_seen_is_not_enough(conversation: Conversation) -> None:
    talk = hold(conversation.talk, ("RF-CES", "RF-ACS"))
    half, told = release(conversation.protocol.words, talk, "RF-ACS")
    assert told is None
    assert held(half) == ("RF-CES",)


def test_a_flag_that_does_not_hold_lets_the_interview_go_on(conversation: Conversation) -> None:
    conversation.until("age")
    assert conversation.type("52岁，这两天发烧，后背疼").talk.status == "running"


def test_a_contradiction_is_asked_about_once_before_the_last_look(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.tap(3)
    conversation.tap(7)
    asked = conversation.until("doubt")
    assert [choice["value"] for choice in asked.reply[-1].widget["choices"]] == [
        "change:pain_worst",
        "change:pain_average",
        "keep",
    ]
    changed = conversation.tap("change:pain_worst")
    assert changed.talk.item == "pain_worst"
    assert conversation.tap(8).talk.item == "summary"


def test_a_contradiction_that_stays_is_flagged_and_not_asked_again(conversation: Conversation) -> None:
    conversation.until("pain_worst")
    conversation.tap(3)
    conversation.tap(7)
    conversation.until("doubt")
    kept = conversation.tap("keep")
    assert kept.talk.item == "summary"
    assert kept.talk.flags == ("contradiction:worst_below_average",)


def test_after_the_end_an_answer_can_be_changed_and_the_case_is_assessed_anew(conversation: Conversation) -> None:
    conversation.until("summary")
    conversation.tap(True)
    offered = conversation.type("我年龄说错了")
    assert offered.reply[0].widget["choices"][0]["value"] == "change_after"
    assert conversation.tap("change_after", item="summary").talk.item == "summary"
    conversation.command("change:age")
    conversation.tap(62)
    assert conversation.talk.item == "summary"
    assert conversation.tap(True).ended


def test_an_alarm_that_the_gateway_did_not_hear_is_raised_by_the_answer_itself(conversation: Conversation) -> None:
    conversation.until("phq9_9")
    incoming = Incoming("late", "text", "有几天", NOW, None, "phq9_8")
    reading = read(conversation.nlp, "有几天", NOW.date())
    late = take_turn(conversation.protocol, conversation.talk, incoming, reading, now=NOW)
    assert late.alerts == ("RF-SUI",)
    assert late.talk.status == "safety"
    assert late.answers[0].value == 1
    assert late.reply[0].role == "safety"
