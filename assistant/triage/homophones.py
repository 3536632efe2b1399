"""Misspelt alarms: 失伙了 and 就命 are typed in haste, and sound like what they mean."""

from __future__ import annotations

from functools import cache

import rjieba

from assistant.triage.wording import read_rules
from knowledge.writing.sounds import is_word, sound_of


def repaired(text: str) -> str:
    """A normalised text with misspelt words of danger as they are written: 有人运倒了 is 有人晕倒了.

    Only what no dictionary has is repaired, so that 运到 and 留学 stay what they are, and nothing across words.
    """
    meant = _meant()
    words = rjieba.cut(text)
    for at, word in enumerate(words):
        pair = word + (words[at + 1] if len(word) == 1 and at + 1 < len(words) else "")
        right = meant.get(_sound(pair), "") if _is_han(pair) and len(pair) == 2 else ""
        if right and pair != right and not is_word(pair):
            text = text.replace(pair, right)
    for wrong, right in _misspelt().items():
        text = text.replace(wrong, right)
    return text


@cache
def _meant() -> dict[str, str]:
    """Words of danger by their sound."""
    return {_sound(word): word for word in read_rules("urgency.yaml")["heard"].split()}


@cache
def _misspelt() -> dict[str, str]:
    """Misspellings that are words themselves, and what they mean beside a person."""
    written: dict[str, str] = read_rules("urgency.yaml")["misspelt"]
    return written


def _sound(text: str) -> str:
    return "'".join(map(sound_of, text))


def _is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)
