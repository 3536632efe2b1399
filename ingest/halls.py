"""What a sheet or a heading over a directory's rows says of all of them: the hall, and the month of the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.writing.floors import is_floor, keys_in

_HALL = re.compile(
    r"^(?:[一-鿿]{0,8}?)((?:[东西南北中新老主副]|[A-Da-dＡ-Ｄ]|[一二三四1234]号?)\s*(?:馆|座|区|栋|塔楼|楼座|翼|期))(?:$|[^一-鿿]|店|商|品|目|一览|名)"
    r"|(?i:^((?:north|south|east|west|main|new|old)\s+(?:wing|hall|building|block|tower|mall)|(?:tower|block|building|hall|wing)\s+[a-d1-4])(?![a-z]))"
)
_BEFORE_FLOOR = re.compile(r"(.*?[座馆館区區栋棟期翼])\s*(\S+)|(.*?\S)[\s,，/]+(\S+)")
_MONTH = re.compile(r"(20\d{2})\s*(?:年|[-/.])\s*(1[0-2]|0?[1-9])(?:\s*月|(?!\d))")
_ENGLISH_MONTH = re.compile(r"(?i:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(20\d{2}))")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def hall_in(headings: Sequence[str]) -> str:
    """The hall that the headings over a row name, as written: 东馆, A座, East Wing; empty where none does."""
    found = (match for heading in headings if (match := _HALL.match(heading.strip())))
    return next((match[1] or match[2] for match in found), "")


def building_and_floor(cell: str) -> tuple[str, str]:
    """The building that a floor's cell names before the floor, and the floor: A座 2F, T3 L2; no building for a floor alone."""
    text = cell.strip()
    match = _BEFORE_FLOOR.fullmatch(text)
    if match is None or is_floor(text):
        return "", text
    place, rest = match[1] or match[3], match[2] or match[4]
    return (place, rest) if is_floor(rest) and not keys_in(place) else ("", text)


def month_in(headings: Sequence[str]) -> date | None:
    """The first day of the month that the headings or the title over a directory name."""
    for heading in headings:
        if match := _MONTH.search(heading):
            return date(int(match[1]), int(match[2]), 1)
        if match := _ENGLISH_MONTH.search(heading):
            return date(int(match[2]), _MONTHS.index(match[1].lower()) + 1, 1)
    return None
