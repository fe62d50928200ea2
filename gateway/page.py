"""The patient's page: one HTML document, its own style and scripts, and plain pages where there is no interview."""

from __future__ import annotations

import html
from pathlib import Path
from string import Template

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from gateway.desk import Desk
from gateway.reception import Away

STATIC = Path(__file__).parent / "static" / "chat"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def chat_page(desk: Desk) -> APIRouter:
    """``/chat/{invitation}`` and the files it needs under ``/chat/static/``."""
    pages = APIRouter(include_in_schema=False)
    files = {path.name: path.read_bytes() for path in STATIC.iterdir() if path.suffix in TYPES}
    chat = Template((STATIC / "chat.html").read_text(encoding="utf-8"))
    plain = Template((STATIC / "plain.html").read_text(encoding="utf-8"))

    def say_plainly(status: int, title: str, text: str) -> HTMLResponse:
        words = {name: desk.words.lines[name] for name in (title, text, "urgent_text", "title")}
        blanks = {
            f"{blank}_{language}": html.escape(words[name][language])
            for blank, name in (("title", title), ("text", text), ("urgent", "urgent_text"), ("name", "title"))
            for language in ("zh", "en")
        }
        return HTMLResponse(plain.substitute(blanks), status, headers=HEADERS)

    @pages.get("/chat/static/{name}")
    async def file(name: str) -> Response:
        if name not in files:
            return Response(status_code=404, headers=HEADERS)
        headers = {**HEADERS, "Cache-Control": "no-cache"}
        return Response(files[name], media_type=TYPES[Path(name).suffix], headers=headers)

    @pages.get("/chat/{invitation}")
    async def page(request: Request, invitation: str) -> HTMLResponse:
        address = request.client.host if request.client else "unknown"
        known = desk.reception.remembered(invitation) is not None
        if not known and not await desk.rates.may_guess(address):
            return say_plainly(429, "away_title", "too_many_text")
        try:
            visitor = await desk.reception.visitor(invitation)
        except Away:
            return say_plainly(503, "away_title", "away_text")
        if visitor is None:
            await desk.rates.guessed(address)
            return say_plainly(404, "unknown_title", "unknown_text")
        if visitor.expired:
            return say_plainly(410, "expired_title", "expired_text")
        language = "en" if visitor.language == "en" else "zh"
        blanks = {
            "lang": "en" if language == "en" else "zh-CN",
            "language": language,
            "title": html.escape(desk.words.say("title", language)),
            "no_script": html.escape(desk.words.say("no_script", language)),
            "phone": html.escape(desk.settings.clinic_phone),
            "demonstration": "" if desk.settings.demonstration else "hidden",
            "words": desk.words.as_json(),
        }
        return HTMLResponse(chat.substitute(blanks), headers=HEADERS)

    return pages
