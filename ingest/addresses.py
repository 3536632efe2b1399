"""What the address of a shop says of its place in the house: the floor and the number of the unit."""

from __future__ import annotations

import re

from knowledge.text import fold
from knowledge.writing.floors import keys_in

_UNIT = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[LBF]\d{1,2}|\d{1,2}F|LG\d?|UG\d?|G)-?\d{2,4}[A-Za-z]?|[A-Z]{1,3}\d?-[A-Z]?\d{2,4}[A-Z]?"
    r"|(?<=shop )\d{1,4}[A-Z]?|(?<=unit )\d{1,4}[A-Z]?|[A-Z]?\d{2,4}[A-Z]?(?=[号號]?(?:商?[铺舖鋪]|店[铺舖鋪]|室|单元|單位)))"
    r"(?:[-–、/&及]\d{2,4}[A-Za-z]?)*(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# What stands before a building's name: the street with its number, else the district.
_STREET = re.compile(r".*(?:\d[-\d]*[号號]|[路街道])|.*?[省市区區县縣](?=.{4})")
_A_PART = re.compile(
    r"(?:[馆館座栋棟区區翼期塔]\s*[A-Da-d\d]?|\d[期座])$|(?i:(?:mall|tower|block|wing|building|phase|zone)\s[a-d\d])$"
)


def unit_in(address: str) -> str:
    """The number of the unit that an address ends in, beside which another place's may be named in brackets."""
    own = re.sub(r"[(（][^()（）]*[)）]", " ", address)
    match = _UNIT.search(own)
    return match[0].upper() if match else ""


def building_in(address: str) -> str:
    """The part of a mall that an address names beside the floor: 零售館1, Kai Tak Mall 1; empty where it names the mall alone."""
    own = _UNIT.sub(" ", re.sub(r"[(（][^()（）]*[)）]", " ", address))
    floor = _FLOOR.search(own)
    if floor is None:
        return ""
    beside = (own[: floor.start()], own[floor.end() :].strip(" ,，").split(",")[0])
    named = (_STREET.sub("", said).strip(" ,，") for said in beside)
    return next((said for said in named if _A_PART.search(said)), "")


_FLOOR = re.compile(
    r"(?:[负負]|地下|[LB])?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[层層楼樓]|(?i:(?:level|floor) \d+|[lub]?g?\d?/f|\b[LB]\d\b)"
)


def floor_written_in(address: str) -> str:
    """The floor that an address names, as written there: 二樓, Level 2; else that of its unit; empty where neither is told."""
    own = _UNIT.sub(" ", re.sub(r"[(（][^()（）]*[)）]", " ", address))
    found = _FLOOR.search(own)
    return found[0] if found else floor_in_address(address).upper()


def floor_in_address(address: str) -> str:
    """The floor that an address names, else its unit's, in one writing; empty where neither is told."""
    own = _UNIT.sub(" ", re.sub(r"[(（][^()（）]*[)）]", " ", address))
    unit = re.match(r"([lb])(\d)|(\d)f|f(\d)", unit_in(address).lower())
    said = _FLOOR.search(own)
    if keys := keys_in(fold(said[0] if said else own)):
        return keys[0]
    if unit is None:
        return ""
    return f"{unit[1] or 'l'}{unit[2] or unit[3] or unit[4]}"
