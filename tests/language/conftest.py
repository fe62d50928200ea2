"""One pipeline for all tests of the room: building it takes a second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from language import pipeline
from language.reading import Reading

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    nlp = pipeline.build()
    return lambda text: pipeline.read(nlp, text, TODAY)
