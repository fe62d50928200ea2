"""The patient's page in a real browser at phone size, over a real gateway and records, a small bot in Rasa's place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from records.alerts import open_alerts
from tests.browser.clinic import Clinic
from tests.browser.walk import consent, tap, to_mood

pytestmark = pytest.mark.browser


def test_a_patient_talks_from_consent_to_the_end_with_taps_and_words(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    expect(page.locator("#where")).to_have_text(re.compile(r"第 3 / 10 题 · 约 \d+ 分钟"))
    to_mood(page)
    page.get_by_label("也可以直接打字").fill("没有这样的日子")
    page.keyboard.press("Enter")
    expect(page.locator(".summary dl > div")).to_have_count(6 + 1)
    tap(page, "都对，交给医生")
    expect(page.get_by_role("heading", name="问诊已完成")).to_be_visible()
    expect(page.get_by_text("身份证、医保卡")).to_be_visible()
    assert clinic.said(address)[2:] == [
        "都没有", "52岁", "半年", "右小指", "8 分", "普瑞巴林", "没有这样的日子", "都对，交给医生",
    ]  # fmt: skip


def test_a_reload_shows_the_history_from_the_server_and_goes_on(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    tap(page, "都没有")
    expect(page.get_by_text("您今年多大年纪")).to_be_visible()
    page.reload()
    expect(page.locator(".bubble.mine").last).to_contain_text("都没有")
    page.locator("input.number").fill("52")
    tap(page, "确定")
    expect(page.get_by_role("button", name="半年")).to_be_visible()


def test_many_are_chosen_and_sent_with_done(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    expect(page.get_by_role("button", name="选好了")).to_be_disabled()
    tap(page, "发烧、怕冷")
    tap(page, "吃药后起疹子、起泡")
    tap(page, "选好了 · 2 项")
    expect(page.locator(".asks").last).to_have_text("您今年多大年纪？")
    assert page.locator(".bubble .call").get_attribute("href") == "tel:120"
    assert clinic.said(address)[-1] == "发烧、怕冷、吃药后起疹子、起泡"


def test_a_flag_that_ends_the_sitting_offers_the_telephone_and_no_way_on(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    tap(page, "胸痛、气短")
    tap(page, "选好了 · 1 项")
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_role("link")).to_have_attribute("href", "tel:120")
    expect(dialog.get_by_role("button", name="我需要帮助")).to_be_visible()
    expect(dialog.get_by_role("button", name="我现在安全，继续")).to_have_count(0)


def test_a_number_out_of_range_is_explained_and_not_sent(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    tap(page, "都没有")
    page.locator("input.number").fill("121")
    tap(page, "确定")
    expect(page.get_by_text("请写 0 到 120 之间的数字")).to_be_visible()
    assert clinic.said(address)[-1] == "都没有"


def test_the_body_map_fills_a_region_and_names_it_from_the_patients_own_side(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    tap(page, "都没有")
    page.locator("input.number").fill("52")
    tap(page, "确定")
    tap(page, "半年")
    front = page.locator(".figure svg").first
    front.scroll_into_view_if_needed()
    # The knee on the viewer's left, in the figure's own coordinates.
    x, y = front.evaluate(
        "svg => { const at = new DOMPoint(50, 210).matrixTransform(svg.getScreenCTM()); return [at.x, at.y]; }"
    )
    page.touchscreen.tap(x, y)
    expect(page.locator(".chosen li")).to_have_text(re.compile("右膝盖"))
    assert page.locator(".zone.on").count() >= 1
    page.get_by_role("button", name="去掉右膝盖").click()
    expect(page.locator(".chosen li")).to_have_count(0)


def test_a_crisis_fills_the_screen_and_only_its_button_goes_on(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    clinic.bot.away = True
    try:
        page.get_by_label("也可以直接打字").fill("疼得不想活了")
        page.keyboard.press("Enter")
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_be_visible()
        for name, number in (("拨打 120 急救", "120"), ("拨打 12356 心理援助", "12356")):
            assert dialog.get_by_role("link", name=name).get_attribute("href") == f"tel:{number}"
        assert "RF-SUI" in [alert.kind for alert in open_alerts(clinic.db)]
        page.reload()
        expect(page.get_by_role("alertdialog")).to_be_visible()
    finally:
        clinic.bot.away = False
    tap(page, "我需要帮助")
    expect(page.locator("#safety-text")).to_contain_text("已经记下您需要帮助")
    tap(page, "我现在安全，继续")
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    expect(page.get_by_role("button", name="都没有")).to_be_visible()


def test_words_typed_without_a_network_are_sent_once_when_it_is_back(
    clinic: Clinic, phone: BrowserContext, page: Page
) -> None:
    address = clinic.invite()
    consent(page, address)
    phone.set_offline(True)
    tap(page, "都没有")
    expect(page.get_by_text("网络断了")).to_be_visible()
    assert "都没有" not in clinic.said(address)
    phone.set_offline(False)
    expect(page.get_by_text("您今年多大年纪")).to_be_visible(timeout=15000)
    assert clinic.said(address).count("都没有") == 1


def test_an_outage_shows_one_hold_line_and_the_talk_goes_on_by_itself(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    clinic.bot.away = True
    try:
        tap(page, "都没有")
        expect(page.get_by_text("已收到，稍后继续。")).to_be_visible()
    finally:
        clinic.bot.away = False
    expect(page.get_by_text("您今年多大年纪")).to_be_visible()
    expect(page.get_by_text("已收到，稍后继续。")).to_have_count(1)


def test_a_pause_waits_for_the_button(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    tap(page, "更多")
    tap(page, "先停一下")
    expect(page.get_by_role("heading", name="已暂停")).to_be_visible()
    expect(page.get_by_role("button", name="都没有")).to_be_hidden()
    tap(page, "继续")
    expect(page.get_by_role("button", name="都没有")).to_be_visible()


def test_markup_that_a_patient_types_is_shown_as_text(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    page.get_by_label("也可以直接打字").fill("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    assert page.locator("#log img").count() == 0
