"""Whether what was found is of another year or month than the one asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.model import Document, Hit
from knowledge.text import fold, is_cjk

_OF_ONE_YEAR = ("campaign", "lottery")
_LEADING = 5  # hits among which a paper of the year must be
_A_MONTH = r"(?<![\d.-])(1[0-2]|[1-9])月(?!\d)"
_MONTH = re.compile(_A_MONTH)
_MONTH_OF = re.compile(rf"{_A_MONTH}份?的?(?![初底末上中下])")  # 12月的班表, and no day of it
_SOME_MONTH = re.compile(r"(?<!\d)(\d{1,2})月|20\d\d-(\d\d)")
_SEVERAL_MONTHS = re.compile(r"月?\s*[-–—~至到、和]\s*\d{1,2}月")


def is_of_another_year(year: int | None, hits: Sequence[Hit]) -> bool:
    """Whether the paper that fits best is of another year than the one asked about: by its title, or
    the rules of an occasion that was not in that year; and no paper of that year is as near."""
    if year is None or not hits:
        return False
    leading = sorted(hits, key=lambda hit: hit.score, reverse=True)[:_LEADING]
    if any(_year_of(hit.document) == year for hit in leading):
        return False
    return has_another_year(leading[0].document, year)


def tells_of_a_year(hit: Hit, year: int | None) -> bool:
    """Whether a passage of a paper that holds from year to year speaks of that year: 2025年获得的积分."""
    return hit.document.doc_type not in _OF_ONE_YEAR and f"{year}年" in hit.passage.text


def is_of_another_month(text: str, hits: Sequence[Hit]) -> bool:
    """Whether a paper that goes by its month (11月排班表), or a report on one time, is asked for by another month.

    None of that month is as near; a report that has the month anywhere near tells of it.
    """
    asked = set(_MONTH_OF.findall(text))
    if len(asked) != 1 or not hits or re.search(r"\d[日号]", text):
        return False
    leading = sorted(hits, key=lambda hit: hit.score, reverse=True)[:_LEADING]
    if any(_names_month(hit, asked) for hit in leading):
        return False
    if leading[0].document.doc_type == "replay":
        return True
    title = fold(leading[0].document.title)
    titled = set(_MONTH.findall(title))
    if len(titled) != 1 or _SEVERAL_MONTHS.search(title):
        return False
    return bool(_pairs(_MONTH.sub(" ", title)) & _pairs(_MONTH.sub(" ", text)))


def _names_month(hit: Hit, months: set[str]) -> bool:
    said = fold(f"{hit.document.title} {hit.passage.text}")
    named = (month for pair in _SOME_MONTH.findall(said) for month in pair)
    return any(month.lstrip("0") in months for month in named)


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text) if is_cjk(a) and is_cjk(b)}


def has_another_year(document: Document, year: int) -> bool:
    """Whether a paper is of another year than this one; a paper of no year is of any."""
    titled = _year_of(document)
    if titled is None and document.doc_type in _OF_ONE_YEAR and document.effective_from:
        over = document.effective_to or document.effective_from
        return not document.effective_from.year <= year <= over.year
    return titled is not None and titled != year


def _year_of(document: Document) -> int | None:
    titled = re.search(r"20\d{2}", document.title)
    return int(titled[0]) if titled else None
