"""Eight made-up patients, each talked through the whole interview without Rasa, against answers worked out by hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from instruments.score import Score
from interview.answer import Answer, How
from interview.conduct import OVER
from interview.protocol import Protocol
from interview.turn import Outcome
from operations.patient import PAUSED, SAFETY, Saying, StuckError, Voice, load_script, scripts
from tests.interview.conftest import Conversation
from tests.system.expected import load_expected, other_than_expected, scores_other_than_expected

PATIENTS = scripts()


@dataclass
class Interview:
    """One whole interview as it went: what was asked, what was kept, what was heard."""

    asked: list[str] = field(default_factory=list)
    said: list[Saying] = field(default_factory=list)
    widgets: list[Any] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    alarms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    callbacks: list[str] = field(default_factory=list)

    @property
    def last(self) -> Outcome:
        return self.outcomes[-1]

    @property
    def answers(self) -> list[Answer]:
        return [answer for outcome in self.outcomes for answer in outcome.answers]

    @property
    def scores(self) -> dict[str, Score]:
        return {score.instrument: score for outcome in self.outcomes for score in outcome.scores}

    def heard_at(self, item: str) -> list[Outcome]:
        """What came of each message that was sent while this question (or pause, or safety message) stood."""
        return [outcome for put, outcome in zip(self.asked, self.outcomes, strict=True) if put == item]


@pytest.fixture(scope="module")
def interviews(protocol: Protocol, nlp: Any) -> dict[str, Interview]:
    return {name: talked_through(name, Conversation(protocol, nlp)) for name in PATIENTS}


def talked_through(name: str, conversation: Conversation) -> Interview:
    script = load_script(name)
    conversation.talk = replace(conversation.talk, language=script.case["language"])
    voice, interview = Voice(script), Interview()
    outcome = conversation.begin()
    while outcome.talk.status not in OVER:
        put, widget = what_waits(outcome)
        said = voice.answer(put, widget)
        outcome = send(conversation, said)
        interview.asked.append(put)
        interview.said.append(said)
        interview.widgets.append(widget)
        interview.outcomes.append(outcome)
        if conversation.incoming and conversation.incoming.alarms:
            interview.alarms[put] += conversation.incoming.alarms
        if outcome.alerts:
            interview.callbacks.append(put)
    return interview


def what_waits(outcome: Outcome) -> tuple[str, Any]:
    if outcome.talk.status == "safety":
        return SAFETY, None
    if outcome.talk.status == "paused":
        return PAUSED, None
    question = next(part for part in reversed(outcome.reply) if part.role == "question")
    assert question.item is not None
    return question.item, question.widget


def send(conversation: Conversation, said: Saying) -> Outcome:
    if said.kind == "text":
        return conversation.type(said.text)
    return conversation.tap(said.choice) if said.kind == "choice" else conversation.command(said.choice)


def test_there_are_the_eight_patients_two_of_them_in_english() -> None:
    assert PATIENTS == [
        "avulsion", "cauda_equina", "cord_injury", "cord_injury_incomplete", "father_by_daughter", "phantom_limb",
        "segmental_cancer", "shingles",
    ]  # fmt: skip
    assert [name for name in PATIENTS if load_expected(name).language == "en"] == ["phantom_limb", "segmental_cancer"]


@pytest.mark.parametrize("name", PATIENTS)
def test_every_answer_is_kept_as_it_was_meant(name: str, interviews: dict[str, Interview]) -> None:
    talk = interviews[name].last.talk
    assert talk.status == "finished"
    assert other_than_expected(load_expected(name), talk.answers) == []


@pytest.mark.parametrize("name", PATIENTS)
def test_the_scales_come_to_the_sums_done_by_hand(name: str, interviews: dict[str, Interview]) -> None:
    assert scores_other_than_expected(load_expected(name), interviews[name].scores) == []


@pytest.mark.parametrize("name", PATIENTS)
def test_red_flags_are_heard_where_they_were_said_and_nowhere_else(name: str, interviews: dict[str, Interview]) -> None:
    assert dict(interviews[name].alarms) == load_expected(name).alarms


@pytest.mark.parametrize("name", PATIENTS)
def test_staff_are_called_only_where_the_patient_asked_for_them(name: str, interviews: dict[str, Interview]) -> None:
    assert interviews[name].callbacks == list(load_expected(name).callbacks)


@pytest.mark.parametrize("name", PATIENTS)
def test_what_does_not_apply_is_not_asked(name: str, interviews: dict[str, Interview]) -> None:
    assert set(load_expected(name).not_asked).isdisjoint(interviews[name].asked)


@pytest.mark.parametrize("name", PATIENTS)
def test_only_what_was_corrected_has_a_second_version(name: str, interviews: dict[str, Interview]) -> None:
    versions = Counter(answer.item for answer in interviews[name].answers)
    assert {item: times for item, times in versions.items() if times > 1} == load_expected(name).changed


@pytest.mark.parametrize("name", PATIENTS)
def test_every_answer_says_who_gave_it(name: str, interviews: dict[str, Interview]) -> None:
    told = [answer for answer in interviews[name].answers if not answer.item.startswith("consent")]
    assert {answer.by for answer in told if answer.item != "who"} == {load_expected(name).said_by}


@pytest.mark.parametrize("name", PATIENTS)
def test_no_question_is_left_for_the_doctor_because_it_was_not_understood(
    name: str, interviews: dict[str, Interview]
) -> None:
    assert interviews[name].last.talk.flags == ()


def test_a_patient_with_nothing_left_to_say_names_the_question() -> None:
    voice = Voice(load_script("avulsion"))
    assert voice.answer("age") == Saying("text", "五十二了")
    with pytest.raises(StuckError, match="age was put 2 times"):
        voice.answer("age")
    with pytest.raises(StuckError, match="no answer to gad7_3"):
        voice.answer("gad7_3")


def test_a_read_back_that_the_script_does_not_foresee_is_confirmed_in_its_own_words() -> None:
    voice = Voice(load_script("avulsion"))
    voice.answer("age")
    widget = {"choices": [{"value": "confirm_yes", "says": "对"}, {"value": "confirm_again", "says": "不对，重新说"}]}
    assert voice.answer("age", widget) == Saying("choice", "对", "confirm_yes")


@pytest.mark.parametrize("name", PATIENTS)
def test_what_the_patient_taps_is_what_stands_on_the_button(name: str, interviews: dict[str, Interview]) -> None:
    interview = interviews[name]
    taps = [(said, widget) for said, widget in zip(interview.said, interview.widgets, strict=True) if is_tap(said)]
    assert taps
    for said, widget in taps:
        assert said.text == on_the_buttons(said.choice, widget)


def is_tap(said: Saying) -> bool:
    """A button or several; the medicine card, which has fields of its own, is not one."""
    return said.kind == "choice" and not isinstance(said.choice, dict)


def on_the_buttons(choice: Any, widget: Any) -> str:
    """The words on the tapped buttons, joined as the page joins them."""
    if choice == []:
        return str(widget["none"])
    tapped = choice if isinstance(choice, list) else [choice]
    says = [next(button["says"] for button in widget["choices"] if same(button["value"], value)) for value in tapped]
    return ("、" if re.search("[一-鿿]", says[0]) else ", ").join(says)


def same(value: object, other: object) -> bool:
    return value == other and type(value) is type(other)


def test_two_medicines_and_the_whole_protocol_take_at_most_sixty_messages(interviews: dict[str, Interview]) -> None:
    most = load_expected("avulsion").at_most_messages
    assert most == 60
    assert len(interviews["avulsion"].said) <= most


def test_a_whole_medicine_is_one_message_on_the_card(interviews: dict[str, Interview]) -> None:
    asked = [item for item in interviews["avulsion"].asked if item.startswith("med")]
    assert asked == ["medicine_any", "med1_drug", "med2_drug"]


def test_why_is_answered_and_the_question_returns(interviews: dict[str, Interview]) -> None:
    why, answer = interviews["cord_injury"].heard_at("bladder_bowel")
    assert why.answers == ()
    assert "老毛病则不急" in why.reply[-1].text
    assert why.reply[-1].item == "bladder_bowel"
    assert [kept.item for kept in answer.answers] == ["bladder_bowel"]


def test_after_a_pause_the_same_question_waits(interviews: dict[str, Interview]) -> None:
    asked = interviews["cord_injury"].asked
    paused = asked.index(PAUSED)
    assert asked[paused - 1 : paused + 2] == ["phq9_5", PAUSED, "phq9_5"]


def test_a_side_question_is_answered_and_counts_as_no_miss(interviews: dict[str, Interview]) -> None:
    costs, _ = interviews["cord_injury_incomplete"].heard_at("minimally_invasive")
    assert costs.answers == ()
    assert costs.talk.misses == 0
    assert "收费处" in costs.reply[-1].text


def test_a_remark_that_is_no_answer_is_met_with_an_example(interviews: dict[str, Interview]) -> None:
    remark, _ = interviews["cord_injury_incomplete"].heard_at("course")
    assert remark.talk.misses == 1
    assert "整天都疼" in remark.reply[-1].text
    in_english, _ = interviews["phantom_limb"].heard_at("course")
    assert in_english.talk.misses == 1
    assert "in attacks" in in_english.reply[-1].text


def test_back_puts_the_question_before_once_more(interviews: dict[str, Interview]) -> None:
    asked = interviews["cord_injury_incomplete"].asked
    worst = asked.index("pain_worst")
    assert asked[worst : worst + 4] == ["pain_worst", "pain_average", "pain_worst", "pain_average"]


def test_a_correction_in_words_is_said_back_and_the_waiting_question_returns(interviews: dict[str, Interview]) -> None:
    corrected, _ = interviews["cauda_equina"].heard_at("onset")
    assert [(answer.item, answer.value) for answer in corrected.answers] == [("age", 47)]
    assert "47" in corrected.reply[-1].text
    assert corrected.reply[-1].item == "onset"


def test_a_correction_at_the_summary_leads_back_to_the_summary(interviews: dict[str, Interview]) -> None:
    corrected, confirmed = interviews["cauda_equina"].heard_at("summary")
    assert [answer.item for answer in corrected.answers] == ["pain_worst"]
    assert corrected.reply[-1].item == "summary"
    assert confirmed.ended


def test_a_range_around_the_threshold_counts_only_when_confirmed(interviews: dict[str, Interview]) -> None:
    said, confirmed = interviews["shingles"].heard_at("pain_average")
    assert said.answers == ()
    assert confirmed.answers[0].heard is How.CONFIRMED


def test_the_language_switches_before_the_first_consent_and_stays(interviews: dict[str, Interview]) -> None:
    switched = interviews["phantom_limb"].outcomes[0]
    assert switched.reply[-1].item == "consent_general"
    assert "Do you agree" in switched.reply[-1].text
    assert interviews["phantom_limb"].last.talk.language == "en"


def test_a_crisis_sentence_keeps_its_answer_and_puts_mood_behind_everything(interviews: dict[str, Interview]) -> None:
    father = interviews["father_by_daughter"]
    crisis = father.heard_at("pain_worst")[0]
    assert [(answer.item, answer.value) for answer in crisis.answers] == [("pain_worst", 8)]
    assert crisis.talk.status == "safety"
    assert father.heard_at(SAFETY)[0].reply[-1].item == "pain_average"
    assert father.asked[-2] == "phq9_10"
    assert father.asked.index("mood_now") > father.asked.index("implants")


def test_a_fever_does_not_stop_the_interview(interviews: dict[str, Interview]) -> None:
    fever = interviews["segmental_cancer"].heard_at("triage")[0]
    assert fever.talk.status == "running"
    assert fever.talk.item == "age"
