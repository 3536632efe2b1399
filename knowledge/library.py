"""The library: the catalogue together with the shelves that are derived from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.catalogue import Catalogue, may_read
from knowledge.directories import Directories
from knowledge.directory import Directory
from knowledge.embedding import Embedder
from knowledge.model import Document, Passage, Shelf, Shop, Standing, Viewer
from knowledge.search import Search
from knowledge.shelves import open_shelves, rebuild_shelves


class Library:
    """Publishes and withdraws documents, and hands out searches bound to a viewer.

    Order of a publication: index the new passages, commit the catalogue, take out the old
    passages. Whatever a crash leaves half done is invisible (the catalogue decides) and is put
    right when the library is opened again.
    """

    def __init__(self, home: Path, embedder: Embedder) -> None:
        """Raises IndexMismatch when the index under `home` belongs to another embedding model."""
        self._index_folder = home / "index"
        self.embedder = embedder
        self.catalogue = Catalogue(home / "catalogue.db")
        self._shelves = open_shelves(self._index_folder, embedder)
        self._writing = threading.Lock()
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
        """Makes a document findable, replacing its earlier content; all of it or nothing."""
        with self._writing:
            self._shelves.add(document, passages)
            replaced = self.catalogue.publish(document, passages, shops)
            self._shelves.remove(replaced)

    def withdraw(self, doc_id: str) -> None:
        """Takes a document out; no search finds it from the commit on."""
        with self._writing:
            removed = self.catalogue.withdraw(doc_id)
            self._shelves.remove(removed)

    def set_profile(self, profile: Mapping[str, object]) -> None:
        self.catalogue.set_profile(profile)

    def reindex(self, progress: Callable[[int], None] | None = None) -> None:
        """Builds every index anew from the catalogue, beside the old one, and swaps."""
        with self._writing:
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
            names=lambda as_of: self.directory(viewer, as_of).names,
        )

    def directory(self, viewer: Viewer, as_of: datetime) -> Directory:
        """The shops that this viewer may know of: those of the directories in force that they may read."""
        return self._directories.of(lambda shop: self._is_told_of(shop, viewer, as_of))

    def _is_told_of(self, shop: Shop, viewer: Viewer, as_of: datetime) -> bool:
        found = self.passage(shop.passage_id, viewer, as_of)
        return found is not None and self.catalogue.standing(found[1], as_of) is Standing.IN_FORCE

    def profile(self) -> dict[str, Any]:
        return self.catalogue.profile()

    def sources(self) -> dict[str, Document]:
        """The current documents by the path they were ingested from."""
        return {document.source: document for document in self.catalogue.documents().values()}

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


def _probe(doc_id: str, shelf: Shelf = Shelf.PUBLIC) -> Passage:
    """Any passage of a document on a shelf; on the public one, if this is barred, all are."""
    return Passage(passage_id="", doc_id=doc_id, ordinal=0, text="", shelf=shelf)
