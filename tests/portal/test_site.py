"""What the site's file changes on the clinician's pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI

from assessment.terms import Terms
from instruments.load import load_all
from interview.load import load
from portal.app import make_portal
from portal.settings import PortalSettings
from records.alerts import open_alerts, raise_alert
from records.cases import case_view
from records.database import Database
from records.people import User, open_session
from rules_engine.evaluation import readings_in_force
from tests.portal.building import AVULSION, SILENT
from tests.portal.conftest import NOON, Browser, admit_into, text_of

SAYS = "演示：所有量表均已开启"
Open = Callable[[PortalSettings], Browser]


def test_a_demonstration_says_so_on_every_page_and_another_site_does_not(
    open_portal: Open, settings: PortalSettings, ward: Browser
) -> None:
    demonstration = open_portal(replace(settings, demonstration=True))
    demonstration.cookies = ward.cookies
    for page in ("/sign-in", "/worklist", "/cases/new"):
        assert SAYS in text_of(demonstration.get(page))
        assert SAYS not in text_of(ward.get(page))


def test_the_sites_departments_are_offered_for_a_new_case(
    open_portal: Open, settings: PortalSettings, ward: Browser
) -> None:
    site = open_portal(replace(settings, departments=("疼痛科", "A & B")))
    site.cookies = ward.cookies
    page = site.get("/cases/new").text
    assert '<option value="疼痛科">' in page and '<option value="A &amp; B">' in page


def test_a_finding_is_assessed_under_the_sites_terms(
    open_portal: Open, settings: PortalSettings, db: Database, ward: Browser, admit: Callable[..., str]
) -> None:
    site = open_portal(replace(settings, terms=Terms(readings_in_force({"failure": "lenient"}), qualified=True)))
    site.cookies = ward.cookies
    case_id = admit(AVULSION)
    site.post(f"/cases/{case_id}/findings", **{"f:avulsion_confirmed": "true"})
    view = case_view(db, case_id)
    assert view is not None and view.assessment is not None
    assert view.assessment.versions["readings"]["failure"] == "lenient"
    assert view.assessment.result["facts"]["site_qualified"]["value"] is True
    assert site.get(f"/cases/{case_id}").status_code == 200


def test_a_case_can_be_shown_where_no_scale_was_licensed(
    db: Database, clinician: User, settings: PortalSettings
) -> None:
    """Skeletons carry no words: the pages must do without them."""
    free = load(load_all(licensed=()))
    case_id = admit_into(db, free, AVULSION, clinician, NOON, assess=True)
    app = FastAPI()
    app.mount("/portal", make_portal(db, free, settings))
    browser = Browser(app, url=settings.public_url)
    token, _ = open_session(db, clinician.id, NOON)
    browser.cookies.set("preop_portal", token, domain="testserver.local")
    assert browser.get(f"/cases/{case_id}").status_code == 200


@pytest.mark.parametrize(("minutes", "late"), [(9, False), (10, False), (11, True)])
def test_an_alert_that_nobody_took_up_within_the_sites_deadline_is_marked(
    open_portal: Open,
    settings: PortalSettings,
    db: Database,
    ward: Browser,
    admit: Callable[..., str],
    minutes: int,
    late: bool,
) -> None:
    site = open_portal(replace(settings, alert_deadline=timedelta(minutes=10)))
    site.cookies = ward.cookies
    case_id = admit(SILENT, assess=False)
    raise_alert(db, case_id, "CALLBACK", None, NOON - timedelta(minutes=minutes))
    for page in ("/worklist", f"/cases/{case_id}"):
        assert ("超过处理时限" in text_of(site.get(page))) is late
    site.post(f"/alerts/{open_alerts(db)[0].id}/acknowledge")
    assert "超过处理时限" not in text_of(site.get("/worklist"))
