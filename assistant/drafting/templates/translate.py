"""A fact's value in English by patterns and a word list: all of it, or nothing."""

from __future__ import annotations

import re
from functools import cache

from assistant.data import read_table

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = dict(zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKS = str.maketrans("，；。：（）、“”", ',;.:(),""')


@cache
def data() -> dict:
    return read_table("copy_english.yaml")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), said) for pattern, said in data()["patterns"])


@cache
def _words() -> re.Pattern[str]:
    words = sorted((str(word) for word in data()["words"]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def translated(text: str) -> str:
    """The text in English; empty when a part of it is known neither as a pattern nor as a word."""
    told = text.translate(_MARKS)
    for pattern, said in _patterns():
        told = pattern.sub(f" {said} ", told)
    words = data()["words"]
    told = _words().sub(lambda m: f" {words[m[0]]} ", told)
    told = re.sub(r"<(\d{1,2})>", _month, told)
    told = re.sub(r"\{(.)\}", lambda m: DAYS.get(m[1], m[1]), told)
    told = re.sub(r"(?<!\d)0(\d)(?= (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))", r"\1", told)
    return "" if _HAN.search(told) else _tidy(told)


def _month(match: re.Match[str]) -> str:
    number = int(match[1])
    return MONTHS[number - 1] if 1 <= number <= 12 else match[0]


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([,;.)])", r"\1", re.sub(r"\(\s+", "(", text))
    text = re.sub(r";(?=\S)|,(?=[^\s\d])|(?<=\D),(?=\d)|,(?=\d{1,2}(?!\d))", lambda m: f"{m[0]} ", text)
    return re.sub(r"(?:,\s*)+,", ",", text).strip(" ,;.")
