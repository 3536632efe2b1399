"""Numbers as people write them, in digits, in Chinese characters and in English words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from knowledge.text import fold
from knowledge.writing.numerals import HAN, in_characters

_WRITTEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_WORDS = {word: n for n, word in enumerate(_WRITTEN.split(), 1)} | {"thirty": 30, "forty": 40, "fifty": 50}
# "one" is a figure before a unit only: "one of the shops" counts nothing.
_WORD = re.compile(
    r"(?<![a-z-])(?:one(?= (?:hour|minute|day|week|month|year|ticket|coupon|person|time)\b)|"
    + "|".join(word for word in _WORDS if word != "one")
    + r")(?![a-z-])"
)


_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_LARGE = re.compile(rf"(\d+(?:\.\d+)?) ?({'|'.join(_SCALES)})(?![a-z])")
# In 减80，800-80 the comma is one of the sentence; in 1，000 it is not.
_COMMA = re.compile(r"(?<=\d)，(?!000(?!\d))(?=\d)")
# 14点20要走: minutes without 分, where nothing else is counted by them.
_MINUTES = re.compile(r"(?<![\d.])(\d{1,2})点([0-5]\d)(?![\d:.%分]|\s*[元块个人张件名份位折])")


def plain(text: str) -> str:
    """The matching form of a text, without separators of thousands and with English words as digits."""
    joined = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(_COMMA.sub("， ", text)))
    joined = _MINUTES.sub(r"\1:\2", joined)
    worded = _WORD.sub(lambda match: str(_WORDS[match.group()]), joined)
    return _LARGE.sub(lambda match: f"{Decimal(match[1]) * _SCALES[match[2]]:f}", worded)


def number(text: str) -> Decimal | None:
    """The value of 1000, 1.5万, 三十 or 两; None when it is none."""
    if text[:1].isdigit():
        scale = {"万": 10_000, "千": 1000, "亿": 100_000_000}.get(text[-1], 1)
        try:
            return (Decimal(text.rstrip("万千亿")) * scale).normalize()
        except InvalidOperation:
            return None
    return in_characters(text) if text and set(text) <= set(HAN) else None
