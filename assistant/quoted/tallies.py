"""The rows of a register added up for staff: what was docked of one shop in a month, or how often; each row is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.quoted.cells import cells_of
from assistant.quoted.periods import names_a_period, periods_in
from assistant.quoted.rows import rows_near
from assistant.reply import Line, Reply, Source, spoken
from knowledge.directory import stands_in
from knowledge.library import Library
from knowledge.model import Document, Passage
from knowledge.text import fold, words
from knowledge.writing.calendar import month_in
from knowledge.writing.names import forms_of

# 8月3日, 8/3, 2026-08-03; no 8.5, which is an amount.
_DAY = re.compile(r"(?:(20\d\d)[-/年.](1[0-2]|0?[1-9])(?!\d)|(1[0-2]|0?[1-9])(?:月|[-/]\d{1,2}(?!\d)))")
_YEAR = re.compile(r"20\d\d")
_AMOUNT = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s*([一-鿿]{0,2})")
_UNIT = re.compile(r"[(（]\s*(?:单位[:：])?([一-鿿]{1,2})\s*[)）]")
_BRACKETED = re.compile(r"[(（].*")
_SHORTEST = 2  # characters of a cell that names somebody
_PAPERS = ("replay", "directory")  # whose rows are reckoned with elsewhere


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a register, its cells by their heads, all of it folded."""

    cells: dict[str, str]
    source: Source

    @property
    def is_total(self) -> bool:
        return any(_pattern("all_in_all").match(value) for value in self.cells.values())

    def is_in(self, head: str, month: date) -> bool:
        """Whether its day is in a month; of which year it is, its paper may tell."""
        day = _DAY.match(self.cells[head])
        if day is None or int(day[2] or day[3]) != month.month:
            return False
        told = [day[1]] if day[1] else _YEAR.findall(_heading(self))
        return not told or str(month.year) in told


@dataclass(frozen=True, slots=True)
class _Question:
    """How much, or how often, of whom and in which month."""

    text: str  # folded
    month: date
    names: frozenset[str]  # the ways to call the shop that is named
    verb: str
    unit: str

    @property
    def is_of_times(self) -> bool:
        return _pattern("times").fullmatch(self.unit) is not None

    @property
    def rest(self) -> str:
        """What is asked for, without the month and the words around it: 热风扣分."""
        text = re.sub(rf"(?:多少|几){self.unit}", "", self.text) if self.is_of_times else self.text
        return _pattern("around").sub("", text)


def tally(asked: Asked, library: Library) -> Reply | None:
    """How much, or how often, for the one that staff name and in the month that they name; None where it is not plain."""
    if not asked.staff or asked.english:
        return None
    said = asked.text if names_a_period(asked.text) else asked.full
    names = {form for one in asked.named for form in (one.matched, *forms_of(one.shop))}
    if not (question := _read(said, asked.today, names)):
        return None
    rows = [row for row in rows_near(library, asked, said) if row[1].doc_type not in _PAPERS]
    if lines := _added_up(question, rows):
        return Reply(Handling.ANSWER, tuple(lines), certainty.BY_RULE, topic=said)
    shops = list(dict.fromkeys(one.shop for one in asked.named))
    if len(shops) != 1 or not (title := _without_a_record(question, rows)):
        return None
    values = {"title": title, "name": shops[0].name, "month": question.month.month}
    none = Line(read_table("registers.yaml")["answer"]["none"].format(**values))
    return Reply(Handling.PARTIAL, (none,), certainty.BY_RULE, topic=said)


def added_up(
    text: str, today: date, names: Iterable[str], contents: Iterable[tuple[Passage, Document]]
) -> list[Line]:
    """The sum or the number of the rows that a plain message asks for, and these; empty where not one table has them.

    `names` are the ways to call the shop that is named; anybody else is named as the table has it.
    """
    question = _read(text, today, names)
    return _added_up(question, contents) if question else []


def _read(text: str, today: date, names: Iterable[str]) -> _Question | None:
    said = fold(text)
    month, asks = month_in(said, today), _pattern("how_many").search(said)
    if not month or not asks or len(periods_in(said, today)) > 1 or _pattern("other_times").search(said):
        return None
    return _Question(said, month[0], frozenset(map(fold, names)), asks["verb"], asks["unit"] or "")


def _without_a_record(question: _Question, contents: Iterable[tuple[Passage, Document]]) -> str:
    """What the one register is called that has a column for what is asked and no row of the named shop in that month."""
    meant = [
        rows
        for rows in _tables(contents)
        if (day := _day_of(rows))
        and any(_pattern("of_shops").search(head) for head in rows[0].cells)
        and sum(_is_meant(head, question, question.rest, rows) for head in rows[0].cells) == 1
        and not any(row.is_in(day, question.month) and question.names & {*row.cells.values()} for row in rows)
    ]
    if len(meant) != 1 or question.is_of_times:
        return ""
    source = meant[0][0].source
    return source.passage.section[-1] if source.passage.section else source.document.title


def _added_up(question: _Question, contents: Iterable[tuple[Passage, Document]]) -> list[Line]:
    found = [lines for rows in _tables(contents) if (lines := _of_table(question, rows))]
    return found[0] if len(found) == 1 else []


def _tables(contents: Iterable[tuple[Passage, Document]]) -> Iterable[list[_Row]]:
    """The rows of each table, those of all in all left out."""
    tables: dict[tuple[str, tuple[str, ...]], list[_Row]] = {}
    for passage, document in contents:
        row = _Row(
            {fold(head): fold(value) for head, value in cells_of(passage.text)}, Source(passage, document)
        )
        if passage.kind == "row" and not row.is_total:
            tables.setdefault((document.doc_id, tuple(passage.section)), []).append(row)
    return tables.values()


def _day_of(rows: Sequence[_Row]) -> str:
    """The head of the column by whose days a register goes; empty where it has none."""
    heads = rows[0].cells
    return next((head for head in heads if all(_DAY.match(row.cells.get(head, "")) for row in rows)), "")


def _of_table(question: _Question, rows: Sequence[_Row]) -> list[Line]:
    day = _day_of(rows)
    named = _named(question, day, rows)
    if not day or not named:
        return []
    own = [row for row in rows if row.is_in(day, question.month) and named.items() <= row.cells.items()]
    rest = question.rest
    for one in sorted((*named.values(), *question.names), key=len, reverse=True):
        rest = rest.replace(one, "")
    said = _times(question, rest, own) if question.is_of_times else _sum(question, rest, own, rows)
    if said is None:
        return []
    name = next((value for value in named.values() if value in question.names), next(iter(named.values())))
    written = next(value for _, value in cells_of(own[0].source.passage.text) if fold(value) == name)
    sources = tuple(row.source for row in said.rows)
    values = {"name": written, "month": question.month.month, **said.values}
    text = read_table("registers.yaml")["answer"][said.key].format(**values)
    return [Line(text, sources), *(Line(spoken(one.passage), (one,)) for one in sources)]


def _named(question: _Question, day: str, rows: Sequence[_Row]) -> dict[str, str]:
    """The cells that a question names, by their heads; empty where it names none, or two of one column."""
    pairs = {
        (head, value)
        for row in rows
        for head, value in row.cells.items()
        if head != day and _is_name(value, question)
    }
    named = dict(pairs)
    return named if len(named) == len(pairs) else {}


def _is_name(value: str, question: _Question) -> bool:
    if value in question.names:
        return True
    return len(value) >= _SHORTEST and not _AMOUNT.fullmatch(value) and stands_in(value, question.text)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said, by its key in the table, of which rows."""

    key: str
    rows: Sequence[_Row]
    values: dict[str, str]


def _times(question: _Question, rest: str, own: Sequence[_Row]) -> _Said | None:
    """How many of these rows tell of what is asked for."""
    telling = _telling(rest, own)
    if not rest or not telling:
        return None
    return _Said("times", telling, {"due": str(len(telling)), "unit": question.unit})


def _sum(question: _Question, rest: str, own: Sequence[_Row], rows: Sequence[_Row]) -> _Said | None:
    """The sum of the one column that is asked for; None where a row of the table has no plain amount in it."""
    heads = [head for head in rows[0].cells if _is_meant(head, question, rest, rows)]
    if len(heads) != 1:
        return None
    head, called = heads[0], _bare(heads[0])
    told = _telling(re.sub(f"{re.escape(called)}|{question.verb}{question.unit}", "", rest), own)
    units = {_AMOUNT.sub(r"\2", row.cells[head]) for row in rows}
    if not told or len(units) != 1:
        return None
    amounts = [_AMOUNT.sub(r"\1", row.cells[head]).replace(",", "") for row in told]
    in_brackets = _UNIT.search(head)
    unit = in_brackets[1] if in_brackets else units.pop() or (question.unit if question.unit in head else "")
    due = sum(map(Decimal, amounts), Decimal(0))
    values = {"head": called, "due": f"{due:f}", "unit": unit, "steps": "+".join(amounts)}
    return _Said("sum" if len(told) > 1 else "single", told, values)


def _telling(rest: str, own: Sequence[_Row]) -> list[_Row]:
    """The rows that have all that is left of a question, in the words of their table or in their own: 迟开门 of a reason."""
    wanted = words(rest)
    return [
        row
        for row in own
        if all(word in f"{_heading(row)} {' '.join(row.cells.values())}" for word in wanted)
    ]


def _is_meant(head: str, question: _Question, rest: str, rows: Sequence[_Row]) -> bool:
    """Whether a column is asked for by its name, or by what was done and what it is counted in: 罚了多少钱, of 罚款(元)."""
    called = _bare(head)
    if not called or not all(_AMOUNT.fullmatch(row.cells.get(head, "")) for row in rows):
        return False
    if called in rest:
        return True
    is_of_money = _pattern("money").fullmatch(question.unit) is not None
    kind = "of_money" if is_of_money else "of_amounts"
    fits = is_of_money or not question.unit or question.unit in head or question.unit in rows[0].cells[head]
    return called.startswith(question.verb) and fits and _pattern(kind).search(called) is not None


def _bare(head: str) -> str:
    """What a column is called, without its unit."""
    return _BRACKETED.sub("", head).strip()


def _heading(row: _Row) -> str:
    """What the paper, the headings and the columns of a row are called."""
    source = row.source
    return fold(" ".join((source.document.title, *source.passage.section, *row.cells)))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(read_table("registers.yaml")[name])
