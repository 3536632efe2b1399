"""Which rows of a table are asked about: by the amount, the day, the name or the thing that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.asking.need import Need, amounts_in
from assistant.english import things_in, things_named
from assistant.quoted.limits import rung
from assistant.quoted.nouns import nouns_of
from knowledge.model import Hit
from knowledge.text import fold, words
from knowledge.writing.calendar import covers, occasion_in, without_days
from knowledge.writing.floors import keys_in
from knowledge.writing.occasions import without_occasions
from knowledge.writing.synonyms import meant

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
    for rows in _tables(hits):
        _by_amount(rows, need, found)
        if days:
            _by_day(rows, need, days[0], today, found)
        _by_thing(rows, things, found)
        _by_floor(rows, need, found)
        _by_name(rows, need, found)
    return found


def names_of(word: str) -> tuple[str, ...]:
    """A thing, under its own and its kind's name."""
    own = (word, *things_in(word)) if word.isascii() else (word,)
    return tuple(
        dict.fromkeys((*own, *(fold(other) for one in own for said in meant(one) for other in said.others)))
    )


def _tables(hits: Sequence[Hit]) -> Iterable[list[Hit]]:
    tables: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        if hit.passage.kind == "row" and hit.document.doc_type != "directory":
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
    held = [(hit, covers(_first(hit), day, hit.document.effective_from or today)) for hit in rows]
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
    """The rows of the floor that is named, of a table that goes by places: L3 西侧, in 三楼的母婴室."""
    asked = set(keys_in(need.text))
    placed = {hit.passage.passage_id: set(keys_in(_first(hit))) for hit in rows} if asked else {}
    there = {row for row, floors in placed.items() if floors & asked}
    elsewhere = {row for row, floors in placed.items() if floors and not floors & asked}
    if there and elsewhere:
        found.own |= there
        found.of_other_kinds |= elsewhere


def _by_name(rows: Sequence[Hit], need: Need, found: RowsAsked) -> None:
    """The row whose first cell the question has, or either part of it: 一般 of C级(一般), in 一般投诉几天办结.

    A name that is a figure (满200减30) is asked about otherwise than by what its row says of it.
    """
    called = {hit.passage.passage_id for hit in rows if _is_called(hit, need.text)}
    if len(called) == 1 and len(rows) > 1:
        found.called |= {hit.passage.passage_id for hit in rows if not amounts_in(_first(hit))} & called
        found.of_other_kinds |= {hit.passage.passage_id for hit in rows} - called


def _is_called(hit: Hit, text: str) -> bool:
    first = fold(_first(hit)).strip()
    names = (first, *(part.strip() for part in _BRACKETS.split(first)))
    return any(len(name) > 1 and not name.isdigit() and name in text for name in names)


def _first(hit: Hit) -> str:
    """What stands in the first cell of a row: what it is called, or when it holds."""
    return hit.passage.text.split(";")[0].partition(":")[2]


def _headers(hit: Hit) -> str:
    """What the columns of a row are called."""
    return fold(" ".join(cell.partition(":")[0] for cell in hit.passage.text.split(";")))


def _cells(hit: Hit) -> str:
    """What a row says, without the headers of its columns."""
    return fold(" ".join(cell.partition(":")[2] for cell in hit.passage.text.split(";")))
