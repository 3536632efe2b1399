"""What the address of a shop says of its place in the house: the floor and the number of the unit."""

from __future__ import annotations

import re

from knowledge.text import fold
from knowledge.writing.floors import keys_in

_UNIT = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[LBF]\d{1,2}|\d{1,2}F|LG\d?|UG\d?|G)-?\d{2,4}[A-Za-z]?|[A-Z]?\d{2,4}[A-Z]?(?=号?(?:商?铺|店铺)))"
    r"(?:[-、/]\d{2,4}[A-Za-z]?)*(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def unit_in(address: str) -> str:
    """The number of the unit that an address ends in, beside which another place's may be named in brackets."""
    own = re.sub(r"[(（][^()（）]*[)）]", " ", address)
    match = _UNIT.search(own)
    return match[0].upper() if match else ""


def floor_in_address(address: str) -> str:
    """The floor that an address names, else its unit's, in one writing; empty where neither is told."""
    own = fold(re.sub(r"[(（][^()（）]*[)）]", " ", address))
    unit = re.match(r"([lb])(\d)|(\d)f|f(\d)", unit_in(address).lower())
    if keys := keys_in(_UNIT.sub(" ", own)):
        return keys[0]
    if unit is None:
        return ""
    return f"{unit[1] or 'l'}{unit[2] or unit[3] or unit[4]}"
