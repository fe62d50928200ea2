"""./preop simulate NAME: a made-up patient talks through the running system, for a demonstration or for load."""

from __future__ import annotations

import argparse
import sys

import httpx

from operations.patient import StuckError, load_script, scripts, talk


def main(argv: list[str]) -> int:
    """Talks NAME's interview at the given invitation; exit status 1 where it comes to no end."""
    parser = argparse.ArgumentParser(prog="preop simulate", description=__doc__)
    parser.add_argument("name", choices=scripts(), help="the made-up patient")
    parser.add_argument("invitation", help="the invitation link of a case, as the portal shows it")
    parser.add_argument("--quiet", action="store_true", help="print only the number of messages")
    options = parser.parse_args(argv)
    base, _, token = options.invitation.rstrip("/").rpartition("/chat/")
    if not base:
        parser.error("the invitation must be a link like http://127.0.0.1:8000/chat/…")

    def show(who: str, text: str) -> None:
        print(f"{'  >' if who == 'patient' else '   '} {text}")

    with httpx.Client(base_url=base, timeout=30) as client:
        try:
            sent = talk(client, token, load_script(options.name), show=None if options.quiet else show)
        except (StuckError, httpx.HTTPError) as error:
            print(f"preop simulate: {error}", file=sys.stderr)
            return 1
    print(f"{options.name}: {sent} messages")
    return 0
