"""A text as the rules read it, with the way back to the text as it was written.

People hide words: full width, zero-width characters, blanks, signs and emoji between characters,
traditional forms, circled digits, pinyin. Rules match on `Reading.text`; `Reading.span` gives
the place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from assistant.compliance.disguises import Disguises, disguises
from knowledge.text import converter

CJK = re.compile(r"[㐀-鿿]")
# Blanks beside a Chinese character say nothing; between Latin words one stays, between letters written apart none.
BLANKS = re.compile(
    r"(?<=[㐀-鿿]) +| +(?=[㐀-鿿])|(?<= ) +|(?<=(?<![a-z0-9])[a-z]) +(?=[a-z01](?![a-z0-9]))|(?<=(?<![a-z0-9])[01]) +(?=[a-z](?![a-z0-9]))"
)
FILLERS = re.compile(r"(?<=[㐀-鿿])[*·•_~^|.\-—…´`'丨]+(?=[㐀-鿿])")
# Any sign beside a single Chinese character: 去⭐痘, 最/低/价. Between whole words it is an ornament.
SIGN = r"[^\w\s,。;:!?、()《》〈〉\"“”'‘’「」『』【】\[\]%¥$#@&=<>~{}+℃°×→-]"
ORNAMENTS = re.compile(
    rf"(?:(?<=[^㐀-鿿][㐀-鿿])|(?<=^[㐀-鿿])){SIGN}+(?=[㐀-鿿])|(?<=[㐀-鿿]){SIGN}+(?=[㐀-鿿](?![㐀-鿿]))"
)
# No clause ends with 最, but for 之最: what follows it is a disguise.
AFTER_MOST = re.compile(r"(?<=(?<!之)最)(?:[^\w\s\"”'’」』)\]】》]|\s){1,3}(?=[㐀-鿿])")
INVISIBLE = frozenset("\u034f\u115f\u1160\u3164\uffa0\u20e3")
DINGBAT_DIGITS = dict(zip("❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒", "123456789" * 3, strict=True))
BRACKETED_DIGITS = dict(zip("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "一二三四五六七八九十", strict=True))
DARK_LETTERS = {
    chr(first + at): chr(ord("a") + at) for first in (0x1F150, 0x1F170) for at in range(26)
}  # 🅐 🅰


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


def read(original: str, hidden: Disguises | None = None) -> Reading:
    """The reading of a text, its disguises seen through."""
    hidden = hidden or disguises()
    cells = [
        (out, at, at + 1) for at, char in enumerate(original) for out in _plain(hidden.signs.get(char, char))
    ]
    for noises in ((BLANKS, FILLERS), (ORNAMENTS, AFTER_MOST)):  # 薇❤ means something before ❤ is an ornament
        for noise in noises:
            cells = _without(noise, cells)
        for spelling, meaning in hidden.respellings(_text(cells)):
            cells = _respell(cells, spelling, meaning)
    return Reading(original, _text(cells), tuple(c[1] for c in cells), tuple(c[2] for c in cells))


def _text(cells: list[Cell]) -> str:
    return "".join([cell[0] for cell in cells])


@lru_cache(maxsize=65_536)
def _plain(char: str) -> str:
    """What a written character says: nothing, itself, or others."""
    if char in INVISIBLE or unicodedata.category(char[0]) == "Cf" or 0xFE00 <= ord(char[0]) <= 0xFE0F:
        return ""
    if char.isspace():
        return "\n" if char in "\r\n" else " "
    for table in (DINGBAT_DIGITS, BRACKETED_DIGITS, DARK_LETTERS):
        if char in table:
            return table[char]
    flat = unicodedata.normalize("NFKC", char)
    if unicodedata.category(char[0]) == "So" and CJK.match(flat) and flat not in "一二三四五六七八九十":
        return "·"  # ㊙ and 🈶 are ornaments
    if flat.isalpha() and not CJK.search(flat):  # zuì and zui are one
        flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(c))
    return "".join(_simplified(c) for c in flat.lower())


def _simplified(char: str) -> str:
    """One character stays one character, so that offsets hold."""
    out = converter("t2s").convert(char) if CJK.match(char) else char
    return out if len(out) == 1 else char


def _without(noise: re.Pattern[str], cells: list[Cell]) -> list[Cell]:
    gone = {i for m in noise.finditer(_text(cells)) for i in range(*m.span())}
    return [cell for i, cell in enumerate(cells) if i not in gone] if gone else cells


def _respell(cells: list[Cell], spelling: re.Pattern[str], meaning: str) -> list[Cell]:
    out: list[Cell] = []
    at = 0
    for match in spelling.finditer(_text(cells)):
        start, end = match.span()
        out += cells[at:start]
        out += [(char, cells[start][1], cells[end - 1][2]) for char in meaning]
        at = end
    return out + cells[at:] if at else cells
