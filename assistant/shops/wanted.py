"""What a question wants to know of shops, by the patterns of shops.yaml."""

from __future__ import annotations

import re

import rjieba

from assistant.shops.lines import sentences
from knowledge.text import fold
from knowledge.writing.subjects import BESIDE_THE_POINT


def asked_of(text: str) -> set[str]:
    """What is asked of a shop: place, hours, phone, points, coupon, pets, returns, goods."""
    return {name for name, pattern in sentences()["asked"].items() if re.search(pattern, fold(text))}


def is_about_presence(text: str) -> bool:
    """Whether a question is whether a shop is still there, has moved, or has opened."""
    return matches("presence", text)


def nouns(text: str) -> list[str]:
    """The nouns of a question that may be goods or kinds of shop."""
    found = [
        word.removesuffix("店") if len(word) > 2 else word
        for word, tag in rjieba.tag(fold(text))
        if tag.startswith(("n", "vn", "j")) and len(word) > 1 and word not in sentences()["not_kinds"]
    ]
    things = [word for word in found if word not in BESIDE_THE_POINT]  # whom it is for is no kind of goods
    return list(dict.fromkeys(things or found))


def matches(key: str, text: str) -> bool:
    return re.search(sentences()[key], fold(text)) is not None
