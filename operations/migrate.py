"""Brings the database's tables up to date: ``python -m operations.migrate``, before anything else starts."""

from __future__ import annotations

import os
import sys

from operations.keys import with_keys
from operations.settings import SettingsError, read
from records.database import connect, migrate
from records.errors import RecordsError


def main() -> int:
    """0 when the tables are current, 1 with one sentence otherwise."""
    try:
        settings = with_keys(read(os.environ))
        db = connect(settings.database_url, bytes.fromhex(settings.data_key or ""))
    except (SettingsError, ValueError) as error:
        print(f"{error}.", file=sys.stderr)
        return 1
    try:
        migrate(db)
    except RecordsError as error:
        print(f"The database could not be brought up to date ({type(error).__name__}): {error}.", file=sys.stderr)
        return 1
    finally:
        db.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
