"""What a sheet or a heading over a directory's rows says of all of them: the hall, and the month of the list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.text import to_simplified
from knowledge.writing.floors import is_floor, keys_in

_HALL = re.compile(
    r"^(?:[一-鿿]{0,8}?)((?:[东西南北中新老主副]|[A-Da-dＡ-Ｄ]|[一二三四1234]号?)\s*(?:馆|座|区|栋|塔楼|楼座|翼|期))(?:$|[^一-鿿]|店|商|品|目|一览|名)"
    r"|(?i:^((?:north|south|east|west|main|new|old)\s+(?:wing|hall|building|block|tower|mall)|(?:tower|block|building|hall|wing)\s+[a-d1-4])(?![a-z]))"
)
_BUILDING = re.compile(
    r"(?:大厦|大楼|中心|商场|广场|酒店|商城|天地|[座馆区栋翼期塔]|街区|[东西南北]街)$|^(?:区域|Zone|ZONE) ?[A-Z]$"
    r"|(?i:(?<![a-z])(?:terminal|centre|center|arcade|tower|building|mall|plaza|wing|hall|block|house|court|quarter|atrium)(?: ?[a-d1-9])?$)"
)
_LONGEST = 48  # characters of a building's name, in two languages
_BEFORE_FLOOR = re.compile(r"(.*?[座馆館区區栋棟期翼])\s*(\S+)|(.*?\S)[\s,，/]+(\S+)")
_BESIDE = re.compile(
    r"\s*[,，、;；|]\s*|\s+/\s+|(?<=[fF层樓楼])[\s/]+(?=[A-Za-z]{0,3}-?\d)|(?<=[a-z\d])\s+(?=\d+/?[fF]$|[Ll]evel )|(?<=[Ll]evel \d)\s+"
)
_A_SHOP = re.compile(
    r"^(?:shop|store|unit|lot|room|kiosk|booth|no\.?|铺位?|舖|单元|單位)\s*(?:no\.?|号)?\s*(?=#?[a-z]{0,3}-?\d)"
    r"|(?<=[\da-z)])\s*[号號]?(?:室?[铺舖鋪](?:位)?|[柜櫃](?:位)?|店[铺舖鋪]|室|单元|單位)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[A-Za-z]{0,4}[- ]?\d{1,5}[A-Za-z]?(?:\s*[-/&,、]\s*[A-Za-z]{0,4}-?\d{0,5}[A-Za-z]?)*(?:\s*\([^()]{1,12}\))?"
)
_MONTH = re.compile(r"(20\d{2})\s*(?:年|[-/.])\s*(1[0-2]|0?[1-9])(?:\s*月|(?!\d))")
_ENGLISH_MONTH = re.compile(r"(?i:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(20\d{2}))")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def hall_in(headings: Sequence[str]) -> str:
    """The hall that the headings over a row name, as written: 东馆, A座, East Wing; empty where none does."""
    found = (match for heading in headings if (match := _HALL.match(heading.strip())))
    return next((match[1] or match[2] for match in found), "")


def buildings_over(headings: Iterable[Sequence[str]]) -> frozenset[str]:
    """The headings over a directory's rows that name the buildings of a mall: Ocean Terminal 海运大厦, 北区, Block A.

    One alone is the mall's own name, so there must be two, and rows under each.
    """
    some = list(map(frozenset, headings))
    everywhere = frozenset.intersection(*some) if some else frozenset()
    places = {heading for one in set(some) for heading in one - everywhere if names_a_building(heading)}
    return frozenset(places) if len(places) > 1 else frozenset()


def names_a_building(heading: str) -> bool:
    """Whether a heading names a building or a hall: Ocean Terminal, 北区."""
    return (
        len(heading) <= _LONGEST
        and not keys_in(heading)
        and _BUILDING.search(to_simplified(heading)) is not None
    )


def building_and_floor(cell: str) -> tuple[str, str]:
    """The building that a floor's cell names before the floor, and the floor: A座 2F, T3 L2; no building for a floor alone."""
    text = cell.strip()
    match = _BEFORE_FLOOR.fullmatch(text)
    if match is None or is_floor(text):
        return "", text
    place, rest = match[1] or match[3], match[2] or match[4]
    return (place, rest) if is_floor(rest) and not keys_in(place) else ("", text)


def floor_and_unit(cell: str) -> tuple[str, str]:
    """The floor that a unit's cell names beside the number, and the number: 3F 301, Shop 301, 3/F; no floor for a number alone."""
    parts = [part for part in _BESIDE.split(cell.strip()) if part]
    floors = [part for part in parts if is_floor(part)]
    rest = [_A_SHOP.sub("", part) for part in parts if part not in floors]
    if len(floors) != 1 or len(rest) != 1 or not re.search(r"\d", rest[0]) or _is_cut(rest[0]):
        return "", cell.strip()
    return floors[0], rest[0]


def _is_cut(part: str) -> bool:
    """Whether a part ends within a bracket: Tern (Old Town 3, of a branch on 1F."""
    return sum(map(part.count, "(（")) != sum(map(part.count, ")）"))


def without_shop_word(said: str) -> str:
    """A unit's number without the words that say that it is one: Shop No. 301, M2-302號舖."""
    return _A_SHOP.sub("", said.strip())


def unit_in(line: str) -> str:
    """The number in a line that says a shop's number and nothing else: Shop 301, 3-12號舖; empty for any other line."""
    number = without_shop_word(line)
    return number if number != line.strip() and _NUMBER.fullmatch(number) else ""


def month_in(headings: Sequence[str]) -> date | None:
    """The first day of the month that the headings or the title over a directory name."""
    for heading in headings:
        if match := _MONTH.search(heading):
            return date(int(match[1]), int(match[2]), 1)
        if match := _ENGLISH_MONTH.search(heading):
            return date(int(match[2]), _MONTHS.index(match[1].lower()) + 1, 1)
    return None
