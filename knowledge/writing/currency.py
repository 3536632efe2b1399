"""Whose money a text counts in, and how it is written before a figure: NT$ of 新台幣60元, HK$ of 港幣25元."""

from __future__ import annotations

import re

from knowledge.text import fold

YUAN = "CNY "
_SIGNS = (
    ("HK$", re.compile(r"港[币元]|(?<![a-z])hk\$|(?<![a-z])hkd(?![a-z])")),
    ("NT$", re.compile(r"台币|(?<![a-z])nt\$|(?<![a-z])(?:twd|ntd)(?![a-z])")),
    ("MOP$", re.compile(r"澳门[币元]|葡币|(?<![a-z])mop(?![a-z])")),
    ("S$", re.compile(r"新加坡元|(?<![a-z])s\$|(?<![a-z])sgd(?![a-z])")),
)


def sign_in(text: str) -> str:
    """What stands before the figures of a text's money, in English; that of 元 alone is CNY."""
    folded = fold(text)
    return next((sign for sign, written in _SIGNS if written.search(folded)), YUAN)
