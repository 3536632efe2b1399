"""The derived indexes on disk: one generation, two shelves, each with vectors and keywords."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.catalogue import Catalogue
from knowledge.embedding import Embedder
from knowledge.errors import IndexMismatch
from knowledge.keywords import Entry, KeywordIndex
from knowledge.measure import READS
from knowledge.model import Document, Passage, Publication, Shelf
from knowledge.provenance import Said
from knowledge.vectors import VectorIndex, open_client

_SEPARATOR = " › "
_ROOM = READS // 4  # characters of a breadcrumb in what is embedded; the passage needs the rest
_BATCH = 256  # passages embedded at a time, so that progress moves and memory stays flat

Vectors = Mapping[str, np.ndarray]  # passage id -> its vector


@dataclass(frozen=True, slots=True)
class ShelfIndex:
    """Everything that can be searched for one audience, and nothing of any other."""

    vectors: VectorIndex
    keywords: KeywordIndex

    def ids(self) -> set[str]:
        return self.vectors.ids() & self.keywords.ids()

    def remove(self, ids: Sequence[str]) -> None:
        self.vectors.remove(ids)
        self.keywords.remove(ids)


class Shelves:
    """One generation of both shelves, built by one embedding model."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder = folder
        self._embedder = embedder
        self._room = min(_ROOM, embedder.longest // 4)
        client = open_client(folder / "chroma")
        self.by_name: Mapping[Shelf, ShelfIndex] = {
            shelf: ShelfIndex(
                VectorIndex(client, f"{shelf.value}-passages"),
                KeywordIndex(folder / f"{shelf.value}.keywords.db"),
            )
            for shelf in Shelf
        }

    def embed(self, publications: Sequence[Publication]) -> Vectors:
        """The vector of every passage; texts of several documents together, so that little is padding."""
        pairs = [
            (passage.passage_id, embedding_text(each.document, passage, self._room))
            for each in publications
            for passage in each.passages
        ]
        found: dict[str, np.ndarray] = {}
        for start in range(0, len(pairs), _BATCH):
            some = pairs[start : start + _BATCH]
            rows = self._embedder.embed_passages([text for _, text in some])
            found |= {passage_id: row for (passage_id, _), row in zip(some, rows, strict=True)}
        return found

    def add(self, publications: Sequence[Publication], vectors: Vectors) -> None:
        """Indexes the passages of documents, each on its own shelf."""
        for shelf, index in self.by_name.items():
            mine = [
                (each.document, one) for each in publications for one in each.passages if one.shelf is shelf
            ]
            if mine:
                ids = [passage.passage_id for _, passage in mine]
                index.vectors.add(ids, np.stack([vectors[passage_id] for passage_id in ids]))
                index.keywords.add([_entry(document, passage) for document, passage in mine])

    def index(
        self, document: Document, passages: Sequence[Passage], progress: Callable[[int], None] | None = None
    ) -> None:
        """Embeds and indexes some passages of one document."""
        for start in range(0, len(passages), _BATCH):
            some = [Publication(document, tuple(passages[start : start + _BATCH]))]
            self.add(some, self.embed(some))
            if progress:
                progress(len(some[0].passages))

    def move(self, document: Document, passages: Sequence[Passage]) -> None:
        """Indexes passages on their shelf with the vectors that any shelf has of them; the rest is embedded."""
        ids = [one.passage_id for one in passages]
        vectors = {
            name: one for index in self.by_name.values() for name, one in index.vectors.of(ids).items()
        }
        for shelf, index in self.by_name.items():
            mine = [one for one in passages if one.shelf is shelf and one.passage_id in vectors]
            if mine:
                names = [one.passage_id for one in mine]
                index.vectors.add(names, np.stack([vectors[name] for name in names]))
                index.keywords.add([_entry(document, one) for one in mine])
        self.index(document, [one for one in passages if one.passage_id not in vectors])

    def remove(self, ids: Sequence[str]) -> None:
        for index in self.by_name.values():
            index.remove(ids)

    def repair(self, catalogue: Catalogue) -> int:
        """Brings both shelves in step with the catalogue; returns how many passages were off.

        A crash can leave passages whose commit never came, or a commit whose old passages were not
        yet taken out.
        """
        off = 0
        for shelf, index in self.by_name.items():
            wanted = catalogue.passage_ids(shelf)
            stray = (index.vectors.ids() | index.keywords.ids()) - wanted
            index.remove(sorted(stray))
            wordless = (wanted & index.vectors.ids()) - index.keywords.ids()
            for document, some in _by_document(catalogue, sorted(wordless)):
                index.keywords.add([_entry(document, one) for one in some])
            missing = wanted - index.ids()
            for document, some in _by_document(catalogue, sorted(missing)):
                self.index(document, some)
            off += len(stray) + len(wordless) + len(missing)
        return off

    def close(self) -> None:
        for index in self.by_name.values():
            index.keywords.close()


def embedding_text(document: Document, passage: Passage, room: int = _ROOM) -> str:
    """What the embedding sees: title and headings give a short clause its subject.

    A title that is only the file's name is left out, so that a file renamed keeps its vectors; the
    keyword side has it all the same. Of headings longer than `room` characters the outer ones go first:
    a passage is made to fit what the model reads beside them, and must not be cut off.
    """
    title = () if document.said_by.get("title") == Said.FILE_NAME else (document.title,)
    heading = _breadcrumb((*title, *passage.section), room)
    return f"{heading}\n{passage.text}" if heading else passage.text


def _breadcrumb(names: Sequence[str], room: int) -> str:
    crumb = _SEPARATOR.join(names)
    if len(crumb) <= room and len(_normal(crumb)) <= room:
        return crumb
    kept = [_normal(name) for name in names]
    while len(kept) > 2 and len(_SEPARATOR.join(kept)) > room:
        del kept[1]  # the first says what paper it is, the last stands nearest
    share = (room - len(_SEPARATOR) * (len(kept) - 1)) // len(kept)
    spare = max(0, share - min(map(len, kept)))
    return _SEPARATOR.join(_shortened(name, share + spare) for name in kept)


def _normal(text: str) -> str:
    """As tokenizers see it, for which one character may stand for many; then no token is shorter than a character."""
    return unicodedata.normalize("NFKC", text)


def _shortened(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: room - 1]}…"


def _entry(document: Document, passage: Passage) -> Entry:
    title = f"{document.doc_id} {document.label}"
    return Entry(passage.passage_id, title, " ".join((*passage.section, passage.row)), passage.text)


def _by_document(catalogue: Catalogue, ids: Sequence[str]) -> list[tuple[Document, list[Passage]]]:
    grouped: dict[str, list[Passage]] = {}
    for passage in catalogue.passages(ids).values():
        grouped.setdefault(passage.doc_id, []).append(passage)
    return [(catalogue.documents()[doc_id], some) for doc_id, some in grouped.items()]


# -- generations -------------------------------------------------------------------------------------


def open_shelves(folder: Path, embedder: Embedder) -> Shelves:
    """The current generation under `folder`; a new one when there is none.

    Raises IndexMismatch when the current one was built by another model.
    """
    manifest = _manifest(folder)
    if manifest and manifest["embedder"] != embedder.name:
        raise IndexMismatch(
            f"The index was built with the embedding model {manifest['embedder']}, the setting names"
            f" {embedder.name}. Vectors of two models must not mix: run `atrium reindex`, or set the"
            " embedding model back."
        )
    generation = manifest["generation"] if manifest else 1
    if not manifest:
        _write_manifest(folder, generation, embedder)
    _sweep(folder, generation)
    return Shelves(folder / f"generation-{generation}", embedder)


def rebuild_shelves(
    folder: Path,
    embedder: Embedder,
    catalogue: Catalogue,
    progress: Callable[[int], None] | None = None,
) -> Shelves:
    """A new generation, built from the catalogue beside the current one and named current at the end."""
    manifest = _manifest(folder)
    generation = (manifest["generation"] if manifest else 0) + 1
    target = folder / f"generation-{generation}"
    shutil.rmtree(target, ignore_errors=True)
    shelves = Shelves(target, embedder)
    for document in list(catalogue.documents().values()):
        shelves.index(document, catalogue.passages_of(document.doc_id), progress)
    _write_manifest(folder, generation, embedder)
    return shelves


def model_of(folder: Path) -> str | None:
    """The name of the embedding model that built the index under `folder`; None when there is none."""
    manifest = _manifest(folder)
    return manifest["embedder"] if manifest else None


def _manifest(folder: Path) -> dict | None:
    path = folder / "current.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _write_manifest(folder: Path, generation: int, embedder: Embedder) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = {"generation": generation, "embedder": embedder.name, "dimensions": embedder.dimensions}
    temporary = folder / "current.json.new"
    temporary.write_text(json.dumps(content), encoding="utf-8")
    temporary.replace(folder / "current.json")


def _sweep(folder: Path, keep: int) -> None:
    """Takes away generations that are no longer, or never became, current."""
    for old in folder.glob("generation-*"):
        if old.name != f"generation-{keep}":
            shutil.rmtree(old, ignore_errors=True)
