"""Hours that a table tells of the house, of shops and of zones: 星巴克（L111N1）; 营业时间: 07:30—22:30; 补充说明: 有独立临街门."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.floors import without_floors
from knowledge.writing.hours import OpeningRule, weekdays_named
from knowledge.writing.seasons import Season, season_in
from knowledge.writing.trading import days_named, eves_in, spans_on, without_eves
from knowledge.writing.weekly import A_MONDAY, clock, is_the_house

# What hours under a heading have, where they stand in a line: 每日 11:00–20:30。
IN_A_LINE = (":00", ":30", "点", "點", "pm", "p.m.")
# With what a header of hours ends, as a row is kept: 营业时间, or the days of a column of times.
HEADERS = (
    "时间: ",
    "时段: ",
    "hours: ",
    *(f"周{day}: " for day in "一二三四五六日末"),
    "节假日: ",
    "工作日: ",
    "平日: ",
)
_CELL = re.compile(r"^(?P<header>[^:：]{1,24})[:：]\s*(?P<value>.+)$", re.DOTALL)
_HOURS = re.compile(
    r"(?:日常)?(?:营业|开放|经营)时[间段]|(?<![a-z])(?:(?:opening|business|trading|operating) )?hours(?![a-z])"
)
_REMARK = re.compile(r".*(?:说明|备注|附注|提示)|(?:notes?|remarks?)")
_OF_DAYS = re.compile(
    r"日期|星期|周次|时[间段]|(?<![a-z])(?:dates?|days?)(?![a-z])"
)  # headers of rows of days
_DAYS = re.compile(
    r"\d月|节假日|(?:每|工作|平)日|周末|^\d{1,2}-\d{1,2}|20\d{2}-\d"
    r"|(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|week)(?:days?)?(?![a-z])"
)
_CLAUSE = re.compile(r"[；;。\n]|,(?=\s*(?:周|星期|逢))")
_PARTS = re.compile(r"[、,，/&＆]|及|和|与|以及|(?<![a-z])and(?![a-z])")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_COMMON = re.compile(r"公共区域|公区|(?:common|public) areas?")
_LONGEST = 40  # characters of a heading, and of hours under it
_SPAN = re.compile(r"\d{1,2}[:.]\d{2}|(?:每|全)[天日]|daily|every ?day|to|(?<=\d)\s?[ap]\.?m\.?")
# A heading that names nobody: of days, of hours, of a question.
_OF_NOBODY = re.compile(rf"{_HOURS.pattern}|{_DAYS.pattern}|[?？]$|(?:时间|时段)$")
_EVERY_DAY = frozenset(range(7))
_A_TIME = re.compile(r"\d{1,2}:\d{2}")
_NAMES_OF_DAYS = re.compile(
    r"周[一二三四五六日天末]|星期[一二三四五六日天]|周末|(?:法定|公众|国定|国家)*[例节]?假[日期](?:的?前[一1]?[日天晚]|前夕)?|(?:连休|休假日?)(?:的?前[一1]?[日天晚])?|工作日|平日|双休日?|[至到、,及和与/\-\s()]"
)


def _beside_days(header: str) -> str:
    """What a header says beside days."""
    return _NAMES_OF_DAYS.sub("", header)


@dataclass(frozen=True, slots=True)
class Posted:
    """Whose hours a row tells, as written, those hours, and its remark."""

    whose: str
    hours: str
    remark: str
    passage: Passage
    document: Document
    season: Season | None = None  # of the year, where the row is of one

    @property
    def is_of_the_house(self) -> bool:
        return of_the_house(self.whose)

    @property
    def is_of_its_shops(self) -> bool:
        """Whether the row of the house holds for its shops too, and not for halls and passages alone."""
        return self.is_of_the_house and not all(map(_COMMON.search, self.parts))

    @property
    def is_of_retail(self) -> bool:
        """Whether the row is of the shops of some floors, in general: L1-L4 零售及B1轻食."""
        bare = (re.sub(r"[^\u4e00-\u9fff]", "", without_floors(part)) for part in self.parts)
        return any("零售" in part and is_the_house(part) for part in bare)

    @property
    def name(self) -> str:
        return without_brackets(fold(self.whose))

    @property
    def parts(self) -> list[str]:
        return _parts(self.whose)

    @property
    def in_brackets(self) -> list[str]:
        """What stands in brackets beside the names, folded: the numbers of units."""
        return [one.strip() for said in _BRACKETS.findall(fold(self.whose)) for one in _PARTS.split(said)]


def without_brackets(folded: str) -> str:
    """A folded name without what stands in brackets beside it."""
    return _BRACKETS.sub("", folded).strip()


def of_the_house(whose: str) -> bool:
    """Whether a row is of the mall, of all its shops or of those in general: 商场公共区域及一般商铺."""
    return all(map(is_the_house, _parts(whose)))


def _parts(whose: str) -> list[str]:
    """Each of those that a row is of, folded, without what stands in brackets."""
    return [part.strip() for part in _PARTS.split(without_brackets(fold(whose))) if part.strip()]


def posted_in(contents: Iterable[tuple[Passage, Document]]) -> list[Posted]:
    """The rows among passages that tell the hours of somebody, and the lines of hours under somebody's name."""
    return [
        row
        for passage, document in contents
        if (row := (_row if passage.kind == "row" else _line)(passage, document))
    ]


def rules_posted(rows: Iterable[Posted]) -> list[OpeningRule]:
    """The mall's own hours out of the first row that is of the house, else of its shops on some floors, a rule for each days of the same hours.

    Of a row for a season those of the other seasons are read too.
    """
    rows = list(rows)
    own = [row for row in rows if row.is_of_the_house] or [row for row in rows if row.is_of_retail]
    return [rule for row in own if row is own[0] or is_its_other_season(row, own[0]) for rule in _rules(row)]


def is_its_other_season(row: Posted, other: Posted) -> bool:
    """Whether two rows of a paper tell the hours of one place, each in a season of its own."""
    is_of_one = row.whose == other.whose and row.document.doc_id == other.document.doc_id
    return is_of_one and None not in (row.season, other.season) and row.season != other.season


def _rules(row: Posted) -> Iterator[OpeningRule]:
    for clause in filter(None, map(str.strip, _CLAUSE.split(fold(row.hours)))):
        weekdays, on_holidays = days_named(without_eves(clause))
        eves = next(iter(eves_in(clause)), "")
        days = weekdays or (frozenset() if on_holidays or eves else _EVERY_DAY)
        spans = _spans(clause, days)
        if not spans:
            continue
        yield OpeningRule(
            clock(spans[0][0]),
            clock(spans[-1][1]),
            frozenset(),
            days,
            on_holidays,
            row.remark,
            row.passage,
            row.document,
            eves,
            row.season,
        )


def _spans(clause: str, days: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """The spans of a clause of one kind of days: those of its times alone, where it names holidays only."""
    if days:
        return spans_on(clause, A_MONDAY.replace(day=1 + min(days))) or ()
    times = re.search(r"\d{1,2}:\d{2}.*", clause)
    return (spans_on(times[0], A_MONDAY) or ()) if times else ()


def _row(passage: Passage, document: Document) -> Posted | None:
    cells = [match for cell in passage.text.split("; ") if (match := _CELL.match(cell.strip()))]
    season = next(filter(None, map(season_in, reversed(passage.section))), None)
    if own := _season_of(cells):
        season, cells = own, cells[1:]
    if len(cells) < 2 or _OF_DAYS.search(fold(cells[0]["header"])):
        return None
    whose = cells[0]["value"].strip()
    hours = [said for one in cells[1:] if (said := _hours(fold(one["header"]), one["value"].strip()))]
    if not hours or weekdays_named(fold(whose)) or _DAYS.search(fold(whose)):
        return None
    remarks = [one["value"].strip() for one in cells[1:] if _REMARK.fullmatch(fold(one["header"]).strip())]
    return Posted(whose, "；".join(hours), "；".join(remarks), passage, document, season)


def _season_of(cells: Sequence[re.Match[str]]) -> Season | None:
    """The season that the first cell of a row names, and whose hours it tells the next."""
    return season_in(cells[0]["value"]) if cells and not _A_TIME.search(cells[0]["value"]) else None


def is_of_somebody(passage: Passage) -> bool:
    """Whether a row begins with the name of somebody else than the house, and with no days: 服务: 退税台."""
    first = _CELL.match(passage.text.split("; ")[0].strip())
    if first is None or _OF_DAYS.search(fold(first["header"])) or _HOURS.search(fold(first["header"])):
        return False
    value = fold(first["value"])
    names_days = weekdays_named(value) or _DAYS.search(value) or any(days_named(value))
    return not names_days and not _A_TIME.search(value) and not of_the_house(value)


def _line(passage: Passage, document: Document) -> Posted | None:
    """The hours that are all that stands under a heading, be it no name of the house: 鼎泰丰, 每日 11:00–20:30。"""
    text, whose = passage.text.strip().rstrip("。. "), next(iter(passage.section[-1:]), "").strip()
    if not whose or len(text) > _LONGEST or len(whose) > _LONGEST or _OF_NOBODY.search(fold(whose)):
        return None
    rest = _NAMES_OF_DAYS.sub("", _HOURS.sub("", _SPAN.sub("", fold(text))))
    if any(map(str.isalnum, rest)) or spans_on(fold(text), A_MONDAY) is None or of_the_house(whose):
        return None
    return Posted(whose, text, "", passage, document)


def _hours(header: str, value: str) -> str:
    """The hours of a cell, after the days that its header names: 周五、周六 10:00-22:30; empty where it has none."""
    days = _HOURS.sub("", header, count=1).strip(" ()/-")
    is_of_days = (
        days == header and _A_TIME.search(value) and not _beside_days(days)
    )  # a column of times for some days
    if not (_HOURS.search(header) or is_of_days) or (days and not any(days_named(days))):
        return ""
    return f"{days} {value}".strip()
