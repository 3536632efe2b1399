"""A question as it is held against another: what both must name alike.

A curated answer speaks of one thing. That two questions are near in an embedding is not enough: 周六 and 周日, two shops, 满300
and 满500 lie closer together than two ways to ask the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import rjieba

from assistant.asking.need import read as need_of
from assistant.asking.wording import bare, plain
from assistant.data import read_table
from assistant.grounding.numerals import plain as worded
from assistant.quoted.nouns import own_words
from knowledge.text import fold, language_of
from knowledge.writing.calendar import WEEKDAYS, days_in, without_days
from knowledge.writing.floors import FLOOR, floors
from knowledge.writing.numerals import HAN, number
from knowledge.writing.occasions import occasions_named, without_occasions
from knowledge.writing.regional import mainland
from knowledge.writing.synonyms import SAME

_WEEKDAY = re.compile(r"(?<!下)(?<![这本])(?<!下个)(?<![这本]个)(?:周|星期|礼拜)([一二三四五六日天])")
_ENGLISH_WEEKDAY = re.compile(r"(?<!next )(?<!this )(mon|tues|wednes|thurs|fri|satur|sun)days?(?![a-z])")
_ENGLISH_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_NUMERALS = re.compile(rf"(?<![{HAN}])(?:[二三四五六七八九百千万][{HAN}]*|十[{HAN}]*|[一两](?=[等号折倍]))")
_FIGURE = re.compile(r"[a-z]{0,3}-?\d+(?:[.:-]\d+)*%?")
_LATIN = re.compile(r"(?<![a-z0-9])[a-z][a-z&']+(?![a-z0-9])")
_NAMES = ("nz", "nt")
# Opening and closing are two questions, though one paper answers both.
_ROWS = [row for row in SAME if not any("几点" in word for word in row)]


_CLAUSE = re.compile(r"[?？!！。,，;；\n]+")


@dataclass(frozen=True, slots=True)
class Asking:
    """One question, read. What is in `named` must be named alike by two questions that are the same."""

    text: str  # folded, plain, one word for each thing
    named: tuple[frozenset[str], ...]  # days, figures, floors, occasions, Latin words, things
    names: frozenset[str]  # proper names
    sides: tuple[frozenset[int], ...]  # of each row that keeps questions apart
    kinds: frozenset[str]
    clauses: tuple[frozenset[str], ...]  # what each of several clauses speaks of
    is_english: bool

    def agrees(self, other: Asking) -> bool:
        """Whether both may be one question: nothing that one names is another thing in the other."""
        if self.is_english != other.is_english or self.named != other.named:
            return False
        if any(
            mine and theirs and not mine & theirs
            for mine, theirs in zip(self.sides, other.sides, strict=True)
        ):
            return False
        if not (self._is_all_in(other) and other._is_all_in(self)):
            return False
        lacking = [name for name in self.names if name not in other.text]
        return not lacking and all(name in self.text for name in other.names)

    def _is_all_in(self, other: Asking) -> bool:
        """Whether each clause speaks of something that the other question speaks of: 我是金卡 behind a question narrows it."""
        return all(any(word in other.text for word in words) for words in self.clauses)


def asking(question: str, today: date) -> Asking:
    """Reads a question of a day; words such as 明天 mean another day each time."""
    said = bare(plain(question))
    text = canonical(said)
    english = language_of(said) == "en"
    rest = without_occasions(FLOOR.sub(" ", without_days(text)))
    need = need_of(said, today)
    figures = frozenset(_FIGURE.findall(_digits(rest))) | ({f"{need.year}年"} if need.year else set())
    latin = frozenset() if english else frozenset(_LATIN.findall(rest)) - _same()[1].keys()
    return Asking(
        text,
        (_days(said, today), figures, frozenset(floors(said)), occasions_named(said), latin, _things(said)),
        frozenset() if english else frozenset(_names(rest)),
        tuple(_sides(said)),
        need.kinds,
        _clauses(text),
        english,
    )


def canonical(said: str) -> str:
    """A folded text with one word for each thing that malls call by several."""
    pattern, first = _same()
    text = said
    for word in mainland(said):
        text = f"{text} {word}" if word not in text else text
    return worded(pattern.sub(lambda match: first[match[0]], text))


def _clauses(text: str) -> tuple[frozenset[str], ...]:
    """The words of each clause that has any, where there are several clauses."""
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    return tuple(filter(None, map(own_words, parts))) if len(parts) > 1 else ()


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    first = {fold(word): fold(row[0]) for row in reversed(_ROWS) for word in row}
    longest = sorted(first, key=len, reverse=True)
    parts = (rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])" if w.isascii() else re.escape(w) for w in longest)
    return re.compile("|".join(parts)), first


def _days(said: str, today: date) -> frozenset[str]:
    """The days that are named: a weekday by its name, every other by its date."""
    weekdays = {f"w{WEEKDAYS.index('日' if name == '天' else name)}" for name in _WEEKDAY.findall(said)}
    weekdays |= {f"w{_ENGLISH_DAYS.index(name)}" for name in _ENGLISH_WEEKDAY.findall(said)}
    rest = _ENGLISH_WEEKDAY.sub(" ", _WEEKDAY.sub(" ", said))
    return frozenset(weekdays | {f"{day:%m-%d}" for day in days_in(rest, today)})


def _digits(text: str) -> str:
    """Numbers in characters as digits, but for the many words that begin with 一."""
    return _NUMERALS.sub(lambda match: f"{number(match[0])}", text)


def _names(text: str) -> Iterable[str]:
    return (
        word
        for word, tag in rjieba.tag(text)
        if tag.startswith(_NAMES) and len(word) > 1 and rjieba.has_word(word) and not word.isascii()
    )


@cache
def _contrasts() -> tuple[tuple[tuple[re.Pattern[str], ...], ...], tuple[re.Pattern[str], ...]]:
    table = read_table("contrasts.yaml")
    apart = tuple(tuple(re.compile(side) for side in row) for row in table["apart"])
    return apart, tuple(re.compile(side) for side in table["alike"])


def _sides(said: str) -> Iterable[frozenset[int]]:
    for row in _contrasts()[0]:
        yield frozenset(number for number, side in enumerate(row) if side.search(said))


def _things(said: str) -> frozenset[str]:
    return frozenset(side.pattern for side in _contrasts()[1] if side.search(said))
