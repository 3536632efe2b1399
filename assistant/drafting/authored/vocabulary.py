"""The words that a model's copy may use: those of the facts, those of the house's own templates, plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import rjieba

from assistant.data import read_table
from assistant.drafting.hearsay import claims
from assistant.drafting.telling import sound
from knowledge.text import fold, is_cjk

_TEXTS = ("copy_templates.yaml", "copy_products.yaml", "copy_joint.yaml", "tags.yaml")
_SLOT = re.compile(r"\{\w*\}")
_RUN = re.compile(r"[㐀-鿿]+")
_NUMERAL = re.compile(
    r"[零一二两三四五六七八九十百千万半]+[杯瓶份件张支套盒种款家店场条句次人名位元个天日月年周层楼]?"
)
_DENIAL = re.compile("[不无没未免非]")
_LONGEST = 8  # characters of a word


def strange(text: str, facts: Iterable[str]) -> list[str]:
    """What a Chinese text says in words that neither its facts nor the house use; letters and figures aside.

    Two characters that stand side by side in the facts are a word of theirs. No understanding: a strange
    word may be harmless, but a claim, a name or a story cannot do without one.
    """
    told = fold(sound("\n".join(facts)))
    known = frozenset(told[i : i + 2] for i in range(len(told) - 1))
    edges = {char for run in _RUN.findall(told) for char in (run[0], run[-1])}  # 满 of 满300元
    words = (word for run in _RUN.findall(fold(sound(text))) for word in _uncovered(run, known))
    return [word for word in dict.fromkeys(words) if word not in edges]


def _uncovered(run: str, known: frozenset[str]) -> Iterator[str]:
    covered = [False] * len(run)
    for start, end in _spans(run, known):
        covered[start:end] = [True] * (end - start)
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and not covered[end]:
            end += 1
        if end > at:
            yield run[at:end]
        at = end + 1


def _spans(run: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _NUMERAL.finditer(run))
    yield from ((i, i + 2) for i in range(len(run) - 1) if run[i : i + 2] in known)
    words = own_words()
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + _LONGEST) + 1):
            if run[start:end] in words:
                yield start, end


@cache
def own_words() -> frozenset[str]:
    """Plain words, and every word of two characters or more that the house's templates use."""
    plain = read_table("plain_words.yaml")["words"]
    words = {fold(word) for line in plain.values() for word in line.split()}
    for name in _TEXTS:
        for text in _strings(read_table(name)):
            cut = rjieba.cut(fold(_SLOT.sub(" ", text)))
            words.update(word for word in cut if len(word) > 1 and all(map(is_cjk, word)) and _is_plain(word))
    return frozenset(words)


def _is_plain(word: str) -> bool:
    """Templates may deny and offer where a fact stands behind it; a model has to take that from the fact."""
    return not _DENIAL.search(word) and not any(claim.pattern.search(word) for claim in claims())


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)
