"""A column of a sheet of days added up for staff: 这个月到25号总客流多少; of one sheet only, and said to be reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.quoted.cells import cells_of
from assistant.quoted.rows import rows_near
from assistant.reply import Line, Reply, Source
from knowledge.library import Library
from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.calendar import days_in, month_in

_PAPERS = ("directory", "campaign", "lottery")  # whose rows are no sheets of days
_FEWEST = 2  # rows of a sheet
_HEAD = re.compile(r"(?P<name>[^()（）]+)(?:[(（](?:单位[:：])?(?P<unit>[^()（）]+)[)）])?")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_DAY = re.compile(
    r"(?:(20\d\d)[-/.年])?(1[0-2]|0?[1-9])[-/.月]([12]\d|3[01]|0?[1-9])日?(?:\s?[(（][^()（）]{1,4}[)）])?"
)
_UNTIL = re.compile(r"(?:截至|截止|到|至)(?:了|现在)?[^,，。?？]{0,8}?[日号]")
_FROM_TO = re.compile(r"[日号][^,，。?？]{0,4}(?:到|至|-|~)|(?:从|自)[^,，。?？]{0,8}[日号]")
_FIRST_DAYS = re.compile(r"(?:前|头)(\d{1,2})[天日]")
_WEEK = re.compile(r"(上上?|这|本)(?:个)?(?:周|星期|礼拜)(?![一二三四五六天末]|日(?!均))")
_SO_FAR = re.compile(r"到现在|到今天|迄今|至今|目前|截至(?:现在|今天)|了[?？]?$")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of one sheet by their days, and the row of all in all."""

    rows: dict[date, tuple[dict[str, str], Source]]
    total: tuple[dict[str, str], Source] | None


def daily_sum(asked: Asked, library: Library) -> Reply | None:
    """What a column of a sheet of days comes to in the days that staff name; None where it is not plain."""
    text = fold(asked.full)
    if not asked.staff or asked.english or not _asks(text):
        return None
    contents = [row for row in rows_near(library, asked, asked.full) if row[1].doc_type not in _PAPERS]
    lines = added_by_day(text, asked.today, contents, fold(asked.text))
    return Reply(Handling.ANSWER, tuple(lines), certainty.BY_RULE, topic=text) if lines else None


def added_by_day(
    text: str, today: date, contents: Iterable[tuple[Passage, Document]], message: str = ""
) -> list[Line]:
    """The sum or the mean that a folded question asks for, of the one sheet that has the column and days of the period.

    `message` is what of the question was said last: 车流呢.
    """
    period = _period(text, today)
    if period is None or not _asks(text):
        return []
    found = [
        (sheet, head)
        for sheet in _sheets(contents, today)
        if (head := _head(message, sheet) or _head(text, sheet))
        and any(period[0] <= day <= period[1] for day in sheet.rows)
    ]
    return _told(text, *found[0], period) if len(found) == 1 else []


def _asks(text: str) -> bool:
    asks = _pattern("all_in_all").search(text) or _pattern("average").search(text)
    return bool(asks and _pattern("how_many").search(text)) and not _pattern("otherwise").search(text)


def _period(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day that a question names: 这个月到25号, 11月1日到20日, 上周, 11月前10天, 11月."""
    if week := _WEEK.search(text):
        monday = today - timedelta(days=today.weekday() + 7 * week[1].count("上"))
        return monday, monday + timedelta(days=6)
    month = month_in(text, today)
    days = sorted(_days(text, today, month))
    if (first := _FIRST_DAYS.search(text)) and (month or not days):
        start = month[0] if month else today.replace(day=1)
        return start, start + timedelta(days=int(first[1]) - 1)
    if len(days) == 2 and _FROM_TO.search(text):
        return days[0], days[1]
    if len(days) == 1 and _UNTIL.search(text):
        return days[0].replace(day=1), days[0]
    return month if not days else None


def _days(text: str, today: date, month: tuple[date, date] | None) -> list[date]:
    """The days named; those without a month are of the month that is named, else of this one, for what is past is added up."""
    start = month[0] if month else today.replace(day=1)
    bare = [int(day) for day in re.findall(r"(?<![\d月/.-])([12]\d|3[01]|0?[1-9])[日号]", text)]
    dated = days_in(re.sub(r"(?<![\d月/.-])\d{1,2}[日号]", " ", text), today)
    if dated and bare:
        start = dated[0].replace(day=1)
    found = []
    for day in bare:
        try:
            found.append(start.replace(day=day))
        except ValueError:
            continue
    return list(dict.fromkeys((*dated, *found)))


def _sheets(contents: Iterable[tuple[Passage, Document]], today: date) -> list[_Sheet]:
    tables: dict[tuple[str, tuple[str, ...]], list[tuple[dict[str, str], Source]]] = {}
    for passage, document in contents:
        cells = dict(cells_of(passage.text))
        if cells and _pattern("day").fullmatch(fold(next(iter(cells)))):
            tables.setdefault((document.doc_id, passage.section), []).append(
                (cells, Source(passage, document))
            )
    found = []
    for rows in tables.values():
        by_day = {day: row for row in rows if (day := _day(next(iter(row[0].values())), today))}
        total = next(
            (row for row in rows if _pattern("total").match(fold(next(iter(row[0].values()))))), None
        )
        if len(by_day) >= _FEWEST and len(by_day) + (total is not None) == len(rows):
            found.append(_Sheet(by_day, total))
    return found


def _day(text: str, today: date) -> date | None:
    match = _DAY.fullmatch(fold(text).strip())
    try:
        return date(int(match[1] or today.year), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _head(text: str, sheet: _Sheet) -> str:
    """The one column of figures that a question names; empty where it names none, or two."""
    told = text
    for word, written in _table()["said"].items():
        told = f"{told} {written}" if word in text else told
    heads = {head for cells, _ in sheet.rows.values() for head in cells}
    named = [head for head in sorted(heads) if _name(head) in told and _column(sheet, head)]
    longest = max((len(_name(head)) for head in named), default=0)
    named = [head for head in named if len(_name(head)) == longest]
    return named[0] if len(named) == 1 else ""


def _name(head: str) -> str:
    match = _HEAD.match(fold(head))
    return re.sub(r"(?:人次|量|数|总数)$", "", match["name"].strip()) or fold(head) if match else fold(head)


def _unit(head: str) -> str:
    match = _HEAD.fullmatch(head.strip())
    return (match["unit"] or "") if match else ""


def _column(sheet: _Sheet, head: str) -> dict[date, Decimal]:
    """The figures of a column by their days; empty where a cell holds anything else."""
    cells = {day: row[0][head] for day, row in sheet.rows.items() if row[0].get(head)}
    if not all(_FIGURE.fullmatch(cell.strip()) for cell in cells.values()):
        return {}
    return {day: Decimal(cell.strip().replace(",", "")) for day, cell in cells.items()}


def _told(text: str, sheet: _Sheet, head: str, period: tuple[date, date]) -> list[Line]:
    figures = {day: value for day, value in _column(sheet, head).items() if period[0] <= day <= period[1]}
    if len(figures) < _FEWEST:
        return []
    first, last = min(figures), min(period[1], max(figures))
    due = sum(figures.values(), Decimal(0))
    unit, says = _unit(head), _table()["answer"]
    values = {
        "period": f"{_said(first)}至{_said(last)}",
        "head": _HEAD.match(head.strip())["name"].strip(),  # type: ignore[index]
        "due": f"{due:f}",
        "unit": unit,
        "days": len(figures),
        "mean": f"{(due / len(figures)).quantize(Decimal('0.1')).normalize():f}",
        "last": _said(max(sheet.rows)),
        "missing": (last - first).days + 1 - len(figures),
    }
    key = "average" if _pattern("average").search(text) else "sum"
    said = says[key].format(**values)
    said += says["missing"].format(**values) if values["missing"] else ""
    said += says["not_yet"].format(**values) if period[1] > max(sheet.rows) else ""
    sources: Sequence[Source] = (sheet.rows[first][1], sheet.rows[last][1])
    if sheet.total and len(figures) == len(sheet.rows) and _is_total(sheet.total[0].get(head, ""), due):
        said += says["written"].format(**values)
        sources = (sheet.total[1], *sources)
    return [Line(said, tuple(sources))]


def _is_total(cell: str, due: Decimal) -> bool:
    bare = cell.strip().replace(",", "")
    return bool(_FIGURE.fullmatch(bare)) and Decimal(bare) == due


def _said(day: date) -> str:
    return f"{day.month}月{day.day}日"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name])


@cache
def _table() -> dict:  # type: ignore[type-arg]
    return dict(read_table("daily.yaml"))
