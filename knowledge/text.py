"""Text as it is matched, beside text as it is shown.

Matching works on a folded shadow (NFKC, one script, one case, one kind of dash); the original
wording is what people see. Keyword tokens are character bigrams for Chinese, whole words for the
rest: bigrams beat dictionary words on names, on Traditional text and across scripts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

import opencc

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_DASH = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u301c\uff5e~\u223c]")
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_CJK}]+|[a-z0-9][a-z0-9.:/%_-]*[a-z0-9%]|[a-z0-9]")
_SENTENCE_END = re.compile(r"(?<=[。!?!?;；\n])(?![”』」】)）])")


@cache
def _converter(direction: str) -> opencc.OpenCC:
    return opencc.OpenCC(direction)


def to_simplified(text: str) -> str:
    """Traditional characters to Simplified; Simplified text stays as it is."""
    return _converter("t2s").convert(text)


def fold(text: str) -> str:
    """The matching form: NFKC, invisible characters gone, Simplified, lower case, plain dashes."""
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _DASH.sub("-", to_simplified(clean).lower())


def is_cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def _word_tokens(word: str) -> list[str]:
    """A code such as l4-06 matches whole and by its parts."""
    parts = re.findall(r"[a-z]+|\d+(?:\.\d+)?", word)
    return [word] if parts == [word] else [word, *parts]


def tokens(text: str) -> list[str]:
    """Keyword tokens of a text, in order, duplicates kept."""
    found: list[str] = []
    for run in _RUN.findall(fold(text)):
        if not is_cjk(run[0]):
            found += _word_tokens(run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += [a + b for a, b in pairwise(run)]
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its closing mark; line breaks end a sentence too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def language_of(text: str) -> str:
    """zh-Hans, zh-Hant or en, by what the text is mostly written in."""
    cjk = sum(map(is_cjk, text))
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if latin > 3 * cjk:
        return "en"
    changed = sum(a != b for a, b in zip(text, to_simplified(text), strict=False))
    simplified_only = sum(a != b for a, b in zip(text, _converter("s2t").convert(text), strict=False))
    return "zh-Hant" if changed > simplified_only else "zh-Hans"
