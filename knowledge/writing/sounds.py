"""How Chinese names sound, in pinyin without tones, and where a text spells or mishears such a sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from types import ModuleType

Span = tuple[int, int, str]  # start, end, and what stands there

# Words of malls that no dictionary has: no name begins within one.
_OF_MALLS = re.compile(
    r"周年庆|店庆|开业庆|年中庆|母婴室|育婴室|哺乳室|休息室|洗手间|卫生间|停车场|服务台|储物柜|寄存柜"
)
_NO_NAME = re.compile("[着吗呢嘛啊]")  # 室开着 of 母婴室开着吗 is no name
_ALL_HAN = re.compile("[\u4e00-\u9fff]+")
_MEASURES = tuple("个张件条双")  # one stands behind a deed
_SHORTEST_SOUND, _SHORTEST_INITIALS = 4, 3  # letters: below, a word is more likely a word
_MOST_WORDS = 8  # syllables of one name, written apart
_MOST_READINGS = 12  # of a name with polyphones: one other reading at a time


def _pypinyin() -> ModuleType:
    """Imported where it is used: its dictionary takes a third of a second to load, and an ingest needs none of it."""
    import pypinyin

    return pypinyin


def is_word(text: str) -> bool:
    """Whether a Chinese dictionary has it."""
    import rjieba  # a fifth of a second

    return rjieba.has_word(text)


@lru_cache(maxsize=8192)
def _reading(char: str) -> str:
    return _plain_sound(_pypinyin().lazy_pinyin(char)[0])


@lru_cache(maxsize=8192)
def _readings(char: str) -> tuple[str, ...]:
    (sounds,) = _pypinyin().pinyin(char, style=_pypinyin().Style.NORMAL, heteronym=True)
    return tuple(dict.fromkeys(map(_plain_sound, sounds)))


def _plain_sound(sound: str) -> str:
    """绿 is lü, lv and lu to those who type it."""
    return sound.replace("v", "u").replace("ü", "u")


def sound_of(name: str) -> str:
    """Pinyin without tones, run together, each character by itself."""
    return "".join(map(_reading, name))


def readings_of(name: str) -> list[str]:
    """How a name may be read: as words read it, character by character, and with one polyphone read otherwise."""
    usual = [_plain_sound(sound) for sound in _pypinyin().lazy_pinyin(name)]
    spoken = {"".join(usual): None, sound_of(name): None}
    spoken |= dict.fromkeys(islice(_other_readings(name, usual), _MOST_READINGS))
    return list(spoken)


def _other_readings(name: str, usual: Sequence[str]) -> Iterator[str]:
    for at, char in enumerate(name):
        for sound in _readings(char):
            if sound != usual[at]:
                yield "".join((*usual[:at], sound, *usual[at + 1 :]))


def initials_of(name: str) -> list[str]:
    letters = "".join(sound[0] for sound in _pypinyin().lazy_pinyin(name))
    return [letters] if len(letters) >= _SHORTEST_INITIALS else []


def spelt(folded: str) -> Iterator[Span]:
    """Latin words and neighbours joined: jiaoyu, jiao yu, jiao1 yu3, xi'an."""
    for run in re.finditer(r"[a-z]+[1-5]?(?:[ '-]?[a-z]+[1-5]?)*", folded):
        words = [match.span() for match in re.compile("[a-z]+").finditer(folded, *run.span())]
        for first in range(len(words)):
            sound = ""
            for start, end in words[first : first + _MOST_WORDS]:
                sound += folded[start:end]
                if len(sound) >= _SHORTEST_SOUND:
                    yield words[first][0], end, _plain_sound(sound)


def unknown(folded: str) -> Iterator[Span]:
    """Runs of 2 to 5 characters that begin at a word no dictionary has: likely a name, perhaps misspelt."""
    within = {at for word in _OF_MALLS.finditer(folded) for at in range(word.start() + 1, word.end())}
    for run in re.finditer(r"[\u4e00-\u9fff]{2,}", folded):
        for start in range(run.start(), run.end() - 1):
            if start not in within and not is_word(folded[start : start + 2]):
                for end in range(start + 2, min(start + 5, run.end()) + 1):
                    # 买多 of 买多少 is no name, nor is 以洗 of 可以洗, nor 娃剪 of 给娃剪个头发
                    cut = (
                        is_word(folded[end - 1 : end + 1])
                        or (start > run.start() and is_word(folded[start - 1 : start + 1]))
                        or folded[end : end + 1] in _MEASURES
                    )
                    if (end > start + 2 or not cut) and not _NO_NAME.search(folded, start, end):
                        yield start, end, sound_of(folded[start:end])


def alike(folded: str, names: Iterable[str]) -> Iterator[Span]:
    """Where a text has a name of three characters or more in others that sound the same: 海底涝, 泰尔酸菜鱼.

    One character at least is right, and what stands there is no word of the language and begins and ends where words do.
    """
    by_length: dict[int, list[str]] = {}
    for name in names:
        by_length.setdefault(len(name), []).append(name)
    near = [
        (at, at + size, name)
        for size, some in by_length.items()
        for at in range(len(folded) - size + 1)
        if _ALL_HAN.fullmatch(said := folded[at : at + size])
        for name in some
        if _shares_one(said, name) and sound_of(said) == sound_of(name)
    ]
    ends = ends_of_words(folded) if near else set()
    yield from (
        (start, end, sound_of(name))
        for start, end, name in near
        if {start, end} <= ends and not is_word(folded[start:end])
    )


def _shares_one(said: str, name: str) -> bool:
    return said != name and any(one == other for one, other in zip(said, name, strict=True))


def ends_of_words(folded: str) -> set[int]:
    """The places at which a word begins or ends, as a dictionary cuts the text."""
    import rjieba

    ends = {0}
    for piece in rjieba.cut(folded, False):
        ends.add(max(ends) + len(piece))
    return ends


def longest(spans: Iterable[Span]) -> list[Span]:
    """The longest spans that share no letter, longest first."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda span: span[0] - span[1]):
        letters = range(span[0], span[1])
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept.append(span)
    return kept
