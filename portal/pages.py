"""Templates to answers: one place where words, user and token are handed to a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portal import times
from portal.house import house_of
from portal.settings import PortalSettings
from portal.words import Words, language_of, words
from records.people import Session

LANGUAGE_COOKIE = "preop_language"

_SAID = {
    400: "problem_input",
    403: "problem_refused",
    404: "problem_unknown",
    409: "problem_closed",
    422: "problem_input",
    429: "problem_tries",
}


class Pages:
    """The templates, escaped as HTML throughout: what a patient typed is text wherever it stands."""

    def __init__(self, settings: PortalSettings, vendor: Path) -> None:
        self._settings = settings
        self._vendor = {path.name for path in vendor.glob("*")} if vendor.is_dir() else set()
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["date"] = times.date
        self._templates.filters["clock"] = times.clock
        self._templates.filters["number"] = times.number

    def words(self, request: Request) -> Words:
        """The catalogue in the language that this reader chose."""
        return words(language_of(request.cookies.get(LANGUAGE_COOKIE)))

    def show(
        self, request: Request, template: str, session: Session | None = None, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """The page ``template`` in the reader's language."""
        t = self.words(request)
        now = self._settings.now()
        page = self._templates.get_template(template).render(
            t=t,
            base=request.scope.get("root_path", ""),
            vendor=self._vendor,
            user=session.user if session else None,
            csrf=session.csrf if session else None,
            settings=self._settings,
            now=now,
            since=lambda then: times.since(t, then, now),
            **values,
        )
        return HTMLResponse(page, status_code=status)


async def to_sign_in(request: Request, _: Exception) -> Response:
    """Whoever is not signed in is brought to the door; a part of a page (htmx) brings the whole page there."""
    door = request.scope.get("root_path", "") + "/sign-in"
    if "HX-Request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": door})
    return RedirectResponse(door, status_code=303)


async def http_problem(request: Request, problem: Exception) -> Response:
    """A plain page in words for whatever went wrong; nothing of the request is repeated."""
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    says = _SAID.get(status, "problem_other")
    return house_of(request).pages.show(request, "problem.html", status=status, says=says)
