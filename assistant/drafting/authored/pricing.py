"""Whether a price stands beside the size it is for, and an offer behind the thing it is on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.grounding.figures import Figure, read
from knowledge.text import fold

PRICES = frozenset({"money", "off"})
_CLAUSE = re.compile(r"[;；。,，、|｜\n()（）]")
_OFFER = re.compile(r"半价|\d+(?:\.\d+)?折|免单|减\d+")
_OVER = re.compile(r"可?立?享受?|只要|仅需|仅|元|立(?=减)|即可|可以|可|\s|[:“”\"]")
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


def misplaced(sentence: str, sources: Sequence[str]) -> str:
    """An offer behind other words than in the sources, 300 ml半价 for 第二杯半价; empty where none is."""
    known = _offers("\n".join(sources))
    for before, offer in _offers(sentence):
        theirs = [their for their, same in known if same == offer]
        if (
            before
            and theirs
            and not any(their.endswith(before) or before.endswith(their) for their in theirs)
        ):
            return f"{before}{offer}"
    return ""


def _offers(text: str) -> list[tuple[str, str]]:
    """(the characters before, at most three; the offer) within a clause, without words that only lead over."""
    clauses = (_OVER.sub("", clause) for clause in _CLAUSE.split(fold(text)))
    return [(c[max(0, m.start() - 3) : m.start()], m[0]) for c in clauses for m in _OFFER.finditer(c)]


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
