"""Whatever a patient typed is text: tags, quotes, right-to-left marks, ten thousand letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from interview.answer import How
from tests.portal.building import HALFWAY, SILENT, Patient, Said
from tests.portal.conftest import Browser

SCRIPT = "<script>alert('x')</script>"
QUOTED = '"><img src=x onerror=alert(1)>'
TURNED = "\u202egnp.txt\u202c"
TEMPLATE = "{{ 7 * 7 }}{% include 'base.html' %}"
LONG = "长" * 10_000


def talk_of(words: str) -> Patient:
    return replace(HALFWAY, says={**HALFWAY.says, "age": Said(words, 52, How.EXACT)}, until="cause")


@pytest.mark.parametrize("words", [SCRIPT, QUOTED, TEMPLATE, TURNED, LONG, "\x00\x07\ufffe😀"])
def test_typed_words_are_shown_and_do_nothing(ward: Browser, admit: Callable[..., str], words: str) -> None:
    answer = ward.get(f"/cases/{admit(talk_of(words), assess=False)}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "49" not in answer.text[answer.text.index('id="lines"') :] if words == TEMPLATE else True


def test_tags_are_shown_as_they_were_typed(ward: Browser, admit: Callable[..., str]) -> None:
    page = ward.get(f"/cases/{admit(talk_of(SCRIPT), assess=False)}").text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page


def test_a_right_to_left_mark_stays_within_its_own_words(ward: Browser, admit: Callable[..., str]) -> None:
    page = ward.get(f"/cases/{admit(talk_of(TURNED), assess=False)}").text
    assert f'<bdi class="said">{TURNED}</bdi>' in page


@pytest.mark.parametrize("name", [SCRIPT, QUOTED, TEMPLATE, TURNED, LONG])
def test_a_name_is_text_on_every_page(ward: Browser, admit: Callable[..., str], name: str) -> None:
    case = admit(replace(SILENT, name=name), assess=False)
    for address in ("/worklist", f"/cases/{case}"):
        page = ward.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert len(page) < 200_000
        assert LONG not in page
        assert "<bdi>" in page
    invitation = ward.post(f"/cases/{case}/invitation").text
    assert "<script>alert" not in invitation
    assert LONG not in invitation


def test_searching_for_a_tag_is_harmless(ward: Browser) -> None:
    page = ward.post("/worklist", q=QUOTED).text
    assert "<img src=x" not in page
    assert "&lt;img" in page


def test_a_search_of_ten_thousand_letters_is_cut(ward: Browser) -> None:
    answer = ward.post("/worklist", q=LONG)
    assert answer.status_code == 200
    assert LONG not in answer.text
