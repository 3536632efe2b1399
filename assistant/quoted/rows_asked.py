"""Which rows of a table are asked about: by the amount, the day, the name or the thing that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from assistant.asking.facilities import facilities_in
from assistant.asking.need import Need, amounts_in
from assistant.data import read_table
from assistant.english import things_in, things_named
from assistant.quoted.cells import cells_of, first_cell
from assistant.quoted.limits import rung
from assistant.quoted.nouns import nouns_of
from knowledge.directory import is_house_row, is_shop_row
from knowledge.model import Hit
from knowledge.text import fold, words
from knowledge.writing.calendar import covers, occasion_in, without_days
from knowledge.writing.floors import keys_in
from knowledge.writing.occasions import without_occasions
from knowledge.writing.synonyms import meant

_DAYS = re.compile(r"日期?|date|day")
_A_DAY = re.compile(r"^(?:20\d\d[-/.年]\s?)?\d{1,2}[-/.月]\s?\d{1,2}|^\d{1,2}[日号]")
_ASKS_DAYS = re.compile(
    r"[哪每单当逐分各][一1]?[天日]|几号|日均|最[高低多少大]|峰值|走势|趋势|(?<![a-z])(?:which|each|every|what) day|daily|peak"
)
_BRACKETS = re.compile(r"[()]")


@dataclass(slots=True)
class RowsAsked:
    """The passages of rows that a question is about, and of those beside them that it is not about."""

    own: set[str] = field(default_factory=set)  # by the amount or the day
    called: set[str] = field(default_factory=set)
    of_other_figures: set[str] = field(default_factory=set)
    of_other_kinds: set[str] = field(default_factory=set)


def rows_asked(hits: Sequence[Hit], need: Need, today: date) -> RowsAsked:
    """The rows found, told apart table by table; the rows of shops are looked up elsewhere."""
    found = RowsAsked()
    things = [
        names_of(word)
        for word in (need.own or (things_named(need.text) if need.english else nouns_of(need.text)))
    ]
    days = need.days or occasion_in(need.text, today)
    _of_single_days(hits, need, found)
    for rows in _tables(hits):
        _by_amount(rows, need, found)
        if days:
            _by_day(rows, need, days[0], today, found)
        _by_thing(rows, things, found)
        _by_floor(rows, need, found)
        _by_name(rows, need, found)
    _by_facility(hits, need, found)
    return found


def _of_single_days(hits: Sequence[Hit], need: Need, found: RowsAsked) -> None:
    """The rows of single days in a report that tells of them all together too, where no day is asked for: 国庆客流多少."""
    if need.days or _ASKS_DAYS.search(need.text):
        return
    rows = [hit for hit in hits if _is_row(hit) and hit.document.doc_type == "replay"]
    daily = [hit for hit in rows if _is_of_a_day(hit)]
    whole = {hit.document.doc_id for hit in rows if hit not in daily}
    found.of_other_kinds |= {hit.passage.passage_id for hit in daily if hit.document.doc_id in whole}


def _is_of_a_day(hit: Hit) -> bool:
    """Whether a row is of one day: 日期: 10/3, and not 日期: 合计."""
    header, value = next(iter(cells_of(hit.passage.text)), ("", ""))
    return _DAYS.fullmatch(fold(header)) is not None and _A_DAY.search(fold(value)) is not None


def names_of(word: str) -> tuple[str, ...]:
    """A thing, under its own and its kind's name."""
    own = (word, *things_in(word)) if word.isascii() else (word,)
    return tuple(
        dict.fromkeys((*own, *(fold(other) for one in own for said in meant(one) for other in said.others)))
    )


def _tables(hits: Sequence[Hit]) -> Iterable[list[Hit]]:
    tables: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        if _is_row(hit):
            tables.setdefault((hit.document.doc_id, tuple(hit.passage.section)), []).append(hit)
    return tables.values()


def _by_amount(rows: Sequence[Hit], need: Need, found: RowsAsked) -> None:
    """The row whose limit the amount asked about falls to, of a table whose rows have a limit each."""
    at = rung([hit.passage.text for hit in rows], need.amounts)
    if at is not None:
        found.own.add(rows[at].passage.passage_id)
        found.of_other_figures |= {hit.passage.passage_id for hit in rows if hit is not rows[at]} - found.own


def _by_day(rows: Sequence[Hit], need: Need, day: date, today: date, found: RowsAsked) -> None:
    """The rows that hold on the day asked about, of a table that goes by days and has a word of the question: 国庆去领呢."""
    asked = set(words(without_days(without_occasions(need.text))))
    if not asked & set(words(" ".join((*rows[0].passage.section, *(hit.passage.text for hit in rows))))):
        return
    held = [
        (hit, covers(first_cell(hit.passage.text), day, hit.document.effective_from or today)) for hit in rows
    ]
    own = {hit.passage.passage_id for hit, covered in held if covered}
    others = {hit.passage.passage_id for hit, covered in held if covered is False}
    if own and others:
        found.own |= own
        found.of_other_figures |= others


def _by_thing(rows: Sequence[Hit], things: Iterable[tuple[str, ...]], found: RowsAsked) -> None:
    """The rows that do not name a thing asked about, where another row does: 围巾 is kept as 衣物 are.

    What the whole paper is about, or a column of it, chooses none of its rows.
    """
    heads = f"{fold(rows[0].document.title)} {_headers(rows[0])}"
    for names in things:
        if any(name in heads for name in names):
            continue
        naming = {hit.passage.passage_id for hit in rows if any(name in _cells(hit) for name in names)}
        if len(naming) == 1 and len(rows) > 1:
            found.of_other_kinds |= {hit.passage.passage_id for hit in rows} - naming


def _by_floor(rows: Sequence[Hit], need: Need, found: RowsAsked) -> None:
    """The rows of the floor that is named, of a table that goes by places: L3 西侧, in 三楼的母婴室.

    Of a table of all that the house has, the floor chooses among the rows of what is asked for.
    """
    asked = set(keys_in(need.text))
    if not asked:
        return
    places = {hit.passage.passage_id: _place(hit) for hit in _telling_of_facility(rows, need)}
    places = places or {hit.passage.passage_id: first_cell(hit.passage.text) for hit in rows}
    placed = {row: set(keys_in(place)) for row, place in places.items()}
    there = {row for row, floors in placed.items() if floors & asked}
    elsewhere = {row for row, floors in placed.items() if floors and not floors & asked}
    if there and elsewhere:
        found.own |= there
        found.of_other_kinds |= elsewhere


def _by_facility(hits: Sequence[Hit], need: Need, found: RowsAsked) -> None:
    """The rows of what else the house has, in any table, where a row tells of the thing that is asked for."""
    rows = [
        hit
        for hit in hits
        if is_house_row(hit.passage) or (_is_row(hit) and keys_in(first_cell(hit.passage.text)))
    ]
    if own := _telling_of_facility(rows, need):
        found.of_other_kinds |= {hit.passage.passage_id for hit in rows if hit not in own}


def _telling_of_facility(rows: Sequence[Hit], need: Need) -> list[Hit]:
    things = facilities_in(need.text)
    return [hit for hit in rows if any(one.told_by(hit) for one in things)]


def _by_name(rows: Sequence[Hit], need: Need, found: RowsAsked) -> None:
    """The rows whose first cell the question has, or either part of it: 一般 of C级(一般), in 一般投诉几天办结.

    A name that is a figure (满200减30) is asked about otherwise than by what its row says of it.
    """
    called = {hit.passage.passage_id for hit in rows if _is_called(hit, need.text)}
    if len(called) == len(rows):
        return
    if len(called) == 1:
        plain = {hit.passage.passage_id for hit in rows if not amounts_in(first_cell(hit.passage.text))}
        found.called |= plain & called
    if called:
        found.of_other_kinds |= {hit.passage.passage_id for hit in rows} - called


def _is_called(hit: Hit, text: str) -> bool:
    first = fold(first_cell(hit.passage.text)).strip()
    names = (first, *(part.strip() for part in _BRACKETS.split(first)))
    return any(len(name) > 1 and not name.isdigit() and name in text for name in names)


def _is_row(hit: Hit) -> bool:
    return hit.passage.kind == "row" and not is_shop_row(hit.document, hit.passage)


def _place(hit: Hit) -> str:
    """Where a row says that it is, in its first cell or under a header of places."""
    places = (value for header, value in cells_of(hit.passage.text) if _of_places().search(fold(header)))
    return first_cell(hit.passage.text) if keys_in(first_cell(hit.passage.text)) else next(places, "")


@cache
def _of_places() -> re.Pattern[str]:
    return re.compile(read_table("demands.yaml")["of_a_facility"]["place"])


def _headers(hit: Hit) -> str:
    """What the columns of a row are called."""
    return fold(" ".join(cell.partition(":")[0] for cell in hit.passage.text.split(";")))


def _cells(hit: Hit) -> str:
    """What a row says, without the headers of its columns."""
    return fold(" ".join(cell.partition(":")[2] for cell in hit.passage.text.split(";")))
