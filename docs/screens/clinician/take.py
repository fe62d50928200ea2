"""Takes the pictures of this folder from a demo clinic that runs: ``python docs/screens/clinician/take.py``.

Start the clinic first (``make run``); ``PREOP_STATE`` and ``PREOP_PORT`` as it was started with.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
SIZE = {"width": 1280, "height": 800}
CASES = {"avulsion": "臂丛根性撕脱", "cord_injury": "脊髓损伤", "shingles": "带状疱疹后神经痛"}
EXPLAINED = "shingles"  # body and recommendation disagree about the grade: one suggestion opened
LARGEST = 250_000  # bytes a picture


def main() -> int:
    """0 when every picture is taken, 1 with a sentence where the clinic is not there."""
    state = Path(os.environ.get("PREOP_STATE", "state"))
    url = f"http://127.0.0.1:{os.environ.get('PREOP_PORT', '8000')}/portal"
    if not (state / "demo-signin").exists():
        sys.stderr.write(f"{state} holds no demo clinic: start one, and give its PREOP_STATE and PREOP_PORT.\n")
        return 1
    name, _, password = (state / "demo-signin").read_text(encoding="utf-8").strip().partition(" ")
    with sync_playwright() as playwright:
        binary = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        _take(browser, url, name, password)
        browser.close()
    return 0


def _take(browser: Browser, url: str, name: str, password: str) -> None:
    page = browser.new_page(viewport=SIZE, locale="zh-CN", color_scheme="light")  # type: ignore[arg-type]
    page.goto(f"{url}/sign-in")
    _keep(page, "sign_in")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/worklist")
    _keep(page, "worklist")
    for case, cause in CASES.items():
        page.goto(f"{url}/worklist")
        page.locator("table.cases tbody tr", has_text=cause).first.locator("a.patient").click()
        _case(page, case)
    page.goto(f"{url}/cases/new")
    page.get_by_label("患者姓名").fill("周小明")
    page.get_by_label("男").check()
    page.get_by_label("出生年份").fill("1980")
    page.get_by_label("科室").fill("功能神经外科")
    _keep(page, "new_case")
    page.get_by_role("button", name="建立并生成邀请").click()
    page.get_by_label("邀请链接").evaluate("link => { link.value = link.value.replace(/[^/]*$/, '…') }")
    page.locator("img.qr").evaluate("image => { image.style.filter = 'blur(6px)' }")  # it opens a conversation
    _keep(page, "invitation")


def _case(page: Page, case: str) -> None:
    """The first screen, for one case with a suggestion opened, and the whole page."""
    _keep(page, case)
    if case == EXPLAINED:
        asked = page.locator(".suggestion:has([hx-get])").first
        asked.locator("summary").click()
        asked.locator("[hx-get]").click()
        page.locator(".what-if").wait_for()
        _keep(page, f"{case}_explained")
    page.locator(".words").evaluate("words => { words.style.visibility = 'hidden' }")  # it stands on the first picture
    tall = page.locator(".case-main").evaluate("main => main.scrollHeight") + 160
    page.set_viewport_size({"width": SIZE["width"], "height": tall})
    _keep(page, f"{case}_full", colours=24)
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]


def _keep(page: Page, name: str, colours: int = 128) -> None:
    """With a small palette: a page of text needs no more, and the picture is a third of the size."""
    path = HERE / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(colours)
    small.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        sys.stderr.write(f"{path.name} is larger than {LARGEST // 1000} kB\n")


if __name__ == "__main__":
    raise SystemExit(main())
