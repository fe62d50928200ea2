"""Chinese or English for the clinician's pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from portal.guard import SignedIn
from portal.house import house_of
from portal.pages import LANGUAGE_COOKIE
from portal.words import language_of

router = APIRouter()


@router.post("/language")
def change_language(
    request: Request, session: SignedIn, to: Annotated[str, Form()], back: Annotated[str, Form()] = ""
) -> Response:
    """Remembers the language in a cookie and goes back to the page it was changed on, never off this site."""
    base = request.scope.get("root_path", "")
    within = back.startswith(f"{base}/") and not back.startswith("//") and "\\" not in back
    answer = RedirectResponse(back if within else f"{base}/worklist", status_code=303)
    answer.set_cookie(
        LANGUAGE_COOKIE, language_of(to), samesite="lax", httponly=True, secure=house_of(request).settings.secure
    )
    return answer
