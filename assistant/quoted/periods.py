"""Months, quarters and years as tables of figures head their columns, and as people ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from knowledge.text import fold
from knowledge.writing.numerals import number

_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?! (?:i|we|you|be|have)(?![a-z]))|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_YEAR = r"(20\d\d)\s*年?[-/.的]?\s*|(前年|去年|旧年|上年|今年|本年)的?\s*"
_MONTH = re.compile(
    rf"(?:{_YEAR})?(?<!\d)(?:(1[0-2]|0?[1-9])|(十[一二]|[一二三四五六七八九十]))月(?:份)?(?!\s*[\d一二三四五六七八九十]+[日号])"
    rf"|(?<![a-z])({_NAMED})(?![a-z])\.?(?:,? ?(20\d\d)|['’](\d\d)|(?: of)? (last|this) year)?"
    r"|(?<![\d-])(20\d\d)[-/.](1[0-2]|0[1-9])(?![\d-])"
)
_QUARTER = re.compile(
    rf"(?:{_YEAR})?(?:第?([一二三四1-4])季度?|(?<![a-z])q([1-4])(?![a-z\d]))(?: ?(20\d\d))?"
)
_WHOLE_YEAR = re.compile(
    r"(20\d\d)(?:年(?:度|全年)?|(?![\d年/.-]))|(前年|去年|旧年|上年|今年|本年)(?:全年|一年|整年)"
)
_YEARS_BACK = {"前年": 2, "去年": 1, "旧年": 1, "上年": 1, "今年": 0, "本年": 0, "last": 1, "this": 0}
# A month by its distance from today, where no other is named.
_THIS_MONTH = re.compile(r"这个?月|本月|当月|今个月|(?<![a-z])this month(?![a-z])")
_LAST_MONTH = re.compile(r"上个?月|(?<![a-z])last month(?![a-z])")
# Held against the same time of the year before, or the time right before.
_YEAR_BEFORE = re.compile(
    r"(?:去年|旧年|上年|上一年)的?(?:同期|同月|同一?个?月|同季|这个?时候|那时|嗰阵)?|同比|按年"
    r"|(?<![a-z])(?:last year|a year (?:ago|earlier|before)|year[- ]on[- ]year|yoy|the year before|previous year|prior year)(?![a-z])"
)
_TIME_BEFORE = re.compile(
    r"环比|按月|(?:比|跟|较|同|和)上(?:个?月|季度?)|[上前]一个?月|(?<![a-z])(?:month[- ]on[- ]month|mom|the month before|previous month|prior month|than last month|with last month)(?![a-z])"
)
_SAID = {
    False: {"月": "{year}年{number}月", "季": "{year}年第{han}季度", "年": "{year}年"},
    True: {"月": "{name} {year}", "季": "Q{number} {year}", "年": "{year}"},
}
_THROUGH = re.compile(r"\s*(?:到|至|-|–|~|to|through|until)\s*")
_PER_YEAR = {"月": 12, "季": 4, "年": 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, a quarter or a whole year; `year` 0 where it is not written; `number` counts within the year."""

    year: int
    number: int
    kind: str = "月"

    @property
    def year_before(self) -> Period:
        return replace(self, year=self.year - 1)

    @property
    def before(self) -> Period:
        """The one right before it."""
        year, at = divmod(self.year * _PER_YEAR[self.kind] + self.number - 2, _PER_YEAR[self.kind])
        return Period(year, at + 1, self.kind)

    def in_year(self, today: date) -> Period:
        """The same with its year: the latest one that has begun by today, where none is written."""
        if self.year:
            return self
        months = 12 // _PER_YEAR[self.kind]
        has_begun = (self.number - 1) * months + 1 <= today.month
        return replace(self, year=today.year if has_begun else today.year - 1)

    def said(self, english: bool) -> str:
        named = _NAMES[self.number - 1].title() if english else ""
        form = _SAID[english][self.kind]
        return form.format(
            year=self.year, number=self.number, name=named, han="一二三四"[(self.number - 1) % 4]
        )


def headed(text: str, of: Period | None = None) -> Period | None:
    """The period that a heading of a column is, and nothing besides; `of` is the one that its table is on (本月)."""
    folded = fold(text).strip()
    for rest, period in _read(folded, None):
        if not re.sub(r"[^\w]|实际|数据|完成|累计|月末|month|end|actual", "", rest):
            return period
    if of is None:
        return None
    if re.fullmatch(r"本月|当月|本期|this month", folded):
        return of
    if re.fullmatch(r"上月|上期|last month", folded):
        return of.before
    return of.year_before if re.fullmatch(r"(?:去年|上年)?同期|(?:去年|上年)同月|last year", folded) else None


def measured(text: str, of: Period | None = None) -> tuple[Period, str] | None:
    """The period that begins a heading of a column, and what it counts: 10月业绩(万元); its year is that of the table's own."""
    folded = fold(text).strip()
    for rest, period in _read(folded, None):
        if rest.strip() and folded.endswith(rest):
            if not period.year and of and of.year and period.kind == of.kind:
                period = replace(period, year=of.year - (period.number > of.number))
            return period, rest.strip()
    return None


def periods_in(text: str, today: date) -> list[Period]:
    """The periods that a text names, in its order, with their years; 上个月 is one too."""
    folded = fold(text)
    found = sorted(_placed(folded, today), key=lambda one: one[0])
    if len(found) == 2 and _THROUGH.fullmatch(folded[found[0][2] : found[1][0]]):
        found = [
            (0, period, 0) for period in _through(found[0][1].in_year(today), found[1][1].in_year(today))
        ]
    this = Period(today.year, today.month)
    spoken = ((_LAST_MONTH, this.before), (_THIS_MONTH, this))
    named = [period.in_year(today) for _, period, _ in found]
    named = named or [period for pattern, period in spoken if pattern.search(folded)][:1]
    return list(dict.fromkeys(named))


def names_a_period(text: str) -> bool:
    """Whether a text names a month, a quarter or a year, 上个月 too."""
    folded = fold(text)
    return any(p.search(folded) for p in (_MONTH, _QUARTER, _WHOLE_YEAR, _LAST_MONTH, _THIS_MONTH))


def names_a_month(text: str) -> bool:
    """Whether a text names a month by its number or name."""
    return _MONTH.search(fold(text)) is not None


def without_periods(text: str) -> str:
    """A text, folded, without the months, quarters and years that it names."""
    rest = fold(text)
    for pattern in (_MONTH, _QUARTER, _WHOLE_YEAR):
        rest = pattern.sub(" ", rest)
    return rest


def against(text: str, base: Period) -> list[Period]:
    """The periods against which a text holds one without naming them: 比去年同期, 环比."""
    folded = fold(text)
    named = _MONTH.sub(lambda match: " " if match[2] or match[8] else match[0], folded)
    years = [base.year_before] if _YEAR_BEFORE.search(named) else []
    return [*years, *([base.before] if _TIME_BEFORE.search(folded) else [])]


def _through(first: Period, last: Period) -> list[Period]:
    """Every period from one to another; both alone where the first is not the earlier or they are of two kinds."""
    between = [last]
    while between[0] > first and first.kind == last.kind:
        between.insert(0, between[0].before)
    return between if between[0] == first else [first, last]


def _placed(folded: str, today: date | None) -> Iterator[tuple[int, Period, int]]:
    """(where it begins, the period, where it ends) of each that a text names."""
    taken = folded
    for pattern, read in ((_MONTH, _month), (_QUARTER, _quarter), (_WHOLE_YEAR, _year)):
        for match in pattern.finditer(taken):
            yield match.start(), read(match, today), match.end()
        taken = pattern.sub(lambda match: " " * len(match[0]), taken)


def _read(folded: str, today: date | None) -> Iterator[tuple[str, Period]]:
    """Each single reading with what stands beside it."""
    for pattern, read in ((_MONTH, _month), (_QUARTER, _quarter), (_WHOLE_YEAR, _year)):
        if (match := pattern.search(folded)) and not (match[0].isalpha() and match[0] != folded):
            yield folded[: match.start()] + folded[match.end() :], read(match, today)


def _month(match: re.Match[str], today: date | None) -> Period:
    year, back, digits, han, name, after, short, spoken, iso, iso_month = match.groups()
    written = year or after or iso or (f"20{short}" if short else "")
    at = int(digits or iso_month or 0) or (_NAMES.index(name[:3]) + 1 if name else int(number(han) or 0))
    return Period(_resolved(written, back or spoken, today), at)


def _quarter(match: re.Match[str], today: date | None) -> Period:
    year, back, first, second, after = match.groups()
    return Period(_resolved(year or after, back, today), int(number(first or second) or 0), "季")


def _year(match: re.Match[str], today: date | None) -> Period:
    return Period(_resolved(match[1], match[2], today), 1, "年")


def _resolved(written: str | None, back: str | None, today: date | None) -> int:
    if written:
        return int(written)
    return today.year - _YEARS_BACK[back] if back and today else 0
