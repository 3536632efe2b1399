"""Times of day in one writing: 晚上10点, 22点 and 10pm are 22:00."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.writing.numerals import number

_PART_OF_DAY = r"凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜里|夜间|半夜"
_AFTERNOON = frozenset(("中午", "午后", "下午", "傍晚", "晚上", "晚间", "晚", "夜里", "夜间", "半夜", "pm"))
_NIGHT = frozenset(("晚上", "晚间", "晚", "夜里", "夜间", "半夜"))
_HOUR = r"(?<![\d.:第零一二三四五六七八九十])(?:[01]?\d|2[0-4]|二?十[一二三四]?|十[五六七八九]|[二两三四五六七八九]|(?<=[晨上午晚里间夜])一)"
_MINUTES = r"半|一刻|三刻|整|钟|[0-5]?\d分?|[二三四五]?十[一二三四五六七八九]?分?"
# 三点建议 are three points, 早一点 is earlier: after an hour comes what follows an hour.
_THEN = r"(?=$|[^\u4e00-\u9fffa-z0-9]|[前后到至之以开关闭打营下上起止吗呢吧的左就才能可还有出入进结停])"
CLOCK = re.compile(rf"({_PART_OF_DAY})?\s*(?<![\d.:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])\s*(am|pm)?")
SPOKEN = re.compile(rf"({_PART_OF_DAY})?\s*({_HOUR})(?:点|时(?![间候长代尚段差限效]))({_MINUTES})?{_THEN}")
ENGLISH = re.compile(r"(?<![\d.:])(1[0-2]|[1-9])\s*(am|pm)(?![a-z0-9])")
_QUARTERS = {"": 0, "整": 0, "钟": 0, "半": 30, "一刻": 15, "三刻": 45}


def _time(hour: int, minute: int, part: str) -> str:
    """晚上10点 is 22:00, 晚上12点 0:00, 夜里2点 2:00; without a part of day the hour is as written."""
    if part in _NIGHT and (hour == 12 or hour < 5):
        hour %= 12
    elif part in _AFTERNOON and hour < 11 + (part != "中午"):
        hour += 12
    elif part == "am":
        hour %= 12
    return f"{hour % 24}:{minute:02d}"


def of_clock(match: re.Match[str]) -> Iterator[str]:
    yield _time(int(match[2]), int(match[3]), match[4] or match[1] or "")


def of_spoken(match: re.Match[str]) -> Iterator[str]:
    said = match[3] or ""
    minute = _QUARTERS[said] if said in _QUARTERS else int(number(said.rstrip("分")))
    yield _time(int(number(match[2])), minute, match[1] or "")


def of_english(match: re.Match[str]) -> Iterator[str]:
    yield _time(int(match[1]), 0, match[2])
