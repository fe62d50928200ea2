"""``python -m actions``: the action server, in one process, on the loopback interface."""

from __future__ import annotations

import hashlib
import hmac
import os
import sys

from actions import logs


def main() -> int:
    """Serve until told to stop. The exit status is 2 where a setting is missing or wrong."""
    logs.quiet()
    from actions.desk import Desk
    from actions.form import ActionAfterTheEnd, ActionAssess, ValidateInterviewForm
    from actions.server import create_app
    from clinic.site import SiteError, site_of
    from records.database import connect

    try:
        site = site_of(os.environ)
    except SiteError as fault:
        sys.stderr.write(f"actions: {fault}\n")
        return 2
    try:
        key = action_key(_hex("PREOP_TURN_SECRET"))
        db = connect(os.environ["PREOP_DATABASE_URL"], _hex("PREOP_DATA_KEY"))
    except (KeyError, ValueError) as fault:
        sys.stderr.write(f"actions: {fault} is missing or not what it should be\n")
        return 2
    desk = Desk(db, site.protocol, site.terms)
    app = create_app([ValidateInterviewForm(desk), ActionAfterTheEnd(desk), ActionAssess(desk)], key)
    port = int(os.environ.get("PREOP_ACTIONS_PORT", "5055"))
    # One process: killing it frees the port, and nothing is pickled.
    app.run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False, debug=False)
    db.close()
    return 0


def action_key(secret: bytes) -> str:
    """The key Rasa must show, made from the secret of the turn (``bot.action_server.action_key``)."""
    return hmac.new(secret, b"action server", hashlib.sha256).hexdigest()


def _hex(name: str) -> bytes:
    try:
        value = bytes.fromhex(os.environ[name])
    except ValueError:
        raise ValueError(name) from None  # never the value itself
    if len(value) < 32:
        raise ValueError(name)
    return value


if __name__ == "__main__":
    sys.exit(main())
