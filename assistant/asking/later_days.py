"""A day that is told by another one: 再过一天, 第二天 and the day before, after a day was asked about."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta

from knowledge.text import fold
from knowledge.writing.calendar import days_in
from knowledge.writing.numerals import number
from knowledge.writing.occasions import occasion_in

_BEGINS = r"^(?P<ties>(?:那么?|咁|如果|要是|换成|and |what about |how about |so )*)"
_COUNTED = r"(?P<count>\d|[一二两三四五六七])\s*[天日]"
_ONE_LATER = r"第二天|[后下]一[天日]|次日|翌日|隔天|隔日|转天|(?:on )?the (?:day after(?: that)?|next day|following day)(?! tomorrow)"
_ONE_BEFORE = r"[前头上]一[天日]|(?:on )?the day before(?: that)?(?! yesterday)"
_TOLD = re.compile(
    rf"{_BEGINS}(?:(?:[再又]过|再?(?:往后|推迟|推后|晚)(?:推|过|数)?){_COUNTED}(?:之?后)?|(?P<back>再?(?:早|提前|往前(?:推|数)?){_COUNTED.replace('count', 'early')})"
    rf"|(?P<later>{_ONE_LATER})|(?P<before>{_ONE_BEFORE}))(?![期内以])"
)


def dated(message: str, earlier: str, today: date) -> str:
    """A plain message that begins with a day told by another one, with its date; `earlier` is what was asked before.

    The day counted from is the last that was named before; of a question that names none it is today for 再过一天 alone.
    """
    found = _TOLD.search(fold(message))
    if found is None:
        return message
    named = next((days for line in reversed(earlier.split("\n")) if (days := _days(line, today))), [])
    if not named and not found["count"]:
        return message
    day = (named[-1] if named else today) + timedelta(days=_steps(found))
    rest = fold(message)[found.end() :]
    if message.isascii():
        return f"{found['ties'] or 'what about '}{day.day} {month_name[day.month].lower()} {day.year}{rest}"
    said = f"{found['ties']}{day.year}年{day.month}月{day.day}日"
    return f"{said}{rest}" if re.search(r"\w", rest) else f"{said}呢"


def _days(text: str, today: date) -> list[date]:
    return days_in(text, today) or occasion_in(text, today)


def _steps(found: re.Match[str]) -> int:
    if found["count"]:
        return int(number(found["count"]) or 0)
    if found["back"]:
        return -int(number(found["early"]) or 0)
    return 1 if found["later"] else -1
