"""What a text claims and its facts do not, and what in a sheet speaks to whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.data import read_table
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Claim:
    """A kind of claim that copy is tempted to make; `finds` and `passes` are examples."""

    name: str
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    passes: tuple[str, ...]


@cache
def _table() -> dict:
    return read_table("copy_claims.yaml")


@cache
def claims() -> tuple[Claim, ...]:
    return tuple(_claim(row, row["name"]) for row in _table()["claims"])


@cache
def orders() -> tuple[Claim, ...]:
    """Ways to give whoever reads a sheet an order."""
    return tuple(_claim(row, "指令") for row in _table()["orders"])


def _claim(row: dict, name: str) -> Claim:
    return Claim(name, re.compile(row["pattern"], re.IGNORECASE), tuple(row["finds"]), tuple(row["passes"]))


def unbacked(text: str, facts: Iterable[str]) -> list[tuple[str, str]]:
    """(kind of claim, words) for every claim of a text whose words stand in none of the facts."""
    folded, known = _plain(text), _plain("\n".join(facts))
    found = ((claim.name, m[0].strip()) for claim in claims() for m in claim.pattern.finditer(folded))
    return list(dict.fromkeys((name, words) for name, words in found if words not in known))


def _plain(text: str) -> str:
    """Folded, with one word for what is said in two."""
    return fold(text).replace("每天", "每日").replace("每人", "每位")


def is_order(text: str) -> bool:
    folded = fold(text)
    return any(order.pattern.search(folded) for order in orders())
