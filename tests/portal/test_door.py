"""Who comes in: deny by default, sessions that end, tokens on everything that writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from portal.settings import PortalSettings
from records.audit import entries
from records.database import Database
from tests.portal.conftest import PASSWORD, Browser, Clock, token_on


def routes(visitor: Browser) -> list[Any]:
    """Every route of the portal, however it was put in; the mount of the static files is tested apart."""
    return [route for route in iter_route_contexts(visitor.portal.routes) if route.path != "/static"]


def test_every_route_but_the_door_and_the_static_files_asks_for_a_session(visitor: Browser) -> None:
    walked = 0
    for route in routes(visitor):
        address = route.path.format(case_id="0" * 32, alert_id="0" * 32, code="OUT-X")
        for method in route.methods - {"HEAD"}:
            if route.path == "/sign-in":
                continue
            answer = visitor.send(method, address)
            assert answer.status_code == 303, f"{method} {route.path}"
            assert answer.headers["location"] == "/portal/sign-in"
            walked += 1
    assert walked >= 12


def test_the_only_mount_is_the_folder_of_static_files(visitor: Browser) -> None:
    assert [route.path for route in visitor.portal.routes if isinstance(route, Mount)] == ["/static"]
    assert visitor.get("/static/portal.css").status_code == 200


@pytest.mark.parametrize("address", ["/docs", "/redoc", "/openapi.json", "/static/../app.py", "/no-such-page"])
def test_nothing_else_is_served(visitor: Browser, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_every_writing_route_refuses_a_request_without_its_token(ward: Browser) -> None:
    walked = 0
    for route in routes(ward):
        if "POST" not in route.methods:
            continue
        address = route.path.format(case_id="0" * 32, alert_id="0" * 32, code="OUT-X")
        assert ward.send("POST", address, data={}).status_code == 403, route.path
        wrong = ward.send("POST", address, data={"csrf": "wrong"})
        assert wrong.status_code == 403, route.path
        walked += 1
    assert walked >= 8


def test_only_get_and_post_are_routed(visitor: Browser) -> None:
    assert {method for route in routes(visitor) for method in route.methods} <= {"GET", "POST"}


def test_a_clinician_signs_in_and_out(visitor: Browser) -> None:
    assert visitor.sign_in().headers["location"] == "/portal/worklist"
    assert visitor.get("/worklist").status_code == 200
    kept = visitor.cookies["preop_portal"]
    assert visitor.post("/sign-out").headers["location"] == "/portal/sign-in"
    visitor.cookies.set("preop_portal", kept)
    assert visitor.get("/worklist").status_code == 303  # the session is closed on the server, not only the cookie gone


@pytest.mark.parametrize(("name", "password"), [("drli", "wrong"), ("nobody", PASSWORD), ("", ""), ("drli", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(visitor: Browser, name: str, password: str) -> None:
    answer = visitor.sign_in(name, password)
    assert answer.status_code == 401
    assert "用户名" in answer.text
    assert "姓名或密码不对" in answer.text
    assert visitor.get("/worklist").status_code == 303


def test_the_cookie_cannot_be_read_by_scripts_and_is_lax(visitor: Browser) -> None:
    cookie = visitor.sign_in().headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_over_tls_the_cookie_is_secure_and_bound_to_the_host(
    open_portal: Callable[[PortalSettings], Browser], clock: Clock
) -> None:
    visitor = open_portal(PortalSettings(public_url="https://testserver", now=clock))
    cookie = visitor.sign_in().headers["set-cookie"]
    assert cookie.startswith("__Host-preop_portal=")
    assert "Secure" in cookie
    assert "Path=/;" in cookie
    assert visitor.get("/worklist").status_code == 200


def test_a_session_left_alone_for_15_minutes_ends(ward: Browser, clock: Clock) -> None:
    clock.forward(minutes=14, seconds=59)
    assert ward.get("/worklist").status_code == 200
    clock.forward(minutes=15)
    assert ward.get("/worklist").status_code == 303


def test_a_session_in_use_ends_after_12_hours(ward: Browser, clock: Clock) -> None:
    for _ in range(71):
        clock.forward(minutes=10)
        assert ward.get("/worklist").status_code == 200
    clock.forward(minutes=10)
    assert ward.get("/worklist").status_code == 303


def test_a_part_of_a_page_brings_the_whole_page_to_the_door(visitor: Browser) -> None:
    answer = visitor.send("POST", "/worklist/rows", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/portal/sign-in"


def test_too_many_tries_are_asked_to_wait(open_portal: Callable[[PortalSettings], Browser], clock: Clock) -> None:
    visitor = open_portal(PortalSettings(now=clock, sign_in_tries=3))
    assert [visitor.sign_in(password="wrong").status_code for _ in range(3)] == [401, 401, 401]
    answer = visitor.sign_in()
    assert answer.status_code == 429
    assert "尝试次数过多" in answer.text


def test_signing_in_needs_the_token_of_its_own_form(visitor: Browser) -> None:
    values = {"name": "drli", "password": PASSWORD}
    assert visitor.send("POST", "/sign-in", data=values).status_code == 403
    visitor.get("/sign-in")
    assert visitor.send("POST", "/sign-in", data={**values, "csrf": "x"}).status_code == 403


def test_a_sign_in_is_in_the_audit_log_without_the_name(ward: Browser, db: Database) -> None:
    actions = [entry.action for entry in entries(db)]
    assert "session.opened" in actions


def test_pages_are_not_stored_and_take_nothing_from_elsewhere(ward: Browser) -> None:
    for address in ("/worklist", "/cases/new", "/sign-in", "/no-such-page"):
        headers = ward.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


def test_no_page_has_a_script_or_a_style_of_its_own(ward: Browser) -> None:
    for address in ("/worklist", "/cases/new", "/sign-in"):
        page = ward.get(address).text
        assert "<style" not in page
        assert "style=" not in page
        assert "<script>" not in page
        assert " onclick" not in page
        assert "http://" not in page.replace("http://testserver", "")
        assert "https://" not in page


def test_the_language_changes_and_stays_on_this_site(ward: Browser) -> None:
    answer = ward.post("/language", to="en", back="/portal/cases/new")
    assert answer.headers["location"] == "/portal/cases/new"
    assert "New case" in ward.get("/cases/new").text
    for elsewhere in ("//evil.example", "https://evil.example", "/chat/x", "/portal/\\evil.example"):
        assert ward.post("/language", to="zh", back=elsewhere).headers["location"] == "/portal/worklist"


def test_the_door_speaks_english_on_demand(visitor: Browser) -> None:
    assert visitor.get("/sign-in?lang=en").headers["location"] == "/portal/sign-in"
    assert "For clinicians" in visitor.get("/sign-in").text


def test_a_token_of_one_session_does_not_fit_another(ward: Browser) -> None:
    first = token_on(ward.get("/cases/new"))
    ward.post("/sign-out")
    ward.sign_in()
    answer = ward.send("POST", "/language", data={"csrf": first, "to": "en"})
    assert answer.status_code == 403
