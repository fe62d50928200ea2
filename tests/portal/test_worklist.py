"""The worklist: alerts first, then cases by clinic date, and what can be done from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from records.alerts import open_alerts, raise_alert
from records.audit import entries
from records.cases import case_view
from records.database import Database
from tests.portal.building import AVULSION, HALFWAY, SHINGLES, SILENT, SPINAL
from tests.portal.conftest import NOON, Browser, Clock, text_of, token_on

Admit = Callable[..., str]


def test_an_empty_worklist_says_so(ward: Browser) -> None:
    page = text_of(ward.get("/worklist"))
    assert "没有待处理的警示" in page
    assert "还没有病例" in page


def test_alerts_stand_before_cases_with_the_time_since(ward: Browser, admit: Admit, db: Database) -> None:
    case = admit(SILENT, assess=False)
    raise_alert(db, case, "CALLBACK", None, NOON - timedelta(minutes=50))
    page = text_of(ward.get("/worklist"))
    assert page.index("请求回电") < page.index("病例 1")
    assert "50 分钟前" in page


@pytest.mark.parametrize(
    ("minutes", "says"), [(0, "0 分钟前"), (59, "59 分钟前"), (60, "1 小时前"), (2879, "47 小时前"), (2880, "2 天前")]
)
def test_the_time_since_is_in_minutes_hours_or_days(
    ward: Browser, admit: Admit, db: Database, minutes: int, says: str
) -> None:
    raise_alert(db, admit(SILENT, assess=False), "CALLBACK", None, NOON - timedelta(minutes=minutes))
    assert says in text_of(ward.get("/worklist"))


def test_a_crisis_heard_in_the_talk_is_an_alert_that_opens_the_sentence(ward: Browser, admit: Admit) -> None:
    case = admit(SPINAL)
    page = ward.get("/worklist")
    assert "自伤、自杀风险" in page.text
    assert "RF-SUI" in page.text
    shown = ward.get(f"/cases/{case}").text
    assert 'href="#m-' in shown[shown.index("自伤、自杀风险") :]


def test_cases_come_by_clinic_date_and_those_without_one_last(ward: Browser, admit: Admit) -> None:
    for name, day in (("甲", None), ("乙", date(2026, 11, 25)), ("丙", date(2026, 11, 24))):
        admit(replace(SILENT, name=name, clinic_date=day), assess=False)
    page = text_of(ward.get("/worklist"))
    assert page.index("2026-11-24 丙") < page.index("2026-11-25 乙") < page.index("未定 甲")


def test_the_status_is_in_words(ward: Browser, admit: Admit) -> None:
    admit(SILENT, assess=False)
    admit(HALFWAY, assess=False)
    admit(AVULSION)
    page = text_of(ward.get("/worklist"))
    assert "知情同意中" in page
    assert re.search(r"进行中 \d+/\d+", page)
    assert "已完成 " in page
    assert "资料不足" in page
    assert "INSUFFICIENT" not in page


def test_taking_up_an_alert_is_kept_with_who_and_when(ward: Browser, admit: Admit, db: Database, clock: Clock) -> None:
    raise_alert(db, admit(SILENT, assess=False), "CALLBACK", None, NOON)
    alert = open_alerts(db)[0]
    clock.forward(minutes=5)
    assert ward.post(f"/alerts/{alert.id}/acknowledge").headers["location"] == "/portal/worklist"
    taken = open_alerts(db)[0]
    assert taken.acknowledged_at == clock.now
    assert "李医生 已接手 11-23 12:05" in ward.get("/worklist").text
    assert "alert.acknowledged" in [entry.action for entry in entries(db)]


def test_an_alert_stays_until_it_is_closed_with_what_was_done(ward: Browser, admit: Admit, db: Database) -> None:
    case = admit(SPINAL)
    alert = open_alerts(db)[0]
    assert ward.post(f"/alerts/{alert.id}/close", reason="  ").status_code == 422
    assert [row.id for row in open_alerts(db)] == [alert.id]
    back = f"/portal/cases/{case}"
    assert ward.post(f"/alerts/{alert.id}/close", reason="已当面评估，家属陪同", back=back).headers["location"] == back
    assert open_alerts(db) == []


def test_closing_a_red_flag_assesses_again(ward: Browser, admit: Admit, db: Database) -> None:
    case = admit(SPINAL)
    view = case_view(db, case)
    assert view is not None
    assert view.assessment is not None
    assert view.assessment.result["status"] == "URGENT_HUMAN"
    ward.post(f"/alerts/{open_alerts(db)[0].id}/close", reason="已当面评估")
    after = case_view(db, case)
    assert after is not None
    assert after.assessment is not None
    assert after.assessment.result["status"] != "URGENT_HUMAN"


@pytest.mark.parametrize("action", ["acknowledge", "close"])
def test_an_alert_that_is_not_there_is_a_plain_page(ward: Browser, action: str) -> None:
    answer = ward.post(f"/alerts/{'0' * 32}/{action}", reason="x")
    assert answer.status_code == 404
    assert "没有这个页面或病例" in answer.text


def test_search_finds_by_name_number_department_and_cause(ward: Browser, admit: Admit) -> None:
    admit(AVULSION, assess=False)
    admit(SHINGLES, assess=False)
    for wanted in ("立国", "1", "功能神经", "臂丛"):
        page = text_of(ward.post("/worklist", q=wanted))
        assert "张立国" in page, wanted
        assert "陈桂芳" not in page, wanted
    assert "没有符合的病例" in ward.post("/worklist", q="没有这个人").text


def test_names_are_never_in_an_address(ward: Browser, admit: Admit) -> None:
    admit(SILENT, assess=False)
    page = ward.get("/worklist").text
    assert 'method="get"' not in page
    assert "赵静" not in "".join(part.split('"')[0] for part in page.split('href="')[1:])


def test_the_page_asks_for_news_by_itself_until_it_is_left_alone(ward: Browser, admit: Admit, clock: Clock) -> None:
    admit(SILENT, assess=False)
    page = ward.get("/worklist").text
    assert 'hx-trigger="every 15s"' in page
    opened = int(NOON.timestamp())
    clock.forward(minutes=9, seconds=59)
    assert ward.post("/worklist/rows", opened=opened).status_code == 200
    clock.forward(seconds=1)
    answer = ward.post("/worklist/rows", opened=opened)
    assert answer.status_code == 286  # htmx stops
    assert "已停止自动更新" in answer.text
    assert "赵静" in answer.text


def test_asking_for_news_by_itself_does_not_put_the_time_out_off(ward: Browser, clock: Clock) -> None:
    csrf = token_on(ward.get("/worklist"))
    clock.forward(minutes=14)
    by_itself = {"HX-Trigger": "rows", "HX-Request": "true"}
    assert ward.send("POST", "/worklist/rows", data={"csrf": csrf}, headers=by_itself).status_code == 286
    clock.forward(minutes=1)
    answer = ward.send("POST", "/worklist/rows", data={"csrf": csrf}, headers=by_itself)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/portal/sign-in")


def test_a_search_does(ward: Browser, clock: Clock) -> None:
    csrf = token_on(ward.get("/worklist"))
    clock.forward(minutes=14)
    ward.send("POST", "/worklist/rows", data={"csrf": csrf, "q": "张"}, headers={"HX-Trigger": "search"})
    clock.forward(minutes=14)
    assert ward.get("/worklist").status_code == 200
