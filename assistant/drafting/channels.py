"""The form that each channel gives a text: limits and structure, as data that a house may add to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from assistant.data import read_table
from knowledge.errors import AtriumError
from knowledge.text import fold

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
    also: tuple[str, ...] = ()  # what people call it beside its id and its name
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
_SET_APART = re.compile(r"[\s_\-·./()（）]+")  # 小红书 笔记, koc-brief, KOC_Brief


@cache
def _data() -> dict:
    return read_table("channels.yaml")


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
        raise FaultyChannel(
            f"渠道{key}:{name}要写成[少, 多]两个不小于1的整数,不要就不写这一项,现在是{value!r}。"
        )
    if name == "also":
        if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
            return tuple(value)
        raise FaultyChannel(f"渠道{key}:also要写成名称的列表,现在是{value!r}。")
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
    """The channel of an id or of one of the names that people give it: xiaohongshu, 小红书, review_reply, KOC任务.

    Raises UnknownChannel, which lists those that are known.
    """
    known = channels() if known is None else known
    found = channel_called(name, known)
    if found is None:
        listed = "、".join(f"{one.name}({one.id})" for one in known.values())
        raise UnknownChannel(f"没有渠道“{name[:40]}”。可用的渠道:{listed}。")
    return found


def channel_called(name: str, known: Mapping[str, Channel]) -> Channel | None:
    """The channel that a name means, None for a name that nobody knows; ids count before names."""
    return known.get(name) or known.get(names_of(known).get(spelled(name), ""))


def names_of(known: Mapping[str, Channel]) -> dict[str, str]:
    """Every name in its plain spelling → the channel's id; a house's own channel keeps a name that two claim."""
    shipped_first = sorted(known.values(), key=lambda one: bool(one.like))
    told = {spelled(also): one.id for one in shipped_first for also in one.also}
    told |= {spelled(one.name): one.id for one in shipped_first}
    return told | {spelled(one.id): one.id for one in shipped_first}


def spelled(name: str) -> str:
    """A channel's name without what people write in many ways: letter case, width, marks, blanks."""
    return _SET_APART.sub("", fold(name))


def label() -> str:
    return _data()["label"]


def opt_out() -> str:
    return _data()["opt_out"]
