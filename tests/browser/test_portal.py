"""The clinician's pages in a real browser: from the door to a changed assessment, at every size, without a mouse."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from instruments.load import load_all
from interview.load import load
from interview.protocol import Protocol
from portal.app import make_portal
from portal.settings import PortalSettings
from records.alerts import open_alerts, raise_alert
from records.assessments import reassess
from records.database import Database, connect, migrate
from records.people import add_user
from tests.portal.building import AVULSION, HALFWAY, SPINAL, interview

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "correct horse battery"
KEY = b"a data key of at least 32 bytes."
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "clinic": (1280, 800), "wide": (1680, 1050)}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's browser."""
    if not CHROMIUM.exists():
        if os.environ.get("PREOP_REQUIRE_SERVICES") == "1":
            pytest.fail(f"{CHROMIUM} is missing and PREOP_REQUIRE_SERVICES=1")
        pytest.skip(f"{CHROMIUM} is missing: install Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


class Site:
    """A portal that is served, and its records."""

    def __init__(self, url: str, db: Database, cases: dict[str, str]) -> None:
        self.url, self.db, self.cases = url, db, cases


@pytest.fixture(scope="module")
def protocol() -> Protocol:
    """The interview as it stands."""
    return load(load_all())


@pytest.fixture(scope="module")
def filled(protocol: Protocol, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Records with three made-up patients, made once; every test serves a copy."""
    path = tmp_path_factory.mktemp("filled") / "records.db"
    db = connect(f"sqlite:///{path}", KEY)
    migrate(db)
    user = add_user(db, name="drli", display_name="李医生", password=PASSWORD, role="clinician")
    then, cases = datetime.now(UTC) - timedelta(hours=1), {}
    for patient in (AVULSION, SPINAL, HALFWAY):
        made = interview(db, protocol, patient, by=user.id, now=then)
        if patient is not HALFWAY:
            reassess(db, made.case_id, reason="ended", now=then, protocol=protocol)
        cases[patient.name] = made.case_id
    db.close()
    return path, cases


@pytest.fixture
def site(filled: tuple[Path, dict[str, str]], protocol: Protocol, tmp_path: Path) -> Iterator[Site]:
    """The real portal on a free port of this machine."""
    shutil.copyfile(filled[0], tmp_path / "records.db")
    db, cases = connect(f"sqlite:///{tmp_path}/records.db", KEY), filled[1]
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    app = FastAPI()
    app.mount("/portal", make_portal(db, protocol, PortalSettings(public_url=url, refresh_seconds=1)))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Site(url, db, cases)
    server.should_exit = True
    thread.join(10)
    db.close()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """Signed in, at the clinic's size; anything the browser complains of fails the test."""
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", base_url=site.url)
    page = context.new_page()
    page.set_default_timeout(15_000)

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((site.url, "data:")) else complaints.append("away")
    )
    sign_in(page)
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page) -> None:
    page.goto("/portal/")
    expect(page).to_have_url("/portal/sign-in")
    page.get_by_label("用户名").fill("drli")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url("/portal/worklist")


def test_a_clinician_takes_up_an_alert_reads_the_case_examines_and_sees_what_changed(page: Page, site: Site) -> None:
    alert = page.locator(".alert-list .alert")
    expect(alert).to_contain_text("自伤、自杀风险")
    alert.get_by_role("button", name="我来处理").click()
    expect(alert).to_contain_text("李医生 已接手")
    page.get_by_role("link", name="张立国").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("张立国")
    page.locator(".case-head").get_by_role("link", name="待查体").click()
    page.locator("#f-coagulation").get_by_label("严重障碍", exact=True).check()
    page.locator("#f-coagulation select").select_option("L")
    page.get_by_role("button", name="保存并重新评估").first.click()
    changed = page.locator("#changed")
    expect(changed).to_be_in_viewport()
    expect(changed).to_contain_text("资料不足")
    expect(changed).to_contain_text("存在禁忌")
    expect(page.locator(".standing")).to_contain_text("存在禁忌")
    assert open_alerts(site.db)[0].acknowledged_by == "李医生"


def test_the_first_screen_answers_everything_without_scrolling(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}")
    for words in ("臂丛根性撕脱", "右小指、右前臂尺侧、右手", "支持与不支持", "尚无足量足程的一线药物治疗"):
        expect(page.get_by_text(words).first).to_be_in_viewport()
    expect(page.locator(".standing")).to_be_in_viewport(ratio=1)
    expect(page.locator(".gates")).to_be_in_viewport(ratio=1)
    expect(page.locator(".lacking")).to_be_in_viewport(ratio=1)
    expect(page.locator("#lines .line").first).to_be_in_viewport()


def test_a_reason_opens_and_lights_the_sentence_and_the_page_stays(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}")
    suggestion = page.locator(".suggestion").filter(has_text="尚无足量足程的一线药物治疗")
    suggestion.locator("summary").click()
    suggestion.get_by_role("link", name="控制不住").click()
    line = page.locator(".line:target")
    expect(line).to_contain_text("压不住")
    expect(line).to_be_in_viewport(ratio=1)
    expect(suggestion).to_be_in_viewport()
    assert line.evaluate("line => getComputedStyle(line).borderTopWidth") == "2px"


def test_what_would_change_a_suggestion_opens_in_place(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}")
    suggestion = page.locator("#c-OUT-NEED-ADEQUATE-DRUG")
    suggestion.locator("summary").click()
    suggestion.get_by_role("link", name="什么会改变这一条？").click()
    expect(suggestion.locator(".what-if")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f]{32}$"))  # the page stays
    expect(suggestion.get_by_role("link", name="什么会改变这一条？")).to_have_count(0)


def test_bedside_items_are_scored_at_once(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}")
    expect(page.locator("#s-DN4 .big")).to_have_text("5–8")
    for item, found in (("dn4_8", "是"), ("dn4_9", "是"), ("dn4_10", "否")):
        page.locator(f"#f-{item}").get_by_label(found, exact=True).check()
    page.get_by_role("button", name="保存并重新评估").first.click()
    expect(page.locator("#s-DN4 .big")).to_have_text("7")


def test_news_alone_does_not_keep_a_session_open(page: Page) -> None:
    with page.expect_request("**/worklist/rows") as asked:
        page.goto("/portal/worklist")
    assert asked.value.headers["hx-trigger"] == "rows"
    with page.expect_request("**/worklist/rows") as searched:
        page.get_by_role("searchbox").fill("立国")
    assert searched.value.headers.get("hx-trigger") in ("rows", "search")


def test_the_words_can_be_searched(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}")
    page.get_by_label("在原话中查找").fill("普瑞巴林")
    expect(page.locator("#words-found")).to_have_text("1 处")
    expect(page.locator("#lines .line:visible")).to_have_count(1)
    page.locator(".glance").get_by_role("link", name="触电样、烧灼样").click()  # a link shows what the search hid
    expect(page.locator(".line:target")).to_contain_text("像过电，也像火烧")


def test_a_link_to_a_folded_field_opens_the_fold(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}#f-sci_nli")
    expect(page.locator("#f-sci_nli")).to_be_in_viewport()


def test_a_new_case_shows_link_and_code(page: Page) -> None:
    page.get_by_role("link", name="新建病例").first.click()
    page.get_by_label("患者姓名").fill("周小明")
    page.get_by_label("男").check()
    page.get_by_label("出生年份").fill("1980")
    page.get_by_label("科室").fill("功能神经外科")
    page.get_by_role("button", name="建立并生成邀请").click()
    expect(page.get_by_label("邀请链接")).to_have_value(re.compile(r"/chat/[\w-]{43}$"))
    code = page.get_by_role("img", name="邀请二维码")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.naturalWidth") > 100
    expect(page.get_by_text("PREOP_PUBLIC_URL")).to_be_visible()


def test_the_worklist_searches_as_one_types_and_brings_news_by_itself(page: Page, site: Site) -> None:
    page.get_by_role("searchbox").fill("立国")
    expect(page.locator("table.cases tbody tr")).to_have_count(1)
    expect(page).to_have_url("/portal/worklist")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("table.cases tbody tr")).to_have_count(3)
    raise_alert(site.db, site.cases["刘洋"], "CALLBACK", None, datetime.now(UTC))
    expect(page.locator(".alert-list")).to_contain_text("请求回电", timeout=10_000)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_page_is_wider_than_the_screen(page: Page, site: Site, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in ("/portal/worklist", "/portal/cases/new", *(f"/portal/cases/{id}" for id in site.cases.values())):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(page: Page, site: Site, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for address in ("/portal/worklist", "/portal/cases/new", *(f"/portal/cases/{id}" for id in site.cases.values())):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_the_door_has_no_violation_either(chromium: Browser, site: Site) -> None:
    page = chromium.new_page(base_url=site.url)
    page.goto("/portal/sign-in")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_the_keyboard_is_enough(page: Page, site: Site) -> None:
    page.goto(f"/portal/cases/{site.cases['张立国']}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    summary = page.locator(".suggestion summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".suggestion").first).to_have_attribute("open", "")


def test_without_scripts_the_pages_work(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN", base_url=site.url)
    page = context.new_page()
    sign_in(page)
    page.get_by_role("searchbox").fill("立国")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("table.cases tbody tr")).to_have_count(1)
    page.get_by_role("link", name="张立国").click()
    suggestion = page.locator("#c-OUT-NEED-ADEQUATE-DRUG")
    suggestion.locator("summary").click()
    suggestion.get_by_role("link", name="什么会改变这一条？").click()
    expect(suggestion.locator(".what-if")).to_be_visible()
    page.locator("#f-cognition").get_by_label("正常", exact=True).check()
    page.get_by_role("button", name="保存并重新评估").first.click()
    expect(page.locator("#f-cognition")).to_contain_text("李医生")
    context.close()
