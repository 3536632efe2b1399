"""Timetables of a week: rows with a column for each weekday, BANKS; MON: 9:00 AM - 5:00 PM; …; SUN: Closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.hours import OpeningRule
from knowledge.writing.spans import DAY, Span
from knowledge.writing.trading import days_named, is_eve, names_eves, spans_on

LAST_COLUMN = ("; SUN: ", "; Sun: ", "; SUNDAY: ", "; Sunday: ", "; 周日: ", "; 星期日: ", "; 星期天: ")
_CELL = re.compile(r"^(?P<header>[^:：]{1,16})[:：]\s*(?P<value>.+)$")
_NO_HEADER = re.compile(r"^列\d+$")  # what the reader calls a column without one
_FEWEST = 5  # weekdays that make a row a timetable
A_MONDAY = date(2024, 1, 1)
# Whose hours are those of the house: all retailers, the mall, shops.
_OF_THE_HOUSE = re.compile(
    r"(?:all |the |other |general )*(?:shopping )?(?:mall|cent(?:re|er)|retail(?:ers)?|shops?|stores?|tenants|outlets|(?:common|public) areas?)(?: (?:hours|timings?|shops|stores))?"
    r"|(?:全场|全馆|馆内|卖场|百货|商场|购物中心|所有)?的?(?:一般|普通|其他|其它|其余|各)?的?(?:零售)?(?:公共区域|公区|店铺|商户|商铺|商店|商场|柜位|专柜)?(?:\([^()]*\))?"
)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Whose hours a row tells, and those of each weekday as written, Monday first; empty where it does not say."""

    whose: str
    days: tuple[str, ...]
    passage: Passage
    document: Document
    eves: str = ""  # the header that names the days before holidays
    on_eves: str = ""  # their hours, as written

    def spans_on(self, day: date) -> tuple[Span, ...] | None:
        """From when to when on a day, in minutes; () when closed, None when the row does not say."""
        is_before_one = bool(self.eves) and is_eve(self.eves, day)
        return spans_on(self.on_eves if is_before_one else self.days[day.weekday()], day)

    @property
    def is_of_the_house(self) -> bool:
        return is_the_house(self.whose)


def is_the_house(whose: str) -> bool:
    """Whether hours are said to be those of the mall, or of all its shops: 一般商铺, the mall, other shops."""
    return bool(whose) and _OF_THE_HOUSE.fullmatch(fold(whose)) is not None


def weekly_in(contents: Iterable[tuple[Passage, Document]]) -> list[Weekly]:
    """The rows of timetables among passages."""
    return [
        row for passage, document in contents if passage.kind == "row" and (row := _row(passage, document))
    ]


def rules_of_the_house(rows: Iterable[Weekly]) -> list[OpeningRule]:
    """The mall's own hours out of the first row that is of all its shops, a rule for the days of the same hours."""
    row = next((row for row in rows if row.is_of_the_house), None)
    return list(_rules(row)) if row else []


def _rules(row: Weekly) -> Iterator[OpeningRule]:
    by_span: dict[Span, set[int]] = {}
    for weekday, written in enumerate(row.days):
        spans = spans_on(written, date.fromordinal(A_MONDAY.toordinal() + weekday))
        if spans and len(spans) == 1:
            by_span.setdefault(spans[0], set()).add(weekday)
    on_eves = spans_on(row.on_eves, date.fromordinal(A_MONDAY.toordinal())) if row.eves else ()
    for (opens, closes), weekdays in by_span.items():
        yield OpeningRule(
            clock(opens),
            clock(closes),
            frozenset(),
            frozenset(weekdays),
            False,
            "",
            row.passage,
            row.document,
            row.eves if on_eves == ((opens, closes),) else "",
        )


def clock(minutes: int) -> str:
    """10:00, 24:00; 次日01:00 past midnight."""
    late = minutes > DAY
    minutes -= DAY if late else 0
    return f"{'次日' if late else ''}{minutes // 60:02d}:{minutes % 60:02d}"


def _row(passage: Passage, document: Document) -> Weekly | None:
    whose: list[str] = []
    days: dict[int, str] = {}
    eves = on_eves = ""
    for cell in passage.text.split("; "):
        match = _CELL.match(cell.strip())
        weekdays = days_named(match["header"])[0] if match else frozenset()
        if match and weekdays:
            days |= dict.fromkeys(weekdays, match["value"].strip())
            if names_eves(match["header"]):
                eves, on_eves = match["header"], match["value"].strip()
        elif not days:
            named = match and (_NO_HEADER.match(match["header"]) or not whose)
            whose.append(match["value"] if match and named else cell)
    if len(days) < _FEWEST:
        return None
    return Weekly(
        " ".join(whose).strip(),
        tuple(days.get(day, "") for day in range(7)),
        passage,
        document,
        eves,
        on_eves,
    )
