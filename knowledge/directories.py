"""The shops of every directory document, and the directory made of those that somebody may know of.

A shop without hours of its own has those that a table of another paper tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.catalogue import Catalogue
from knowledge.directory import Directory
from knowledge.listed_twice import once
from knowledge.model import Document, Shelf, Shop
from knowledge.posted_hours import NOT_SAID_THERE, with_hours
from knowledge.writing.posted import HEADERS, Posted, posted_in


@dataclass(frozen=True)
class _State:
    """The shops by document at one state of the catalogue, and the directories made of them so far."""

    documents: Mapping[str, Document]
    shops: Mapping[str, list[Shop]]
    posted: Sequence[Posted] = ()
    earlier: tuple[Directory, ...] = ()  # made at the state before
    made: dict[tuple[frozenset[str], frozenset[str]], Directory] = field(default_factory=dict)

    def directory(self, told: frozenset[str], rows: Sequence[Posted]) -> Directory:
        """The directory of some documents; the earlier one where no shop has changed, for its names are costly."""
        shops = with_hours(once(some for doc_id, some in self.shops.items() if doc_id in told), rows)
        same = (directory for directory in self.earlier if directory.shops == shops)
        return next(same, None) or Directory(shops)


class Directories:
    """Makes directories out of the catalogue's shops, anew after each change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._state: _State | None = None

    def of(self, is_told: Callable[[Shop], bool], rows: Sequence[Posted] = ()) -> Directory:
        """The directory of the documents of which `is_told` says yes to the first shop, with the hours that `rows` tell.

        All shops of a document lie on one shelf, so the first speaks for the rest.
        """
        state = self._current()
        told = frozenset(doc_id for doc_id, shops in state.shops.items() if is_told(shops[0]))
        key = told, frozenset(row.passage.passage_id for row in rows)
        if key not in state.made:
            state.made[key] = state.directory(told, rows)
        return state.made[key]

    def posted(self) -> Sequence[Posted]:
        """The rows of all papers that tell somebody's hours."""
        return self._current().posted

    def _current(self) -> _State:
        """Kept for as long as the catalogue hands out the same documents: it makes new ones at each change."""
        documents = self._catalogue.documents()
        state = self._state
        if state is None or state.documents is not documents:
            shops: dict[str, list[Shop]] = {}
            for shop in self._catalogue.shops():
                shops.setdefault(shop.doc_id, []).append(shop)
            earlier = tuple(state.made.values()) if state else ()
            state = self._state = _State(documents, shops, self._posted(documents), earlier)
        return state

    def _posted(self, documents: Mapping[str, Document]) -> Sequence[Posted]:
        found = [one for shelf in Shelf for one in self._catalogue.passages_saying(shelf, HEADERS)]
        papers = ((one, documents[one.doc_id]) for one in found if one.doc_id in documents)
        return posted_in(one for one in papers if one[1].doc_type not in NOT_SAID_THERE)
