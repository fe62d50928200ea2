"""New cases and their invitations."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from portal.settings import PortalSettings
from records.cases import case_view, find_invitation, worklist
from records.database import Database
from tests.portal.building import AVULSION
from tests.portal.conftest import NOON, Browser, Clock

FILLED = {
    "name": "周小明",
    "sex": "male",
    "birth_year": "1980",
    "clinic_date": "2026-11-30",
    "department": "功能神经外科",
    "language": "zh",
    "once": "a",
}


def link_on(page: str) -> str:
    found = re.search(r'value="([^"]*/chat/[^"]*)"', page)
    assert found
    return found[1]


def test_a_new_case_gives_an_invitation_that_works(ward: Browser, db: Database) -> None:
    page = ward.post("/cases/new", **FILLED)
    assert page.status_code == 200
    link = link_on(page.text)
    assert link.startswith("http://testserver/chat/")
    invited = find_invitation(db, link.rsplit("/", 1)[1], NOON)
    assert invited is not None
    view = case_view(db, invited.case_id)
    assert view is not None
    assert (view.case.name, view.case.sex, view.case.age) == ("周小明", "male", 46)
    assert (view.case.clinic_date, view.case.department) == (date(2026, 11, 30), "功能神经外科")
    assert invited.language == "zh"


def test_the_code_is_an_image_of_our_own(ward: Browser) -> None:
    page = ward.post("/cases/new", **FILLED).text
    assert 'class="qr" src="data:image/svg+xml' in page


def test_the_page_says_when_a_telephone_cannot_open_the_link(
    ward: Browser, open_portal: Callable[[PortalSettings], Browser], clock: Clock
) -> None:
    assert "PREOP_BIND" in ward.post("/cases/new", **FILLED).text
    assert "PREOP_PUBLIC_URL" in ward.post("/cases/new", **FILLED).text
    reachable = open_portal(PortalSettings(public_url="http://clinic.example:8000", on_loopback=False, now=clock))
    reachable.sign_in()
    page = reachable.post("/cases/new", **FILLED).text
    assert "PREOP_BIND" not in page
    assert link_on(page).startswith("http://clinic.example:8000/chat/")


def test_the_same_form_sent_twice_makes_one_case(ward: Browser, db: Database) -> None:
    first = ward.post("/cases/new", **FILLED).text
    second = ward.post("/cases/new", **FILLED).text
    assert link_on(first) == link_on(second)
    assert len(worklist(db, NOON)) == 1
    ward.post("/cases/new", **{**FILLED, "once": "b"})
    assert len(worklist(db, NOON)) == 2


def test_year_of_birth_and_clinic_date_may_stay_empty(ward: Browser, db: Database) -> None:
    assert ward.post("/cases/new", **{**FILLED, "birth_year": "", "clinic_date": ""}).status_code == 200
    row = worklist(db, NOON)[0]
    assert (row.age, row.clinic_date) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "  ", "请填写"),
        ("name", "长" * 101, "太长了"),
        ("department", "", "请填写"),
        ("sex", "", "请选择一项"),
        ("sex", "whatever", "请选择一项"),
        ("birth_year", "74", "四位年份"),
        ("birth_year", "1905", "四位年份"),
        ("birth_year", "2027", "四位年份"),
        ("birth_year", "１９７４年", "四位年份"),
        ("clinic_date", "明天", "请选择日期"),
        ("language", "fr", "有几处需要更正"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field_and_the_rest_is_kept(
    ward: Browser, db: Database, field: str, value: str, says: str
) -> None:
    page = ward.post("/cases/new", **{**FILLED, field: value})
    assert page.status_code == 422
    assert says in page.text
    assert "功能神经外科" in page.text or field == "department"
    assert worklist(db, NOON) == []


@pytest.mark.parametrize("year", ["1906", "2026"])
def test_the_oldest_and_the_youngest_year_are_taken(ward: Browser, db: Database, year: str) -> None:
    assert ward.post("/cases/new", **{**FILLED, "birth_year": year}).status_code == 200
    assert len(worklist(db, NOON)) == 1


def test_a_lost_link_is_replaced_and_the_old_one_stops(ward: Browser, db: Database) -> None:
    old = link_on(ward.post("/cases/new", **FILLED).text).rsplit("/", 1)[1]
    case = worklist(db, NOON)[0].case_id
    new = link_on(ward.post(f"/cases/{case}/invitation").text).rsplit("/", 1)[1]
    assert find_invitation(db, old, NOON) is None
    assert find_invitation(db, new, NOON) is not None


def test_a_case_that_is_not_there_gets_no_invitation(ward: Browser) -> None:
    assert ward.post(f"/cases/{'0' * 32}/invitation").status_code == 404


def test_a_finished_interview_offers_no_new_invitation(ward: Browser, admit: Callable[..., str]) -> None:
    case = admit(AVULSION)
    assert f"/cases/{case}/invitation" not in ward.get(f"/cases/{case}").text.replace("/portal", "").split("<button")[0]
    assert "重新生成邀请" not in ward.get(f"/cases/{case}").text


def test_the_token_is_nowhere_but_on_its_page(ward: Browser, db: Database) -> None:
    token = link_on(ward.post("/cases/new", **FILLED).text).rsplit("/", 1)[1]
    case = worklist(db, NOON)[0].case_id
    assert token not in ward.get(f"/cases/{case}").text
    assert token not in ward.get("/worklist").text
