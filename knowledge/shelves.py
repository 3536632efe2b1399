"""The derived indexes on disk: one generation, two shelves, each with vectors and keywords."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.embedding import Embedder
from knowledge.errors import IndexMismatch
from knowledge.keywords import Entry, KeywordIndex
from knowledge.measure import READS
from knowledge.model import Document, Passage, Shelf
from knowledge.vectors import VectorIndex, open_client

_FILE_NAME = "file name"  # how `Document.said_by` names a title that nobody wrote
_SEPARATOR = " › "
_ROOM = READS // 4  # characters of a breadcrumb in what is embedded; the passage needs the rest
_BATCH = 64  # passages embedded at a time, so that progress moves and memory stays flat


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

    def add(
        self, document: Document, passages: Sequence[Passage], progress: Callable[[int], None] | None = None
    ) -> None:
        """Embeds and indexes the passages of one document, each on its own shelf."""
        for shelf, index in self.by_name.items():
            mine = [passage for passage in passages if passage.shelf is shelf]
            for start in range(0, len(mine), _BATCH):
                some = mine[start : start + _BATCH]
                texts = [embedding_text(document, one, self._room) for one in some]
                vectors = self._embedder.embed_passages(texts)
                index.vectors.add([one.passage_id for one in some], vectors)
                index.keywords.add([_entry(document, one) for one in some])
                if progress:
                    progress(len(some))

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
            missing = wanted - index.ids()
            for document, some in _by_document(catalogue, sorted(missing)):
                self.add(document, some)
            off += len(stray) + len(missing)
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
    title = () if document.said_by.get("title") == _FILE_NAME else (document.title,)
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
        shelves.add(document, catalogue.passages_of(document.doc_id), progress)
    _write_manifest(folder, generation, embedder)
    return shelves


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
