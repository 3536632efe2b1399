"""Days as a mall counts them: weekdays, statutory holidays, and the dates that words such as 明天 mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import chinese_calendar

from knowledge.text import fold
from knowledge.writing import english_days
from knowledge.writing.occasions import occasion_in as occasion_in  # a day that goes by a name is a day too

WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(下下?|上上?|这|本)?\s*(?:个)?(?:周|星期|礼拜)([一二三四五六日天])")
_DATE = re.compile(
    r"(?:(20\d{2})[-/年.])?(?<!\d)(?:(1[0-2]|0?[1-9])月|(1[0-2]|0[1-9])[-/.])([12]\d|3[01]|0?[1-9])"
    r"(?!\d|\s*(?:岁|人|元|天|个|折|倍|小时|分钟)|\s?[ap]\.?m)(?:日|号)?"
)
_SPAN = re.compile(
    r"(?<![\d/-])(?:(?P<y1>20\d{2})[-/年])?(?P<m1>1[0-2]|0?[1-9])[月/-](?P<d1>[12]\d|3[01]|0?[1-9])日?(?:\(.{2}\))?(?:\d{1,2}:\d{2})?"
    r"\s*(?:至|到|-)\s*(?:次年|翌年|来年|第二年)?"
    r"(?:(?P<y2>20\d{2})[-/年])?(?:(?P<m2>1[0-2]|0?[1-9])[月/-])?(?P<d2>[12]\d|3[01]|0?[1-9])(?![\d:])日?"
)
# A day from which something holds, and none from which a paper does: 12月3日起, but not 自1月1日起施行.
_SINCE = re.compile(
    r"(?<![\d/-])(?:20\d{2}[-/年])?(?:1[0-2]|0?[1-9])[月/-](?:[12]\d|3[01]|0?[1-9])[日号]?(?:\([^)]{1,4}\))?(?:零时)?起(?!施行|执行|实施|生效|试行|[至到])"
)
_TO_THE_MINUTE = re.compile(
    r"(?:(?P<y1>20\d{2})[-/年])?(?P<m1>1[0-2]|0?[1-9])[月/-](?P<d1>[12]\d|3[01]|0?[1-9])日?\s*(?P<h1>\d{1,2}):(?P<n1>[0-5]\d)\s*(?:至|到|-)\s*"
    r"(?:(?P<y2>20\d{2})[-/年])?(?P<m2>1[0-2]|0?[1-9])[月/-](?P<d2>[12]\d|3[01]|0?[1-9])日?\s*(?P<h2>\d{1,2}):(?P<n2>[0-5]\d)"
)
_ENUMERATED = re.compile(
    r"(?P<first>(?P<year>20\d{2}[-/年])?(?P<month>1[0-2]|0?[1-9])[月-](?:[12]\d|3[01]|0?[1-9])日?)"
    r"(?P<more>(?:\([^)]{1,6}\))?(?:[、和及](?:[12]\d|3[01]|0?[1-9])日?(?![\d月:-])(?:\([^)]{1,6}\))?)+)"
)
_SPANS_OF_A_MONTH = re.compile(  # 10月16日-18日、23日-25日
    r"(?P<month>1[0-2]|0?[1-9])月(?P<first>\d{1,2}日?(?:-|至|到)\d{1,2}日)(?P<more>(?:[、和及]\d{1,2}日?(?:-|至|到)\d{1,2}日)+)"
)
_DAY = re.compile(
    r"(?<![\d月/.-])([12]\d|3[01]|[1-9])(?:号|日)(?!店|线|楼|门|口|直梯|电梯|货梯|扶梯|铺|柜|厅|馆|展位)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_ENGLISH_DATE = re.compile(
    rf"(?<![a-z0-9])(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})|(?P<named>{_MONTH})\s+(?P<second>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?!\d)(?:,?\s+(?P<year>20\d{2}))?"
)
# Nov 27 and 28, 27th and 28th of November: the month is said once.
_ENGLISH_PAIR = re.compile(
    rf"(?<![a-z0-9])(?:(?P<month>{_MONTH})\s+(?P<a>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:and|&|or)\s*(?:the )?(?P<b>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<c>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:and|&|or)\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<named>{_MONTH}))"
    r"(?![a-z\d:])(?! ?[ap]m)"
)
_HALF_A_YEAR = 6  # months
_MONTH_NAMED = re.compile(
    rf"(?<!\d)(?:(?P<year>20\d{{2}})[年/-]?)?(?P<number>1[0-2]|0?[1-9])月(?!\d)|(?<![a-z])(?:in|during|this|of) (?P<named>{_MONTH})"
    r"|(?P<next>下个?月|next month)|(?P<last>上个?月|last month)|这个?月|本月|当月|this month"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
_FIXED_IN_HONG_KONG = frozenset({(1, 1), (5, 1), (7, 1), (10, 1), (12, 25), (12, 26)})
# General holidays as gazetted, beside those of fixed date; what falls on a Sunday is moved to another day.
_HONG_KONG = {
    2025: _FIXED_IN_HONG_KONG | {(1, 29), (1, 30), (1, 31), (4, 4), (4, 18), (4, 19), (4, 21), (5, 5), (5, 31), (10, 7), (10, 29)},
    2026: _FIXED_IN_HONG_KONG | {(2, 17), (2, 18), (2, 19), (4, 3), (4, 4), (4, 6), (4, 7), (5, 25), (6, 19), (9, 26), (10, 19)},
    2027: _FIXED_IN_HONG_KONG - {(12, 26)} | {(2, 6), (2, 8), (2, 9), (3, 26), (3, 27), (3, 29), (4, 5), (5, 13), (6, 9), (9, 16), (10, 8), (12, 27)},
}  # fmt: skip
_OFFSETS = {
    "大后天": 3, "后天": 2, "后日": 2, "day after tomorrow": 2, "明天": 1, "明儿": 1, "明日": 1, "明晚": 1,
    "明早": 1, "听日": 1, "听晚": 1, "听朝": 1, "tomorrow": 1, "tmr": 1,
    "今天": 0, "今儿": 0, "今日": 0, "今晚": 0, "今早": 0, "today": 0, "tonight": 0,
    "昨天": -1, "昨日": -1, "昨晚": -1, "寻日": -1, "yesterday": -1, "前天": -2,
}  # fmt: skip
_ENGLISH_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SPOKEN_DAY = re.compile(
    rf"(?:on |the |this |next )*(?:{'|'.join((*_OFFSETS, *_ENGLISH_WEEKDAYS))})(?![a-z])"
)  # fmt: skip


def is_holiday(day: date) -> bool:
    """Whether a day is a Chinese statutory holiday; in years not yet published, those of fixed date only."""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return (day.month, day.day) in _FIXED_HOLIDAYS
    return bool(off and name)


def is_holiday_in_hong_kong(day: date) -> bool:
    """Whether a day is a general holiday of Hong Kong but a Sunday; in years not yet gazetted, those of fixed date only."""
    days = _HONG_KONG.get(day.year)
    return (day.month, day.day) in (_FIXED_IN_HONG_KONG if days is None else days)


def is_workday(day: date) -> bool:
    """Whether offices work on a day; in years not yet published, Monday to Friday but holidays of fixed date."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5 and not is_holiday(day)


def workday_from(day: date, count: int) -> date | None:
    """The working day so many after a day, or before it where `count` is negative; the day itself is not counted.

    Days off and make-up days are those that the State Council published; None past what is published.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        try:
            left -= chinese_calendar.is_workday(day)
        except NotImplementedError:
            return None
    return day


def without_days(text: str) -> str:
    """A text, folded, without the days that it names; occasions stay, for they name campaigns too."""
    rest = _ENGLISH_PAIR.sub(_both_english, fold(text))
    for pattern in (_DATE, _ENGLISH_DATE, _DAY, _WEEKDAY, _SPOKEN_DAY):
        rest = pattern.sub("", rest)
    return re.sub(r" {2,}", " ", rest).strip()


def names_a_day(text: str) -> bool:
    """Whether a text names a day."""
    folded = fold(text)
    return without_days(folded) != re.sub(r" {2,}", " ", folded).strip()


def is_long_day(day: date) -> bool:
    """Friday, Saturday and statutory holidays, when malls keep open longer."""
    return day.weekday() in (4, 5) or is_holiday(day)


def weekday_name(day: date) -> str:
    return f"周{WEEKDAYS[day.weekday()]}"


def days_in(text: str, today: date) -> list[date]:
    """The days that a text names, resolved against today; without doubles, in the text's order of kinds.

    A weekday beside a date that falls on it names no other day: 12月5号那个周六.
    """
    folded = _in_full(text)
    readings: list[Callable[[str, date], list[date]]] = [_dates, _english_dates, _bare_days]
    dated = [day for reading in readings for day in reading(folded, today)]
    weekdays = {day.weekday() for day in dated}
    named = [day for day in _weekdays(folded, today) if day.weekday() not in weekdays]
    return list(dict.fromkeys((*dated, *named, *_relative(folded, today))))


def month_in(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the one month that a text names and no day of it: 12月, 下个月, in December.

    A month without its year is the nearest one: in November 1月 is the next.
    """
    folded = without_days(fold(text))
    found = _MONTH_NAMED.search(folded)
    if found is None:
        return None
    if found["number"] or found["named"]:
        month = int(found["number"] or 0) or _MONTHS.index(found["named"][:3]) + 1
        away = month - today.month
        nearest = today.year + (away < -_HALF_A_YEAR) - (away > _HALF_A_YEAR)
        year = int(found["year"] or nearest)
    else:
        after = today.month - 1 + (1 if found["next"] else -1 if found["last"] else 0)
        year, month = today.year + after // 12, after % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def covers(text: str, day: date, today: date) -> bool | None:
    """Whether the dates written in a text, spans such as 11月20日至29日 and 12月3日起 included, take in a day; None without dates."""
    folded = _in_full(text)
    spans = [_span(match, today) for match in _SPAN.finditer(folded)]
    named = _dates(_SPAN.sub(" ", folded), today)
    if not spans and not named:
        return None
    since = [since for match in _SINCE.finditer(folded) for since in _dates(match[0], today)]
    in_spans = any(start and stop and start <= day <= stop for start, stop in spans)
    return day in named or in_spans or any(start <= day for start in since)


def last_day(text: str, today: date) -> date | None:
    """The end of the spans of dates that a text names; None when it names no span, or single dates besides."""
    folded = _in_full(text)
    ends = [stop for match in _SPAN.finditer(folded) if (stop := _span(match, today)[1])]
    single = _dates(_SPAN.sub(" ", folded), today)
    return max(ends) if ends and not single else None


def latest_day(text: str, today: date) -> date | None:
    """The latest date that a text names, alone or as the end of a span; None without dates."""
    folded = _in_full(text)
    ends = [stop for match in _SPAN.finditer(folded) if (stop := _span(match, today)[1])]
    return max([*ends, *_dates(_SPAN.sub(" ", folded), today)], default=None)


def term_in(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the one span, or the one day, that a text names; None where it names none, or several."""
    folded = _in_full(text)
    found = [_span(match, today) for match in _SPAN.finditer(folded)]
    spans = {(start, last) for start, last in found if start and last and start <= last}
    single = {
        (day, day)
        for day in _dates(_SPAN.sub(" ", folded), today)
        if not any(start <= day <= last for start, last in spans)
    }
    terms = spans | single
    return terms.pop() if len(terms) == 1 else None


def window_in(text: str, today: date) -> tuple[datetime, datetime] | None:
    """The one span of a text that is told to the minute: 11月20日10:00至11月29日20:00; None where there is none, or two."""
    found = {window for match in _TO_THE_MINUTE.finditer(fold(text)) if (window := _window(match, today))}
    return found.pop() if len(found) == 1 else None


def _window(match: re.Match[str], today: date) -> tuple[datetime, datetime] | None:
    first = _date(int(match["y1"] or today.year), int(match["m1"]), int(match["d1"]))
    last = _date(int(match["y2"] or match["y1"] or today.year), int(match["m2"]), int(match["d2"]))
    if first is None or last is None or int(match["h1"]) > 23 or int(match["h2"]) > 23:
        return None
    start = datetime.combine(first, time(int(match["h1"]), int(match["n1"])))
    return start, datetime.combine(last, time(int(match["h2"]), int(match["n2"])))


def _in_full(text: str) -> str:
    """A folded text with its month before each day, and each span, of a row of them."""
    spans = _SPANS_OF_A_MONTH.sub(_spans_spelt_out, english_days.in_figures(fold(text)))
    return _ENUMERATED.sub(_spelt_out, spans)


def _spans_spelt_out(match: re.Match[str]) -> str:
    month = match["month"]
    return f"{month}月{match['first']}" + re.sub(r"[、和及]", f" {month}月", match["more"])


def _spelt_out(match: re.Match[str]) -> str:
    """11月20日、21日 names two dates, 2026-11-20、22 and 2025年12月6及7日 too, each in its year."""
    days = re.findall(r"\d+", match["more"])
    year = match["year"] or ""
    return match["first"] + "".join(f" {year}{match['month']}月{day}日" for day in days)


def _span(match: re.Match[str], today: date) -> tuple[date | None, date | None]:
    start = _date(int(match["y1"] or today.year), int(match["m1"]), int(match["d1"]))
    year = int(match["y2"] or (start.year if start else today.year))
    stop = _date(year, int(match["m2"] or match["m1"]), int(match["d2"]))
    if not (start and stop and stop < start) or match["y2"] or not match["m2"]:
        return start, stop
    if match["y1"] or today > stop:  # 12月1日至次年2月28日 goes on into the next year, or came from the last
        return start, _date(year + 1, stop.month, stop.day)
    return _date(year - 1, start.month, start.day), stop


def _dates(folded: str, today: date) -> list[date]:
    found = []
    for year, spoken, written, day in _DATE.findall(folded):
        resolved = _date(int(year) if year else today.year, int(spoken or written), int(day))
        found += [resolved] if resolved else []
    return found


def _english_dates(folded: str, today: date) -> list[date]:
    """Nov 28, 28 November and 4th of December 2026; Nov 27 and 28."""
    found = []
    for match in _ENGLISH_DATE.finditer(_ENGLISH_PAIR.sub(_both_english, folded)):
        month = _MONTHS.index((match["month"] or match["named"])[:3]) + 1
        resolved = _date(int(match["year"] or today.year), month, int(match["first"] or match["second"]))
        found += [resolved] if resolved else []
    return found


def _both_english(pair: re.Match[str]) -> str:
    """nov 27, nov 28 for nov 27 and 28."""
    month = pair["month"] or pair["named"]
    first, second = (pair["a"], pair["b"]) if pair["month"] else (pair["c"], pair["d"])
    return f"{month} {first}, {month} {second}" if int(first) < int(second) else pair[0]


_BARE_SPAN = re.compile(r"(?<![\d月])(\d{1,2})[号日](?:晚上?|早上?)?(?:到|至|-)(\d{1,2})[号日]")


def _bare_days(folded: str, today: date) -> list[date]:
    """27号 without a month is the next such day, this month or the next; of a span under way, 20号到29号, the first is past."""
    found = []
    under_way = {
        int(first) for first, last in _BARE_SPAN.findall(folded) if int(first) < today.day <= int(last)
    }
    for number in map(int, _DAY.findall(folded)):
        is_near = number >= today.day or number in under_way
        month = today if is_near else (today.replace(day=1) + timedelta(days=32))
        resolved = _date(month.year, month.month, number)
        found += [resolved] if resolved else []
    return found


def _weekdays(folded: str, today: date) -> list[date]:
    found = []
    for prefix, name in _WEEKDAY.findall(folded):
        wanted = WEEKDAYS.index("日" if name == "天" else name)
        monday = (
            today - timedelta(days=today.weekday()) + timedelta(weeks=prefix.count("下") - prefix.count("上"))
        )
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
