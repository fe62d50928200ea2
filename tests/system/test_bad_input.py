"""Bad input at the public address of the running system: a clear answer each, nothing lost, never a 5xx."""

from __future__ import annotations

import uuid

import pytest

from operations.patient import load_script, talk
from records.cases import case_view
from tests.system.running import System

pytestmark = pytest.mark.rasa


def test_each_kind_of_bad_input_gets_a_clear_answer_and_loses_nothing(system: System) -> None:
    made = system.invite()
    with system.client() as client:
        talk(client, made.token, load_script("avulsion"), until="age")
        api = f"/api/chat/{made.token}/messages"

        def status(text: str) -> int:
            body = {"id": uuid.uuid4().hex, "kind": "text", "text": text, "item": "age"}
            answer = client.post(api, json=body)
            if answer.status_code >= 400:
                assert answer.json()["says"]["zh"]
            return answer.status_code

        assert status("") == 422
        assert status("疼" * 10_000) in (413, 422)
        assert status("/restart") == 202
        assert status("🙂") == 202
        broken = client.post(api, content=b"{broken", headers={"content-type": "application/json"})
        assert broken.status_code in (400, 422)
        assert client.get("/chat/made-up-invitation").status_code == 404
        assert client.post("/api/chat/made-up-invitation/messages", json={}).status_code in (404, 422)
        talk(client, made.token, load_script("avulsion"), until="cause")
    view = case_view(system.db, made.case_id)
    assert view is not None
    assert view.talk.answers["triage"].value == ()
    assert "/restart" in [line.text for line in view.lines]
