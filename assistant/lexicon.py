"""The Chinese words of mall papers and how they are told in English, by what they do in a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.data import read_table

_KINDS = ("noun", "verb", "adj", "modal", "neg", "prep", "post", "conj")
_ASKED_FOR = ("noun", "verb")
_SHORTEST = {
    True: 4,
    False: 3,
}  # letters of an English word to search for: of the one that is told, of the others


@dataclass(frozen=True, slots=True)
class Word:
    """What a Chinese word does in a clause, and its English."""

    kind: str
    english: str


@cache
def words() -> dict[str, tuple[Word, ...]]:
    """What every Chinese word that can be told may be, likeliest first; words without a meaning of their own are empty."""
    data = _table()
    found: dict[str, tuple[Word, ...]] = {han: (Word("", ""),) for han in data["empty"]}
    for kind in _KINDS:
        for han, told in data[kind].items():
            found[han] = (*found.get(han, ()), Word(kind, str(told).partition("|")[0]))
    return found


@cache
def asked_for() -> dict[str, str]:
    """English words by which a question may ask for a thing or a doing, and the Chinese ones for it, parted by blanks."""
    found: dict[str, list[str]] = {}
    common = frozenset(_table()["too_common"])
    for kind in _ASKED_FOR:
        for han, told in _table()[kind].items():
            first, _, others = str(told).partition("|")
            for english in (first, *others.split(",")):
                name = re.sub(r"(?<=[^s])s$", "", english.strip().lower())  # a plural is found too
                is_name = name not in common and len(han) > 1 and len(name.split()) <= 3
                is_name = is_name and len(name) >= _SHORTEST[english is first]
                if is_name:
                    found.setdefault(name, []).append(han)
    return {name: " ".join(dict.fromkeys(hans)) for name, hans in found.items()}


@cache
def units() -> dict[str, str]:
    """How a figure with a Chinese unit is told: 元 is CNY {}."""
    return dict(_table()["units"])


@cache
def pattern_of_words() -> re.Pattern[str]:
    """Finds the longest known word."""
    longest_first = sorted(words(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = read_table("gloss.yaml")
    return loaded
