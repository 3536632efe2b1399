"""Published answers as questions find them: a shelf for everybody and one for staff, in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from assistant.curated.likeness import NEAR, THRESHOLD
from assistant.curated.model import Entry, State
from assistant.curated.passage import as_passage, entry_id
from assistant.curated.reading import Asking, asking
from assistant.curated.shelf import Row, Shelf, as_searched, embedded
from assistant.curated.sources import Footing, Sources
from assistant.curated.store import CuratedStore
from knowledge.directory import Directory
from knowledge.encoders.paired import first_of
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Standing, Viewer
from knowledge.model import Shelf as ShelfName
from knowledge.writing.names import forms_of

_AHEAD = 1.0  # of the best passage, in units of the search's score: a curated answer comes first


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that answers a question, how surely it asks the same (0–1), and what became of its source."""

    entry: Entry
    likeness: float
    footing: Footing

    def opened(self, viewer: Viewer) -> tuple[Passage, Document]:
        return as_passage(self.entry, self.footing, for_staff=viewer.is_staff)

    def answer(self, english: bool) -> str:
        """Its words in the asker's language; empty where it has none."""
        return self.entry.wording.answer_en if english else self.entry.wording.answer


class CuratedAnswers:
    """Finds what the mall itself answers. A shopper's look reaches the public shelf only."""

    def __init__(self, store: CuratedStore, library: Library) -> None:
        self.store = store
        self.sources = Sources(library)
        self._library = library
        self._lock = threading.Lock()
        self._known = -1  # the store's changes that the shelves hold
        self._entries: dict[str, Entry] = {}
        self._shelves: dict[ShelfName, Shelf] = {}

    def close(self) -> None:
        self.store.close()

    def refresh(self) -> None:
        """Takes in what was published or withdrawn since; what a question would otherwise wait for."""
        with self._lock:
            changes = self.store.changes
            if changes == self._known:
                return
            entries = {entry.id: entry for entry in self.store.published()}
            shelves = {name: self._shelf(_rows(entries.values(), name)) for name in ShelfName}
            self._entries, self._shelves, self._known = entries, shelves, changes

    def best(
        self, question: str, viewer: Viewer, as_of: datetime, directory: Directory, vector: np.ndarray
    ) -> Found | None:
        """The entry that asks the same; None where none is near enough, or those that are speak of something else."""
        return next(self._found(question, viewer, as_of, directory, vector, THRESHOLD), None)

    @property
    def is_empty(self) -> bool:
        self.refresh()
        return not self._entries

    def hits(self, query: str, viewer: Viewer, as_of: datetime, best: float, k: int) -> list[Hit]:
        """Entries for a search, each as a hit; those that ask the same come before the `best` score of the others."""
        found = self._searched(query, viewer, as_of)
        hits = []
        for one in list(found)[:k]:
            ahead = _AHEAD if one.likeness >= THRESHOLD else -_AHEAD
            parts = {"curated": one.likeness}
            hits.append(Hit(*one.opened(viewer), Standing.IN_FORCE, best + ahead * one.likeness, parts))
        return hits

    def replies(self, question: str, viewer: Viewer, as_of: datetime, k: int) -> list[Found]:
        """Best-practice replies to questions like this one, the likeliest first."""
        found = (one for one in self._searched(question, viewer, as_of) if one.entry.is_best)
        return [one for one, _ in zip(found, range(k), strict=False)]

    def passage(self, passage_id: str, viewer: Viewer, as_of: datetime) -> tuple[Passage, Document] | None:
        """A published entry as a passage; None when it is not, or not for this viewer, without a difference."""
        found = self.published(entry_id(passage_id), viewer, as_of)
        return found.opened(viewer) if found else None

    def published(self, entry: str, viewer: Viewer, as_of: datetime) -> Found | None:
        """An entry that answers at this moment, for somebody who may know of it."""
        self.refresh()
        known = self._entries.get(entry)
        if known is None or known.state_on(as_of.date()) is not State.PUBLISHED:
            return None
        footing = self.sources.footing(known, as_of)
        is_told = footing.holds and self.sources.may_know(known, viewer)
        return Found(known, 1.0, footing) if is_told else None

    # -- the parts -------------------------------------------------------------------------------

    def _searched(self, query: str, viewer: Viewer, as_of: datetime) -> Iterator[Found]:
        if self.is_empty:
            return iter(())
        vector = self._library.search(viewer).vector(as_searched(query))
        return self._found(query, viewer, as_of, self._library.directory(viewer, as_of), vector, NEAR)

    def _found(
        self,
        question: str,
        viewer: Viewer,
        as_of: datetime,
        directory: Directory,
        vector: np.ndarray,
        least: float,
    ) -> Iterator[Found]:
        if self.is_empty:
            return
        asked = asking(question, as_of.date())
        named: frozenset[str] | None = None
        for row, likeness in self._rows_like(asked, vector, viewer, least):
            named = shops_in(question, directory) if named is None else named
            found = self.published(row.entry_id, viewer, as_of)
            if found and shops_in(row.question, directory) == named:
                yield replace(found, likeness=likeness)

    def _rows_like(
        self, asked: Asking, vector: np.ndarray, viewer: Viewer, least: float
    ) -> Sequence[tuple[Row, float]]:
        shelves = self._shelves
        near = [one for name in viewer.shelves for one in shelves[name].like(asked, vector, least)]
        return sorted(near, key=lambda one: (-one[1], one[0].entry_id))

    def _shelf(self, rows: Sequence[Row]) -> Shelf:
        """The rows with their vectors, those that are kept as they are."""
        embedder = first_of(self._library.embedder)
        texts = list(dict.fromkeys(row.question for row in rows))
        kept = self.store.vectors(embedder.name, texts)
        new = [text for text in texts if text not in kept]
        made = dict(zip(new, embedded(embedder, new), strict=True))
        self.store.keep_vectors(embedder.name, made)
        every = kept | made
        if not rows:
            return Shelf((), np.zeros((0, embedder.dimensions)))
        return Shelf(rows, np.stack([every[row.question] for row in rows]))


def _rows(entries: Iterable[Entry], name: ShelfName) -> list[Row]:
    """The wordings of one shelf's entries, in the order in which those were written."""
    public = name is ShelfName.PUBLIC
    return [
        Row(entry.id, question, entry.created_at.date())
        for entry in entries
        if entry.is_public == public
        for question in (*entry.wording.questions, entry.wording.question_en)
        if question
    ]


def shops_in(text: str, directory: Directory) -> frozenset[str]:
    """The shops that a text names, each by the names that it goes by."""
    return frozenset("|".join(forms_of(mention.shop)) for mention in directory.mentions(text))
