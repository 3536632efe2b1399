"""The library: the catalogue together with the shelves that are derived from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from knowledge import minutes, unread, versions
from knowledge.catalogue import Catalogue, Occasion
from knowledge.decisions import Refused, Ruling, ruling
from knowledge.directories import Directories
from knowledge.directory import Directory
from knowledge.embedding import Embedder
from knowledge.model import Document, Passage, Publication, Shelf, Shop, Standing, Viewer
from knowledge.rerank import Reranker
from knowledge.search import WEIGHTS, Search, Weights
from knowledge.shelves import Vectors, open_shelves, rebuild_shelves
from knowledge.standing import may_read, standing_of
from knowledge.unread import Unread
from knowledge.versions import Why
from knowledge.writing.dated_hours import Dated
from knowledge.writing.moves import Move
from knowledge.writing.posted import Posted
from knowledge.writing.told_hours import Told

_Row = TypeVar("_Row", Posted, Move, Dated, Told)


class Library:
    """Publishes and withdraws documents, and hands out searches bound to a viewer.

    Order of a publication: index the new passages, commit the catalogue, take out the old
    passages. Whatever a crash leaves half done is invisible (the catalogue decides) and is put
    right when the library is opened again.
    """

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        reranker: Reranker | None = None,
        weights: Weights = WEIGHTS,
        has_directory: bool = True,
    ) -> None:
        """Without a directory shops are known from passages alone, which is for measuring.

        Raises IndexMismatch when the index under `home` belongs to another embedding model.
        """
        self._index_folder = home / "index"
        self.embedder = embedder
        self._reranker = reranker
        self.catalogue = Catalogue(home / "catalogue.db")
        self._shelves = open_shelves(self._index_folder, embedder)
        self.writing = threading.RLock()  # held by whoever reads a document in order to change it
        self._weights = weights
        self._has_directory = has_directory
        self._directories = Directories(self.catalogue)
        self.repaired = self._shelves.repair(self.catalogue)

    @classmethod
    def rebuilt(
        cls, home: Path, embedder: Embedder, progress: Callable[[int], None] | None = None
    ) -> Library:
        """Opens a library whose index is first built anew with this embedding model."""
        catalogue = Catalogue(home / "catalogue.db")
        rebuild_shelves(home / "index", embedder, catalogue, progress).close()
        catalogue.close()
        return cls(home, embedder)

    def close(self) -> None:
        self._shelves.close()
        self.catalogue.close()

    # -- writing ---------------------------------------------------------------------------------

    def publish(self, document: Document, passages: Sequence[Passage], shops: Sequence[Shop] = ()) -> None:
        """Makes what an ingest read findable: `publish_all` of one document."""
        one = [Publication(document, tuple(passages), tuple(shops))]
        self.publish_all(one, self.embed(one))

    def embed(self, publications: Sequence[Publication]) -> Vectors:
        """The vectors that `publish_all` wants; needs no lock, so that one batch is embedded while another is written."""
        return self._shelves.embed(publications)

    def publish_all(self, publications: Sequence[Publication], vectors: Vectors) -> None:
        """Makes what an ingest read findable, each document replacing its earlier content, all of it or nothing.

        A changed file whose earlier content somebody published is kept aside until somebody publishes
        it too. Raises Refused, before anything is published, when a decision was made about one of the
        files while it was read.
        """
        with self.writing:
            rulings = [self._ruling_on(each.document) for each in publications]
            if overtaken := next(filter(None, map(_overtaken, publications, rulings)), ""):
                raise Refused(overtaken)
            waiting = [
                ruling.waits(each.document) for each, ruling in zip(publications, rulings, strict=True)
            ]
            self._shelves.add(
                [each for each, waits in zip(publications, waiting, strict=True) if not waits], vectors
            )
            for each, waits in zip(publications, waiting, strict=True):
                if waits:
                    self.catalogue.set_aside(each, "", datetime.now(UTC))
                else:
                    self._make_current(each, Occasion(ends_waiting=True))

    def _ruling_on(self, document: Document) -> Ruling:
        return self.ruling(document.source, document.sha256, document.fingerprint)

    def withdraw(self, doc_id: str) -> None:
        """Takes a document out; no search finds it from the commit on. Its content is kept as a version."""
        self.take_out(doc_id, Occasion(Why.WITHDRAWN))

    def put(self, content: Publication, occasion: Occasion, *, is_reworded: bool = True) -> None:
        """Makes a content current, with what else belongs to that, in one commit.

        Not `is_reworded`: title, headings and texts are those that are indexed, so no vector is made anew.
        """
        with self.writing:
            index = self._shelves.index if is_reworded else self._shelves.move
            index(content.document, content.passages)
            self._make_current(content, occasion)

    def _make_current(self, content: Publication, occasion: Occasion) -> None:
        """The commit that makes a content current whose passages are indexed already."""
        before = self.catalogue.publish(content.document, content.passages, content.shops, occasion)
        self._leave(before, {one.passage_id: one.shelf for one in content.passages})

    def take_out(self, doc_id: str, occasion: Occasion) -> None:
        """Takes a document out, with what else belongs to that, in one commit."""
        with self.writing:
            self._leave(self.catalogue.withdraw(doc_id, occasion), {})

    def _leave(self, before: Mapping[str, Shelf], now: Mapping[str, Shelf]) -> None:
        """Takes out of each shelf's index the passages that do not lie there any more."""
        for shelf, index in self._shelves.by_name.items():
            left = [one for one, lay in before.items() if lay is shelf and now.get(one) is not shelf]
            if left:
                index.remove(left)

    def set_profile(self, profile: Mapping[str, object]) -> None:
        self.catalogue.set_profile(profile)

    def reindex(self, progress: Callable[[int], None] | None = None) -> None:
        """Builds every index anew from the catalogue, beside the old one, and swaps."""
        with self.writing:
            self._shelves = rebuild_shelves(self._index_folder, self.embedder, self.catalogue, progress)

    # -- reading ---------------------------------------------------------------------------------

    def search(self, viewer: Viewer) -> Search:
        """A search that can reach this viewer's shelves and has no way to ask for more."""
        indexes = [self._shelves.by_name[shelf] for shelf in viewer.shelves]
        return Search(
            self.catalogue,
            indexes,
            self.embedder,
            viewer,
            self._weights,
            names=lambda as_of: self.directory(viewer, as_of).names,
            reranker=self._reranker,
        )

    def directory(self, viewer: Viewer, as_of: datetime) -> Directory:
        """The shops that this viewer may know of: those of the directories in force that they may read."""

        def made() -> Directory:
            return self._directories.of(
                lambda shop: self._has_directory and self._is_told_of(shop, viewer, as_of),
                self.posted(viewer, as_of),
                self._readable(self._directories.dated(), viewer, as_of),
                self._readable(self._directories.moves(), viewer, as_of),
                self._readable(self._directories.said(), viewer, as_of),
                as_of.date(),
            )

        return self._directories.kept(viewer, as_of, made)

    def posted(self, viewer: Viewer, as_of: datetime) -> list[Posted]:
        """The rows of papers in force that tell somebody's hours and that this viewer may read."""
        return self._readable(self._directories.posted(), viewer, as_of)

    def _readable(self, rows: Sequence[_Row], viewer: Viewer, as_of: datetime) -> list[_Row]:
        """Those of papers in force that this viewer may read."""
        rows = [row for row in rows if row.passage.shelf in viewer.shelves]
        papers = {row.document.doc_id: row.document for row in rows}  # a paper has many rows
        at = {doc_id: self.catalogue.standing(paper, as_of) for doc_id, paper in papers.items()}
        return [
            row
            for row in rows
            if at[row.document.doc_id] is Standing.IN_FORCE
            and may_read(viewer, row.document, row.passage, Standing.IN_FORCE)
        ]

    def _is_told_of(self, shop: Shop, viewer: Viewer, as_of: datetime) -> bool:
        found = self.passage(shop.passage_id, viewer, as_of)
        if found is None:
            return False
        passage, document = found
        return standing_of(passage, self.catalogue.standing(document, as_of)) is Standing.IN_FORCE

    def profile(self) -> dict[str, Any]:
        return self.catalogue.profile()

    def sources(self) -> dict[str, Document]:
        """The current documents by the path they were ingested from."""
        return {document.source: document for document in self.catalogue.documents().values()}

    def ruling(self, source: str, sha256: str, fingerprint: str) -> Ruling:
        """What people decided about a file with these bytes, described as the fingerprint says."""
        current = self.catalogue.from_source(source)
        with self.catalogue.connect() as connection:
            made = minutes.about_file(connection, source, sha256)
            waiting = versions.waiting(connection, current.doc_id) if current else {}
        found = ruling(made, source, sha256, fingerprint, current)
        is_waiting = any(one.document.fingerprint == fingerprint for one in waiting.values())
        return replace(found, is_waiting=is_waiting)

    def unread(self, source: str, fingerprint: str) -> Unread | None:
        """Why a file as it is now was left out by an earlier ingest; None when it was not."""
        with self.catalogue.connect() as connection:
            return unread.find(connection, source, fingerprint)

    def note_unread(self, source: str, fingerprint: str, why: Unread) -> None:
        """Remembers why a file was left out, until it changes."""
        self.catalogue.note_unread(source, fingerprint, why)

    def documents(self, viewer: Viewer, as_of: datetime) -> list[Document]:
        """The documents of which the viewer may read at least one passage."""
        on_shelf = {shelf: self.catalogue.documents_on(shelf) for shelf in viewer.shelves}
        return [
            document
            for document in self.catalogue.documents().values()
            if any(
                document.doc_id in ids and self._may_read_on(shelf, document, viewer, as_of)
                for shelf, ids in on_shelf.items()
            )
        ]

    def _may_read_on(self, shelf: Shelf, document: Document, viewer: Viewer, as_of: datetime) -> bool:
        at = self.catalogue.standing(document, as_of)
        return may_read(viewer, document, _probe(document.doc_id, shelf), at)

    def documents_of_type(self, doc_type: str, viewer: Viewer, as_of: datetime) -> list[Document]:
        """The documents of one type that are in force and readable for this viewer."""
        return [
            document
            for document in self.catalogue.documents().values()
            if document.doc_type == doc_type
            and self.catalogue.standing(document, as_of) is Standing.IN_FORCE
            and self.passages(document.doc_id, viewer, as_of)
        ]

    def document(self, doc_id: str, viewer: Viewer, as_of: datetime) -> Document | None:
        """One document; None when it does not exist or must not be known to exist."""
        document = self.catalogue.documents().get(doc_id)
        return document if document and self.passages(doc_id, viewer, as_of) else None

    def passages(self, doc_id: str, viewer: Viewer, as_of: datetime) -> list[Passage]:
        """The passages of one document that the viewer may read, in order."""
        document = self.catalogue.documents().get(doc_id)
        if document is None:
            return []
        at = self.catalogue.standing(document, as_of)
        if not viewer.is_staff and not may_read(viewer, document, _probe(doc_id), at):
            return []
        contents = self.catalogue.passages_of(doc_id)
        return [passage for passage in contents if may_read(viewer, document, passage, at)]

    def changes(self) -> Mapping[str, Sequence[str]]:
        """doc_id of a notice -> what a person should look at in what it changes of other papers."""
        return self.catalogue.amendments().remarks

    def saying(
        self, strings: Sequence[str], viewer: Viewer, as_of: datetime
    ) -> list[tuple[Passage, Document]]:
        """The passages in force that hold one of these strings and that the viewer may read."""
        known = self.catalogue.documents()
        found = [one for shelf in viewer.shelves for one in self.catalogue.passages_saying(shelf, strings)]
        papers = {one.doc_id: known[one.doc_id] for one in found if one.doc_id in known}
        at = {doc_id: self.catalogue.standing(paper, as_of) for doc_id, paper in papers.items()}
        return [
            (one, papers[one.doc_id])
            for one in found
            if at.get(one.doc_id) is Standing.IN_FORCE
            and may_read(viewer, papers[one.doc_id], one, Standing.IN_FORCE)
        ]

    def holding(self, doc_id: str, viewer: Viewer, as_of: datetime) -> list[Passage]:
        """The same as they hold at that moment: with the words of notices that the viewer may read, not what those replaced."""
        return self.catalogue.as_amended(viewer, as_of).passages(self.passages(doc_id, viewer, as_of))

    def passage(self, passage_id: str, viewer: Viewer, as_of: datetime) -> tuple[Passage, Document] | None:
        """One passage with its document; None when missing or not for this viewer, without a difference."""
        passage = self.catalogue.passages([passage_id]).get(passage_id)
        if passage is None:
            return None
        document = self.catalogue.documents().get(passage.doc_id)
        if document is None:  # withdrawn since
            return None
        at = self.catalogue.standing(document, as_of)
        return (passage, document) if may_read(viewer, document, passage, at) else None


def _overtaken(publication: Publication, ruling: Ruling) -> str:
    return ruling.overtakes(publication.document)


def _probe(doc_id: str, shelf: Shelf = Shelf.PUBLIC) -> Passage:
    """Any passage of a document on a shelf; on the public one, if this is barred, all are."""
    return Passage(passage_id="", doc_id=doc_id, ordinal=0, text="", shelf=shelf)
