"""Numbers of papers as their titles write them: SOP-3 and sop 03 of a paper that is SOP-03."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.text import fold

NUMBERED = re.compile(r"(?<![a-z0-9])([a-z]{2,6})[-\s_]?(\d{1,3})(?![\d.]|-\d)")  # SOP-03, PS-08


def codes_in(text: str) -> set[tuple[str, int]]:
    """The numbers of papers in a text: (sop, 3)."""
    return {(name, int(number)) for name, number in NUMBERED.findall(fold(text))}


def as_titled(text: str, titles: Iterable[str]) -> str:
    """A text with the numbers of papers as the titles of those papers write them."""
    if not NUMBERED.search(text):
        return text
    written = {
        (match[1], int(match[2])): match[0] for title in titles for match in NUMBERED.finditer(fold(title))
    }
    return NUMBERED.sub(lambda match: written.get((match[1], int(match[2])), match[0]), text)
