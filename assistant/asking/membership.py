"""A level of membership by the short of its name: 金卡, where the mall calls it 金岸卡."""

from __future__ import annotations

import re
from datetime import datetime

from knowledge.search import Search
from knowledge.text import fold

_SHORT = re.compile(r"(?<![黑白])([金银铜铁黑白紫红蓝绿青钻])卡(?![拉车片通])")
_COLOURS = "金银铜铁黑白紫红蓝绿青钻"
_NAMED = re.compile(rf"[{_COLOURS}][一-鿿]{{1,2}}卡")
_BY_COLOUR = re.compile(
    rf"(?<![一-鿿])(?:那|那么)?([{_COLOURS}])(?:色)?的(?:那种|那张|会员)?(?=呢|吗|[?？]?$|[能可有免停享送打])"
)
_LEVELS = "会员等级 门槛 权益"
_NEAR = 12  # hits among which the levels are told


def level_after(text: str, before: str) -> str:
    """A message with the level that it names by its colour alone, after one on another level: 黑的呢, behind 金卡呢."""
    return (
        _BY_COLOUR.sub(r"\g<1>卡", text)
        if _SHORT.search(fold(before)) or _NAMED.search(fold(before))
        else text
    )


def levels_in_full(message: str, search: Search, as_of: datetime) -> str:
    """The message with each short name that stands in no paper as the one level is called that it is short for."""
    shorts = {match[0]: match[1] for match in _SHORT.finditer(fold(message)) if match[0] in message}
    unknown = {short: first for short, first in shorts.items() if not search.writes(short, as_of)}
    if not unknown:
        return message
    told = " ".join(fold(hit.passage.text) for hit in search.find(_LEVELS, as_of=as_of, k=_NEAR).hits)
    for short, first in unknown.items():
        names = set(re.findall(rf"{first}[一-鿿]{{1,2}}卡", told))
        if len(names) == 1:
            message = message.replace(short, names.pop())
    return message
