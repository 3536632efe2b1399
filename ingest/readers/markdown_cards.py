"""Shops as cards in Markdown: a name in bold or as a heading with a few short lines under it, again and again, as rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.cards import Card, are_shops, card_of, row_of, with_english_names
from ingest.model import Section

_BOLD = re.compile(r"(?:[-*+]\s+)?(?:\*\*|__)(?P<name>[^*\n]{1,90}?)[:：]?(?:\*\*|__)[:：]?")
_HEADING = re.compile(r"(?P<level>#{2,6})\s+(?P<name>.*?)(?:\s+#+)?")
_NO_LINE = re.compile(r"#{1,6}\s|```|~~~|.*\|.*\|")  # what a card never holds: headings, code, rows of tables
_BULLET = re.compile(r"^\s*[-*+>]\s+")
_BESIDE = re.compile(r"\s+[|·•]\s+")  # several things said on one line
_BREAK = re.compile(r"(?:\\|<br\s*/?>)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """A name and the lines under it: where they begin and end, and how the name is marked."""

    start: int
    end: int
    shape: str
    card: Card | None


def cards_in(lines: Sequence[str], plain: Callable[[str], str]) -> dict[int, tuple[int, Section]]:
    """Where a card begins to where it ends, and its row; `plain` takes the markup signs off a line.

    Names of one shape are judged together: names of shops may be headings beside those of floors.
    """
    shapes: defaultdict[str, list[_Block]] = defaultdict(list)
    for block in _blocks(lines, plain):
        shapes[block.shape].append(block)
    found = [
        block
        for some in shapes.values()
        if are_shops([block.card for block in some if block.card], len(some))
        for block in some
        if block.card
    ]
    with_english_names([block.card for block in found if block.card])
    found.sort(key=lambda block: block.start)
    return {
        block.start: (block.end, row_of(block.card, at)) for at, block in enumerate(found, 1) if block.card
    }


def _blocks(lines: Sequence[str], plain: Callable[[str], str]) -> list[_Block]:
    found: list[_Block] = []
    for at, line in enumerate(lines):
        heading, bold = _HEADING.fullmatch(line), _BOLD.fullmatch(line.strip())
        if heading:
            end = next((n for n in range(at + 1, len(lines)) if _HEADING.match(lines[n])), len(lines))
            body = [text for text in lines[at + 1 : end] if text.strip()]
            if body and not any(map(_BOLD.fullmatch, map(str.strip, body))):
                found.append(_block(at, end, heading["level"], heading["name"], body, plain))
        elif bold:
            end = next((n for n in range(at + 1, len(lines)) if _ends(lines[n])), len(lines))
            if end > at + 1:
                found.append(_block(at, end, "bold", bold["name"], lines[at + 1 : end], plain))
    return found


def _ends(line: str) -> bool:
    """Whether a line is no more of the lines under a name in bold."""
    return not line.strip() or _HEADING.match(line) is not None or _BOLD.fullmatch(line.strip()) is not None


def _block(
    at: int, end: int, shape: str, name: str, body: Sequence[str], plain: Callable[[str], str]
) -> _Block:
    if any(map(_NO_LINE.match, body)):
        return _Block(at, end, shape, None)
    said = [plain(part) for line in body for part in _BESIDE.split(_BREAK.sub("", _BULLET.sub("", line)))]
    return _Block(at, end, shape, card_of(plain(name), [text for text in said if text]))
