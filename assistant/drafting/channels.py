"""The form that each channel gives a text: limits and structure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.errors import AtriumError


class UnknownChannel(AtriumError):
    """A channel that nobody has described; the message lists those that are."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Lengths are in characters; None means no limit. `whole` counts title and body together."""

    id: str
    name: str
    title: int | None = None
    body: int | None = None
    whole: int | None = None
    lines: int | None = None
    topics: tuple[int, int] | None = None
    seconds: tuple[int, int] | None = None  # of a film, shortest and longest
    pace: int = 4  # spoken characters a second
    points: tuple[int, int] | None = None
    point: int = 16
    contact: bool = True  # whether a phone number may stand in it
    emoji: bool = False
    shots: bool = False
    table: bool = False
    signed: bool = False

    def holds(self, title: str, body: str) -> bool:
        whole = f"{title}\n{body}" if title else body
        within = ((title, self.title), (body, self.body), (whole, self.whole))
        fits = all(limit is None or len(text) <= limit for text, limit in within)
        return fits and (self.lines is None or len([x for x in whole.split("\n") if x.strip()]) <= self.lines)


@cache
def _data() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("channels.yaml").read_text("utf-8"))


@cache
def channels() -> dict[str, Channel]:
    return {key: _channel(key, row) for key, row in _data()["channels"].items()}


def _channel(key: str, row: dict[str, Any]) -> Channel:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return Channel(id=key, **values)


def channel(name: str) -> Channel:
    known = channels()
    if name not in known:
        raise UnknownChannel(f"没有渠道“{name[:40]}”。可用的渠道:{'、'.join(known)}。")
    return known[name]


def label() -> str:
    return _data()["label"]


def opt_out() -> str:
    return _data()["opt_out"]


def reminder(name: str) -> str:
    return _data()["reminders"].get(name, "")
