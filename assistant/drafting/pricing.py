"""Whether a price stands beside the size, age or number that the papers have it for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.figures import Figure, read
from knowledge.text import fold

PRICES = frozenset({"money", "off"})
_CLAUSE = re.compile(r"[;；。,，、|｜\n()（）]")
_SIDE = frozenset({"bare", "written", "period"})


def mispaired(sentence: str, sources: Sequence[str]) -> tuple[str, str] | None:
    """A price and a figure beside it, both known from the sources beside others only; None where all agree.

    The sources say 300 ml 18元 and 500 ml 22元: a sentence with 300 ml 22元 has two figures of theirs and
    is wrong.
    """
    known = _pairs("\n".join(sources))
    prices, beside = {price for price, _ in known}, {figure for _, figure in known}
    for clause in _CLAUSE.split(fold(sentence)):
        for price, figure in _beside(clause):
            pair = (_key(price), _key(figure))
            if pair not in known and pair[0] in prices and pair[1] in beside:
                return price.written, figure.written
    return None


@lru_cache(maxsize=512)
def _pairs(text: str) -> frozenset[tuple[tuple[str, object], tuple[str, object]]]:
    return frozenset(
        (_key(price), _key(figure))
        for clause in _CLAUSE.split(fold(text))
        for price, figure in _beside(clause)
    )


def _beside(clause: str) -> list[tuple[Figure, Figure]]:
    figures = [figure for figure in read(clause) if figure.kind not in _SIDE]
    prices = [figure for figure in figures if figure.kind in PRICES]
    others = [f for f in figures if f.kind not in PRICES and re.search(r"\d", f.written)]  # no 两种, 第二杯
    return [(price, other) for price in prices for other in others]


def _key(figure: Figure) -> tuple[str, object]:
    return figure.kind, figure.value
