"""The names of body regions and sides, and the list from which a patient can pick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from interview.question import Language


@dataclass(frozen=True)
class Body:
    """Regions by code as body.yml names them, groups in order, wholes and sides."""

    data: Mapping[str, Any]

    def name(self, code: str, side: str | None, language: Language) -> str:
        """The region in words, with its side where one was said; a code without a name is shown as it is."""
        names = {entry["code"]: entry for entry in self.data["regions"]} | dict(self.data["wholes"])
        region = str(names[code][language]) if code in names else code.removeprefix("outside:")
        if side is None:
            return region
        said = str(self.data["sides"][side][language])
        return f"{said}{region}" if language == "zh" else f"{region} ({said})"

    def knows(self, code: object) -> bool:
        """Whether there is a region or a whole of this code."""
        return code in self.data["wholes"] or any(entry["code"] == code for entry in self.data["regions"])

    def is_paired(self, code: str) -> bool:
        """Whether a side belongs to this region; a region we do not list is taken to have none."""
        return any(entry["code"] == code and entry["paired"] for entry in self.data["regions"])

    def pick_list(self, language: Language) -> list[dict[str, Any]]:
        """The regions to choose from, for a channel to draw: ``{"code", "says", "group", "paired"}``."""
        groups = {group["id"]: str(group["says"][language]) for group in self.data["groups"]}
        return [
            {"code": r["code"], "says": r[language], "group": groups[r["group"]], "paired": r["paired"]}
            for r in self.data["regions"]
        ]


@cache
def load_body() -> Body:
    """The body as body.yml has it, read once."""
    return Body(yaml.safe_load((Path(__file__).parent / "body.yml").read_text(encoding="utf-8")))
