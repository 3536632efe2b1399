"""The shops of every directory document, and the directory made of those that somebody may know of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowledge.catalogue import Catalogue
from knowledge.directory import Directory
from knowledge.doubles import without_doubles
from knowledge.model import Document, Shop


@dataclass(frozen=True)
class _State:
    """The shops by document at one state of the catalogue, and the directories made of them so far."""

    documents: Mapping[str, Document]
    shops: Mapping[str, list[Shop]]
    earlier: tuple[Directory, ...] = ()  # made at the state before
    made: dict[frozenset[str], Directory] = field(default_factory=dict)

    def directory(self, told: frozenset[str]) -> Directory:
        """The directory of some documents; the earlier one where no shop has changed, for its names are costly."""
        shops = without_doubles({doc_id: some for doc_id, some in self.shops.items() if doc_id in told})
        same = (directory for directory in self.earlier if directory.shops == shops)
        return next(same, None) or Directory(shops)


class Directories:
    """Makes directories out of the catalogue's shops, anew after each change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._state: _State | None = None

    def of(self, is_told: Callable[[Shop], bool]) -> Directory:
        """The directory of the documents of which `is_told` says yes to the first shop.

        All shops of a document lie on one shelf, so the first speaks for the rest.
        """
        state = self._current()
        told = frozenset(doc_id for doc_id, shops in state.shops.items() if is_told(shops[0]))
        if told not in state.made:
            state.made[told] = state.directory(told)
        return state.made[told]

    def _current(self) -> _State:
        """Kept for as long as the catalogue hands out the same documents: it makes new ones at each change."""
        documents = self._catalogue.documents()
        state = self._state
        if state is None or state.documents is not documents:
            shops: dict[str, list[Shop]] = {}
            for shop in self._catalogue.shops():
                shops.setdefault(shop.doc_id, []).append(shop)
            earlier = tuple(state.made.values()) if state else ()
            state = self._state = _State(documents, shops, earlier)
        return state
