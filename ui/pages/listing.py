"""The list of documents: what was asked for, which rows fit, in which pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ui.desks.register import Row
from ui.pages.terms import SUBMITTED

PAGE = 50  # rows at a time: a thousand documents stay quick and readable

# What a keeper looks after -> which rows that are.
LOOKS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "waiting": ("待发布", lambda row: row.waiting is not None),
    "stale": ("过期未复审", lambda row: row.is_stale),
    "warned": ("有警告", lambda row: bool(row.warnings)),
    "returned": ("已退回", lambda row: row.returned is not None),
}
_NEVER = date.max
SORTS: Mapping[str, tuple[str, Callable[[Row], Any], bool]] = {
    "title": ("按标题", lambda row: row.title, False),
    "newest": ("最近生效在前", lambda row: row.effective_from or row.issued_on or date.min, True),
    "review": ("复审期限近的在前", lambda row: row.review_by or _NEVER, False),
    "warnings": ("警告多的在前", lambda row: len(row.warnings), True),
    "passages": ("段落多的在前", lambda row: row.passages, True),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list somebody asks to see; odd values are as good as none."""

    q: str = ""
    state: str = ""
    visibility: str = ""
    look: str = ""
    sort: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the rows that fit, and the figures above it."""

    rows: tuple[Row, ...]
    fitting: int
    total: int
    page: int
    pages: int
    looks: Mapping[str, int]  # how many of all rows each look has


def state_of(row: Row) -> str:
    return SUBMITTED if row.waiting else row.standing.value


def listing(rows: Sequence[Row], wanted: Wanted) -> Listing:
    """The rows that fit, sorted, cut into pages."""
    fitting = sorted((row for row in rows if _fits(row, wanted)), key=lambda row: (row.title, row.doc_id))
    _name, key, is_falling = SORTS.get(wanted.sort, SORTS["title"])
    fitting.sort(key=key, reverse=is_falling)
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(max(1, wanted.page), pages)
    looks = {name: sum(map(has, rows)) for name, (_label, has) in LOOKS.items()}
    shown = tuple(fitting[(page - 1) * PAGE : page * PAGE])
    return Listing(shown, len(fitting), len(rows), page, pages, looks)


def _fits(row: Row, wanted: Wanted) -> bool:
    return (
        (not wanted.state or state_of(row) == wanted.state)
        and (not wanted.visibility or row.visibility.value == wanted.visibility)
        and (wanted.look not in LOOKS or LOOKS[wanted.look][1](row))
        and all(word in _said(row) for word in _plain(wanted.q).split())
    )


def _said(row: Row) -> str:
    return _plain(f"{row.title} {row.version} {row.doc_id} {row.source} {row.owner_desk} {row.doc_type}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
