"""Chinese typed in Latin letters, written out: ting che duo shao qian is 停车多少钱."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from assistant.asking.speech import BEGIN, FIGURE, Speech, dictionary, everyday
from assistant.data import read_table
from assistant.english import is_english
from knowledge.text import fold
from knowledge.writing.sounds import sound_of

_TOKEN = re.compile(r"(?<![a-z])[a-z]?\d[\w.:-]*|[a-z]+[1-5]?(?![a-z\d])|[a-z]+|[^a-z\d]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MOST_LETTERS = 200  # of a message; longer ones are no question typed without an input method
_LONGEST_SYLLABLE, _LONGEST_WORD = 6, 24  # letters
_COVERED = 0.55  # the share of the letters that words of two syllables or more must account for
_A_NAME = 0.001  # how often a name is said
_SAID, _WRITTEN, _ANYWHERE = (
    0.5,
    0.3,
    0.2,
)  # the shares of what people say, papers write and a dictionary counts
_OF_A_DICTIONARY = 60_000_000  # words that it was counted in
_NEVER = 1e-13
_AFTER = 0.6  # the share of the word before in how likely a word is
_SELDOM = 12  # a word that was seen no oftener tells little of the next one
_MOST_WORDS = 6  # of one sound
_APART = 4  # syllables typed apart that are no English words

_LOOK_ENGLISH = frozenset(
    [
        "a",
        "can",
        "he",
        "hen",
        "me",
        "men",
        "pen",
        "she",
        "you",
        "long",
        "bin",
        "dan",
        "ban",
        "fan",
        "pan",
        "sun",
        "ten",
        "the",
        "to",
    ]
)
Lexicon = dict[str, dict[str, float]]  # sound -> words, and how often each is used


def written_out(message: str, names: Iterable[str] = (), papers: Callable[[], Speech] = Speech) -> str:
    """The message in Chinese characters where it is pinyin, else empty. `names` are written as they are known.

    English stays English: every Latin word must be made of syllables, and most letters must be
    accounted for by words that people use in such questions, or by syllables that are typed apart.
    """
    text = fold(message).strip()
    if not text.isascii() or not re.search("[a-z]", text) or len(text) > _MOST_LETTERS:
        return ""
    tokens = _TOKEN.findall(text)
    syllabic = [_syllabic(token) for token in tokens if _syllabic(token)]
    if not all(map(_is_spelt, syllabic)):
        return ""
    decoder = Decoder(names, papers(), is_apart=_syllables().issuperset(syllabic))
    written, letters, covered, before = "", 0, 0.0, BEGIN
    for run in _runs(tokens):
        if isinstance(run, str):
            written += run.strip()
            before = FIGURE if re.search(r"\d", run) else BEGIN
            continue
        words = decoder.best("".join(run), _bounds(run), before)
        written += "".join(words)
        letters += sum(map(len, run))
        covered += decoder.known(words)
    is_pinyin = letters and (covered >= _COVERED * letters or _are_apart(syllabic))
    return written.strip() if is_pinyin else ""


def words_of(typed: str, names: Iterable[str] = (), papers: Callable[[], Speech] = Speech) -> str:
    """Latin words in characters where every letter belongs to a word of two syllables or more, else empty."""
    syllables = [_syllabic(token) for token in typed.split()]
    if not all(one and _is_spelt(one) for one in syllables):
        return ""
    letters = "".join(syllables)
    decoder = Decoder(names, papers())
    words = decoder.best(letters, _bounds(syllables))
    return "".join(words) if decoder.known(words) == len(letters) else ""


def _are_apart(syllables: list[str]) -> bool:
    """Whether a message is typed syllable by syllable, and few of those are English words."""
    foreign = [one for one in syllables if one in _syllables() and not is_english(one)]
    return (
        len(foreign) >= _APART
        and len(foreign) >= _COVERED * len(syllables)
        and set(syllables) <= _syllables()
    )


class Decoder:
    """Finds the likeliest words for letters, from what people say, papers write and a dictionary has."""

    def __init__(self, names: Iterable[str], papers: Speech, is_apart: bool = False) -> None:
        """Where letters are typed `apart`, each syllable for itself, none is taken for two: shuan is no shu an."""
        self._is_apart = is_apart
        self._papers = papers
        self._named = _by_sound(names)
        self._said = everyday()
        self._sounds: Lexicon = {}

    def best(self, letters: str, bounds: set[int], before: str = BEGIN) -> list[str]:
        """The likeliest words for a run of letters that follows a word, blanks at `bounds`."""
        ways: list[dict[str, tuple[float, list[str]]]] = [{before: (0.0, [])}, *({} for _ in letters)]
        for start in range(len(letters)):
            if not ways[start]:
                continue
            for end in range(start + 1, min(start + _LONGEST_WORD, len(letters)) + 1):
                sound = letters[start:end]
                for word, often in self._words(sound).items():
                    if not self._keeps_bounds(sound, word, start, bounds):
                        continue
                    score, path = max(
                        (so_far + math.log(self._after(last, word, often)), path)
                        for last, (so_far, path) in ways[start].items()
                    )
                    if word not in ways[end] or score > ways[end][word][0]:
                        ways[end][word] = (score, [*path, word])
        return max(ways[-1].values())[1] if ways[-1] else [letters]

    def known(self, words: Iterable[str]) -> float:
        """How many letters such words account for that people use here: half for a particle, for ma and zai stand in few English words."""
        return sum(self._known(word) for word in words)

    def _known(self, word: str) -> float:
        if word.isascii():
            return len(word) if word.isupper() else 0
        letters = len(sound_of(word))
        if len(word) == 1:
            return 0.5 * letters * (word in _particles())
        return letters * (
            word in self._said.words or word in self._papers.words or word in self._named.values()
        )

    def _keeps_bounds(self, sound: str, word: str, start: int, bounds: set[int]) -> bool:
        """Whether blanks stand only between the word's syllables."""
        inner = sorted(at - start for at in bounds if start < at < start + len(sound))
        pieces = [sound[a:b] for a, b in pairwise([0, *inner, len(sound)])]
        if not all(map(_is_spelt, pieces)):
            return False
        if word.isascii():
            return word.isupper() or len(pieces) == 1
        is_typed_so = {start, start + len(sound)} <= bounds
        return (
            len(pieces) == len(word)
            if self._is_apart and is_typed_so
            else len(pieces) <= len(word) and not self._is_apart
        )

    def _words(self, sound: str) -> Mapping[str, float]:
        if sound not in self._sounds:
            found = dict.fromkeys(
                (
                    *self._said.by_sound.get(sound, ()),
                    *self._papers.by_sound.get(sound, ()),
                    *dictionary().get(sound, ()),
                )
            )
            often = {word: self._often(word, sound) for word in found}
            usual = dict(sorted(often.items(), key=lambda one: -one[1])[:_MOST_WORDS])
            if name := self._named.get(sound):
                usual[name] = _A_NAME
            self._sounds[sound] = usual or ({sound: _NEVER} if sound in _syllables() else {})
        return self._sounds[sound]

    def _often(self, word: str, sound: str) -> float:
        said, written = (of.words[word] / of.total for of in (self._said, self._papers))
        anywhere = dictionary().get(sound, {}).get(word, 0) / _OF_A_DICTIONARY
        return _SAID * said + _WRITTEN * written + _ANYWHERE * anywhere + _NEVER

    def _after(self, before: str, word: str, often: float) -> float:
        follows = sum(
            share * of.pairs[before, word] / (of.words[before] + _SELDOM)
            for share, of in ((_SAID, self._said), (_WRITTEN, self._papers))
        )
        return _AFTER * follows + (1 - _AFTER) * often


def _by_sound(names: Iterable[str]) -> dict[str, str]:
    """The names by their sound; one that two names share stays in letters, as capitals: it names both."""
    by_sound: dict[str, set[str]] = {}
    for name in filter(_HAN.fullmatch, names):
        by_sound.setdefault(sound_of(name), set()).add(name)
    return {
        sound: next(iter(those)) if len(those) == 1 else sound.upper() for sound, those in by_sound.items()
    }


def _runs(tokens: list[str]) -> Iterator[list[str] | str]:
    """Neighbouring syllables together; what is no letter by itself."""
    run: list[str] = []
    for token in tokens:
        if _syllabic(token):
            run.append(_syllabic(token))
        elif token.strip(" '"):
            yield from ([run] if run else [])
            yield token
            run = []
    if run:
        yield run


def _syllabic(token: str) -> str:
    """The letters of a token that may be pinyin, tone and erhua gone; empty for figures, codes and marks."""
    if not token[0].isalpha() or re.fullmatch(r"[a-z]?\d.*", token):
        return ""
    bare = token.rstrip("12345")
    return bare if _is_spelt(bare) or not bare.endswith("r") else bare[:-1]


def _bounds(run: list[str]) -> set[int]:
    """The places where the typist put a blank: no syllable crosses them."""
    bounds, at = {0}, 0
    for token in run:
        at += len(token)
        bounds.add(at)
    return bounds


@cache
def _is_spelt(word: str) -> bool:
    """Whether a Latin word is made of syllables."""
    return not word or any(
        word[:end] in _syllables() and _is_spelt(word[end:])
        for end in range(min(_LONGEST_SYLLABLE, len(word)), 0, -1)
    )


@cache
def _table() -> dict[str, str]:
    loaded: dict[str, str] = read_table("pinyin.yaml")
    return loaded


@cache
def _syllables() -> frozenset[str]:
    return frozenset(_table()["syllables"].replace("v", "u").split()) | frozenset(
        _table()["syllables"].split()
    )


@cache
def _particles() -> frozenset[str]:
    """The words of one character that people use in questions, but for those that look English: 有 is you."""
    singles = {word for word in _table()["words"].split() if len(word) == 1}
    return frozenset(word for word in singles if sound_of(word) not in _LOOK_ENGLISH)
