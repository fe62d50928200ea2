"""The whole way in a real browser: a patient finishes the interview on a phone, a clinician opens the case."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from records.cases import case_view
from tests.system.running import PASSWORD, System

pytestmark = [pytest.mark.rasa, pytest.mark.browser]

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TYPED = {
    "age": "五十二了",
    "cause": "骑摩托摔的，臂丛神经撕脱",
    "onset": "两年多了",
    "injured": "两年前出的车祸",
    "place": "右手小指到前臂内侧",
    "med1_drug": "普瑞巴林，一天300毫克，吃了三个月",
    "med1_dose": "300毫克",
    "med1_weeks": "三个月",
}
TAPPED = {"pain_worst": "8", "pain_average": "6", "medicine_any": "用过", "quality": "像过电"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists() and os.environ.get("PREOP_REQUIRE_SERVICES") != "1":
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


def waiting(client: httpx.Client, token: str, after: str | None) -> dict[str, Any] | None:
    """The question that waits once it is another than ``after``; ``None`` when the interview is over."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        talked = client.get(f"/api/chat/{token}/messages", params={"after": 0}).json()
        if talked["state"]["status"] == "finished":
            return None
        lines: list[dict[str, Any]] = talked["lines"]
        if lines and lines[-1]["role"] == "question" and f"{lines[-1]['seq']}" != after:
            return lines[-1]
        time.sleep(0.05)
    raise AssertionError(f"no question came after line {after}")


def answer(page: Page, question: dict[str, Any]) -> None:
    """Answers as a person would: types where there are words for it, else taps a button of the widget."""
    item, widget = question["item"], question["widget"]
    buttons = [choice["says"] for choice in widget["choices"]]
    confirming = next((c["says"] for c in widget["choices"] if c["value"] == "confirm_yes"), None)
    if confirming is None and item in TYPED:
        page.locator("#words-field").fill(TYPED[item])
        page.locator("#send").click()
        return
    name = confirming or TAPPED.get(item) or widget.get("none")
    if name is None:
        yes_no = [choice["value"] for choice in widget["choices"]] == [True, False] and question["item"] not in (
            "consent_general",
            "consent_sensitive",
            "summary",
        )
        name = buttons[1] if yes_no else buttons[0]
    button = page.locator("#widget").get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible(timeout=20_000)
    button.click()
    if widget["kind"] == "many" and name != widget.get("none"):
        page.get_by_role("button", name=re.compile("^选好")).click()


def test_a_patient_finishes_on_a_phone_and_a_clinician_reads_the_case(system: System, chromium: Browser) -> None:
    made = system.invite()
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN")
    page = phone.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{system.url}/chat/{made.token}")
    answered, last = 0, None
    with system.client() as client:
        while (question := waiting(client, made.token, last)) is not None:
            answer(page, question)
            answered, last = answered + 1, f"{question['seq']}"
            assert answered < 100, f"no end after {answered} answers, at {question['item']}"
    expect(page.get_by_role("heading", name="问诊已完成")).to_be_visible(timeout=20_000)
    assert faults == []
    phone.close()

    ward = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    desk = ward.new_page()
    desk.goto(f"{system.url}/portal/")
    desk.locator("input[name=name]").fill("clinician")
    desk.locator("input[name=password]").fill(PASSWORD)
    desk.locator("input[name=password]").press("Enter")
    expect(desk.locator("body")).to_contain_text("待办")
    desk.goto(f"{system.url}/portal/cases/{made.case_id}")
    for words in ("臂丛", "DN4", "PHQ-9", "还缺什么", "右手小指到前臂内侧", "8"):
        expect(desk.locator("body")).to_contain_text(words)
    reason = desk.locator('a[href^="#m-"]').first
    target = reason.get_attribute("href") or ""
    reason.click()
    expect(desk.locator(target)).to_be_visible()
    ward.close()

    view = case_view(system.db, made.case_id)
    assert view is not None
    assert view.talk.status == "finished"
    assert view.talk.answers["place"].value[0] == {"code": "little_f", "side": "R"}
    assert view.assessment is not None
