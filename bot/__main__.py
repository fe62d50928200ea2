"""Rasa in its box: ``python -m bot`` serves signed turns on the loopback interface and nothing else."""

from __future__ import annotations

import os
import sys
from asyncio import AbstractEventLoop
from functools import partial
from typing import Any

from bot import logs, settings

REQUEST_SECONDS = 30


def main() -> int:
    """Check, then serve until told to stop. The exit status is 2 where the set-up is wrong."""
    settings.before_rasa()
    logs.quiet()
    os.chdir(settings.ROOT)
    try:
        app = _app()
    except (ValueError, RuntimeError, OSError) as fault:
        sys.stderr.write(f"bot: {fault}\n")
        return 2
    port = int(os.environ.get("PREOP_RASA_PORT", "5005"))
    app.run(host="127.0.0.1", port=port, workers=1, access_log=False, motd=False, debug=False)
    return 0


def _app() -> Any:
    from rasa.core import run
    from rasa.core.utils import AvailableEndpoints

    from bot import selfcheck, shortcuts
    from bot.action_server import ActionServer, action_key
    from bot.signature import LARGEST_BODY, read_secret

    secret = read_secret(os.environ.get("PREOP_TURN_SECRET", ""))
    model = settings.model()
    selfcheck.check_files(settings.ROOT)
    selfcheck.check_model(model)
    if shortcuts.wanted():
        shortcuts.install()
    endpoints = AvailableEndpoints.read_endpoints("endpoints.yml")
    endpoints.action = ActionServer(endpoints.action.url, action_key(secret))
    channels = run.create_http_input_channels(None, "credentials.yml")
    app = run.configure_app(channels, enable_api=False, endpoints=endpoints)
    app.config.update({"REQUEST_MAX_SIZE": 2 * LARGEST_BODY, "RESPONSE_TIMEOUT": REQUEST_SECONDS})
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.register_listener(partial(_load, str(model), endpoints), "before_server_start")
    return app


async def _load(model: str, endpoints: Any, app: Any, loop: AbstractEventLoop) -> None:
    from rasa.core import run

    from bot import selfcheck

    logs.quiet()  # once more: jieba and others set up logs of their own while they are imported
    try:
        agent = await run.load_agent_on_start(model, endpoints, None, app, loop)
        selfcheck.check_agent(agent)
        await agent.parse_message("热身")  # jieba reads its dictionary at the first word
    except selfcheck.WrongPartsError as fault:
        sys.stderr.write(f"bot: {fault}\n")
        sys.stderr.flush()
        os._exit(2)  # Sanic would serve on without a model.


if __name__ == "__main__":
    sys.exit(main())
