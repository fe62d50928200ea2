"""The page: its own files only, nothing kept by caches, and plain words where there is no interview."""

import json
import re
from collections.abc import Callable

from gateway.page import STATIC
from gateway.words import load_words
from tests.gateway.room import Room

Run = Callable[..., None]


def test_the_page_asks_for_its_own_files_only_and_all_of_them_are_there(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        page = await room.http.get(f"/chat/{room.invite()}")
        assert page.status_code == 200
        asked = re.findall(r'(?:href|src)="([^"]+)"', page.text)
        assert asked and all(address.startswith("/chat/static/") for address in asked)
        for address in asked:
            assert (await room.http.get(address)).status_code == 200

    with_gateway(story)


def test_every_script_imports_only_scripts_that_are_there() -> None:
    for script in STATIC.glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', script.read_text(encoding="utf-8")):
            assert (STATIC / name).is_file(), f"{script.name} imports {name}"


def test_no_file_of_the_page_names_another_host() -> None:
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" + "://" not in text and "https" + "://" not in text, path.name


def test_the_headers_keep_the_page_to_itself(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        headers = (await room.http.get(f"/chat/{room.invite()}")).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]

    with_gateway(story)


def test_an_unknown_or_expired_invitation_gets_a_plain_page_in_both_languages(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        for token, status, words in (
            ("made-up", 404, "没有找到这个问诊"),
            ("<script>", 404, "没有找到这个问诊"),
            (room.invite(days_valid=0), 410, "这个链接已经过期"),
        ):
            page = await room.http.get(f"/chat/{token}")
            assert page.status_code == status
            assert words in page.text
            assert "tel:120" in page.text
            assert "<script" not in page.text

    with_gateway(story)


def test_with_the_records_away_the_page_says_so_plainly(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        token = room.invite()
        with room.records_away():
            page = await room.http.get(f"/chat/{token}")
        assert page.status_code == 503
        assert "暂时打不开" in page.text

    with_gateway(story)


def test_an_english_patient_gets_an_english_page(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        page = await room.http.get(f"/chat/{room.invite(language='en')}")
        assert '<html lang="en"' in page.text

    with_gateway(story)


def test_a_path_out_of_the_static_folder_is_not_served(with_gateway: Run) -> None:
    async def story(room: Room) -> None:
        for name in ("chat.html", "..%2fchat.html", "%2e%2e%2f%2e%2e%2fapp.py", "nothing.js"):
            assert (await room.http.get(f"/chat/static/{name}")).status_code == 404

    with_gateway(story)


def test_the_words_carry_no_exclamation_mark_and_cannot_close_their_script() -> None:
    words = load_words()
    for name, line in words.lines.items():
        assert not set("!！") & set("".join(line.values())), name
    assert "<" not in words.as_json() and json.loads(words.as_json()) == words.lines


def test_every_word_the_scripts_ask_for_is_in_the_catalogue() -> None:
    known = set(load_words().lines)
    for path in [*STATIC.glob("*.js"), STATIC / "chat.html"]:
        text = path.read_text(encoding="utf-8")
        asked = re.findall(r'\bsay\("(\w+)"', text) + re.findall(r'data-(?:word|label)="(\w+)"', text)
        assert set(asked) <= known, f"{path.name}: {set(asked) - known}"


def test_a_demonstration_says_so_and_another_site_does_not(with_gateway: Run) -> None:
    for demonstration in (True, False):

        async def story(room: Room, said: bool = demonstration) -> None:
            page = (await room.http.get(f"/chat/{room.invite()}")).text
            notice = re.search(r'<p [^>]*data-word="demonstration"[^>]*>', page)
            assert notice and ("hidden" in notice[0]) is not said

        with_gateway(story, demonstration=demonstration)
