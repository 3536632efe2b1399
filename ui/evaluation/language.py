"""Which language a text is written in, judged on its characters."""

from __future__ import annotations

from functools import cache

from knowledge.text import converter

LATIN_SHARE = 0.6  # of an English text; a Chinese character weighs two letters


def is_in(language: str, text: str) -> bool:
    """Whether a person would call the text English, simplified or traditional Chinese."""
    chinese = [c for c in text if "\u3400" <= c <= "\u9fff"]
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if language == "en":
        return latin > 0 and latin / (latin + 2 * len(chinese)) >= LATIN_SHARE
    if not chinese:
        return False
    traditional = sum(_changes(c, "t2s") for c in chinese)
    simplified = sum(_changes(c, "s2t") for c in chinese)
    return traditional > simplified if language == "zh-Hant" else traditional <= simplified


@cache
def _changes(character: str, conversion: str) -> bool:
    return converter(conversion).convert(character) != character
