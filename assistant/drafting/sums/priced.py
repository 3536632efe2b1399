"""A sum with its steps, and the prices of a sheet that sums begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.facts.table import Fact, FactSheet

_PRICE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*元")


@dataclass(frozen=True, slots=True)
class Sum:
    """`steps` in order; `said` is what a draft may say of it, with its condition; empty: only to be shown; `brief`: the same for a short text."""

    steps: tuple[str, ...]
    said: str = ""
    sources: tuple[str, ...] = ()
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """One price of the goods; `size` tells it from others, as in 360 ml 26元."""

    amount: Decimal
    size: str
    fact: Fact


def prices_of(sheet: FactSheet) -> list[Priced]:
    fact = sheet.first("price")
    if fact is None:
        return []
    told = re.sub(r"[(（][^()（）]*[)）]", "", fact.value)
    found = []
    for part in re.split(r"[;；、，]|,(?!\d{3})", told):
        match = _PRICE.search(part)
        if match:
            size = part[: match.start()].strip(" :：")
            found.append(Priced(amount(match[1]), "" if size.endswith("价") else size, fact))
    return found


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def plain_number(amount: Decimal) -> str:
    """1280 as 1,280; 43.50 as 43.5."""
    return f"{amount.normalize():,f}"


def sources_of(*facts: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(fact.source) for fact in facts))
