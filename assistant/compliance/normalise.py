"""A text as the rules read it, with the way back to the text as it was written.

People hide words: full width, zero-width characters, blanks and dots between characters,
traditional forms, circled digits, pinyin. Rules match on `Reading.text`; `Reading.span` gives
the place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from knowledge.text import converter

CJK = re.compile(r"[㐀-鿿]")
# Blanks beside a Chinese character say nothing; between Latin words one stays.
BLANKS = re.compile(r"(?<=[㐀-鿿]) +| +(?=[㐀-鿿])|(?<= ) +")
FILLERS = re.compile(r"(?<=[㐀-鿿])[*·•_~^|.\-—…´`'丨]+(?=[㐀-鿿])")
INVISIBLE = frozenset("\u034f\u115f\u1160\u3164\uffa0\u20e3")
DINGBAT_DIGITS = dict(zip("❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒", "123456789" * 3, strict=True))


@dataclass(frozen=True, slots=True)
class Reading:
    """Normalised text; character i of it was written at original[starts[i]:ends[i]]."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        if not self.starts:
            return (0, len(self.original))
        if start >= end:
            return (self.starts[min(start, len(self.starts) - 1)],) * 2
        return (self.starts[start], self.ends[end - 1])


Cell = tuple[str, int, int]  # one normalised character and where it was written


def read(original: str, variants: dict[str, str] | None = None) -> Reading:
    """The reading of a text; `variants` maps a spelling (a pattern) to the characters it stands for."""
    cells = [cell for i, ch in enumerate(original) for cell in _plain(ch, i)]
    for noise in (BLANKS, FILLERS):
        cells = _without(noise, cells)
    for spelling, meaning in (variants or {}).items():
        cells = _respell(cells, spelling, meaning)
    return Reading(
        original, "".join(c[0] for c in cells), tuple(c[1] for c in cells), tuple(c[2] for c in cells)
    )


def _plain(ch: str, at: int) -> list[Cell]:
    if ch in INVISIBLE or unicodedata.category(ch) == "Cf" or 0xFE00 <= ord(ch) <= 0xFE0F:
        return []
    return [(out, at, at + 1) for out in _folded(ch)]


@cache
def _folded(ch: str) -> str:
    flat = unicodedata.normalize("NFKC", DINGBAT_DIGITS.get(ch, ch))
    if flat.isalpha() and not CJK.search(flat):  # zuì and zui are one
        flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(c))
    return (
        "".join(_simplified(c) for c in flat.lower()) if not ch.isspace() else ("\n" if ch in "\r\n" else " ")
    )


def _simplified(ch: str) -> str:
    """One character stays one character, so that offsets hold."""
    out = converter("t2s").convert(ch) if CJK.match(ch) else ch
    return out if len(out) == 1 else ch


def _without(noise: re.Pattern[str], cells: list[Cell]) -> list[Cell]:
    text = "".join(c[0] for c in cells)
    gone = {i for m in noise.finditer(text) for i in range(*m.span())}
    return [cell for i, cell in enumerate(cells) if i not in gone]


def _respell(cells: list[Cell], spelling: str, meaning: str) -> list[Cell]:
    text = "".join(c[0] for c in cells)
    out: list[Cell] = []
    at = 0
    for match in re.finditer(spelling, text):
        start, end = match.span()
        out += cells[at:start]
        out += [(ch, cells[start][1], cells[end - 1][2]) for ch in meaning]
        at = end
    return out + cells[at:]
