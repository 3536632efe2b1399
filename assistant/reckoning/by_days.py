"""A charge by time that a table has for some days and for others: a column, or a row, for weekdays and one for weekends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.grounding.numerals import plain
from assistant.quoted.cells import cells_of
from assistant.reckoning.asking import PaperOf
from assistant.reckoning.charge import Charge, charge_in, is_by_time, is_free_time
from assistant.reckoning.ruled import ruled
from assistant.reckoning.tariff import name_of, told
from knowledge.model import Hit, Passage
from knowledge.writing.calendar import days_in, occasion_in
from knowledge.writing.trading import days_named, is_holiday_by

_SENTENCE = re.compile(r"[\n。;；]")
_LABELLED = re.compile(r"\s*([^:,]{1,40}?)\s*:\s*(.+)")
_HEADED = re.compile(r"\s*([^:,\d]{2,10})\s*:\s*(.+)")  # 当日最高收费: 平日480元, 假日640元
_OF_DAYS = re.compile(
    r"\s*((?:平日|工作日|周末|双休日|[例节]?假日|国定假日|周[一二三四五六日][^\d:,每]{0,12})(?:\([^()]*\))?)\s*:?\s*((?:每|\d).*元.*)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_DAYS_OFF = re.compile(r"[例节]?假日")  # beside other days weekends too
_WEEKEND = frozenset((5, 6))
_BESIDE = re.compile(r"(?:不[足满]|未满)[^。;；]{0,12}[按以]|免费|计费")  # what holds of all days alike
_ROUNDS = re.compile(r"不[足满][^。;；]{0,12}按")
_AT_NIGHT = re.compile(r"夜|通宵")


@dataclass(frozen=True, slots=True)
class DayCharge:
    """What is charged on some days, called as the table calls them, and the passages that say it, the price first."""

    label: str
    charge: Charge
    hits: tuple[Hit, ...]

    def telling(self, minutes: int) -> tuple[Hit, ...]:
        """The passages, in the order in which they tell what a stay costs: of one that is free the free time first."""
        if minutes > self.charge.free:
            return self.hits
        return tuple(sorted(self.hits, key=lambda hit: not is_free_time(told(hit.passage))))

    @property
    def is_for_holidays(self) -> bool:
        return days_named(self.label)[1]

    @property
    def weekdays(self) -> frozenset[int]:
        return _WEEKEND if _DAYS_OFF.fullmatch(self.label) else days_named(self.label)[0]

    def is_holiday(self, day: date) -> bool:
        return is_holiday_by(self.label, day)

    def holds_on(self, day: date) -> bool:
        return day.weekday() in self.weekdays or (self.is_holiday(day) and self.is_for_holidays)


@dataclass(slots=True)
class _Clauses:
    """What the rows of a table say of the days under one label."""

    said: list[str]
    hits: list[Hit]


def charges(hits: Sequence[Hit], paper: PaperOf, leaves_out: re.Pattern[str]) -> list[DayCharge]:
    """The charges that rows lay down by days, in the order of their labels; none where they are no charge, or one alone.

    The rest of a table is read from its `paper`; rows of other things are left out, by what they are called.
    """
    tables: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        tables.setdefault((hit.document.doc_id, hit.passage.section), []).append(hit)
    found = (_of_table(_whole(some, paper), leaves_out) for some in tables.values())
    return next((some for some in found if len(some) > 1), [])


def _whole(some: Sequence[Hit], paper: PaperOf) -> list[Hit]:
    """What was found under one heading, with what else stands there, in the order of the paper."""
    section = some[0].passage.section
    beside = (replace(some[0], passage=one) for one in paper(some[0].document) if one.section == section)
    once = {hit.passage.passage_id: hit for hit in (*beside, *some)}
    return sorted(once.values(), key=lambda hit: hit.passage.ordinal)


def on_day(some: Sequence[DayCharge], told: str, today: date, before: str = "") -> list[DayCharge]:
    """Those that hold on the day that a question names, or else the one `before` it; all where none is named."""
    if before and not (days_in(told, today) or occasion_in(told, today) or _names_days(told)):
        told = before
    days = days_in(told, today) or occasion_in(told, today)[:1]
    if len(days) == 1:
        fitting = [one for one in some if one.holds_on(days[0])]
        is_off = any(one.is_holiday(days[0]) for one in some if one.is_for_holidays)
        return sorted(fitting, key=lambda one: not one.is_for_holidays)[:1] if is_off else fitting[:1]
    weekdays, is_off = days_named(told)
    if not weekdays:
        return [one for one in some if one.is_for_holidays] if is_off else list(some)
    return [one for one in some if weekdays <= one.weekdays]


def in_clauses(sections: Iterable[Sequence[Hit]]) -> list[DayCharge]:
    """The charges that sentences lay down by days: 平日(周一至周五): 每小时60元, and 当日最高收费: 平日480元, 假日640元.

    `sections` are passages under one heading each; what stands there of all days alike holds for each.
    """
    found = (_of_section(hits) for hits in sections)
    return next((some for some in found if len(some) > 1), [])


def _of_section(hits: Sequence[Hit]) -> list[DayCharge]:
    by_days: dict[str, _Clauses] = {}
    called: dict[str, str] = {}
    alike: list[str] = []
    beside: list[Hit] = []
    for hit in hits:
        for sentence in filter(None, map(str.strip, _SENTENCE.split(ruled(hit.passage.text)))):
            if of_days := list(_by_days(sentence)):
                for label, clause in of_days:
                    key = _BRACKETS.sub("", label).strip()
                    called[key] = max(called.get(key, ""), label, key=len)
                    one = by_days.setdefault(key, _Clauses([], []))
                    one.said.append(clause)
                    one.hits += [hit] if hit not in one.hits else []
            elif _BESIDE.search(sentence):
                alike.append(sentence)
                beside += [hit] if hit not in beside else []
    found = []
    for key, one in by_days.items():
        if charge := charge_in("。".join((*one.said, *alike))):
            found.append(
                DayCharge(called[key], charge, (*one.hits, *(hit for hit in beside if hit not in one.hits)))
            )
    return found


def _by_days(sentence: str) -> Iterator[tuple[str, str]]:
    """(days, what is charged on them) for each that a sentence names; nothing where it names none."""
    labelled = _LABELLED.fullmatch(sentence)
    if labelled and _is_of_days(labelled[1]):
        yield labelled[1], labelled[2]
        return
    headed = _HEADED.fullmatch(sentence)
    head, rest = (headed[1], headed[2]) if headed else ("", sentence)
    parts = [_OF_DAYS.fullmatch(part) for part in re.split(r"[,、]", rest)]
    if all(parts) and len(parts) > 1:
        yield from ((part[1], f"{head}{part[2]}") for part in parts if part)


def _is_of_days(label: str) -> bool:
    """Whether a label names days and nothing besides: 假日(周六、周日及国定假日)."""
    return _OF_DAYS.fullmatch(f"{label} 1元") is not None and _names_days(label)


def _of_table(hits: Sequence[Hit], leaves_out: re.Pattern[str]) -> list[DayCharge]:
    by_label: dict[str, _Clauses] = {}
    for hit in hits:
        for label, clause in _clauses(hit, leaves_out) if hit.passage.kind == "row" else ():
            one = by_label.setdefault(label, _Clauses([], []))
            one.said.append(clause)
            one.hits.append(hit)
    rounds = [hit for hit in hits if hit.passage.kind != "row" and _ROUNDS.search(plain(hit.passage.text))]
    found = []
    for label, one in by_label.items():
        text = "。".join(("，".join(one.said), *(hit.passage.text for hit in rounds)))
        if charge := charge_in(text):
            priced = sorted(zip(one.said, one.hits, strict=True), key=lambda each: not is_by_time(each[0]))
            found.append(DayCharge(label, charge, (*(hit for _, hit in priced), *rounds)))
    return found


def _clauses(hit: Hit, leaves_out: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """周一至周五 with 免费时长:2小时 for each column of days; else the row's own days with all of its cells."""
    cells = cells_of(hit.passage.text)
    if len(cells) < 2:
        return
    (_, subject), *rest = cells
    if leaves_out.search(subject) or is_of_the_night(hit.passage):
        return
    columns = [(header, value) for header, value in rest if _names_days(header)]
    if columns:
        yield from ((header, f"{subject}:{value}") for header, value in columns)
    elif _names_days(subject):
        yield subject, "，".join(f"{header}:{value}" for header, value in rest)


def is_of_the_night(passage: Passage) -> bool:
    """Whether a row is of the night and has one price for all of it: 夜间一口价 15元."""
    return _AT_NIGHT.search(name_of(passage)) is not None and not is_by_time(told(passage))


def _names_days(text: str) -> bool:
    days, on_holidays = days_named(text)
    return bool(days) or on_holidays
