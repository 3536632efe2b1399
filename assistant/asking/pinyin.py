"""Chinese typed in Latin letters, written out: ting che duo shao qian is 停车多少钱."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from assistant.data import read_table
from knowledge.text import fold
from knowledge.writing.sounds import readings_of, sound_of

_TOKEN = re.compile(r"(?<![a-z])[a-z]?\d[\w.:-]*|[a-z]+[1-5]?(?![a-z\d])|[a-z]+|[^a-z\d]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_MOST_LETTERS = 200  # of a message; longer ones are no question typed without an input method
_LONGEST_SYLLABLE, _LONGEST_WORD = 6, 24  # letters
_COVERED = 0.55  # the share of the letters that words of two syllables or more must account for
_EVERYDAY = 8  # how often a word of pinyin.yaml counts as seen
_MESSAGES = (
    1_300  # words count as often as in so many: of more messages every word would be worth a longer one
)
_A_NAME = 3.0  # what a name weighs
_PAIR = 0.6  # how much a pair of neighbouring words counts against a single word of the same length

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
Lexicon = dict[str, tuple[str, float]]  # sound -> (word, weight)


def written_out(message: str, names: Iterable[str] = ()) -> str:
    """The message in Chinese characters where it is pinyin, else empty. `names` are written as they are known.

    English stays English: every Latin word must be made of syllables, and most letters must be
    accounted for by words that people use in such questions.
    """
    text = fold(message).strip()
    if not text.isascii() or not re.search("[a-z]", text) or len(text) > _MOST_LETTERS:
        return ""
    tokens = _TOKEN.findall(text)
    if not all(_is_spelt(_syllabic(token)) for token in tokens if _syllabic(token)):
        return ""
    lexicon = _lexicon(names)
    written, letters, covered = "", 0, 0.0
    for run in _runs(tokens):
        if isinstance(run, str):
            written += run.strip()
            continue
        part, known = _best("".join(run), _bounds(run), lexicon)
        written, letters, covered = written + part, letters + sum(map(len, run)), covered + known
    return written.strip() if letters and covered >= _COVERED * letters else ""


def words_of(typed: str, names: Iterable[str] = ()) -> str:
    """Latin words in characters where every letter belongs to a word of two syllables or more, else empty."""
    syllables = [_syllabic(token) for token in typed.split()]
    if not all(one and _is_spelt(one) for one in syllables):
        return ""
    letters = "".join(syllables)
    written, known = _best(letters, _bounds(syllables), _lexicon(names))
    return written if known == len(letters) else ""


def _lexicon(names: Iterable[str]) -> Lexicon:
    """The everyday words and the names; a sound that two names share stays in letters, as capitals: it names both."""
    by_sound: dict[str, set[str]] = {}
    for name in filter(_HAN.fullmatch, names):
        by_sound.setdefault(sound_of(name), set()).add(name)
    return _everyday() | {
        sound: (next(iter(those)) if len(those) == 1 else sound.upper(), _A_NAME)
        for sound, those in by_sound.items()
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


def _known(sound: str, word: str) -> float:
    """How many letters a word accounts for: half for a particle, for ma and zai stand in few English words."""
    if word.isascii():
        return len(sound) if word.isupper() else 0
    return len(sound) if len(word) > 1 else 0.5 * len(sound) * (word in _particles())


def _best(letters: str, bounds: set[int], lexicon: Lexicon) -> tuple[str, float]:
    """The likeliest words for a run of letters, and how many letters they account for."""
    best: list[tuple[float, str, float] | None] = [(0.0, "", 0.0), *([None] * len(letters))]
    for start in range(len(letters)):
        so_far = best[start]
        if so_far is None:
            continue
        for end in range(start + 1, min(start + _LONGEST_WORD, len(letters)) + 1):
            sound = letters[start:end]
            word, weight = lexicon.get(sound, (sound, -6.0) if sound in _syllables() else ("", 0.0))
            if not word or not _keeps_bounds(sound, word, start, bounds):
                continue
            known = _known(sound, word)
            reached = (so_far[0] + weight, so_far[1] + word, so_far[2] + known)
            other = best[end]
            if other is None or reached[0] > other[0]:
                best[end] = reached
    found = best[len(letters)]
    return (found[1], found[2]) if found else (letters, 0.0)


def _keeps_bounds(sound: str, word: str, start: int, bounds: set[int]) -> bool:
    """Whether blanks stand only between the word's syllables."""
    cuts = sorted(at - start for at in bounds if start < at < start + len(sound))
    if not cuts:
        return True
    pieces = [sound[a:b] for a, b in pairwise([0, *cuts, len(sound)])]
    return len(pieces) <= len(word) and (word.isupper() or not word.isascii()) and all(map(_is_spelt, pieces))


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


def _usual_sounds(word: str) -> list[str]:
    """As words read it, 着火 zhaohuo, and character by character."""
    return list(dict.fromkeys((readings_of(word)[0], sound_of(word))))


@cache
def _everyday() -> Lexicon:
    """Words and pairs of words of the labelled messages and of pinyin.yaml, the commonest of each sound."""
    import rjieba  # its dictionary takes a fifth of a second, and few messages need it

    text = files("assistant.data").joinpath("examples.yaml").read_text(encoding="utf-8")
    seen: Counter[str] = Counter()
    lines = fold(text).splitlines()
    once = _MESSAGES / len(lines)
    for line in lines:
        for part in _HAN.findall(line):
            words = rjieba.cut(part)
            seen.update(dict.fromkeys(words, once))
            seen.update({a + b: _PAIR * once for a, b in pairwise(words)})
    seen.update(dict.fromkeys(_table()["words"].split(), _EVERYDAY))
    lexicon: Lexicon = {}
    for word, count in seen.items():
        weight = 2.0 * (len(word) - 2) + math.log(1 + count) - 1
        for sound in _usual_sounds(word) if count >= _EVERYDAY else [sound_of(word)]:
            if sound not in lexicon or weight > lexicon[sound][1]:
                lexicon[sound] = (word, weight)
    return lexicon
