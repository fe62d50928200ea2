"""The whole interview in a real browser: medicine card, body map, doubts, the last look, holding and release."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from records.alerts import acknowledge, open_alerts
from records.people import add_user
from tests.browser.clinic import Clinic
from tests.browser.walk import AVULSION, answer, standing, tap, tap_when_asked, type_words, walk

pytestmark = pytest.mark.browser


def start(page: Page, clinic: Clinic, until: str, **other: Any) -> str:
    """The page's address, once this question stands."""
    address = clinic.invite()
    page.goto(address)
    walk(page, {**AVULSION, **other}, lambda _: None, until=until)
    return address


def test_the_whole_interview_goes_from_consent_through_a_doubt_to_the_end_and_a_later_change(
    whole: Clinic, page: Page
) -> None:
    address = start(page, whole, "doubt")
    chosen = whole.chosen(address)
    assert {
        "med1_drug": "pregabalin", "med1_dose": 300, "med1_weeks": 91.3125, "med1_regular": True,
        "med1_effect": "none", "med1_stop": "inefficacy", "med1_more": True,
    } in chosen  # fmt: skip
    assert "普瑞巴林，一天300毫克，连着吃了三个月，每天都吃，没什么用，没效果，停了，还有别的药吗：还有" in whole.said(
        address
    )
    second = next(choice for choice in chosen if isinstance(choice, dict) and "med2_drug" in choice)
    assert second["med2_dose"] == "unsure"
    assert [
        {"code": "little_f", "side": "R", "worst": True},
        {"code": "forearm_uln", "side": "R"},
    ] in chosen

    answer(page, "改“最疼”")
    assert standing(page) == "pain_worst"
    answer(page, 8)
    assert standing(page) == "summary"
    summary = page.locator(".summary")
    assert summary.locator("dl > div").count() >= 55
    expect(summary.get_by_role("heading", name="吃过的药")).to_have_count(0)  # folded: its fourteen lines and more
    medicines = summary.locator("details").filter(has_text="吃过的药")
    expect(medicines.locator("summary .unknown")).to_have_text("1 条不清楚")
    medicines.locator("summary").click()
    row = medicines.locator("dl > div").filter(has_text="第2种药叫什么名字")
    row.get_by_role("button", name="改").click()
    tap_when_asked(page, "med2_drug", "加巴喷丁")
    tap(page, "先记这些，其余等会儿再问")
    page.locator("#widget[data-item=summary]").wait_for()
    tap(page, "都对，交给医生")
    expect(page.get_by_role("heading", name="问诊已完成")).to_be_visible()

    tap(page, "我要改前面的回答")
    page.locator("#widget[data-item=summary]").wait_for()
    expect(page.locator(".asks").last).to_contain_text("您看对不对")
    tap(page, "都对，交给医生")
    expect(page.get_by_role("heading", name="问诊已完成")).to_be_visible()


def test_a_sentence_in_place_of_the_card_and_a_name_of_ones_own_are_taken(whole: Clinic, page: Page) -> None:
    skip = {item: lambda page: tap(page, "不想说") for item in AVULSION if item[:4] in ("dn4_", "slan")}
    address = start(page, whole, "med1_drug", **skip)
    type_words(page, "普瑞巴林，一天150毫克，吃了两个月")
    page.locator("#widget[data-item=med1_regular]").wait_for()
    for item, label in (
        ("med1_regular", "每天都吃"),
        ("med1_effect", "没什么用"),
        ("med1_stop", "还在吃"),
        ("med1_more", "还有"),
    ):
        tap_when_asked(page, item, label)
    page.locator("#widget[data-item=med2_drug]").wait_for()
    expect(page.get_by_role("button", name="记下这种药")).to_have_count(0)
    page.get_by_label("别的药，写药名").fill("文拉法辛")
    tap(page, "确定")
    tap(page, "先记这些，其余等会儿再问")
    page.locator("#widget[data-item=med2_dose]").wait_for()
    assert whole.chosen(address)[-1] == {"med2_drug": "文拉法辛"}


def test_words_of_despair_in_a_field_of_the_card_are_heard(whole: Clinic, page: Page) -> None:
    skip = {item: lambda page: tap(page, "不想说") for item in AVULSION if item[:4] in ("dn4_", "slan")}
    start(page, whole, "med1_drug", **skip)
    page.get_by_label("别的药，写药名").fill("没用，不想活了")
    tap(page, "确定")
    tap(page, "先记这些，其余等会儿再问")
    expect(page.get_by_role("alertdialog")).to_be_visible()


def test_a_held_talk_has_no_way_on_until_staff_have_seen_it(whole: Clinic, page: Page) -> None:
    start(page, whole, "triage")
    tap(page, "胸痛、气短")
    tap(page, "选好了 · 1 项")
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_role("link")).to_have_attribute("href", "tel:120")
    tap(page, "我需要帮助")
    expect(page.locator("#safety-text")).to_contain_text("已经记下您需要帮助")
    expect(dialog.get_by_role("button", name="我现在安全，继续")).to_have_count(0)
    nurse = add_user(whole.db, name="nurse", display_name="护士", password="correct horse battery", role="clinician")
    for alert in open_alerts(whole.db):
        acknowledge(whole.db, alert.id, nurse.id, datetime.now(UTC))
    expect(page.get_by_role("heading", name="可以继续了")).to_be_visible()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("工作人员已经看到您的情况")).to_be_visible()
    tap(page, "继续")
    page.locator("#widget[data-item=age]").wait_for()


def test_a_pause_is_taken_up_on_another_phone_with_a_line_of_recap(
    whole: Clinic, page: Page, phone: BrowserContext
) -> None:
    address = start(page, whole, "cause")
    tap(page, "更多")
    tap(page, "先停一下")
    expect(page.get_by_role("heading", name="已暂停")).to_be_visible()
    assert phone.browser is not None
    other = phone.browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    second = other.new_page()
    second.goto(address)
    expect(second.get_by_role("heading", name="已暂停")).to_be_visible()
    tap(second, "继续")
    second.locator("#widget[data-item=cause]").wait_for()
    expect(second.locator(".bubble.question").last).to_contain_text("欢迎回来，我们接着“疼痛的来由”往下问")
    expect(second.locator(".bubble.mine").filter(has_text="52岁")).to_have_count(1)
    other.close()


def test_a_hand_stands_large_and_several_fingers_are_chosen_on_it(whole: Clinic, page: Page) -> None:
    address = start(page, whole, "place")
    front = page.locator(".figure svg").first
    front.scroll_into_view_if_needed()
    # The palm on the viewer's left, in the figure's own coordinates, then two fingers of the large hand.
    x, y = front.evaluate(
        "svg => { const at = new DOMPoint(25, 155).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }"
    )
    page.touchscreen.tap(x, y)
    hand = page.locator(".close-up svg")
    expect(page.get_by_text("您自己看到的右手心")).to_be_visible()
    for x, says in ((29, "右小指"), (52, "右无名指")):  # one's own right palm: the little finger stands on the left
        hand.scroll_into_view_if_needed()
        at = hand.evaluate(
            "(svg, x) => { const at = new DOMPoint(x, 85).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }",
            x,
        )
        page.touchscreen.tap(*at)
        expect(page.locator(".chosen")).to_contain_text(says)
    expect(page.get_by_role("button", name="小指", exact=True)).to_have_attribute("aria-pressed", "true")
    tap(page, "好了，回到全身图")
    tap(page, "选好了")
    tap(page, "差不多，分不出来")
    page.locator("#widget[data-item=quality]").wait_for()
    assert whole.chosen(address)[-1] == [{"code": "little_f", "side": "R"}, {"code": "ring_f", "side": "R"}]


def test_what_was_chosen_cannot_be_wiped_out_by_none_of_these(whole: Clinic, page: Page) -> None:
    start(page, whole, "triggers")
    expect(page.get_by_role("button", name="都不会")).to_be_visible()
    tap(page, "变天")
    expect(page.get_by_role("button", name="都不会")).to_be_hidden()
    tap(page, "变天")
    expect(page.get_by_role("button", name="都不会")).to_be_visible()
