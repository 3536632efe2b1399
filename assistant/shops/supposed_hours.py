"""Whether the hour at which a question supposes a house to shut or to open is right: 是不是开到晚上11点, does it close at nine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.text import fold
from knowledge.writing.spans import DAY, Span
from knowledge.writing.spoken_hours import plainly

_WHETHER = re.compile(
    r"是不是|是否|是[^,，。?？]{0,12}吗|对吧|对不对|对吗|没错吧|系咪|系唔系|[吗么嘛咩吧][?？]?\s*$|(?:吗|吧)[?？,，]"
    r"|^(?:is|are|do|does|will|isn't|doesn't|don't|so)(?![a-z])|(?:right|correct|isn't it|doesn't it)\?*\s*$"
)
# Whether it is open then.
_STILL = re.compile(r"[还仲]|(?<![a-z])(?:still|now|can|could|may)(?![a-z])|^(?:is|are)(?![a-z]).* open at ")
_T = r"\s*(?:次日)?(\d{1,2}:\d{2})\s*"
_A_TIME = re.compile(_T)
_SHUTS = re.compile(
    rf"(?:开|营业|开放|延时|延长|逛)(?:营业)?(?:到|至){_T}|{_T}(?:钟|就|才|会|准时|左右)*(?:关|打烊|闭店|收(?!费|银|货|件|钱)|下班|结束营业)"
    rf"|(?:关门|打烊|闭店)(?:时间)?(?:是|在|为)?{_T}|(?:open|stay\w*|run\w*)[a-z ]* (?:un)?til+{_T}|(?:open|stay\w*) (?:[a-z]+ )?to{_T}|clos\w*(?: [a-z]+)? at{_T}"
)
_OPENS = re.compile(
    rf"{_T}(?:钟|就|才|会|准时|左右)*(?:开门|开店|开始营业|上班)|开门(?:时间)?(?:是|在|为){_T}|open\w*(?: [a-z]+)? at{_T}"
)
_HALF = DAY // 2


def is_right(text: str, spans: Sequence[Span]) -> bool | None:
    """Whether the hours of a day, in minutes, are as a question supposes; None where it supposes none, or there are none."""
    folded = fold(text)
    if not spans or not _WHETHER.search(folded) or _STILL.search(folded):
        return None
    said = plainly(_as_a_time(folded))
    if len(_A_TIME.findall(said)) != 1:
        return None
    for pattern, real in ((_SHUTS, spans[-1][1]), (_OPENS, spans[0][0])):
        if found := pattern.search(said):
            hour, minute = next(filter(None, found.groups())).split(":")
            supposed = int(hour) * 60 + int(minute)
            if pattern is _OPENS and real < supposed < spans[-1][1]:
                return None  # it may be meant whether it is open then: 晚上九点开门吗
            # an hour of the clock is of the morning or the evening, and of the night that follows
            return real in (supposed, supposed + _HALF, supposed + DAY)
    return None


def _as_a_time(folded: str) -> str:
    """11 tonight and at 9 as hours, for English leaves out what half of the day is meant."""
    return re.sub(r"(?<![a-z])(until|till|at) (\d{1,2})(?![\d:]|\s*[ap]\.?m)", r"\1 \2:00", folded)
