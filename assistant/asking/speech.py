"""How often people and papers use a word, and a word after another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from types import ModuleType

from assistant.data import read_table
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.text import fold
from knowledge.writing.sounds import sound_of

FIGURE, BEGIN = "#", ""  # what stands for any figure, and before the first word
_PART = re.compile(r"[\u4e00-\u9fff]+|\d[\d.:]*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OF_THE_TABLE = 8  # how often a word of pinyin.yaml counts as seen
_MOST = 500_000  # letters of papers that are heard: a second's work
_LONGEST = 6  # letters of a word
_RARE = 20  # how often a dictionary must have seen a word of several letters
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuuuuuunnnm")
_COMMON = range(0xB0, 0xD8)  # rows of GB 2312 with the letters of everyday


@dataclass(frozen=True)
class Speech:
    """The words of some texts, and the pairs of neighbours."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    @cached_property
    def total(self) -> int:
        return self.words.total() or 1

    @cached_property
    def by_sound(self) -> dict[str, list[str]]:
        """Its words by how they sound, in Latin letters run together."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            if len(word) <= _LONGEST and _HAN.fullmatch(word):
                found.setdefault(sound_of(word), []).append(word)
        return found


def heard_in(texts: Iterable[str]) -> Speech:
    """The words of texts, cut by a dictionary."""
    speech, cut = Speech(), _rjieba().cut
    for text in texts:
        before = BEGIN
        speech.words[BEGIN] += 1
        for part in _PART.findall(fold(text)):
            for word in [FIGURE] if part[0].isdigit() else cut(part):
                speech.words[word] += 1
                speech.pairs[before, word] += 1
                before = word
    return speech


class SpeechOfPapers:
    """The speech of the papers that somebody may read, of each kind of reader that of the last papers."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._heard: dict[Viewer, tuple[frozenset[str], Speech]] = {}

    def of(self, viewer: Viewer, as_of: datetime) -> Speech:
        documents = self._library.documents(viewer, as_of)
        papers = frozenset(f"{document.doc_id} {document.sha256}" for document in documents)
        known = self._heard.get(viewer)
        if known is None or known[0] != papers:
            texts = (
                passage.text
                for document in documents
                for passage in self._library.passages(document.doc_id, viewer, as_of)
            )
            known = self._heard[viewer] = (papers, heard_in(_first(texts, _MOST)))
        return known[1]


def _first(texts: Iterable[str], letters: int) -> Iterator[str]:
    """The first of some texts, so many letters of them."""
    for text in texts:
        if letters <= 0:
            return
        letters -= len(text)
        yield text


@cache
def everyday() -> Speech:
    """What people write to a mall: the labelled messages, and the words of pinyin.yaml."""
    messages = (text for texts in read_table("examples.yaml").values() for text in texts)
    speech = heard_in(part for text in messages for part in re.split("[,，。.;；!！?？]", text))
    table = read_table("pinyin.yaml")
    for word in (*table["words"].split(), *table["terms"].split()):
        speech.words[word] += _OF_THE_TABLE
    return speech


@cache
def dictionary() -> dict[str, dict[str, int]]:
    """Everyday letters, and the words that a dictionary knows how to read, by their sound: how often each is used."""
    from pypinyin.phrases_dict import phrases_dict  # loaded with the rest of it, where pinyin is read

    rjieba = _rjieba()
    found: dict[str, dict[str, int]] = {}
    for row in _COMMON:
        letters = bytes(byte for column in range(0xA1, 0xFF) for byte in (row, column))
        for char in letters.decode("gb2312", "ignore"):
            found.setdefault(sound_of(char), {})[char] = rjieba.suggest_freq(char)
    for word, reading in phrases_dict.items():
        if len(word) <= _LONGEST and rjieba.has_word(word) and (seen := rjieba.suggest_freq(word)) >= _RARE:
            sound = "".join(one[0] for one in reading).translate(_TONES)
            found.setdefault(sound, {})[word] = seen
    return found


def _rjieba() -> ModuleType:
    """Imported where it is used: its dictionary takes a fifth of a second, and few messages need it."""
    import rjieba

    return rjieba
