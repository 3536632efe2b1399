"""The words for shops in one language: the tables of sentences, and how a floor and a category are said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.data import read_table
from assistant.language import is_chinese
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.floors import in_chinese, keys_of

FIGURES = ("spend", "rating")  # the columns of figures that can be asked for
_IN_WORDS = re.compile(r"[A-Za-z]{3,}")
_WITH_A_THEME = re.compile(
    r"((?:[A-Za-z]{1,2}\d{1,2}|\d{1,2}[FL])[A-Za-z]?)[\s层楼]*[\u4e00-\u9fff]"
)  # L1 潮流名品


@cache
def sentences() -> dict[str, Any]:
    """What is asked of shops and how it is answered: data/shops.yaml."""
    return read_table("shops.yaml")


@cache
def figure_words() -> dict[str, Any]:
    """How the columns of figures are asked for and told: data/shop_figures.yaml."""
    return read_table("shop_figures.yaml")


def said_floor(floor: str, english: bool) -> str:
    """L4层, B1层; as written where the directory has words of its own: 三楼, G/F, 1F. In English as written.

    What a directory says in English words is said in Chinese too: 3楼（Level 3）.
    """
    if english or not floor:
        themed = _WITH_A_THEME.match(floor) if english else None
        return themed[1] if themed else floor
    if _IN_WORDS.search(floor) and not is_chinese(floor):
        called = [in_chinese(key) for key in keys_of(floor)]
        return f"{'、'.join(called)}（{floor}）" if called and all(called) else floor
    return f"{floor}层" if floor.isalnum() and floor.isascii() and not floor.endswith("F") else floor


def said_label(label: str, english: bool, alone: bool = False) -> str:
    """A category as the directory has it; in a Chinese sentence what an English one means stands before it, or `alone`."""
    called = "" if english else sentences()["in_chinese"].get(fold(label), "")
    if called and alone:
        return str(called)
    return f"{called}（{label}）" if called else label


def labels_of_kind(shop: Shop) -> tuple[str, ...]:
    """The categories of a shop, the wider first."""
    return tuple(dict.fromkeys(filter(None, (shop.category, shop.subcategory))))


def joined(parts: Sequence[str], english: bool) -> str:
    return (", " if english else "、").join(parts)
