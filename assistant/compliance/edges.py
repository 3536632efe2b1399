"""Where a wording begins and ends: torn from its neighbours' letters, or cut short of a whole word."""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = re.compile(r"[㐀-鿿]{2,3}")
WORD = re.compile(r"[㐀-鿿]{2,4}")
AROUND = 12  # characters to either side that tell how a wording is cut
OPEN = "最"  # what stands behind it may be any word
UNIT = re.compile(
    r"\d*(?:,\d{3})*(?:\.\d+)?(?:%|折|万?[元块]|万|千|[日号天年]|个?月|倍|公?斤|[名位张份件杯次个盒支瓶]|小时|分钟)?"
)

Span = tuple[int, int]


def is_torn(text: str, start: int, end: int) -> bool:
    """Whether a wording that is a word by itself falls apart into other words where it stands: 独家 in 单独家庭, 顶级 in 屋顶级配."""
    wording = text[start:end]
    if not SHORT.fullmatch(wording) or wording[0] == OPEN or not _is_word(wording):
        return False
    return any(start < a < end for a, _ in _words(text, start, end))


def whole(text: str, start: int, end: int) -> Span:
    """The wording run on to the words and figures that it cuts: 最好 → 最好吃, 平时卖2 → 平时卖268."""
    if not start < end:
        return start, end
    if text[end - 1].isdigit() and (found := UNIT.match(text, end)):
        end = found.end()
    while start > 0 and text[start].isdigit() and text[start - 1].isdigit():
        start -= 1
    for a, b in _words(text, start, end):
        if WORD.fullmatch(text[a:b]) and a < end and start < b:
            start, end = min(start, a), max(end, b)
    return start, end


def _words(text: str, start: int, end: int) -> list[Span]:
    """The words around a place."""
    at = max(0, start - AROUND)
    spans = []
    for word in _cut(text[at : end + AROUND]):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


@lru_cache(maxsize=4096)
def _is_word(wording: str) -> bool:
    return len(_cut(wording)) == 1


def _cut(text: str) -> list[str]:
    import rjieba  # a fifth of a second

    return list(rjieba.cut(text, False))
