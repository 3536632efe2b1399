"""The mall's hours on a day, where what the papers say leans on them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.rows import opening_rules
from assistant.reply import Line
from assistant.shops.opening import day_line
from knowledge.library import Library
from knowledge.writing.hours import OpeningRule, opening_on

_AS_THE_MALL = re.compile(
    r"(?:与|同|和|按|随|跟)商场(?:的)?(?:营业|开放)?时间|[:：]\s*商场营业时间|同商场|mall (?:opening )?hours|the same hours as the mall"
)
_BY_WHEN = re.compile(r"[之以]前|截止|期限|过期|到期|最[晚迟]|哪[一]?天|几号|还能|deadline|last day")
_OF_THE_HOURS = re.compile(r"闭店|关门|打烊|开店|开门|广播|清场|送货|卸货")


def closing_of(library: Library, asked: Asked) -> OpeningRule | None:
    """The mall's hours on the day that is named."""
    if not asked.need.days or not _OF_THE_HOURS.search(asked.full):
        return None
    return opening_on(asked.need.days[0], opening_rules(library, asked))


def hours_beside(library: Library, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
    """The mall's hours on a day, where an answer is reckoned from them, or is that they are the same."""
    days = asked.need.days
    is_asked = "time" in asked.need.kinds and not _BY_WHEN.search(asked.text)
    if chosen and _AS_THE_MALL.search(chosen[0].text) and is_asked:
        days = days or (asked.today,)
    elif not _OF_THE_HOURS.search(asked.full):
        return []
    if not days:
        return []
    rules = opening_rules(library, asked)
    line = day_line(days[0], asked.today, rules, asked.english)
    return [line] if line else []
