"""Pinyin within a Chinese message, written out: zoushi广播怎么播 is 走失广播怎么播."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.asking.pinyin import words_of
from assistant.asking.speech import Speech
from knowledge.text import fold

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"(?<![A-Za-z0-9@./_-])[A-Za-z]+(?: [A-Za-z]+)*(?![A-Za-z@./_-])")
_LEAST = 5  # letters: shorter ones are codes, units and English words too often
_SHOPPING_DAY = re.compile(r"(?<![a-z])shuang(?=\s?1[0-2](?!\d))", re.I)  # 双11, 双12


def pinyin_within(
    message: str, names: Iterable[str], is_known: Callable[[str], bool], papers: Callable[[], Speech] = Speech
) -> str:
    """The message with its Latin words in characters where they are nothing but pinyin of words that people use here.

    `names` are written as they are known; what `is_known` to the papers or as English stays.
    """
    if not _HAN.search(message):
        return message
    known = tuple(names)

    def written(run: re.Match[str]) -> str:
        typed = fold(run[0])
        if sum(map(str.isalpha, typed)) < _LEAST or any(is_known(word) for word in typed.split()):
            return run[0]
        return words_of(typed, known, papers) or run[0]

    return _LATIN.sub(written, _SHOPPING_DAY.sub("双", message))
