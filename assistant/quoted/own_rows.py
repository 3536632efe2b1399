"""The row that a register of the house has of one shop, for staff: how far its works are, and whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.quoted.cells import cells_of
from assistant.quoted.nouns import own_words
from assistant.reply import Line, Source, spoken
from assistant.shops.wanted import asked_of
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.names import forms_of
from knowledge.writing.presence import OPEN, state_in

_READ = 6  # hits among which another may name somebody


def beside_the_directory(asked: Asked) -> list[Line]:
    """What a register tells of the one shop that is named, where no field of the directory is asked for.

    It has to be nearest to the question; where the shop is away, nearest of what is not the directory's own.
    """
    if not asked.staff or asked.english or asked_of(asked.text):
        return []
    is_away = any(one.shop.status and state_in(one.shop.status) != OPEN for one in asked.named)
    near = [hit for hit in asked.found.hits if not is_away or hit.document.doc_type != "directory"]
    if not _is_own(asked, near):
        return []
    return [Line(spoken(near[0].passage), (Source(near[0].passage, near[0].document),))]


def names_nobody(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Whether staff ask who sees to what the row of a shop tells, and neither it nor another paper on that shop says."""
    said = fold(asked.text)
    if not asked.staff or asked.english or not _pattern("asks").search(said) or not _is_own(asked, hits):
        return False
    rest = _pattern("asks").sub(" ", said)
    for name in sorted(_names(asked), key=len, reverse=True):
        rest = rest.replace(name, " ")
    row = fold(hits[0].passage.text)
    if not any(word in row for word in own_words(rest) if len(word) > 1):
        return False
    told = [
        hits[0],
        *(hit for hit in hits[1:_READ] if hit.document.doc_type != "directory" and _speaks_of(asked, hit)),
    ]
    return not any(_pattern("told").search(fold(hit.passage.text)) for hit in told)


def _is_own(asked: Asked, hits: Sequence[Hit]) -> bool:
    """Whether what is nearest is a row of the one shop that is named, and not the directory's."""
    if not hits or len({one.shop for one in asked.named}) != 1:
        return False
    best = hits[0]
    if best.passage.kind != "row" or best.document.doc_type == "directory":
        return False
    return any(fold(value) in _names(asked) for _, value in cells_of(best.passage.text))


def _names(asked: Asked) -> set[str]:
    return {fold(form) for one in asked.named for form in (one.matched, one.shop.name, *forms_of(one.shop))}


def _speaks_of(asked: Asked, hit: Hit) -> bool:
    said = fold(f"{hit.document.title} {hit.passage.text}")
    return any(name in said for name in _names(asked))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(read_table("demands.yaml")["of_a_row"][name])
