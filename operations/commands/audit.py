"""``./preop audit verify``: checks the audit chain of the records from its first entry to its head."""

from __future__ import annotations

import argparse
import os
import sys

from operations.keys import kept_data_key
from operations.settings import SettingsError, read
from records.audit import Verified, verify
from records.database import connect
from records.errors import RecordsError


def main(argv: list[str]) -> int:
    """Verifies the chain. Exit status 0 when every entry fits, 1 when one does not or the records cannot be read."""
    parser = argparse.ArgumentParser(prog="preop audit", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("verify", help="check every entry of the audit chain; exit status 1 where one does not fit")
    parser.parse_args(argv)
    try:
        verified = _verify()
    except (SettingsError, RecordsError, ValueError) as error:
        print(f"preop audit verify: {error}", file=sys.stderr)
        return 1
    if verified.first_bad is None:
        print(f"{verified.count} entries, the chain holds")
        return 0
    if verified.first_bad > verified.count:
        print(
            f"{verified.count} entries, but the chain does not end here: its tail was cut, or the data key is another"
        )
    else:
        print(
            f"{verified.count} entries, the chain is broken: entry {verified.first_bad} is the first that does not fit"
        )
    return 1


def _verify() -> Verified:
    settings = read(os.environ)
    file = settings.database_file
    if file is not None and not file.exists():
        raise SettingsError(f"there are no records yet at {file}: run the system once, or set PREOP_DATABASE_URL")
    db = connect(settings.database_url, bytes.fromhex(kept_data_key(settings)))
    try:
        return verify(db)
    finally:
        db.close()
