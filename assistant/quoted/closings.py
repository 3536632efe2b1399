"""Which of several passages told by a closing time is that of the day that is asked for: 22:00, not 23:00."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.calendar import covers
from knowledge.writing.hours import OpeningRule

_CLOSES = re.compile(
    r"(\d{1,2}:\d{2})(?:准时)?(?:闭店|关门|打烊|收铺)|(?:闭店|关门|打烊)(?:时间)?[:为是]?\s*(\d{1,2}:\d{2})|closes? (?:at )?(\d{1,2}:\d{2})"
)


def of_that_closing(ranked: Sequence[Hit], rule: OpeningRule | None, day: date | None) -> list[Hit]:
    """The passages that speak of the day or of its closing time first, those of other days or times not at all.

    As they were where the hours of the day are not known, or no passage speaks of a closing time.
    """
    if rule is None or day is None:
        return list(ranked)
    told = {id(hit): _fits(hit, rule.closes, day) for hit in ranked}
    if not any(told.values()):
        return list(ranked)
    kept = [hit for hit in ranked if told[id(hit)] is not False]
    return sorted(kept, key=lambda hit: told[id(hit)] is not True)


def _fits(hit: Hit, closes: str, day: date) -> bool | None:
    """Whether a passage is of this closing time; None where it names none."""
    text = fold(hit.passage.text)
    if (covered := covers(text, day, day)) is not None:
        return covered
    named = {next(filter(None, match.groups())) for match in _CLOSES.finditer(text)}
    return closes in named if named else None
