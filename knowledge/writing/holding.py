"""Whether a sentence holds on a day, by the time it begins with: 12月3日起…, 11月：…."""

from __future__ import annotations

import re
from datetime import date

from knowledge.text import fold
from knowledge.writing.calendar import days_in

_SINCE = re.compile(
    r"\W*(?:自|从)?(?P<day>(?:20\d\d年)?\d{1,2}月\d{1,2}[日号])(?:\([^)]*\))?(?:零时)?(?:起|开始|以后|之后)"
)
_MONTH = re.compile(r"\W*(?:20\d\d年)?(?P<month>1[0-2]|0?[1-9])月(?:份|期间)?[:,]")


def holds_on(text: str, day: date, today: date) -> int:
    """1 for a sentence that begins with the time in which a day lies, -1 with another one, 0 with none."""
    folded = fold(text)
    if since := _SINCE.match(folded):
        days = days_in(since["day"], today)
        return (1 if min(days) <= day else -1) if days else 0
    month = _MONTH.match(folded)
    return (1 if int(month["month"]) == day.month else -1) if month else 0
