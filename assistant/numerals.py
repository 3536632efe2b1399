"""Numbers as people write them, in digits, in Chinese characters and in English words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from knowledge.text import fold

HAN = "零〇一二两三四五六七八九十百千万"
_DIGITS = {"零": 0, "〇": 0, "两": 2} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_SCALES = {"十": 10, "百": 100, "千": 1000}
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


def plain(text: str) -> str:
    """The matching form of a text, without separators of thousands and with English words as digits."""
    joined = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(text))
    return _WORD.sub(lambda match: str(_WORDS[match.group()]), joined)


def number(text: str) -> Decimal | None:
    """The value of 1000, 1.5万, 三十 or 两; None when it is none."""
    if text[:1].isdigit():
        scale = {"万": 10_000, "千": 1000, "亿": 100_000_000}.get(text[-1], 1)
        try:
            return (Decimal(text.rstrip("万千亿")) * scale).normalize()
        except InvalidOperation:
            return None
    return _in_characters(text) if text and set(text) <= set(HAN) else None


def _in_characters(text: str) -> Decimal:
    """三十五 is 35, 一百零八 is 108, 二〇二六 is 2026."""
    if not any(c in _SCALES or c == "万" for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c == "万":
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        elif c in _SCALES:
            section, digit = section + (digit or 1) * _SCALES[c], 0
        else:
            digit = _DIGITS[c]
    return Decimal(total + section + digit)
