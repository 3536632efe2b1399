"""The figures in a text, each as one value however it is spelled: 晚上10点 is 22:00, 1,000元 is ¥1000.

What a pattern has read is blanked out, so that the parts of a date are not read again as numbers;
the order of the table is the order of reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.grounding.numerals import number, plain
from assistant.grounding.readers import (
    MEASURED,
    Reader,
    Value,
    codes,
    dates,
    english_dates,
    first_hour,
    floors,
    left,
    measures,
    month_and_day,
    noon,
    numbers,
    of,
    phones,
    quarters,
    said,
    taken_off,
    times,
    units,
    weekdays,
    weekend,
)
from knowledge.writing.numerals import HAN


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a kind, and the letters it was written with (in the matching form).

    Kinds: date (year, month, day; 0 where not said), period (0, and two days of the year as month
    times 100 plus day), time (minutes of the day), phone, unit, floor,
    code, quarter, weekday (Monday is 1), weekend, percent, off (what is left of a price, in percent), money,
    minutes, days, months, years, m, m2, kg, °c, number. Beside these: bare (a number that counts nothing),
    written (the number of a measure), first (首小时), and each (每小时: the 1 of a rate) say more about what stands there.
    """

    kind: str
    value: Value
    written: str


def read(text: str) -> list[Figure]:
    """Every figure in a text."""
    rest = _PART_OF_BOTH.sub(_carried, plain(text))
    found: list[Figure] = []

    def take(match: re.Match[str], reader: Reader) -> str:
        readings = list(reader(match))
        found.extend(Figure(kind, value, match.group().strip()) for kind, value in readings)
        return " " * len(match.group()) if readings else match.group()

    for pattern, reader in _TABLE:
        rest = pattern.sub(lambda match, reader=reader: take(match, reader), rest)  # type: ignore[misc]
    return found


def _carried(match: re.Match[str]) -> str:
    """下午2点到3点 is 下午2点到下午3点."""
    part, first, between, last = match.groups()
    begins, ends = number(first), number(last)
    later = begins is not None and ends is not None and begins < ends <= 12
    return f"{part}{first}{between}{part if later else ''}"


_PART = "(?P<part>凌晨|午夜|半夜|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|夜里|早|晚)?"
_PART_OF_BOTH = re.compile(
    rf"(下午|傍晚|晚上|晚间|晚)(\d{{1,2}}|[{HAN}]{{1,3}})((?:点|:)[^,。;]{{0,3}}?\s*(?:-+|至|到)\s*)(?=(\d{{1,2}}|[{HAN}]{{1,3}})(?:点|:))"
)
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_TO = r"\s*(?:-+|至|到|to|until)\s*"
_NUM = rf"(\d+(?:\.\d+)?[万千亿]?|[{HAN}]+)"
_ENDS = rf"(?:{_NUM}{_TO})?{_NUM}"  # a number, or both ends of a range
_UP_TO_99 = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_HAN_HOUR = "[一二两三四五六七八九十]{1,3}"
_WEEKDAY = r"(?:\s*[(]?周[一二三四五六日][)]?)?"
_YEAR = r"(?:19|20)\d{2}"
_TH = "(?:st|nd|rd|th)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = "(?P<{}>[一二三四五六日天])"
_ENGLISH_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_COUNTED = "张个名位人次件份杯家间台辆场种瓶盒只条号元块倍支组把项成步笔套袋"

_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (
        r"(?<![\d.])(?:\+?86[- ])?(?:\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)",
        phones,
    ),
    # dates
    (
        rf"(?:(?P<year>{_YEAR})年)?(?P<month>{_UP_TO_99})月(?P<day>{_UP_TO_99})日?{_WEEKDAY}{_TO}"
        rf"(?:(?P<last_year>{_YEAR})年)?(?P<last_month>{_UP_TO_99})月(?P<last>{_UP_TO_99})(?:日|(?!\d))",
        dates,
    ),
    (
        rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_WEEKDAY}{_TO}"
        rf"(?:(?P<last_year>{_YEAR})[-/.])?(?P<last_month>\d{{1,2}})[-/.](?P<last>\d{{1,2}})(?!\d)",
        dates,
    ),
    (
        rf"(?:(?P<year>{_YEAR}|二[〇零][〇零一二三四五六七八九]{{2}})年)?(?P<month>{_UP_TO_99})月"
        rf"(?:份|(?P<day>{_UP_TO_99})[日号]?(?:{_TO}(?P<last>\d{{1,2}})(?=[日号]))?[日号]?)?(?:(?<=[日号])|(?!\d))",
        dates,
    ),
    (rf"(?<!\d)(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)", dates),
    (
        rf"(?<![a-z]){_MONTH}\s*(?P<day>\d{{1,2}}){_TH}(?![\d:]|(?:\.\d\d)?\s?[ap]\.?m)(?:{_TO}(?P<last>\d{{1,2}}){_TH}(?![\d:]))?"
        rf"(?:,?\s*(?P<year>{_YEAR}))?",
        english_dates,
    ),
    (
        rf"(?<!\d)(?P<day>\d{{1,2}}){_TH}(?:{_TO}(?P<last>\d{{1,2}}){_TH})?\s*(?:of\s*)?{_MONTH}"
        rf"(?:,?\s*(?P<year>{_YEAR}))?",
        english_dates,
    ),
    (r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:" + _TO + r"(\d{1,2})/(\d{1,2}))?(?![\d/]|\s*[=年])", month_and_day),
    (
        r"(?<![\d.])(\d{1,2})\.(\d{1,2})"
        + _TO
        + r"(\d{1,2})\.(\d{1,2})(?![\d.]|\s*[a-z%元折倍\u4e00-\u9fff])",
        month_and_day,
    ),
    (rf"(?<!\d)(?P<year>{_YEAR})年", dates),
    (r"(?<![\d.])(?P<day>\d{1,2})[日号](?!内|以内|之内|后|前|线)", dates),
    (
        rf"(?<![{HAN}\d])(?:周|星期|礼拜){_DAY.format('first')}"
        rf"(?:{_TO}(?:周|星期|礼拜)?{_DAY.format('last')}|(?P<more>(?:、?[一二三四五六日天](?![楼层折个点分月号年元]))*))",
        weekdays,
    ),
    (rf"(?<![a-z])(?P<first>{_ENGLISH_DAY})(?:{_TO}(?P<last>{_ENGLISH_DAY}))?(?![a-z])", weekdays),
    (r"周末|weekends?(?![a-z])", weekend),
    # times
    (
        rf"(?<![\d:])(?P<first>\d{{1,2}})(?::(?P<first_minute>\d{{2}}))?{_TO}(?P<hour>\d{{1,2}})(?::(?P<minute>\d{{2}}))?\s*{_HALF}",
        times,
    ),
    (rf"{_PART}(?<![\d:])(?P<first>\d{{1,2}}){_TO}(?P<hour>\d{{1,2}})[点时](?![\d半一三间段])", times),
    (rf"(?<![\d.])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s*{_HALF}", times),
    (rf"{_PART}\s*(?<!\d)(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::00)?(?!\d)", times),
    (
        # written in characters, an hour needs its part of the day or its minutes: 两点 may be two points
        rf"{_PART}(?<![\d.])(?P<hour>\d{{1,2}}|(?:(?<=[午晨里间上])|(?<=晚)(?!一点)|(?={_HAN_HOUR}点[半钟一三]))"
        rf"{_HAN_HOUR})(?:点钟?|时(?![间段效限长期候刻装]))(?P<minute>半|一刻|三刻|\d{{1,2}}(?=分))?分?(?!\d)",
        times,
    ),
    (r"\bnoon\b|\bmidnight\b|午夜|正午", noon),
    # places
    (r"(?<![a-z\d])([bl]\d{1,2})-?([ac-km-z]?\d{2,4}[a-z]?)(?![\d-])", units),
    (
        rf"(?<![a-z\d])b(?P<first>\d)(?:{_TO}b(?P<last>\d))?(?:层|楼|f(?![a-z]))?(?![\d.])",
        floors(below=True),
    ),
    (r"(?:地下|负)(?P<first>\d|[一二三四五])[层楼]?", floors(below=True)),
    (rf"(?<![a-z\d])l(?P<first>\d{{1,2}})(?:{_TO}l?(?P<last>\d{{1,2}}))?[层楼]?(?![\d.])", floors()),
    (
        rf"(?<![\d.])(?:(?P<first>{_UP_TO_99}){_TO})?(?P<last>{_UP_TO_99})(?:[楼层]|f(?![a-z]))",
        floors(),
    ),
    (r"(?:levels?|floors?)\s*(?P<first>\d{1,2})(?!\d)", floors()),
    (r"(?<!\d)(?P<first>\d{1,2})(?:st|nd|rd|th)\s*floor", floors()),
    (r"(?<![a-z\d])q([1-4])(?!\d)|第?([一二三四1-4])季度?(?!节)|(\d)(?:st|nd|rd|th) quarter", quarters),
    (r"第二天|次日|翌日|(?:next|following) day", said("next day", "1")),
    # parts of a whole, prices
    (rf"(?:{_NUM}%?{_TO})?{_NUM}\s*(?:%|percent)\s*off", taken_off),
    (rf"(?:{_NUM}%?{_TO})?{_NUM}\s*(?:%|percent|个百分点)", of("percent")),
    (r"百分之([零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)", of("percent")),
    (r"(?<![\d.])(\d+(?:\.\d+)?|[一二两三四五六七八九])折", left),
    (r"半价|half[- ]price", said("off", "50")),
    (
        r"免费|不收费|无需付费|免收费用|free of charge|complimentary|(?<!feel )(?<![a-z-])free(?![a-z-])",
        said("money", "0"),
    ),
    (rf"(?:¥|rmb|cny|yuan)\s*{_ENDS}(?:\s*(?:元|yuan|rmb))?", of("money")),
    (rf"(?:{_NUM}元?{_TO})?{_NUM}\s*(?:元|块钱|(?<=\d)块|yuan|rmb|cny)", of("money")),
    (MEASURED, measures),
    # spans of time
    (r"(?:首|头一|第一)个?(?:小时|钟头)|first hour", first_hour),
    (r"每个?(?:小时|钟头)|(?:per|an|each|every) hour|hourly", said("each minutes", "60")),
    (r"[每单当]日|[每单]天|(?:per|a|each|every) day|daily", said("each days", "1")),
    (r"每个?月|(?:per|a|each|every) month|monthly", said("each months", "1")),
    (r"[每单]年|(?:per|a|each|every) year|yearly|annual", said("each years", "1")),
    (rf"{_NUM}个半(?:小时|钟头)", of("minutes", "60", more="0.5")),
    (r"半个?小时|half an hour", said("minutes", "30")),
    (rf"{_ENDS}\s*个?(?:小时|钟头|hours?\b|hrs?\b)", of("minutes", "60")),
    (rf"{_ENDS}\s*(?:分钟|minutes?\b|mins?\b)", of("minutes")),
    (rf"{_ENDS}\s*(?:个?星期|个?礼拜|周(?!年|[一二三四五六日末])|weeks?\b)", of("days", "7")),
    (rf"{_ENDS}\s*个?(?:工作日|自然日|天|日|(?:working |business |calendar )?days?\b)", of("days")),
    (rf"{_ENDS}\s*(?:个月|months?\b)", of("months")),
    (rf"{_ENDS}\s*(?:周年|年|years?\b)", of("years")),
    # codes, then whatever numbers are left
    (r"(?<![a-z\d])[a-z]{1,6}-?\d+(?:\.\d+)*(?![\d.]*\d)", codes),
    (r"(?<![\d.])(\d+(?:\.\d+)?[万千亿]?)", numbers),
    (rf"(?<![{HAN}第])([二两三四五六七八九十百千万][{HAN}]*)(?=[{_COUNTED}])", of("number")),
    (rf"第([{HAN}]+)", of("number")),
    (
        r"(?<![一-鿿])一(?=[张名次件份杯元块台辆场])|(?<=[限约每])一(?=[张名次件份杯元块台辆场])",
        said("number", "1"),
    ),
)
_TABLE = tuple((re.compile(pattern), reader) for pattern, reader in _PATTERNS)
