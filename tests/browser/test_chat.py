"""The patient's page in a real browser at phone size, over a real gateway and records, a small bot in Rasa's place."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from gateway.app import create_app
from instruments.load import load_all
from interview.load import load
from records.alerts import open_alerts
from records.cases import find_invitation
from records.database import Database, connect, migrate
from records.inbox import lines
from tests.gateway.room import invite, settings_for
from tests.gateway.script import decide
from tests.gateway.small_bot import Bot

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}


@dataclass
class Clinic:
    """A gateway that listens on a port of its own, its records, and the bot behind it."""

    url: str
    db: Database
    bot: Bot

    def invite(self) -> str:
        """The page's address for a new made-up patient."""
        return f"{self.url}/chat/{invite(self.db)}"

    def said(self, address: str) -> list[str]:
        """What the patient said, as the records keep it."""
        invited = find_invitation(self.db, address.rsplit("/", 1)[-1], datetime.now(UTC))
        assert invited is not None
        found = lines(self.db, invited.interview_id)
        return [line.text or "" for line in found if line.direction == "in" and line.kind != "begin"]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    db = connect(f"sqlite:///{tmp_path_factory.mktemp('chat') / 'records.db'}", b"k" * 32)
    migrate(db)
    protocol = load(load_all())
    bot = Bot(db, partial(decide, protocol))
    app = create_app(db, protocol, settings_for(bot, hold_after=0.8))
    config = uvicorn.Config(app, port=0, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "the gateway did not start"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Clinic(f"http://127.0.0.1:{port}", db, bot)
    server.should_exit = True
    thread.join(15)
    bot.stop()
    db.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists() and os.environ.get("PREOP_REQUIRE_SERVICES") != "1":
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="zh-CN")
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """A page on which no script fails and nothing is asked of another host."""
    opened = phone.new_page()
    faults: list[str] = []
    hosts: set[str] = set()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: hosts.add(re.sub(r"^(\w+://[^/:]+).*", r"\1", request.url)))
    yield opened
    assert faults == []
    assert hosts <= {"http://127.0.0.1"}


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def consent(page: Page, address: str) -> None:
    page.goto(address)
    tap(page, "同意")
    expect(page.get_by_text("敏感的健康信息")).to_be_visible()
    tap(page, "同意")
    expect(page.get_by_role("button", name="都没有")).to_be_visible()


def to_mood(page: Page) -> None:
    """From the list of urgent signs to the first question about mood."""
    tap(page, "都没有")
    page.locator("input.number").fill("52")
    tap(page, "确定")
    tap(page, "半年")
    page.locator(".region-panel").get_by_role("button", name="手", exact=True).click()
    tap(page, "小指")
    tap(page, "右")
    tap(page, "选好了")
    tap(page, "8")
    tap(page, "普瑞巴林")
    expect(page.get_by_role("button", name="差不多天天")).to_be_visible()


def test_a_patient_talks_from_consent_to_the_end_with_taps_and_words(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    expect(page.locator("#where")).to_have_text(re.compile(r"第 3 / 10 题 · 约 \d+ 分钟"))
    to_mood(page)
    page.get_by_label("也可以直接打字").fill("没有这样的日子")
    page.keyboard.press("Enter")
    expect(page.locator(".summary .told > div")).to_have_count(6 + 1)
    tap(page, "都对，交给医生")
    expect(page.get_by_role("heading", name="问诊已完成")).to_be_visible()
    expect(page.get_by_text("身份证、医保卡")).to_be_visible()
    assert clinic.said(address)[2:] == [
        "都没有", "52 岁", "半年", "右小指", "8 分", "普瑞巴林", "没有这样的日子", "都对，交给医生",
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


def test_the_language_switches_with_the_answers_kept(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    tap(page, "更多")
    tap(page, "English")
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    expect(page.get_by_role("button", name="Rather not say")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"


def test_larger_type_is_remembered(clinic: Clinic, page: Page) -> None:
    address = clinic.invite()
    consent(page, address)
    size = "getComputedStyle(document.documentElement).fontSize"
    assert page.evaluate(size) == "18px"
    tap(page, "更多")
    tap(page, "大字")
    assert page.evaluate(size) == "22px"
    page.reload()
    expect(page.get_by_role("button", name="都没有")).to_be_visible()
    assert page.evaluate(size) == "22px"


def test_every_target_is_large_enough_for_a_stiff_hand_and_nothing_runs_off_the_side(
    clinic: Clinic, page: Page
) -> None:
    consent(page, clinic.invite())
    to_mood(page)
    for big in (False, True):
        page.evaluate("big => document.documentElement.classList.toggle('big', big)", big)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for button in page.locator("button:visible, a.call:visible").all():
            box = button.bounding_box()
            assert box is not None and box["height"] >= 48, button.inner_text()


def test_the_page_has_no_serious_fault_for_assistive_technology(clinic: Clinic, page: Page) -> None:
    axe_playwright_python = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(reduced_motion="reduce")  # colours are judged when nothing moves
    page.goto(clinic.invite())
    expect(page.get_by_role("button", name="不同意")).to_be_visible()
    assert _serious(axe_playwright_python.Axe(), page) == []
    tap(page, "同意")
    expect(page.get_by_text("敏感的健康信息")).to_be_visible()
    tap(page, "同意")
    to_mood(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert _serious(axe_playwright_python.Axe(), page) == []
    page.get_by_label("也可以直接打字").fill("疼得不想活了")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert _serious(axe_playwright_python.Axe(), page) == []


def test_the_log_is_announced_politely_and_the_scale_names_its_ends(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    assert page.get_by_role("log").get_attribute("aria-live") == "polite"
    tap(page, "都没有")
    page.locator("input.number").fill("52")
    tap(page, "确定")
    tap(page, "半年")
    page.get_by_label("也可以直接打字").fill("右手小指")
    page.keyboard.press("Enter")
    expect(page.locator(".cell")).to_have_count(11)
    expect(page.get_by_role("button", name="0, 不疼", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="10, 最疼", exact=True)).to_be_visible()


def test_the_keyboard_alone_goes_from_question_to_question(clinic: Clinic, page: Page) -> None:
    page.goto(clinic.invite())
    expect(page.get_by_role("button", name="不同意")).to_be_visible()
    page.get_by_role("button", name="同意", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("敏感的健康信息")).to_be_visible()
    expect(page.get_by_role("button", name="同意", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="都没有")).to_be_visible()
    assert page.evaluate("document.getElementById('widget').contains(document.activeElement)")


def test_markup_that_a_patient_types_is_shown_as_text(clinic: Clinic, page: Page) -> None:
    consent(page, clinic.invite())
    page.get_by_label("也可以直接打字").fill("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    assert page.locator("#log img").count() == 0


def _serious(axe: object, page: Page) -> list[str]:
    found = axe.run(page).response["violations"]  # type: ignore[attr-defined]
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
