"""A house's own channels: a file beside its library that adds channels or changes the shipped ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from assistant.drafting.channels import Channel, FaultyChannel, UnknownChannel, channel, channel_of, channels

FILE = "channels.yaml"
TOO_LARGE = 200_000  # bytes; a page of channels has some thousand


@dataclass(frozen=True)
class HouseChannels:
    """`known` are the shipped channels with the house's on top; `problem` is why the house's do not hold."""

    known: Mapping[str, Channel] = field(default_factory=channels)
    problem: str = ""

    def channel(self, name: str) -> Channel:
        """Raises UnknownChannel, which tells the problem too: the channel may be one of the house's."""
        try:
            return channel(name, self.known)
        except UnknownChannel as error:
            raise UnknownChannel(f"{error}{self.problem}") from None

    @classmethod
    def read(cls, path: Path) -> HouseChannels:
        """The channels of a house. With no file the shipped ones; with a faulty one, too, and the problem."""
        if not path.is_file():
            return cls()
        try:
            return cls({**channels(), **_own(path)})
        except FaultyChannel as fault:
            return cls(problem=f"{path.name}没有生效,随附的渠道仍然可用:{fault}")


def _own(path: Path) -> dict[str, Channel]:
    if path.stat().st_size > TOO_LARGE:
        raise FaultyChannel("文件太大。")
    try:
        text = path.read_text("utf-8-sig")
        told = yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as fault:
        line = getattr(getattr(fault, "problem_mark", None), "line", None)
        where = f"第{line + 1}行" if line is not None else "文件"
        raise FaultyChannel(f"{where}不是可以读的YAML(UTF-8)。") from fault
    rows = told.get("channels") if isinstance(told, dict) else None
    if not isinstance(rows, dict):
        raise FaultyChannel("最外层要有“channels:”,下面每个渠道一段。")
    lines, made = _lines(text), {}
    for key, row in rows.items():
        try:
            made[str(key)] = _channel(str(key), row)
        except FaultyChannel as fault:
            raise FaultyChannel(f"第{lines[str(key)]}行起,{fault}") from None
    return made


def _lines(text: str) -> Mapping[str, int]:
    """The line of each channel."""
    top = yaml.compose(text, yaml.SafeLoader)
    assert top is not None  # it was read before
    under = next(value for key, value in top.value if key.value == "channels")
    return {str(key.value): key.start_mark.line + 1 for key, _ in under.value}


def _channel(key: str, row: object) -> Channel:
    if not isinstance(row, dict):
        raise FaultyChannel(f"渠道{key}:要写成“名称: 值”的一段。")
    shipped = channels().get(key)
    made = channel_of(key, {**_row(shipped), **row} if shipped else row)
    if shipped is None and made.like not in channels():
        raise FaultyChannel(f"渠道{key}:新渠道要用like写明跟随哪个渠道,可选{'、'.join(channels())}。")
    if made.wording is not None:
        _check_wording(key, made.wording)
    return made


def _row(shipped: Channel) -> dict[str, Any]:
    row = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(shipped).items()}
    return {k: v for k, v in row.items() if k != "id" and v is not None}


def _check_wording(key: str, wording: object) -> None:
    """The house's own templates: a list of titles, and lines that each say something."""
    if not isinstance(wording, dict) or not isinstance(wording.get("lines"), list):
        raise FaultyChannel(f"渠道{key}:wording里要有lines(每行一项)。")
    titles = wording.get("title", [])
    if not isinstance(titles, list) or not all(isinstance(t, str) and _is_template(t) for t in titles):
        raise FaultyChannel(f"渠道{key}:wording的title要写成文字的列表。")
    for n, line in enumerate(wording["lines"], start=1):
        said = (line.get("say") or line.get("fit")) if isinstance(line, dict) else None
        if not isinstance(said, list) or not all(isinstance(s, str) and _is_template(s) for s in said):
            raise FaultyChannel(f"渠道{key}:wording第{n}行要有say或fit,写成文字的列表,花括号要成对。")
        if not isinstance(line.get("rank", 1), int):
            raise FaultyChannel(f"渠道{key}:wording第{n}行的rank要写整数。")


def _is_template(text: str) -> bool:
    """Text with plain {slots}: no attribute, no format in the braces."""
    try:
        slots = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return False
    return all(str(name).isidentifier() and not spec and not how for name, spec, how in slots)
