"""Made-up patients for the portal's tests: whole interviews, kept turn by turn through the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from certainty import Bounds
from instruments.score import Score, answers_by_item_id, score
from interview.answer import Answer, How, Why
from interview.asking import ask
from interview.protocol import SUMMARY, Protocol
from interview.turn import Incoming, Outcome, Part, Talk
from records.cases import CaseMade, NewCase, new_case
from records.database import Database
from records.inbox import Delivery, finish, receive
from records.turns import keep_turn

CONSENTED = {"consent_general": "general", "consent_sensitive": "sensitive"}


@dataclass(frozen=True)
class Said:
    """What a made-up patient says to one question, and how it is heard. ``value`` a reason where there is none."""

    words: str
    value: Any
    how: How = How.BUTTON
    about: str | None = None


NOT_SURE = Said("不清楚", Why.UNSURE)


@dataclass(frozen=True)
class Patient:
    """A made-up patient: who, and what is said to each question; "not sure" to those that are not named.

    ``until``  the question at which the patient leaves, so far for good.
    """

    name: str
    sex: str
    birth_year: int | None
    clinic_date: date | None
    says: Mapping[str, Said]
    department: str = "功能神经外科"
    language: str = "zh"
    until: str | None = None
    flags: tuple[str, ...] = ()
    corrections: Mapping[str, Said] = field(default_factory=dict)
    alarms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def interview(db: Database, protocol: Protocol, patient: Patient, *, by: str, now: datetime) -> CaseMade:
    """The patient's case with as much of the interview as the patient answers."""
    new = NewCase(
        patient.name, patient.sex, patient.birth_year, patient.clinic_date, patient.department, patient.language
    )
    made = new_case(db, new, by=by, now=now)
    clock = (now + timedelta(seconds=20 * step) for step in count())
    _turn(db, protocol, patient, made, "begin", Said("", None), next(clock), None)
    item: str | None = "consent_general"
    while item is not None and item != patient.until:
        said = patient.says.get(item, NOT_SURE)
        item = _turn(db, protocol, patient, made, item, said, next(clock), item)
    for corrected, said in patient.corrections.items():
        _turn(db, protocol, patient, made, corrected, said, next(clock), item)
    return made


def _turn(
    db: Database,
    protocol: Protocol,
    patient: Patient,
    made: CaseMade,
    item: str,
    said: Said,
    at: datetime,
    shown: str | None,
) -> str | None:
    kind = "begin" if item == "begin" else ("choice" if said.how is How.BUTTON else "text")
    value = said.value if isinstance(said.value, str | int | bool) else None
    client_id = f"{item}-{at.timestamp()}"
    delivery = Delivery("web", made.interview_id, client_id, kind, said.words, value, shown)
    received = receive(db, made.interview_id, delivery, alarms=patient.alarms.get(item, ()), safety=None, now=at)

    def decide(talk: Talk, incoming: Incoming) -> Outcome:
        return _decide(protocol, patient, talk, incoming, item, said)

    kept = keep_turn(db, received.message_id, decide, at)
    finish(db, received.message_id, at)
    return kept.item


def _decide(protocol: Protocol, patient: Patient, talk: Talk, incoming: Incoming, item: str, said: Said) -> Outcome:
    if item == "begin":
        first = protocol.questions["consent_general"]
        talk = replace(talk, status="consenting", item=first.id)
        return Outcome(talk, reply=(ask(protocol, talk, first),))
    unknown = said.value if isinstance(said.value, Why) else None
    value = None if unknown else said.value
    answer = Answer(item, value, unknown, incoming.id, said.how, incoming.at, about=said.about)
    status = "running" if item == "consent_sensitive" else talk.status
    trail = talk.trail if item in talk.trail else (*talk.trail, item)
    flags = tuple(flag for flag in patient.flags if flag in (*talk.flags, item))
    talk = replace(talk.with_answers(answer), status=status, trail=trail, flags=flags)
    scores = _scores(protocol, talk, item)
    consents = {CONSENTED[item]: True} if item in CONSENTED else {}
    following = protocol.next_question(talk.answers)
    if following is None or item == SUMMARY:
        talk = replace(talk, status="finished", item=None)
        end = Part("谢谢您，问诊完成了。", role="end")
        return Outcome(talk, (answer,), scores, (end,), consents=consents, ended=True)
    part = ask(protocol, talk, following)
    talk = replace(talk, item=following.id, expected=(part.progress or {}).get("of", talk.expected))
    return Outcome(talk, (answer,), scores, (part,), consents=consents)


def _scores(protocol: Protocol, talk: Talk, item: str) -> tuple[Score, ...]:
    name = protocol.questions[item].instrument
    if name is None:
        return ()
    instrument = protocol.instruments[name]
    items = [question.id for question in protocol.questions.values() if question.instrument == name]
    given = {id: talk.answers[id].value for id in items if id in talk.answers}
    return (score(instrument, answers_by_item_id(instrument, given)),)


def _scale(prefix: str, words: Mapping[Any, str], values: list[Any]) -> dict[str, Said]:
    return {f"{prefix}_{n}": Said(words[value], value) for n, value in enumerate(values, 1)}


_YES = {True: "有", False: "没有"}
_OFTEN = {0: "完全没有", 1: "有几天", 2: "一半以上的天数", 3: "几乎每天"}
_PARTS = ("drug", "dose", "weeks", "regular", "effect", "stop", "more")


def _medicine(n: int, *said: Said) -> dict[str, Said]:
    return {f"med{n}_{part}": one for part, one in zip(_PARTS, said, strict=True)}


_CONSENTS = {item: Said("同意", True) for item in CONSENTED}

AVULSION = Patient(
    name="张立国",
    sex="male",
    birth_year=1974,
    clinic_date=date(2026, 11, 25),
    flags=("med2_dose",),
    says={
        **_CONSENTS,
        "who": Said("我本人", "patient"),
        "triage": Said("都没有", ()),
        "age": Said("52了", 52, How.EXACT),
        "cause": Said("受伤后胳膊的神经拉断或拉伤", "bpa_avulsion"),
        "onset": Said("骑摩托摔了以后，前年九月份开始的", Bounds(785.0, 800.0), How.CONFIRMED, "about"),
        "place": Said(
            "右手小指和前臂里侧最厉害，整个右手都疼",
            (
                {"code": "little_f", "side": "R"},
                {"code": "forearm_uln", "side": "R"},
                {"code": "hand_all", "side": "R"},
            ),
            How.INFERRED,
        ),
        "quality": Said("像过电，也像火烧", ("electric", "burning"), How.INFERRED),
        "course": Said("两种都有", "both"),
        "triggers": Said("受凉、变天", ("cold", "weather")),
        "pain_worst": Said("七八分吧", Bounds(7, 8), How.CONFIRMED),
        "pain_average": Said("6", 6),
        **_scale("dn4", _YES, [True, False, True, True, True, True, False]),
        **{f"slanss_{n}": Said(_YES[value], value) for n, value in enumerate([True, False, True, True, True], 1)},
        "slanss_6": Said("疼的地方更疼", 1),
        "slanss_7": Said("没有不同", 0),
        "legs": Said("和以前一样", "normal"),
        "bladder_bowel": Said("一直正常", "normal"),
        "medicine_any": Said("用过", True),
        **_medicine(
            1,
            Said("普瑞巴林", "pregabalin", How.EXACT),
            Said("一天150", 150, How.EXACT),
            Said("吃了三个礼拜", 21.0, How.INFERRED),
            Said("每天都吃", True),
            Said("轻了一点", "partial"),
            Said("难受受不了，停了", "intolerance"),
            Said("还有", True),
        ),
        **_medicine(
            2,
            Said("加巴喷丁", "gabapentin", How.EXACT),
            Said("记不得了", Why.NOT_UNDERSTOOD, How.INFERRED),
            Said("得有三四个月", Bounds(91.3, 121.8), How.INFERRED, "about"),
            Said("每天都吃", True),
            Said("没什么用", "none"),
            Said("还在吃", "ongoing"),
            Said("没有了", False),
        ),
        "drug_control": Said("压不住", "uncontrolled", How.INFERRED),
        "noninvasive": Said("做过，没什么用", "ineffective"),
        "minimally_invasive": Said("打过封闭，当时好些，后来又疼", "relapsed", How.INFERRED),
        "neuromodulation": Said("没做过", "not_tried"),
        **_scale("phq9", _OFTEN, [1, 2, 2, 2, 1, 1, 1, 1, 0]),
        "phq9_10": Said("比较困难", 2),
        SUMMARY: Said("都对", True),
    },
    corrections={"pain_average": Said("平均应该是五分", 5, How.EXACT)},
)

SPINAL = Patient(
    name="王秀兰",
    sex="female",
    birth_year=1981,
    clinic_date=date(2026, 11, 24),
    alarms={"phq9_9": ("RF-SUI",)},
    says={
        **AVULSION.says,
        "age": Said("45", 45, How.EXACT),
        "cause": Said("脊髓受伤", "sci"),
        "onset": Said("三年多了", Bounds(1095.75, 1461.0), How.EXACT, "more"),
        "place": Said("两条腿", ({"code": "leg_all", "side": "both"},), How.EXACT),
        "pain_worst": Said("9", 9),
        "legs": Said("两条腿都动不了", "absent"),
        "bladder_bowel": Said("早就不好，没有新变化", "chronic_dysfunction"),
        **_scale("phq9", _OFTEN, [2, 2, 2, 2, 1, 2, 1, 1, 1]),
    },
)

SHINGLES = Patient(
    name="陈桂芳",
    sex="female",
    birth_year=1955,
    clinic_date=date(2026, 11, 27),
    department="疼痛科",
    says={
        **AVULSION.says,
        "age": Said("71", 71, How.EXACT),
        "cause": Said("带状疱疹以后", "phn"),
        "onset": Said("两个月了", 60.9, How.EXACT),
        "place": Said("左边肋骨下面一圈", ({"code": "rib_margin", "side": "L"},), How.EXACT),
        "pain_worst": Said("6", 6),
        "medicine_any": Said("用过", True),
        "minimally_invasive": Said("没做过", "not_tried"),
    },
)

HALFWAY = replace(AVULSION, name="刘洋", birth_year=None, clinic_date=None, flags=(), corrections={}, until="med2_drug")

SILENT = Patient("赵静", "female", 1970, None, {}, until="consent_general")
