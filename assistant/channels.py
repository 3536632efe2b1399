"""Channels: where a message comes from, as the table names them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent / "data" / "channels_in.yaml"
WEB, WIDGET, API, INTERNAL = "web", "widget", "api", "internal"
PAGES = {WEB, WIDGET, "miniapp"}  # of the house itself, open to everybody


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str
    name_en: str


@cache
def channels() -> dict[str, Channel]:
    """Every channel by its id, in the order of the table."""
    return {row["id"]: Channel(**row) for row in read_yaml(DATA)}
