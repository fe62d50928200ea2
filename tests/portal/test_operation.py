"""The operating team's page: blocked until it may be shown, then every step with its clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assessment.terms import Terms
from portal.settings import PortalSettings
from rules_engine.evaluation import readings_in_force
from tests.portal.building import AVULSION
from tests.portal.conftest import Browser, text_of

Admit = Callable[..., str]
Open = Callable[[PortalSettings], Browser]


def test_no_step_is_shown_while_the_site_is_not_marked_qualified(ward: Browser, admit: Admit) -> None:
    page = text_of(ward.get(f"/cases/{admit(AVULSION)}/operation"))
    assert "本机构尚未在设置中标明资质" in page
    assert "棕灰色" not in page


def test_steps_appear_once_segments_are_confirmed_at_a_qualified_site(
    open_portal: Open, settings: PortalSettings, ward: Browser, admit: Admit
) -> None:
    case = admit(AVULSION)
    site = open_portal(replace(settings, terms=Terms(readings_in_force({}), qualified=True)))
    site.cookies = ward.cookies
    site.post(f"/cases/{case}/findings", **{"f:pain_segments": "R:C8, R:T1"})
    page = text_of(site.get(f"/cases/{case}/operation"))
    assert "R:C8, R:T1" in page
    assert "棕灰色" in page
    assert "INTRAOP-10" in page and "1A" in page


def test_follow_up_and_complications_always_stand_with_their_clause(ward: Browser, admit: Admit) -> None:
    page = text_of(ward.get(f"/cases/{admit(AVULSION)}/operation"))
    assert "COMP-5" in page
    assert "立即找人处理" in page
    assert "2023" in page


def test_a_case_that_is_not_there_has_no_such_page(ward: Browser) -> None:
    assert ward.get(f"/cases/{'0' * 32}/operation").status_code == 404
