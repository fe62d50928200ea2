"""What the tests of the patient's page share: two clinics, one browser, a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.clinic import CHROMIUM, PHONE, QUIET, Clinic, open_clinic, whole_interview
from tests.gateway.script import decide


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic with the short scripted interview."""
    with open_clinic(tmp_path_factory.mktemp("chat"), decide) as there:
        yield there


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic with the whole interview as it is conducted."""
    with open_clinic(tmp_path_factory.mktemp("whole"), whole_interview) as there:
        yield there


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
