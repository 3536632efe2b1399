"""The shops of every directory document, and the directory made of those that somebody may know of.

A shop without hours of its own has those that a table of another paper tells of it, and one that a notice says to
move, to close or to open is as that notice has it on the day.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from knowledge.catalogue import Catalogue
from knowledge.directory import Directory
from knowledge.listed_twice import once
from knowledge.model import Document, Passage, Shelf, Shop, Viewer
from knowledge.moved import moves_of, with_moves
from knowledge.posted_hours import NOT_SAID_THERE, with_dated_hours, with_hours, with_told_hours
from knowledge.writing.dated_hours import FIRST_CELLS, Dated, dated_in
from knowledge.writing.moves import SIGNS, Move, may_tell
from knowledge.writing.posted import HEADERS, IN_A_LINE, Posted, posted_in
from knowledge.writing.told_hours import SIGNS as OF_HOURS
from knowledge.writing.told_hours import Told, told_in


@dataclass(frozen=True)
class _State:
    """The shops by document at one state of the catalogue, and the directories made of them so far."""

    documents: Mapping[str, Document]
    shops: Mapping[str, list[Shop]]
    posted: Sequence[Posted] = ()
    moves: Sequence[Move] = ()
    dated: Sequence[Dated] = ()
    said: Sequence[Told] = ()
    earlier: tuple[Directory, ...] = ()  # made at the state before
    made: dict[tuple[frozenset[str], tuple[frozenset[str], ...], date | None], Directory] = field(
        default_factory=dict
    )
    kept: dict[tuple[Viewer, date, int], Directory] = field(default_factory=dict)

    @cached_property
    def releases(self) -> Sequence[datetime]:
        """When the papers under embargo come out, in order."""
        return sorted(paper.publish_from for paper in self.documents.values() if paper.publish_from)

    def directory(
        self,
        told: frozenset[str],
        rows: Sequence[Posted],
        dated: Sequence[Dated],
        moves: Sequence[Move],
        said: Sequence[Told],
        today: date,
    ) -> Directory:
        """The directory of some documents; one made before where no shop has changed, for its names are costly."""
        shops = with_hours(once(some for doc_id, some in self.shops.items() if doc_id in told), rows)
        shops = with_told_hours(with_dated_hours(shops, dated), said, today)
        shops = with_moves(shops, moves, today, self.documents)
        same = (directory for directory in (*self.made.values(), *self.earlier) if directory.shops == shops)
        return next(same, None) or Directory(shops)


class Directories:
    """Makes directories out of the catalogue's shops, anew after each change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._state: _State | None = None

    def kept(self, viewer: Viewer, as_of: datetime, make: Callable[[], Directory]) -> Directory:
        """A viewer's directory at a moment, made once a day and once more where a paper comes out that day.

        Where papers stand changes at no other moment; to ask each of them for every question costs more than the rest.
        """
        state = self._current()
        key = viewer, as_of.date(), bisect(state.releases, as_of)
        if key not in state.kept:
            state.kept[key] = make()
        return state.kept[key]

    def of(
        self,
        is_told: Callable[[Shop], bool],
        rows: Sequence[Posted] = (),
        dated: Sequence[Dated] = (),
        moves: Sequence[Move] = (),
        said: Sequence[Told] = (),
        today: date = date.min,
    ) -> Directory:
        """The directory of the documents of which `is_told` says yes to the first shop, with the hours that `rows` tell,
        those of single days that `dated` do and those of a time that are `said`, and as `moves` have it today.

        All shops of a document lie on one shelf, so the first speaks for the rest.
        """
        state = self._current()
        told = frozenset(doc_id for doc_id, shops in state.shops.items() if is_told(shops[0]))
        rows = [row for row in rows if not row.season or row.season.takes_in(today)]
        read = tuple(frozenset(one.passage.passage_id for one in some) for some in (rows, dated, moves, said))
        key = told, read, today if moves or said else None
        if key not in state.made:
            state.made[key] = state.directory(told, rows, dated, moves, said, today)
        return state.made[key]

    def posted(self) -> Sequence[Posted]:
        """The rows of all papers that tell somebody's hours."""
        return self._current().posted

    def dated(self) -> Sequence[Dated]:
        """The rows of all papers that tell the hours of several on single days."""
        return self._current().dated

    def moves(self) -> Sequence[Move]:
        """What all notices tell of shops that move, close or open."""
        return self._current().moves

    def said(self) -> Sequence[Told]:
        """What the sentences of all papers tell of the hours of one for a time."""
        return self._current().said

    def _current(self) -> _State:
        """Kept for as long as the catalogue hands out the same documents: it makes new ones at each change."""
        documents = self._catalogue.documents()
        state = self._state
        if state is None or state.documents is not documents:
            shops: dict[str, list[Shop]] = {}
            for shop in self._catalogue.shops():
                shops.setdefault(shop.doc_id, []).append(shop)
            earlier = tuple(state.made.values()) if state else ()
            posted, dated = (
                posted_in(self._rows(documents, (*HEADERS, *IN_A_LINE))),
                dated_in(self._rows(documents, FIRST_CELLS)),
            )
            moves = self._moves(documents)
            said = told_in(self._rows(documents, OF_HOURS))
            state = self._state = _State(documents, shops, posted, moves, dated, said, earlier)
        return state

    def _rows(
        self, documents: Mapping[str, Document], strings: Sequence[str]
    ) -> Iterator[tuple[Passage, Document]]:
        """The passages with some strings of the papers that may tell hours."""
        found = (one for shelf in Shelf for one in self._catalogue.passages_saying(shelf, strings))
        papers = ((one, documents[one.doc_id]) for one in found if one.doc_id in documents)
        return (one for one in papers if one[1].doc_type not in NOT_SAID_THERE)

    def _moves(self, documents: Mapping[str, Document]) -> Sequence[Move]:
        found = [one.doc_id for shelf in Shelf for one in self._catalogue.passages_saying(shelf, SIGNS)]
        papers = [documents[doc_id] for doc_id in dict.fromkeys(found) if doc_id in documents]
        return [
            move
            for paper in papers
            if may_tell(paper)
            for move in moves_of(paper, self._catalogue.passages_of(paper.doc_id))
        ]
