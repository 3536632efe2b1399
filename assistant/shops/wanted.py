"""What a question wants to know of shops, by the patterns of shops.yaml."""

from __future__ import annotations

import re

import rjieba

from assistant.shops.marks import tagged_in
from assistant.shops.words import FIGURES, figure_words, sentences
from knowledge.text import fold
from knowledge.writing.subjects import BESIDE_THE_POINT


def asked_of(text: str) -> set[str]:
    """What is asked of a shop: place, hours, phone, points, coupon, pets, returns, goods, and what its tags tell."""
    asked = {name for name, pattern in sentences()["asked"].items() if re.search(pattern, fold(text))}
    asked |= {name for name in FIGURES if re.search(figure_words()[name]["asked"], fold(text))}
    return asked | tagged_in(text)


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


def told_apart(text: str) -> list[str]:
    """The words of a question that a shop's remark may have: nouns, verbs and adjectives, and animals of one letter."""
    found = [
        word
        for word, tag in rjieba.tag(fold(text))
        if (
            (len(word) > 1 and tag.startswith(("n", "v", "a", "j")) and not word.isascii())
            or word in _ANIMALS
        )
        and word not in sentences()["not_kinds"]
    ]
    found += [word for word in _ENGLISH.findall(fold(text)) if word not in _OF_ANY_QUESTION]
    return list(dict.fromkeys(found))


_ANIMALS = frozenset("狗猫犬")
_ENGLISH = re.compile(r"(?<![a-z])[a-z]{3,}(?![a-z])")
_OF_ANY_QUESTION = frozenset(
    re.findall(
        "[a-z]+",
        "the and for with that this are you your have has can could which what where who when how does any some there"
        " here shop shops store stores restaurant restaurants mall open close near from into want need like get find"
        " please food eat eating place places level floor daily only also our out not all one two"
        " them they their its was were will would should much many more most first second third ground lower upper"
        " hours today tomorrow tonight now monday tuesday wednesday thursday friday saturday sunday sell sells selling"
        " buy brand brands offer offers offering outlet outlets tell about list show looking just really good best",
    )
)


def matches(key: str, text: str) -> bool:
    return re.search(sentences()[key], fold(text)) is not None
