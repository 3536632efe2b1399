"""A discount that a question names: 七折, 八五折, 8.5折, 20% off, 对折."""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.writing.numerals import in_characters

_ZHE = re.compile(r"(?:打|享|再)?(?:(\d{1,2}(?:\.\d)?)|([一二三四五六七八九]{1,2})|(对|半))折")
_OFF = re.compile(r"(\d{1,2})\s*% ?(?:off|discount)|(?:便宜|优惠|减|降)(?:了)?(\d{1,2})%")
DISCOUNT = re.compile(f"{_ZHE.pattern}|{_OFF.pattern}")
_AFTER_IT = re.compile(r"折后|打完折|折完|打折后|after (?:the )?discount|discounted")


def is_after(told: str) -> bool:
    """Whether the amount named is already the one after the discount."""
    return _AFTER_IT.search(told) is not None


def rate_in(told: str) -> Decimal | None:
    """What is left of a price: 0.85 for 八五折; 1 where no discount is named, None where several are."""
    found = {_zhe(match) for match in _ZHE.finditer(told)}
    found |= {1 - Decimal(match[1] or match[2]) / 100 for match in _OFF.finditer(told)}
    if len(found) > 1 or (not found and re.search(r"打折|折扣", told)):
        return None
    return found.pop() if found else Decimal(1)


def _zhe(match: re.Match[str]) -> Decimal:
    digits, written, half = match.groups()
    if half:
        return Decimal("0.5")
    value = Decimal(digits) if digits else Decimal("".join(f"{in_characters(char)}" for char in written))
    return value / (10 if value < 10 else 100)
