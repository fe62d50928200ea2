"""Fills the demo clinic: made-up patients really interviewed, their findings entered through the portal's own form."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import httpx

from operations.keys import SignIn, demo_sign_in
from operations.patient import Script, StuckError, load_script, talk
from operations.settings import Settings, SettingsError, read
from records.database import connect
from records.people import add_user

PATIENTS = ("avulsion", "cord_injury", "shingles")
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_LINK = re.compile(r'id="link"[^>]*value="([^"]+)"')
_CASE = re.compile(r"/portal/cases/([0-9a-f]{32})")


class Portal:
    """The portal as a browser meets it: signed in, every form sent with the fields that its page carries."""

    def __init__(self, client: httpx.Client, sign_in: SignIn) -> None:
        self._client = client
        self._cookies: dict[str, str] = {}
        self._send("/portal/sign-in", "/portal/sign-in", {"name": sign_in.user, "password": sign_in.password})

    def new_case(self, case: Mapping[str, Any]) -> tuple[str, str]:
        """Makes a case; its id and its invitation's token."""
        day = datetime.now(UTC).date() + timedelta(days=int(case["clinic_in_days"]))
        fields = {key: str(case[key]) for key in ("name", "sex", "birth_year", "department", "language")}
        page = self._send("/portal/cases/new", "/portal/cases/new", {**fields, "clinic_date": day.isoformat()})
        link, made = _LINK.search(page), _CASE.search(page)
        if link is None or made is None:
            raise StuckError("the portal gave no invitation")
        return made[1], unescape(link[1]).rpartition("/chat/")[2]

    def enter_findings(self, case_id: str, findings: Mapping[str, Any]) -> None:
        """Sends the examination sheet of a case with these findings."""
        page = f"/portal/cases/{case_id}"
        self._send(page, f"{page}/findings", {f"f:{fact}": _as_sent(value) for fact, value in findings.items()})

    def _send(self, page: str, action: str, fields: Mapping[str, Any]) -> str:
        shown = self._client.get(page, headers=self._headers())
        shown.raise_for_status()
        self._cookies |= dict(shown.cookies)
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(shown.text)}
        answer = self._client.post(action, data={**hidden, **fields}, headers=self._headers())
        self._cookies |= dict(answer.cookies)
        if answer.status_code >= 400:
            raise StuckError(f"the portal answered {answer.status_code}")
        return answer.text

    def _headers(self) -> dict[str, str]:
        return {"cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}


def fill(settings: Settings) -> None:
    """Adds the demo's user and its finished interviews to a system that is running. Raises ``StuckError``."""
    sign_in = demo_sign_in(settings.state)
    if settings.data_key is None:
        raise SettingsError("PREOP_DATA_KEY is missing: make run gives it")
    db = connect(settings.database_url, bytes.fromhex(settings.data_key))
    try:
        add_user(db, name=sign_in.user, display_name="演示医生", password=sign_in.password, role="clinician")
    finally:
        db.close()
    with httpx.Client(base_url=settings.local_url, timeout=30) as client:
        portal = Portal(client, sign_in)
        for name in PATIENTS:
            interview(client, portal, load_script(name))


def interview(client: httpx.Client, portal: Portal, script: Script) -> str:
    """One made-up patient from invitation to findings; the case's id."""
    case_id, invitation = portal.new_case(script.case)
    talk(client, invitation, script)
    if script.findings:
        portal.enter_findings(case_id, script.findings)
    return case_id


def _as_sent(value: Any) -> str | list[str]:
    if isinstance(value, bool):
        return "true" if value else "false"
    return [str(part) for part in value] if isinstance(value, list) else str(value)


def main() -> int:
    """0 when the clinic is filled, 1 with a sentence where it could not be."""
    try:
        fill(read(os.environ))
    except (StuckError, SettingsError, httpx.HTTPError) as error:
        print(f"demo: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
