"""The mall's opening hours: a general rule by weekday, and exceptions by date that beat it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.calendar import WEEKDAYS, is_holiday
from knowledge.writing.seasons import Season
from knowledge.writing.trading import eves_in, is_eve, without_eves

_ISO = re.compile(r"(20\d{2})-(\d{1,2})-(\d{1,2})")
_SPOKEN = re.compile(r"(?:(20\d{2})年)?(\d{1,2})月(\d{1,2})日")
_SPAN = re.compile(r"周([一二三四五六日])\s*(?:至|到|-)\s*周?([一二三四五六日])")
_ONE = re.compile(r"周([一二三四五六日])")
_DAYS_CELL = re.compile(r"(?:^|;\s*)(?:日期|日子|节日|假期|dates?|days?)[:：]\s*(?P<days>[^;；]+)")
_SHORT_DAY = re.compile(r"(?<![\d./])(\d{1,2})[./](\d{1,2})(?![\d./])")  # 10/31, 12.24
_SAME_MONTH = re.compile(r"(\d{1,2}月)(\d{1,2}日)?\s*(至|到|-)\s*(\d{1,2}日)")  # 11月6日-8日
_NOTE = re.compile(r"(?:说明|备注)[:：]\s*([^;；]+)")
_TIME = re.compile(r"(?:次日)?(?:[01]?\d|2[0-4]):[0-5]\d")
_HOURS = re.compile(r"时间|时段|hours")
_LONG_PAST = 183  # days
_A_CELL = re.compile(r"^(?P<header>[^:：]{1,24})[:：]\s*(?P<value>.+)$", re.DOTALL)
_MALL = re.compile(
    r"(?:商场|全场|全馆|购物中心|商城|百货|广场)(?:整体|公共区域)?|(?:the )?(?:mall|shopping (?:centre|center))"
)
_TIMES_OF = re.compile(r"[\s()/-]|(?:营业|开放|经营|闭店|关门)?时[间段]|(?:opening |trading )?hours")
_OF_THE_HOUSE = re.compile(
    r"(?:商场|全场|购物中心)[^:;]{0,4}(?:时间|时段)|(?<![a-z])mall (?:opening |trading )?hours"
)
_HEADING = re.compile(
    r"[\s\W\d一二三四五六七八九十]*(?:商场|全场|购物中心)?(?:营业|开放)时[间段]\W*(?:(?:mall )?(?:opening|business|trading) hours)?\W*"
    r"|[\W\d]*(?:mall )?(?:opening|business|trading) hours\W*"
)
# A heading that names the mall alone, over the days of its hours: 购物中心, 云州购物中心 Mall.
_NAMES_THE_MALL = re.compile(
    r"[\s\W\d一二三四五六七八九十]*(?:全场|全馆|[^\s,。:;、]{0,12}(?:商场|购物中心|商城))\s*(?:(?:the )?(?:shopping )?(?:mall|cent(?:re|er)))?"
    r"|(?:the )?(?:mall|shopping (?:centre|center))"
)


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """From when to when the mall is open on some days, and the row that says so."""

    opens: str
    closes: str
    days: frozenset[date]  # exceptions; empty for a general rule
    weekdays: frozenset[int]  # Monday is 0
    holidays: bool
    note: str  # the row's own remark, as written
    passage: Passage
    document: Document
    eves: str = ""  # the words that name the days before holidays, which it holds on too
    season: Season | None = None  # of the year, where it holds in one only

    def applies(self, day: date) -> bool:
        if self.days:
            return day in self.days
        if self.season and not self.season.takes_in(day):
            return False
        return self.is_for_holiday(day) or day.weekday() in self.weekdays

    def is_for_holiday(self, day: date) -> bool:
        """Whether it names holidays, or the days before them, and the day is one."""
        return (self.holidays and is_holiday(day)) or (bool(self.eves) and is_eve(self.eves, day))


def rules_in(contents: Iterable[tuple[Passage, Document]]) -> list[OpeningRule]:
    """The opening rules among table rows of documents whose type is `hours`."""
    return [
        rule
        for passage, document in contents
        if document.doc_type == "hours" and passage.kind == "row" and (rule := _rule(passage, document))
    ]


def rules_in_tables(contents: Iterable[tuple[Passage, Document]]) -> list[OpeningRule]:
    """The opening rules among table rows of papers on many things: days, and under a header or heading the mall's hours."""
    return [
        rule
        for passage, document in contents
        if passage.kind == "row" and _is_of_the_house(passage) and (rule := _rule(passage, document))
    ]


def _is_of_the_house(passage: Passage) -> bool:
    """Whether a row has days first, and is headed by hours that are nobody's but the mall's: 商场开放时间."""
    (first, *more) = [cell.partition(":")[::2] for cell in fold(passage.text).split(";")]
    days = weekdays_named(first[1]) or "节假日" in first[1] or _SPOKEN.search(first[1])
    headings = (fold(heading) for heading in passage.section[-1:])
    is_headed = any(_HEADING.fullmatch(one) or _NAMES_THE_MALL.fullmatch(one) for one in headings)
    return bool(days) and any(
        _OF_THE_HOUSE.search(header) or (is_headed and _HOURS.search(header)) for header, _ in more
    )


def opening_on(day: date, rules: Sequence[OpeningRule]) -> OpeningRule | None:
    """The rule for a day: a dated exception first, then a holiday rule, then the weekday's."""
    fitting = [rule for rule in rules if rule.applies(day)]
    return max(fitting, key=lambda rule: _precedence(rule, day), default=None)


def _precedence(rule: OpeningRule, day: date) -> tuple[bool, bool, bool, date, int]:
    issued = rule.document.effective_from or rule.document.issued_on or date.min
    # of one paper what holds for some days beats what holds for every day
    return bool(rule.days), bool(rule.season), rule.is_for_holiday(day), issued, -len(rule.weekdays)


def _rule(passage: Passage, document: Document) -> OpeningRule | None:
    folded = fold(_of_the_mall(passage.text))
    times = _TIME.findall(folded)
    if len(times) < 2:
        return None
    cell = _DAYS_CELL.search(folded)
    days = days_named(_spelt(cell["days"]) if cell else _NOTE.sub("", folded), document)
    weekdays = frozenset() if days else weekdays_named(folded)
    eves = "" if days else next(iter(eves_in(folded)), "")
    holidays = not days and "节假日" in without_eves(folded)
    if not (days or weekdays or holidays):
        return None
    remark = _NOTE.search(passage.text)
    note = remark[1].strip() if remark else ""
    return OpeningRule(times[0], times[1], days, weekdays, holidays, note, passage, document, eves)


def _of_the_mall(row: str) -> str:
    """A row without the columns of others, where one column is headed by the mall alone: 日期; 商场; 超市; 影城."""
    cells = row.split("; ")
    own = [cell for cell in cells[1:] if (match := _A_CELL.match(cell)) and _is_the_mall(match["header"])]
    if not own:
        return row
    beside = [cell for cell in cells[1:] if _NOTE.match(fold(cell))]
    return "; ".join((cells[0], *own, *beside))


def _is_the_mall(header: str) -> bool:
    return _MALL.fullmatch(times_of(header)) is not None


def times_of(header: str) -> str:
    """Whose times stand under a header, folded: 超市 of 超市营业时间."""
    return _TIMES_OF.sub("", fold(header))


def days_of_row(passage: Passage, document: Document) -> frozenset[date]:
    """The dates in the cell of days of a row."""
    cell = _DAYS_CELL.search(fold(passage.text))
    return days_named(_spelt(cell["days"]), document) if cell else frozenset()


def _spelt(days: str) -> str:
    """Days of a cell with the month of each: 11月6日-8日, 10/31(六), 12.24-12.25."""
    months = _SHORT_DAY.sub(r"\1月\2日", days)
    return _SAME_MONTH.sub(lambda span: f"{span[1]}{span[2] or ''}{span[3]}{span[1]}{span[4]}", months)


def days_named(folded: str, document: Document) -> frozenset[date]:
    """The dates that a folded text names, a span with all its days; those of no year are of the document's."""
    written = (*_ISO.findall(folded), *_SPOKEN.findall(folded))
    found = [day for one in written if (day := _day(one[0], one[1], one[2], document))]
    if len(found) == 2 and re.search(r"\d日?(?:\([^()]*\))?\s*(?:至|到|-)\s*(?:20)?\d", folded):
        span = (found[1] - found[0]).days
        return frozenset(found[0] + timedelta(days=offset) for offset in range(span + 1))
    return frozenset(found)


def _day(year: str, month: str, day: str, document: Document) -> date | None:
    """A day as written, in the year of its paper where it names none: 1月1日, told in November, is the next year's."""
    issued = document.effective_from or document.issued_on
    try:
        found = date(int(year or (issued or date.today()).year), int(month), int(day))
    except ValueError:
        return None
    return found if year else in_its_year(found, issued)


def in_its_year(day: date, issued: date | None) -> date:
    """A day that its paper writes without a year, the next year's where it were long past when the paper was issued."""
    is_next = issued is not None and (issued - day).days > _LONG_PAST and (day.month, day.day) != (2, 29)
    return day.replace(year=day.year + 1) if is_next else day


def weekdays_named(folded: str) -> frozenset[int]:
    """The weekdays that a folded text names, Monday 0."""
    folded = folded.replace("星期", "周").replace("周天", "周日")
    found: set[int] = set()
    for first, last in _SPAN.findall(folded):
        start, stop = WEEKDAYS.index(first), WEEKDAYS.index(last)
        found |= {(start + step) % 7 for step in range((stop - start) % 7 + 1)}
    rest = _SPAN.sub("", folded)
    found |= {WEEKDAYS.index(name) for name in _ONE.findall(rest)}
    if re.search(r"周末|双休日?", folded):
        found |= {5, 6}
    if re.search(r"(?<!非)工作日", folded):
        found |= set(range(5))
    if re.search(r"每[天日]|全周", folded):
        found = set(range(7))
    return frozenset(found)
