"""Whether text from a PDF is text at all, or the numbers of glyphs nobody can map back."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

_GLYPH_NUMBER = re.compile(r"\(cid:\d+\)|/g\d{1,5}\b|/uni[0-9A-F]{4}")
_MIN_JUDGED = 20  # characters
_MAX_ODD = 0.05
_MAX_ODD_IF_SHORT = 0.3
_MAX_RARE = 0.3
_MIN_WORDLIKE = 0.5
_MIN_ALNUM = 0.3
_MIN_SWAPPED = 6  # characters
_MAX_SWAPPED = 0.5
_MAX_PAIRED = 0.7
_MAX_LONE = 0.7
_LATIN_WORD = re.compile(
    r"(?<![A-Za-z\d])[A-Za-z]+(?![A-Za-z\d])"
)  # L1 and B2 are floors, no letters gone astray


def is_garbage(text: str) -> bool:
    """True when a share of the characters cannot have been written by anybody."""
    chars = "".join(text.split())
    if not chars:
        return False
    counts = Counter(chars)
    if _share(counts, str.isalnum) < _MIN_ALNUM:
        return True
    if len(chars) >= _MIN_SWAPPED and _share(counts, _is_swapped) > _MAX_SWAPPED:
        return True
    if len(chars) < _MIN_JUDGED:
        return _share(counts, _is_odd) > _MAX_ODD_IF_SHORT
    return (
        bool(_GLYPH_NUMBER.search(text) and len(_GLYPH_NUMBER.findall(text)) * 6 > len(chars) * _MAX_ODD)
        or _share(counts, _is_odd) > _MAX_ODD
        or _share(counts, _is_wordlike) < _MIN_WORDLIKE
        or _rare_hanzi(counts) > _MAX_RARE
        or _paired(chars) > _MAX_PAIRED
        or _lone_letters(text) > _MAX_LONE
    )


def _is_odd(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs")


def _is_swapped(char: str) -> bool:
    """Latin text whose two bytes were taken the wrong way round: 䴀甀氀琀椀 for Multi."""
    return ord(char) & 0xFF == 0 and 0x20 <= ord(char) >> 8 < 0x7F


def _is_wordlike(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Po", "Ps", "Pe", "Pd", "Sc")


def _rare_hanzi(counts: Counter[str]) -> float:
    """The share of hanzi that stand in neither of the two sets of everyday characters."""
    hanzi = Counter({char: count for char, count in counts.items() if "\u3400" <= char <= "\u9fff"})
    return _share(hanzi, _is_rare) if hanzi.total() >= _MIN_JUDGED else 0.0


def _is_rare(char: str) -> bool:
    return not char.encode("gb2312", "ignore") and not char.encode("big5", "ignore")


def _paired(chars: str) -> float:
    """How much of the text is doubled, as some bold fonts are: 商商场场."""
    letters = [char for char in chars if char.isalpha()]
    if len(letters) < _MIN_JUDGED:
        return 0.0
    pairs = sum(one == other for one, other in zip(letters[::2], letters[1::2], strict=False))
    return 2 * pairs / len(letters)


def _lone_letters(text: str) -> float:
    """The share of Latin words that have one letter: F n e m b for a word whose letters were shifted.

    Only where the text is Latin: among hanzi, single letters name halls, gates and rows.
    """
    letters = [char for char in text if char.isalpha()]
    if 2 * sum(map(str.isascii, letters)) < len(letters):
        return 0.0
    words = _LATIN_WORD.findall(text)
    return sum(len(word) == 1 for word in words) / len(words) if len(words) >= _MIN_JUDGED else 0.0


def _share(counts: Counter[str], test: Callable[[str], bool]) -> float:
    total = counts.total()
    return sum(count for char, count in counts.items() if test(char)) / total if total else 0.0
