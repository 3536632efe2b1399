"""K3: dates that exist, follow each other, fall on the weekday named, and are not past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.compliance.copy import Copy, Observation
from assistant.compliance.notices import SENTENCE_END, clause
from assistant.compliance.verdict import Severity

MONTH_DAY = re.compile(r"(?<!\d)(?:(20\d\d)\s*[年/.-]\s*)?(\d{1,2})\s*([月/])\s*(\d{1,2})(?!\d)")
DATE_RANGE = re.compile(
    r"(?<![\d/])(?:(20\d\d)\s*[年/.-]\s*)?(\d{1,2})\s*[月/]\s*(\d{1,2})\s*[日号]?\s*(?:起|开始)?\s*(?:-|–|—|~|至|到)\s*(?:(20\d\d)\s*[年/.-]\s*)?(?:(\d{1,2})\s*[月/]\s*)?(\d{1,2})(?=\s*[日号]|[^\d:折元%]|$)"
)
# A sentence that calls people to what is over, and one that only looks back on it.
INVITES = re.compile(
    r"活动|进行中|快来|欢迎|领[取券]|参[与加]|报名|优惠|满\s*\d|折|特价|限时|上新|开[启售]|有效|可用|抽|兑换|预约|购"
)
LOOKS_BACK = re.compile(
    r"已(?:经)?(?:结束|截止|完成|落幕|收官|下线)|期间(?:的|产生|购买|消费|下单)|统计|回顾|总结|复盘|名单|补[开办发登]|感谢|圆满|历史|往期|往届|上[期届]|记录|账单|对账|结算|小票|订单|发票"
)
WEEKDAY = re.compile(r"^\s*[日号]?\s*[(]?\s*(?:周|星期|礼拜)([一二三四五六日天])")
WEEKDAYS = "一二三四五六日"
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LONG_AGO = 200  # days: an older date without a year is more likely next year's


def dates(copy: Copy) -> Iterator[Observation]:
    """What cannot be or is over blocks; a weekday that is wrong by a guessed year asks to be looked at."""
    yield from _days(copy)
    yield from _ranges(copy)


def _days(copy: Copy) -> Iterator[Observation]:
    for match in MONTH_DAY.finditer(copy.text):
        month, day = int(match[2]), int(match[4])
        exists = 1 <= month <= 12 and 1 <= day <= DAYS[month - 1]
        if not exists and match[3] == "月":
            yield Observation(match.span(), "没有这一天。")
        elif exists and (year := _year(match[1], copy)):
            named = WEEKDAY.match(copy.text[match.end() : match.end() + 8])
            told = WEEKDAYS.index(named[1].replace("天", "日")) if named else None
            meant = _weekday(year, month, day)
            if told is not None and meant is not None and told != meant:
                severity = None if match[1] else Severity.EVIDENCE
                yield Observation(match.span(), f"{year}年{month}月{day}日是周{WEEKDAYS[meant]}。", severity)


def _ranges(copy: Copy) -> Iterator[Observation]:
    for match in DATE_RANGE.finditer(copy.text):
        first = (int(match[2]), int(match[3]))
        last = (int(match[5] or match[2]), int(match[6]))
        turns_year = int(match[4] or 0) > int(match[1] or 0) if match[4] else first[0] >= 10 and last[0] <= 3
        if match[1] and match[4] == match[1]:
            turns_year = False
        if first > last and not turns_year and last[1] <= 31:
            yield Observation(match.span(), "开始日期在结束日期之后。")
        elif _is_past(match[4] or match[1], last, turns_year and not match[4], copy):
            left, right = clause(copy.text, *match.span(), SENTENCE_END)
            if not LOOKS_BACK.search(copy.text[left:right]):
                severity = None if INVITES.search(copy.text[left:right]) else Severity.WARN
                yield Observation(match.span(), "截止日期已过。", severity)


def _year(written: str | None, copy: Copy) -> int | None:
    return int(written) if written else (copy.on.year if copy.on else None)


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _is_past(written: str | None, last: tuple[int, int], turns_year: bool, copy: Copy) -> bool:
    if not copy.on:
        return False
    try:
        end = date((_year(written, copy) or copy.on.year) + turns_year, *last)
    except ValueError:
        return False
    return end < copy.on and (bool(written) or (copy.on - end).days <= LONG_AGO)
