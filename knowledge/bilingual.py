"""Texts in two languages side by side, as malls of Hong Kong and Macau write: each sentence or cell in English and in Chinese.

What such a text is mostly written in says little of who can read it; both can.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.text import count_cjk, is_english

_WORD = re.compile(r"[A-Za-z][a-z'’]{1,}")  # a word; codes and initials are read in every language
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# With the figures within it, which its English half has too: 每件四小時, 每小時30元.
_CHINESE_PHRASE = re.compile(rf"[（(]?[{_HAN}](?:[{_HAN}\d，、：「」％%$.]|\s(?=[{_HAN}]))*[）)]?")
_LEAST_LETTERS = 12  # of English words: a shop's name in a Chinese sentence makes no English
_LEAST_CHARACTERS = 4  # of Chinese
_LEAST_OF_A_HALF = 8  # letters of English words in a sentence of their own
_A_CHARACTER = 3  # letters say as much as one Chinese character
_SHARE = 0.2  # of a text that must be in a language before it is one that tells in it


@lru_cache(maxsize=8192)
def is_read_in_english(text: str) -> bool:
    """Whether who reads English alone is told by a text what it says, or half of it."""
    if is_english(text):
        return True
    letters, characters = _measured(text)
    return letters >= _LEAST_LETTERS and letters >= _A_CHARACTER * characters * _SHARE * 2


@lru_cache(maxsize=8192)
def is_read_in_chinese(text: str) -> bool:
    """Whether who reads Chinese alone is told by a text what it says, or what it speaks of."""
    if not is_english(text):
        return True
    letters, characters = _measured(text)
    return characters >= _LEAST_CHARACTERS and _A_CHARACTER * characters >= letters * _SHARE


def is_read_in(text: str, language: str) -> bool:
    """Whether who reads this language, en or a zh, is told by a text what it says."""
    return is_read_in_english(text) if language == "en" else is_read_in_chinese(text)


def is_in_both(text: str) -> bool:
    """Whether a text tells its matter in English and in Chinese."""
    return is_read_in_english(text) and is_read_in_chinese(text)


def halves(text: str) -> tuple[str, str] | None:
    """A paragraph that says its matter in one language and then in the other, as its Chinese and its English half.

    None for one that mixes them, or in which one of them says next to nothing.
    """
    for pattern in (_CHINESE_FIRST, _ENGLISH_FIRST):
        if match := pattern.fullmatch(text.strip()):
            chinese, english = match["chinese"].strip(), match["english"].strip()
            letters, _ = _measured(english)
            if count_cjk(chinese) >= _LEAST_CHARACTERS and letters >= _LEAST_OF_A_HALF:
                return chinese, english
    return None


_LATIN_ONLY = rf"[^{_HAN}。，、；！？]"
_CHINESE_FIRST = re.compile(
    rf"(?P<chinese>.*[{_HAN}]{_LATIN_ONLY}*?[。！？!?；]['\"”’」』)）]*)\s*(?P<english>{_LATIN_ONLY}+)",
    re.DOTALL,
)
_ENGLISH_FIRST = re.compile(
    rf"(?P<english>{_LATIN_ONLY}+[.!?]['\"”’)]*)\s*(?P<chinese>[{_HAN}「『（【《].*)", re.DOTALL
)


def row_in_english(text: str) -> str:
    """The English half of a table row whose cells are written in both languages; cells in Chinese alone are left out."""
    cells = [cell.partition(": ") for cell in text.split("; ")]
    halves = [(_without_chinese(header), _without_chinese(value)) for header, _, value in cells]
    told = [f"{header}: {value}" if header else value for header, value in halves if value]
    return "; ".join(told)


def _without_chinese(text: str) -> str:
    """What is left of a cell; nothing where only Chinese says something, and hours whose days are in Chinese as they are."""
    if both := halves(text):
        return both[1]
    rest = re.sub(r"\s{2,}", " ", _CHINESE_PHRASE.sub(" ", text)).strip(" ,;/·、，。")
    if _OF_HOURS.search(text) and not re.search(r"[A-Za-z]", rest):
        return text
    return rest if any(char.isalnum() for char in rest) else ""


_OF_HOURS = re.compile(rf"[{_HAN}].*\d:\d{{2}}|\d\s*小[时時]")


def _measured(text: str) -> tuple[int, int]:
    """The letters of English words in a text, and its Chinese characters."""
    return sum(map(len, _WORD.findall(text))), count_cjk(text)
