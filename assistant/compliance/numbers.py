"""Numbers of a text that stand in none of its sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
COUNTING = re.compile(
    r"(?m)^\s*(?:[镜鏡][头頭]?\s*)?\d{1,2}(?=[.、)）:：])|\d+\s*[-–]\s*\d+\s*秒|[镜鏡]\s*\d+|[QA]\d|\bShot \d+ \| \d+-\d+ s\b"
)


def unsourced_numbers(text: str, sources: Sequence[str]) -> list[tuple[int, int]]:
    """Spans of the numbers in `text` that no source contains; list numbers and seconds of a shot are no facts."""
    known = {value for source in sources for value in numbers_of(source)}
    counted = [m.span() for m in COUNTING.finditer(text)]
    return [
        m.span()
        for m in NUMBER.finditer(text)
        if value_of(m[0]) not in known and not any(a <= m.start() and m.end() <= b for a, b in counted)
    ]


@lru_cache(maxsize=4096)
def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a text as values: 1,280 and 1280.0 are one."""
    return frozenset(
        value_of(m[0]) for m in NUMBER.finditer(unicodedata.normalize("NFKC", text.replace("，", "、")))
    )


def value_of(number: str) -> str:
    plain = number.replace(",", "").replace("，", "")
    whole, point, decimals = plain.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + decimals if decimals else "")
