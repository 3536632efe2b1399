"""What kind of goods a text is about: which rules and which wording fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.data import read_table


@dataclass(frozen=True, slots=True)
class Goods:
    category: str = "general"
    checked_as: str = "general"  # the category that the compliance rules know
    topic: str = ""
    regulated: bool = False


@cache
def _table() -> tuple[tuple[tuple[str, ...], Goods], ...]:
    data = read_table("goods.yaml")
    rows = []
    for row in data["goods"]:
        name = row["category"]
        goods = Goods(name, data["checked_as"].get(name, name), row["topic"], name in data["regulated"])
        rows.append((tuple(row["words"]), goods))
    return tuple(rows)


def kinds_of_goods() -> dict[str, str]:
    """The categories that the rules tell apart, with the name that people use."""
    return {goods.category: words[0] for words, goods in _table() if goods.category == goods.checked_as}


def goods_of(texts: Iterable[str]) -> Goods:
    """The kind of the first text that tells; `texts` go from the surest to the weakest."""
    for text in texts:
        lowered = text.lower()
        for words, goods in _table():
            if any(word in lowered for word in words):
                return goods
    return Goods()


def category_of(named: str | None, text: str) -> str:
    """The category that the rules know: from how somebody named it (餐饮, food), else from the text."""
    if not named:
        return goods_of((text,)).checked_as
    goods = goods_of((named,))
    return named if goods == Goods() else goods.checked_as
