"""Days as a mall counts them: weekdays, statutory holidays, and the dates that words such as 明天 mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

from knowledge.text import fold

WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(下下?|这|本)?\s*(?:个)?(?:周|星期|礼拜)([一二三四五六日天])")
_DATE = re.compile(
    r"(?:(20\d{2})[-/年.])?(?<!\d)(?:(1[0-2]|0?[1-9])月|(1[0-2]|0[1-9])[-/.])([12]\d|3[01]|0?[1-9])"
    r"(?!\d|\s*(?:岁|人|元|天|个|折|倍|小时|分钟))(?:日|号)?"
)
_DAY = re.compile(r"(?<![\d月/.-])([12]\d|3[01]|[1-9])(?:号|日)(?!店|线|楼|门|口|直梯|电梯)")
_ENGLISH_DATE = re.compile(
    r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?!\d)"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OFFSETS = {
    "大后天": 3, "后天": 2, "後天": 2, "明天": 1, "明儿": 1, "明日": 1, "明晚": 1, "听日": 1, "tomorrow": 1,
    "今天": 0, "今儿": 0, "今日": 0, "今晚": 0, "现在": 0, "当前": 0, "目前": 0, "today": 0, "tonight": 0, "now": 0,
    "昨天": -1, "昨日": -1, "昨晚": -1, "yesterday": -1, "前天": -2,
}  # fmt: skip
_ENGLISH_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def is_holiday(day: date) -> bool:
    """Whether a day is a Chinese statutory holiday; False for years without published data."""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return False
    return bool(off and name)


def is_long_day(day: date) -> bool:
    """Friday, Saturday and statutory holidays, when malls keep open longer."""
    return day.weekday() in (4, 5) or is_holiday(day)


def weekday_name(day: date) -> str:
    return f"周{WEEKDAYS[day.weekday()]}"


def days_in(text: str, today: date) -> list[date]:
    """The days that a text names, resolved against today; without doubles, in the text's order of kinds."""
    folded = fold(text)
    readings: list[Callable[[str, date], list[date]]] = [
        _dates,
        _english_dates,
        _bare_days,
        _weekdays,
        _relative,
    ]
    return list(dict.fromkeys(day for reading in readings for day in reading(folded, today)))


def _dates(folded: str, today: date) -> list[date]:
    found = []
    for year, spoken, written, day in _DATE.findall(folded):
        resolved = _date(int(year) if year else today.year, int(spoken or written), int(day))
        found += [resolved] if resolved else []
    return found


def _english_dates(folded: str, today: date) -> list[date]:
    pairs = [(_MONTHS.index(month) + 1, int(day)) for month, day in _ENGLISH_DATE.findall(folded)]
    return [day for month, number in pairs if (day := _date(today.year, month, number))]


def _bare_days(folded: str, today: date) -> list[date]:
    """27号 without a month is the next such day, this month or the next."""
    found = []
    for number in map(int, _DAY.findall(folded)):
        month = today if number >= today.day else (today.replace(day=1) + timedelta(days=32))
        resolved = _date(month.year, month.month, number)
        found += [resolved] if resolved else []
    return found


def _weekdays(folded: str, today: date) -> list[date]:
    found = []
    for prefix, name in _WEEKDAY.findall(folded):
        wanted = WEEKDAYS.index("日" if name == "天" else name)
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=prefix.count("下"))
        day = monday + timedelta(days=wanted)
        found.append(day if prefix or day >= today else day + timedelta(weeks=1))
    for number, name in enumerate(_ENGLISH_WEEKDAYS):
        if name in folded:
            found.append(today + timedelta(days=(number - today.weekday()) % 7))
    return found


def _relative(folded: str, today: date) -> list[date]:
    found, rest = [], folded
    for word, offset in _OFFSETS.items():
        if word in rest:
            found.append(today + timedelta(days=offset))
            rest = rest.replace(word, " ")
    return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
