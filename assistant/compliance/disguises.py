"""Wording in disguise: characters that stand for others, words half in pinyin, spellings that sound alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.data import read_table
from knowledge.writing.sounds import sound_of

CJK = r"[㐀-鿿]"
# Letters beside Chinese: without them no word of a text is half in pinyin.
MIXED = re.compile(rf"{CJK}\s?[a-z]{{2,6}}|(?<![a-z])[a-z]{{2,6}}\s?{CJK}")
SHORTEST = 5  # letters of a word that is wholly in pinyin; shorter ones are too often something else


@dataclass(frozen=True)
class Disguises:
    """`signs` stand for others one by one; `words` may be in pinyin; `spellings` are patterns."""

    signs: dict[str, str]
    words: tuple[str, ...]
    spellings: tuple[tuple[re.Pattern[str], str], ...]

    def respellings(self, text: str) -> Iterator[tuple[re.Pattern[str], str]]:
        """The spellings that may occur in a normalised text, each with its meaning."""
        if MIXED.search(text):
            yield from ((pattern, word) for pattern, word in self._in_pinyin if pattern.search(text))
        if self._any_spelling.search(text):
            yield from self.spellings

    @cached_property
    def _any_spelling(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in self.spellings))

    @cached_property
    def _in_pinyin(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        longest_first = sorted(self.words, key=len, reverse=True)
        return tuple((_half_in_pinyin(word), word) for word in longest_first)


def _half_in_pinyin(word: str) -> re.Pattern[str]:
    """The word with at least one syllable in pinyin; wholly so where it is long enough and beside Chinese."""
    sounds = [sound_of(char) for char in word]
    if len(word) == 1:
        return re.compile(rf"(?<![a-z]){sounds[0]}(?={CJK})")
    mixed = r" ?".join(f"(?:{char}|{sound})" for char, sound in zip(word, sounds, strict=True))
    whole = " ?".join(sounds)
    start, end = r"(?<![a-z])", r"(?![a-z])"
    some_pinyin = rf"(?=[^a-z]{{0,{len(word)}}}[a-z])"
    some_chinese = rf"(?=[a-z ]{{0,18}}{CJK})"
    forms = rf"{some_pinyin}{some_chinese}(?!{whole}){mixed}"
    if sum(map(len, sounds)) >= SHORTEST:
        forms += rf"|(?<={CJK}){whole}|{whole}(?={CJK})"
    return re.compile(rf"{start}(?:{forms}){end}")


@cache
def disguises() -> Disguises:
    raw = read_table("disguises.yaml")
    return Disguises(
        signs=raw["signs"],
        words=tuple(word for line in raw["words"] for word in line.split()),
        spellings=tuple((re.compile(pattern), meaning) for pattern, meaning in raw["spellings"].items()),
    )
