"""A wording that is only letters of its neighbours: 独家 in 单独家庭, 顶级 in 屋顶级配."""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = re.compile(r"[㐀-鿿]{2,3}")
AROUND = 12  # characters to either side that tell how a wording is cut
OPEN = "最"  # what stands behind it may be any word


def is_torn(text: str, start: int, end: int) -> bool:
    """Whether a wording that is a word by itself falls apart into other words where it stands."""
    wording = text[start:end]
    if not SHORT.fullmatch(wording) or wording[0] == OPEN or not _is_word(wording):
        return False
    first = max(0, start - AROUND)
    at = first
    for word in _cut(text[first : end + AROUND]):
        if start < at < end:
            return True
        at += len(word)
    return False


@lru_cache(maxsize=4096)
def _is_word(wording: str) -> bool:
    return len(_cut(wording)) == 1


def _cut(text: str) -> list[str]:
    import rjieba  # a fifth of a second

    return list(rjieba.cut(text, False))
