"""Names with one letter wrong, missing or too many: 鱼桥面馆 for 鱼鳞桥面馆, haystak bakery for haystack bakery.

What is only near a name is mostly something else, so much has to fit: the letters lie where words begin and
end, are no words of the language that the name does not have, and leave most of what is the name's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.text import is_cjk
from knowledge.writing.sounds import Span, ends_of_words, is_word

_FEWEST = 3  # characters of a name, and of what is taken for it
_FEWEST_LETTERS, _FEWEST_IN_ENGLISH = 5, 7  # of a Latin name; in an English sentence many words are near one
_A_SENTENCE = 3  # words: more of them, and nothing Chinese, are an English sentence
_OWN = 2  # characters of the name's own part that must be right
_PARTICLES = frozenset(
    "的了吗呢吧啊呀在是有没不也都就还和跟去来到要想能会几哪这那"
)  # nobody mistypes one for a name's
_KIND = 2  # characters of the word at its end that says what kind of shop it is


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of a name, which stands in the text as it is when the one wrong letter is in the other."""

    name: str
    starts: int  # where it starts in the name


class Misspelt:
    """Finds the names of a list that a text nearly has."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are folded."""
        self._halves: dict[str, list[_Half]] = {}
        self._latin: dict[int, list[str]] = {}  # by words
        for name in dict.fromkeys(names):
            if all(map(is_cjk, name)) and len(name) >= _FEWEST and not _is_plain(name):
                middle = len(name) // 2
                self._halves.setdefault(name[:middle], []).append(_Half(name, 0))
                self._halves.setdefault(name[middle:], []).append(_Half(name, middle))
            elif re.fullmatch(r"[a-z]+(?: [a-z]+)*", name) and len(name) >= _FEWEST_LETTERS:
                self._latin.setdefault(name.count(" ") + 1, []).append(name)
        self._lengths = sorted({len(half) for half in self._halves})

    def spans(self, folded: str) -> Iterator[Span]:
        """Where a text nearly has a name, and the name."""
        yield from self._chinese(folded)
        yield from self._in_latin(folded)

    def _chinese(self, folded: str) -> Iterator[Span]:
        near = list(dict.fromkeys(self._near(folded)))
        if near:
            ends = ends_of_words(folded)
            yield from (span for span in near if _is_meant(span, folded, ends))

    def _near(self, folded: str) -> Iterator[Span]:
        for at in range(len(folded)):
            for length in self._lengths:
                for half in self._halves.get(folded[at : at + length], ()):
                    yield from _around(half, at, length, folded)

    def _in_latin(self, folded: str) -> Iterator[Span]:
        words = [match.span() for match in re.finditer(r"(?<![a-z0-9])[a-z]+(?![a-z0-9])", folded)]
        in_english = len(words) > _A_SENTENCE and not any(map(is_cjk, folded))
        fewest = _FEWEST_IN_ENGLISH if in_english else _FEWEST_LETTERS
        for count, names in self._latin.items():
            for start, end, said in _windows(words, count, folded):
                yield from (
                    (start, end, name)
                    for name in names
                    if (len(name) >= fewest and name[0] == said[0] and _is_one_off(said, name))
                    or (said != name and _as_spoken(said) == _as_spoken(name))
                )


def _around(half: _Half, at: int, length: int, folded: str) -> Iterator[Span]:
    """The pieces of a text about a half that lie one letter off the name."""
    for size in range(max(len(half.name) - 1, _FEWEST), len(half.name) + 2):
        start = at if half.starts == 0 else at + length - size
        said = folded[max(start, 0) : start + size]
        if len(said) == size and all(map(is_cjk, said)) and _is_one_off(said, half.name):
            yield start, start + size, half.name


def _windows(words: Sequence[tuple[int, int]], count: int, folded: str) -> Iterator[Span]:
    """Neighbouring words, as many as the name has, or one more or fewer: a blank may be the wrong letter."""
    for size in range(max(count - 1, 1), count + 2):
        for first in range(len(words) - size + 1):
            start, end = words[first][0], words[first + size - 1][1]
            yield start, end, folded[start:end]


# Letters of Latin names that are heard alike: sefora, starbuks, swarowsky.
_HEARD = (
    (r"([a-z])\1+", r"\1"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("sch", "sh"), ("wr", "r"), ("tz", "s"), ("x", "ks"), ("c(?=[eiy])", "s"),
    ("ch(?=[lr])", "k"), ("c(?!h)", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("ie", "i"), ("ou", "u"), ("(?<=[aeiou])h", ""),
    (r"([a-z])\1+", r"\1"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def _as_spoken(name: str) -> str:
    """A Latin name without its blanks, in letters that stand for one sound each."""
    spoken = name
    for written, heard in _HEARD:
        spoken = re.sub(written, heard, spoken)
    return spoken.replace(" ", "")


def _is_one_off(said: str, name: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    before, after = _shared(said, name)
    left, right = said[before : len(said) - after], name[before : len(name) - after]
    if len(left) == len(right) == 2:
        return left == right[::-1]
    return said != name and len(left) <= 1 and len(right) <= 1


def _shared(said: str, name: str) -> tuple[int, int]:
    """How many letters are the same from the start, and of the rest from the end."""
    most = min(len(said), len(name))
    before = next((n for n in range(most) if said[n] != name[n]), most)
    rest = most - before
    return before, next((n for n in range(rest) if said[-1 - n] != name[-1 - n]), rest)


def _is_meant(span: Span, folded: str, ends: set[int]) -> bool:
    start, end, name = span
    said = folded[start:end]
    inner = [place for place in sorted(ends) if start < place < end]
    pieces = [said[a - start : b - start] for a, b in zip([start, *inner], [*inner, end], strict=True)]
    own = name[:-_KIND] if len(name) > _FEWEST and is_word(name[-_KIND:]) else name
    before, after = _shared(said, name)
    right = min(before, len(own)) + max(after - (len(name) - len(own)), 0)
    wrong = said[before : len(said) - after]
    return (
        {start, end} <= ends
        and not (len(said) == len(name) and wrong in _PARTICLES)
        and right >= _OWN
        and not is_word(said)
        and all(piece in name for piece in pieces if len(piece) > 1 and is_word(piece))
    )


def _is_plain(name: str) -> bool:
    """A short name that has a word of the language in it: 一点甜 is near to whatever is a little sweet."""
    return len(name) == _FEWEST and any(is_word(name[at : at + 2]) for at in range(len(name) - 1))
