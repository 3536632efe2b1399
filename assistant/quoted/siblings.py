"""What a question names by its number, its year or its sort, where the papers found have only its siblings.

A passage on the pram S1 lies nearer to a question on the S2 than any other, and says nothing of it; so does the sum that is paid
for one grade of an illness, of one that the contract does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import rjieba

from assistant.asking.saying import says
from assistant.data import read_table
from knowledge.evidence import folded_text
from knowledge.model import Hit
from knowledge.text import is_cjk
from knowledge.writing.numerals import in_characters

_NEAR = 2  # hits, the best ones, that must have a sibling
_OF_A_YEAR = 3  # hits that may tell of a year: others tell of something else in it
# S2, P5, M8: no floor (L3, B1), no unit, no edition (V2), no amount (5G).
_CODE = re.compile(
    r"(?<![a-z0-9.:/-])(?P<stem>(?![blfv](?=[- ]?\d))[a-z]{1,4})[- ]?(?P<number>\d{1,2})(?![a-z\d.:%/-])"
)
_NUMBERED = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2})(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,4})(?P<head>[号代型届])"
)
# The first part of a work and the first year of a fair bear no number: 第二季 of what has one only is another.
_PART_OF_A_SERIES = re.compile(
    r"第(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,4})(?P<head>[部季代届])(?![分度])"
)
_FAULT = re.compile(r"(?P<stem>错误|故障|代码|报错)码?[\"“'「]?(?P<number>[a-z]?\d{1,4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?P<number>(?:19|20)\d\d)年")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s*(?:至|到|-)\s*((?:19|20)\d\d)(?!\d)")


def only_siblings(text: str, hits: Sequence[Hit], this_year: int) -> list[str]:
    """What a folded question names that stands in none of the hits, where the best have its siblings."""
    told = [folded_text(hit) for hit in hits]
    if not told:
        return []
    numbered = [*_numbered(text, told)] or [*_in_a_series(text, told)]
    return [*numbered, *_years(text, hits, told, this_year), *_sorts(text, told)]


def _numbered(text: str, told: Sequence[str]) -> Iterator[str]:
    for pattern in (_CODE, _NUMBERED, _FAULT):
        for found in pattern.finditer(text):
            here = {_named_by(one) for part in told for one in pattern.finditer(part)}
            near = {one["stem"] for part in told[:_NEAR] for one in pattern.finditer(part)}
            if found["stem"] in near and _named_by(found) not in here:
                yield found[0].upper()


def _in_a_series(text: str, told: Sequence[str]) -> Iterator[str]:
    """Later parts of a series that no hit names by their number."""
    said = {_place_of(one) for part in told for one in _PART_OF_A_SERIES.finditer(part)}
    for found in _PART_OF_A_SERIES.finditer(text):
        if _place_of(found) not in said and _place_of(found)[1] != "1":
            yield found[0]


def _place_of(found: re.Match[str]) -> tuple[str, str]:
    """第三季 and 第3季 are one."""
    written = found["number"]
    return found["head"], f"{in_characters(written)}" if is_cjk(written[0]) else written.lstrip("0")


def _named_by(found: re.Match[str]) -> tuple[str, str]:
    """五号 and 5号, S1 and S01 are one."""
    written = found["number"]
    return found["stem"], f"{in_characters(written)}" if is_cjk(written[0]) else written.lstrip("0")


def _years(text: str, hits: Sequence[Hit], told: Sequence[str], this_year: int) -> Iterator[str]:
    for found in _YEAR.finditer(text):
        year = int(found["number"])
        near = told[:_OF_A_YEAR]
        if year == this_year or any(str(year) in part for part in near) or not _YEAR.search(told[0]):
            continue
        within = any(int(first) < year < int(last) for part in near for first, last in _YEARS.findall(part))
        if not within and not any(year in _years_of(hit) for hit in hits[:_OF_A_YEAR]):
            yield found[0]


def _years_of(hit: Hit) -> set[int]:
    paper = hit.document
    return {day.year for day in (paper.issued_on, paper.effective_from, paper.effective_to) if day}


def _sorts(text: str, told: Sequence[str]) -> Iterator[str]:
    for word in _words_of_a_sort(text):
        head = word[-1]
        if any(says(part, word) for part in told):
            continue
        if any(one[-1] == head and one != word for part in told[:_NEAR] for one in _words_of_a_sort(part)):
            yield word


def _words_of_a_sort(text: str) -> list[str]:
    heads, of_any = _heads()
    tagged = rjieba.tag(text)
    words = [word for word, kind in tagged if len(word) > 1 and kind[0] in "nvjlab"]
    words += [
        first + last for (first, _), (last, _) in pairwise(tagged) if last in heads and is_cjk(first[0])
    ]
    return [word for word in words if word[-1] in heads and not of_any.fullmatch(word)]


@cache
def _heads() -> tuple[frozenset[str], re.Pattern[str]]:
    row = read_table("demands.yaml")["of_a_sort"]
    return frozenset(row["heads"]), re.compile(row["of_any"])
