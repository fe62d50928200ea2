"""The chat API over HTTP: acknowledged after the commit, counted once, and a clear answer to anything else."""

import asyncio
from collections.abc import Callable

import pytest

from records.alerts import open_alerts
from tests.gateway.room import Room, questions

Run = Callable[..., None]


def test_the_first_opening_begins_and_opening_again_changes_nothing(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        first = await room.open(token)
        again = await room.open(token)
        assert [line["kind"] for line in first] == ["begin", "reply", "reply"]
        assert again == first

    with_gateway(story)


def test_opening_twice_at_the_same_moment_begins_once(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await asyncio.gather(*(room.http.post(f"/api/chat/{token}/open") for _ in range(5)))
        lines = await room.open(token)
        assert sum(line["kind"] == "begin" for line in lines) == 1

    with_gateway(story)


def test_a_message_is_acknowledged_with_its_place_and_answered(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        before = await room.consent(token)
        answer = await room.send(token, id="m1", kind="choice", choice=[], text="都没有", item="triage")
        assert answer.status_code == 202
        assert answer.json()["seq"] == before[-1]["seq"] + 1
        assert answer.json()["duplicate"] is False
        lines = await room.until(token, lambda found: questions(found) == 4)
        reply = next(line for line in lines if line["reply_to"] == answer.json()["message_id"])
        assert reply["item"] == "age"

    with_gateway(story)


def test_the_same_id_again_is_the_same_message_and_counts_once(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        message = {"id": "m1", "kind": "choice", "choice": [], "text": "都没有", "item": "triage"}
        first, *others = [await room.send(token, **message) for _ in range(4)]
        assert [answer.status_code for answer in others] == [200, 200, 200]
        assert {answer.json()["seq"] for answer in others} == {first.json()["seq"]}
        assert all(answer.json()["duplicate"] for answer in others)
        lines = await room.until(token, lambda found: questions(found) == 4)
        assert sum(line["text"] == "都没有" for line in lines if line["direction"] == "in") == 1

    with_gateway(story)


def test_two_patients_may_use_the_same_message_id(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        one, two = room.invite(), room.invite()
        await room.consent(one)
        await room.consent(two)
        assert (await room.send(one, id="m1", kind="text", text="没有")).status_code == 202
        assert (await room.send(two, id="m1", kind="text", text="发烧")).status_code == 202

    with_gateway(story)


def test_begin_is_no_id_that_a_client_can_take(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        assert (await room.send(token, id="begin", kind="text", text="您好")).status_code == 202
        lines = await room.open(token)
        assert [line["kind"] for line in lines if line["direction"] == "in"] == ["text", "begin"]

    with_gateway(story)


def test_a_slash_command_is_stored_as_typed_and_told_to_rasa_as_plain_words(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        assert (await room.send(token, id="m1", kind="text", text="/restart")).status_code == 202
        lines = await room.until(token, lambda found: questions(found) == 4)
        assert any(line["text"] == "/restart" for line in lines)
        assert room.bot.asked[-1]["text"] == "／restart"

    with_gateway(story)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"id":"m1","kind":"text","text":""}', 422),
        (b'{"id":"m1","kind":"text","text":"' + b"a" * 10_240 + b'"}', 422),
        (b'{"id":"m1","kind":"text"', 400),
        (b"x" * 70_000, 413),
    ],
)
def test_bad_input_gets_a_clear_answer_and_nothing_is_lost(with_gateway: Run, body: bytes, status: int) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        before = await room.consent(token)
        answer = await room.http.post(f"/api/chat/{token}/messages", content=body)
        assert answer.status_code == status
        assert set(answer.json()["says"]) == {"zh", "en"}
        assert await room.lines(token) == before
        assert (await room.send(token, id="m1", kind="text", text="😀")).status_code == 202

    with_gateway(story)


def test_an_unknown_invitation_is_404_and_an_expired_one_410_on_every_route(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        for token, status in (("made-up", 404), (room.invite(days_valid=0), 410)):
            api = f"/api/chat/{token}"
            assert (await room.http.post(f"{api}/open")).status_code == status
            assert (await room.http.get(f"{api}/messages")).status_code == status
            assert (await room.http.get(f"{api}/events")).status_code == status
            assert (await room.send(token, id="m", kind="text", text="您好")).status_code == status

    with_gateway(story)


@pytest.mark.parametrize("token", ["%00", "%ff%fe", "..%2f..", "a" * 5000, "%F0%9F%98%80", "' or 1=1 --", "null"])
def test_a_made_up_invitation_of_any_shape_is_404(with_gateway: Run, token: str) -> None:
    async def story(room: Room) -> None:
        assert (await room.http.get(f"/api/chat/{token}/messages")).status_code == 404
        assert (await room.http.get(f"/chat/{token}")).status_code == 404

    with_gateway(story)


def test_nothing_of_the_talk_may_be_kept_by_a_cache_or_sent_as_referrer(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        headers = (await room.http.get(f"/api/chat/{room.invite()}/messages")).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"

    with_gateway(story)


def test_one_invitation_may_not_flood_but_an_alarm_always_passes(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        answers = [await room.send(token, id=f"m{number}", kind="text", text="疼") for number in range(4)]
        assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
        assert answers[3].headers["retry-after"]
        crisis = await room.send(token, id="m9", kind="text", text="我不想活了")
        assert crisis.status_code == 202
        assert crisis.json()["safety"]["role"] == "safety"

    with_gateway(story, per_invitation="3/minute")


def test_one_address_may_not_flood_but_an_alarm_always_passes(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        one, two = room.invite(), room.invite()
        answers = [await room.send(token, id="m1", kind="text", text="疼") for token in (one, two, one, two)]
        assert [answer.status_code for answer in answers] == [202, 202, 200, 429]
        assert (await room.send(two, id="m9", kind="text", text="我不想活了")).status_code == 202

    with_gateway(story, per_address="3/minute")


def test_who_guesses_invitations_is_stopped_and_the_patient_beside_is_not(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        patient = room.invite()
        await room.open(patient)
        found = [(await room.http.get(f"/api/chat/guess-{number}/messages")).status_code for number in range(4)]
        assert found == [404, 404, 404, 429]
        assert (await room.http.get(f"/api/chat/{patient}/messages")).status_code == 200

    with_gateway(story, unknown_per_address="3/minute")


def test_a_crisis_is_answered_at_once_and_alerts_staff_with_rasa_away(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        room.bot.away = True
        answer = await room.send(token, id="m1", kind="text", text="有时候真的不想活了", item="triage")
        assert answer.status_code == 202
        assert answer.json()["status"] == "safety"
        lines = await room.lines(token)
        assert lines[-1]["role"] == "safety"
        assert [call["number"] for call in lines[-1]["widget"]["calls"]] == ["120", "12356"]
        assert [alert.kind for alert in open_alerts(room.db)] == ["RF-SUI"]

    with_gateway(story)


def test_item_nine_above_none_is_heard_from_the_button(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        for value, heard in ((0, None), (1, "safety"), (2, "safety")):
            answer = await room.send(room.invite(), id="m1", kind="choice", choice=value, item="phq9_9")
            assert (answer.json()["safety"] or {}).get("role") == heard

    with_gateway(story)


def test_typed_words_are_heard_as_an_answer_to_the_question_that_stands(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        for number, item in enumerate(("triage", "age", "onset", "place", "pain_worst", "med1_drug")):
            await room.send(token, id=f"m{number}", kind="text", text="不清楚", item=item)
        await room.until(token, lambda found: found[-1]["item"] == "phq9_9")
        answer = await room.send(token, id="m9", kind="text", text="差不多天天", item="med1_drug")
        assert answer.json()["safety"]["role"] == "safety"

    with_gateway(story)


def test_with_the_records_away_a_crisis_is_answered_and_its_alert_is_stored_when_they_are_back(
    with_gateway: Run,
) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        with room.records_away():
            answer = await room.send(token, id="m1", kind="text", text="我不想活了")
            assert answer.status_code == 503
            assert answer.json()["safety"]["role"] == "safety"
            assert "还没有送到" in answer.json()["safety"]["text"]
            plain = await room.send(token, id="m2", kind="text", text="没有")
            assert (plain.status_code, plain.json()["safety"]) == (503, None)
            assert open_alerts(room.db) == []
        lines = await room.until(token, lambda found: found[-1]["role"] == "safety")
        assert sum(line["text"] == "我不想活了" for line in lines) == 1
        assert [alert.kind for alert in open_alerts(room.db)] == ["RF-SUI"]
        again = await room.send(token, id="m1", kind="text", text="我不想活了")
        assert (again.status_code, again.json()["duplicate"]) == (200, True)

    with_gateway(story)


def test_staff_are_not_said_to_be_told_while_the_alert_is_not_stored(with_gateway: Run, protocol) -> None:  # type: ignore[no-untyped-def]
    told = protocol.words.say("red_flag_end", "zh")

    async def story(room: Room) -> None:
        token = room.invite()
        await room.consent(token)
        stored = await room.send(token, id="m1", kind="text", text="胸口疼，喘不上气", item="triage")
        assert told in stored.json()["safety"]["text"]
        with room.records_away():
            not_stored = await room.send(token, id="m2", kind="text", text="胸口疼，喘不上气", item="triage")
        assert told not in not_stored.json()["safety"]["text"]
        assert "还没有送到" in not_stored.json()["safety"]["text"]

    with_gateway(story)


def test_the_api_is_described_with_examples(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        paths = (await room.http.get("/openapi.json")).json()["paths"]
        assert set(paths) >= {
            "/api/chat/{invitation}/messages",
            "/api/chat/{invitation}/open",
            "/api/chat/{invitation}/events",
            "/healthz",
            "/readyz",
        }
        body = paths["/api/chat/{invitation}/messages"]["post"]["requestBody"]["content"]["application/json"]
        assert [example["kind"] for example in body["schema"]["examples"]] == ["text", "choice", "command"]

    with_gateway(story)


def test_ready_names_the_part_that_is_away(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        assert (await room.http.get("/healthz")).json() == {"status": "alive"}
        ready = await room.http.get("/readyz")
        assert (ready.status_code, ready.json()["away"]) == (200, [])
        room.bot.away = True
        away = await room.http.get("/readyz")
        assert (away.status_code, away.json()["away"]) == (503, ["rasa"])
        assert away.json()["database"] == "up"

    with_gateway(story)


def test_words_of_despair_typed_into_a_field_of_the_medicine_card_are_heard(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        for name, heard in (("普瑞巴林", None), ("没用，不想活了", "safety")):
            card = {"med1_drug": name, "med1_dose": 300, "med1_stop": "intolerance"}
            answer = await room.send(room.invite(), id="m1", kind="choice", choice=card, text="药", item="med1_drug")
            assert (answer.json()["safety"] or {}).get("role") == heard

    with_gateway(story)
