"""Text that is there for programs and not for people: white on white, of no size, off the page."""

from __future__ import annotations

import re

from ingest.cleaning import one_line
from ingest.model import Flag, FlagKind

_MAX_EXCERPT = 60
_MAX_FLAGS = 50  # of one document: a report with more is not read
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_WHITE = 0.94  # relative lightness from which colours cannot be told from paper


def is_white(colour: str) -> bool:
    """Whether a six-digit colour is as light as paper."""
    match = _HEX.fullmatch(colour[-6:] if len(colour) == 8 else colour)
    return match is not None and lightness(match[1]) >= _WHITE


def is_paper(fill: str) -> bool:
    """Whether what lies behind text is paper: no fill at all, or a white one."""
    return fill.lower() in ("", "auto", "none", "clear") or is_white(fill)


def lightness(colour: str) -> float:
    """0 for black, 1 for white, by the weights of ITU-R BT.601."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


class HiddenText:
    """Collects hidden pieces as flags, neighbours of one place joined."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []
        self.count = 0

    def add(self, text: str, place: str, is_run: bool = True) -> None:
        """Notes a piece of hidden text; blanks alone hide nothing. Runs of one place join, blocks stand alone."""
        text = text[: 4 * _MAX_EXCERPT]
        if not text.strip():
            return
        self.count += 1
        if is_run and self._found and self._found[-1][1] == place and len(self._found[-1][0]) < _MAX_EXCERPT:
            self._found[-1] = (self._found[-1][0] + text, place)
        elif len(self._found) < _MAX_FLAGS:
            self._found.append((text, place))

    def flags(self) -> tuple[Flag, ...]:
        made = ((one_line(text)[:_MAX_EXCERPT], place) for text, place in self._found)
        return tuple(Flag(FlagKind.HIDDEN, excerpt, place) for excerpt, place in made if excerpt)
