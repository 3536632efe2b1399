"""The form that each channel gives a text: limits and structure, as data that a house may add to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.errors import AtriumError

Span = tuple[int, int]


class UnknownChannel(AtriumError):
    """A channel that nobody has described; the message lists those that are."""


class FaultyChannel(AtriumError):
    """A description of a channel that makes no sense; the message says where."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Lengths are in characters; None means no limit. `whole` counts title and body together.

    `like` names the channel whose wording and rules a house's own channel follows; `wording` are
    templates of its own, in the form of copy_products.yaml.
    """

    id: str
    name: str
    title: int | None = None
    body: int | None = None
    whole: int | None = None
    lines: int | None = None
    topics: Span | None = None
    seconds: Span | None = None  # of a film, shortest and longest
    pace: int = 4  # spoken characters a second
    points: Span | None = None  # selling points: how many the rubric wants, and the most
    point: int = 16
    contact: bool = True  # whether a phone number may stand in it
    emoji: bool = False
    shots: bool = False
    table: bool = False
    signed: bool = False
    like: str = ""
    reminder: str = ""  # said to the person who publishes it
    wording: Mapping[str, Any] | None = None

    @property
    def form(self) -> str:
        """The shipped channel whose wording and rules hold here."""
        return self.like or self.id

    def holds(self, title: str, body: str) -> bool:
        whole = f"{title}\n{body}" if title else body
        within = ((title, self.title), (body, self.body), (whole, self.whole))
        fits = all(limit is None or len(text) <= limit for text, limit in within)
        return fits and (self.lines is None or len([x for x in whole.split("\n") if x.strip()]) <= self.lines)


PAIRS = frozenset({"topics", "seconds", "points"})
NUMBERS = frozenset({"title", "body", "whole", "lines", "pace", "point"})
SWITCHES = frozenset({"contact", "emoji", "shots", "table", "signed"})
TEXTS = frozenset({"name", "like", "reminder"})


@cache
def _data() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("channels.yaml").read_text("utf-8"))


@cache
def channels() -> dict[str, Channel]:
    """The shipped channels."""
    return {key: channel_of(key, row) for key, row in _data()["channels"].items()}


def channel_of(key: str, row: Mapping[str, Any]) -> Channel:
    """A channel from its row. Raises FaultyChannel with the key and what is wrong."""
    known = {field.name for field in fields(Channel)} - {"id"}
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name not in known:
            raise FaultyChannel(f"渠道{key}:不认识“{name}”,可用的有{'、'.join(sorted(known))}。")
        values[name] = _checked(key, name, value)
    if not values.get("name"):
        raise FaultyChannel(f"渠道{key}:缺少name(渠道的名称)。")
    return Channel(id=key, **values)


def _checked(key: str, name: str, value: object) -> object:
    if name in PAIRS:
        fits = isinstance(value, list) and len(value) == 2 and all(_is_count(v) for v in value)
        if fits and isinstance(value, list) and value[0] <= value[1]:
            return tuple(value)
        raise FaultyChannel(f"渠道{key}:{name}要写成[少, 多]两个整数,现在是{value!r}。")
    if name in NUMBERS and value is not None and not _is_count(value):
        raise FaultyChannel(f"渠道{key}:{name}要写一个大于0的整数,现在是{value!r}。")
    if name in SWITCHES and not isinstance(value, bool):
        raise FaultyChannel(f"渠道{key}:{name}只能写true或false,现在是{value!r}。")
    if name in TEXTS and not isinstance(value, str):
        raise FaultyChannel(f"渠道{key}:{name}要写文字,现在是{value!r}。")
    return value


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def channel(name: str, known: Mapping[str, Channel] | None = None) -> Channel:
    known = channels() if known is None else known
    if name not in known:
        raise UnknownChannel(f"没有渠道“{name[:40]}”。可用的渠道:{'、'.join(known)}。")
    return known[name]


def label() -> str:
    return _data()["label"]


def opt_out() -> str:
    return _data()["opt_out"]
