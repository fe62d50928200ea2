"""One running system for all tests of this folder."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from operations.settings import ROOT
from operations.setup import model
from records.database import connect
from records.people import add_user
from tests.system.running import PASSWORD, System, new_data_key, start


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    if not (ROOT / ".venv/bot/bin/python").exists():
        if os.environ.get("PREOP_REQUIRE_SERVICES") == "1":
            pytest.fail("the bot's environment is missing and PREOP_REQUIRE_SERVICES=1")
        pytest.skip("the bot's environment is missing: make setup")
    model.bring_up_to_date(ROOT)
    state = tmp_path_factory.mktemp("system")
    key, url = new_data_key(), f"sqlite:///{state}/preop.db"
    process, address, ports = start(state, url, key)
    # The terminal goes on talking (a part was restarted …); unread, its pipe would fill and stop everything.
    reader = threading.Thread(target=lambda: [None for _ in process.stdout or ()], daemon=True)
    reader.start()
    db = connect(url, bytes.fromhex(key))
    user = add_user(db, name="clinician", display_name="测试医生", password=PASSWORD, role="clinician")
    running = System(process, address, ports, db, user.id, state)
    yield running
    running.stop()
    reader.join(5)
    assert process.stdout is not None
    process.stdout.close()
    db.close()
