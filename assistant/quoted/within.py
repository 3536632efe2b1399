"""Whether a time that a question names lies within the hours that a quoted part gives: 地铁通道11点半还开吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from assistant.asking.moments import moment_in
from assistant.english import things_in
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.nouns import own_nouns
from assistant.quoted.verdict import Verdict
from knowledge.text import fold

_ASKS = re.compile(
    r"(?:还|能|可以|有没有|是否|有)?(?:开|营业|通|走|进|用|在|办|有人).{0,6}(?:吗|不[?？]?$|么|没[?？]?$)|能不能|可不可以|(?<![a-z])(?:open|closed|available|running|(?:can|could|may) (?:i|we) (?:still )?(?:use|go|get|walk|enter|take|come|leave|park|pick|collect|visit))(?![a-z])"
)
_RANGE = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})\s*[-–—~至到]+\s*(次日)?(\d{1,2}):(\d{2})(?!\d)")
_DAY = 24 * 60
_SAYS = {
    False: {True: "{at}在{hours}之内。", False: "{at}不在{hours}之内。"},
    True: {True: "Yes, {at} is within {hours}. ", False: "No, {at} is not within {hours}. "},
}


def within(question: str, parts: Sequence[Excerpt], as_of: datetime, english: bool) -> Verdict | None:
    """What to say of the time asked about, by the first part about the same thing that gives one span of hours."""
    moment = moment_in(question, as_of, as_of.date())
    if moment is None or moment.is_guessed or moment.is_now or not _ASKS.search(fold(question)):
        return None
    things = own_nouns(question) | (set(things_in(question)) if english else set())
    for part in parts:
        spans = _RANGE.findall(part.text)
        if len(spans) == 1 and any(thing in fold(part.text) for thing in things):
            (opens, opens_at, next_day, closes, closes_at) = spans[0]
            at = moment.at.hour * 60 + moment.at.minute
            holds = _holds(
                at, int(opens) * 60 + int(opens_at), int(closes) * 60 + int(closes_at), bool(next_day)
            )
            hours = f"{opens}:{opens_at}–{next_day}{closes}:{closes_at}"
            return Verdict(_SAYS[english][holds].format(at=f"{moment.at:%H:%M}", hours=hours), part)
    return None


def _holds(at: int, opens: int, closes: int, is_next_day: bool) -> bool:
    if is_next_day or closes <= opens:
        return at >= opens or at < closes % _DAY
    return opens <= at < closes
