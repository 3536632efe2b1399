"""How people name the shops of a directory: by letters, by sound, by initials; and the other names of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

import rjieba
from pypinyin import Style, lazy_pinyin, pinyin

from knowledge.model import Shop
from knowledge.text import fold, is_cjk

_BRANCH = re.compile(r"\s*(?:[blBL]\d+(?:店)?|快闪|旗舰店|[东西南北]区?店|店)\s*$")
_SHORTEST_SOUND, _SHORTEST_INITIALS = 4, 3  # letters: below, a word is more likely a word
_MOST_WORDS = 8  # syllables of one name, written apart
_MOST_NAMES = 5  # of one question
_MOST_READINGS = 12  # of a name with polyphones: one other reading at a time


Span = tuple[int, int, str]  # start, end, and what stands there


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says for a shop: the wording, the shops that carry it, and whether it is a name as written."""

    said: str
    shops: tuple[Shop, ...]
    is_written: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A name in a question: as it was said, and the other names of the same shops.

    `said` is empty when only the sound stands in the question. `is_word` is True of a name that
    is also a word of the language, so that it may not be meant as a name at all.
    """

    said: str
    others: tuple[str, ...]
    is_word: bool = False


class Names:
    """The names of a directory's shops, made once and asked for each question."""

    def __init__(self, shops: Sequence[Shop]) -> None:
        self._shops = tuple(shops)

    @cached_property
    def _by_name(self) -> dict[str, list[Shop]]:
        """Folded name, alias, English name or short name -> the shops that carry it."""
        index: dict[str, list[Shop]] = {}
        for shop in self._shops:
            for name in names_of(shop):
                if shop not in index.setdefault(name, []):
                    index[name].append(shop)
        return index

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        """The first two characters of a name -> the names that begin so, longest first."""
        heads: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=len, reverse=True):
            heads.setdefault(name[:2], []).append(name)
        return heads

    @cached_property
    def _by_sound(self) -> dict[str, list[Shop]]:
        return self._heard_as(readings_of)

    @cached_property
    def _by_initials(self) -> dict[str, list[Shop]]:
        return self._heard_as(initials_of)

    @cached_property
    def _forms(self) -> dict[Shop, tuple[str, ...]]:
        return {shop: forms_of(shop) for shop in self._shops}

    def _heard_as(self, sounds_of: Callable[[str], Iterable[str]]) -> dict[str, list[Shop]]:
        sounds: dict[str, list[Shop]] = {}
        for name, shops in self._by_name.items():
            if all(map(is_cjk, name)):
                for sound in sounds_of(name):
                    known = sounds.setdefault(sound, [])
                    known += [shop for shop in shops if shop not in known]
        return sounds

    def written(self, folded: str) -> list[Named]:
        """The names that stand in a folded text, longest first; no letter belongs to two of them."""
        spans = [
            (at, at + len(name), name)
            for at in range(len(folded) - 1)
            for name in self._by_head.get(folded[at : at + 2], ())
            if folded.startswith(name, at) and _is_whole(name, folded, at)
        ]
        found = dict.fromkeys(name for _, _, name in _longest(spans))
        return [Named(name, tuple(self._by_name[name]), True) for name in found]

    def heard(self, folded: str) -> list[Named]:
        """The shops whose name sounds like letters or like an unknown word of a folded text, longest first."""
        by_sound = self._by_sound
        spans = [span for span in (*_spelt(folded), *_unknown(folded)) if span[2] in by_sound]
        found = {folded[start:end]: by_sound[sound] for start, end, sound in _longest(spans)}
        return [Named(said, tuple(shops), False) for said, shops in found.items()]

    def abbreviated(self, folded: str) -> list[Named]:
        """The shops whose initials, at least three, stand as a word in a folded text."""
        words = re.findall(rf"(?<![a-z0-9])[a-z]{{{_SHORTEST_INITIALS},}}(?![a-z0-9])", folded)
        return [
            Named(word, tuple(self._by_initials[word]), False)
            for word in dict.fromkeys(words)
            if word in self._by_initials
        ]

    def wordings(self, question: str) -> list[Wording]:
        """The names in a question, each with the other names that passages may use; by ear when none is written."""
        if not self._shops:
            return []
        folded = fold(question)
        found = self._in_full(folded) or self.heard(folded) or self.abbreviated(folded)
        return [self._wording(named) for named in found[:_MOST_NAMES]]

    def _in_full(self, folded: str) -> list[Named]:
        """Without the first words of English names: `little` is too common to stand for one."""
        return [
            named
            for named in self.written(folded)
            if any(named.said in self._forms[shop] for shop in named.shops)
        ]

    def _wording(self, named: Named) -> Wording:
        names = dict.fromkeys(name for shop in named.shops for name in self._forms[shop])
        if not named.is_written:
            return Wording("", _shortest(names))
        others = _shortest(name for name in names if not _stands_in(named.said, name))
        return Wording(named.said, others, rjieba.has_word(named.said))


def _shortest(names: Iterable[str]) -> tuple[str, ...]:
    """Without the names in which another stands: who finds the short one has found the long one."""
    some = tuple(names)
    return tuple(name for name in some if not any(_stands_in(other, name) for other in some if other != name))


NO_NAMES = Names(())


def _is_whole(name: str, text: str, at: int) -> bool:
    """Whole words for Latin names, so that `art` is not found in `party`."""
    if not name.isascii():
        return True
    around = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
    return not any(char.isascii() and char.isalnum() for char in around)


def _stands_in(name: str, text: str) -> bool:
    return any(text.startswith(name, at) and _is_whole(name, text, at) for at in range(len(text)))


# -- the names of a shop ------------------------------------------------------------------------------


def forms_of(shop: Shop) -> tuple[str, ...]:
    """The folded names under which passages may speak of a shop: full, without branch, English, aliases, short."""
    plain = _BRANCH.sub("", shop.name)
    names = dict.fromkeys(map(fold, (plain, shop.name, shop.name_en, *shop.aliases)))
    short = fold(plain)[:2]
    if len(fold(plain)) > 2 and all(map(is_cjk, short)) and not rjieba.has_word(short):
        names[short] = None
    return tuple(name for name in names if len(name) >= 2)


def names_of(shop: Shop) -> list[str]:
    """The folded ways to name a shop: those of `forms_of`, and the first word of an English name."""
    names = dict.fromkeys(forms_of(shop))
    latin = fold(shop.name_en).split()
    if len(latin) > 1 and len(latin[0]) >= 4:
        names[latin[0]] = None
    return list(names)


# -- how a name sounds --------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _reading(char: str) -> str:
    return _plain_sound(lazy_pinyin(char)[0])


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    (sounds,) = pinyin(char, style=Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(map(_plain_sound, sounds)))


def _plain_sound(sound: str) -> str:
    """绿 is lü, lv and lu to those who type it."""
    return sound.replace("v", "u").replace("ü", "u")


def sound_of(name: str) -> str:
    """Pinyin without tones, run together, each character by itself."""
    return "".join(map(_reading, name))


def readings_of(name: str) -> list[str]:
    """How a name may be read: as words read it, character by character, and with one polyphone read otherwise."""
    usual = [_plain_sound(sound) for sound in lazy_pinyin(name)]
    spoken = {"".join(usual): None, sound_of(name): None}
    spoken |= dict.fromkeys(islice(_other_readings(name, usual), _MOST_READINGS))
    return list(spoken)


def _other_readings(name: str, usual: Sequence[str]) -> Iterator[str]:
    for at, char in enumerate(name):
        for sound in _readings(char):
            if sound != usual[at]:
                yield "".join((*usual[:at], sound, *usual[at + 1 :]))


def initials_of(name: str) -> list[str]:
    letters = "".join(sound[0] for sound in lazy_pinyin(name))
    return [letters] if len(letters) >= _SHORTEST_INITIALS else []


def _spelt(folded: str) -> Iterator[Span]:
    """Latin words and neighbours joined: jiaoyu, jiao yu, jiao1 yu3, xi'an."""
    for run in re.finditer(r"[a-z]+[1-5]?(?:[ '-]?[a-z]+[1-5]?)*", folded):
        words = [match.span() for match in re.compile("[a-z]+").finditer(folded, *run.span())]
        for first in range(len(words)):
            sound = ""
            for start, end in words[first : first + _MOST_WORDS]:
                sound += folded[start:end]
                if len(sound) >= _SHORTEST_SOUND:
                    yield words[first][0], end, _plain_sound(sound)


def _unknown(folded: str) -> Iterator[Span]:
    """Runs of 2 to 5 characters that begin at a word no dictionary has: likely a name, perhaps misspelt."""
    for run in re.finditer(r"[\u4e00-\u9fff]{2,}", folded):
        for start in range(run.start(), run.end() - 1):
            if not rjieba.has_word(folded[start : start + 2]):
                for end in range(start + 2, min(start + 5, run.end()) + 1):
                    yield start, end, sound_of(folded[start:end])


def _longest(spans: Iterable[Span]) -> list[Span]:
    """The longest spans that share no letter, longest first."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda span: span[0] - span[1]):
        letters = range(span[0], span[1])
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept.append(span)
    return kept
