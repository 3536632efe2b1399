"""What reading papers in needs, wired without anything that answers: quick to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ingest.cutting.chunking import pieces_of
from ingest.pipeline import Ingest
from knowledge.embedding import Embedder
from knowledge.encoders import PairedEmbedder, RememberingEmbedder, open_embedder
from knowledge.encoders.builtin import SINGLE
from knowledge.library import Library
from knowledge.rerank import Reranker
from knowledge.search import WEIGHTS, Weights
from knowledge.shelves import model_of
from ui.settings import Settings

Progress = Callable[[str, float], None]  # what is being prepared, and the part done


@dataclass(frozen=True)
class Workroom:
    """The library and its ingest, for jobs of a process that answers no questions."""

    library: Library
    ingest: Ingest

    def close(self) -> None:
        self.library.close()


def open_workroom(settings: Settings) -> Workroom:
    """The model is loaded only when there is something to embed. Raises IndexMismatch."""
    library = open_library(settings, lazy=True)
    return Workroom(library, open_ingest(library))


def open_ingest(library: Library) -> Ingest:
    """An ingest that cuts papers by the library's own model."""
    return Ingest(library, chunk=partial(pieces_of, measure=library.embedder))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a library searches with. A house that serves has it all; measuring leaves parts out."""

    weights: Weights = WEIGHTS
    directory: bool = True


def open_library(
    settings: Settings,
    progress: Progress | None = None,
    lazy: bool = False,
    reranker: Reranker | None = None,
    parts: Parts | None = None,
) -> Library:
    """Raises IndexMismatch when the index belongs to another embedding model."""
    parts = parts or Parts()
    embedder = _embedder(settings, progress, lazy, _as_built(settings))
    return Library(settings.home, embedder, reranker, parts.weights, parts.directory)


def rebuild_library(settings: Settings, progress: Callable[[int], None] | None = None) -> int:
    """Builds every index anew, also for another embedding model; returns the number of passages."""
    library = Library.rebuilt(settings.home, _embedder(settings), progress)
    count = library.catalogue.count_passages()
    library.close()
    return count


def _as_built(settings: Settings) -> str:
    """The model of the settings; an index of an earlier release goes on with the one model it has until `atrium reindex`."""
    is_single = settings.embedding == "builtin" and model_of(settings.home / "index") == SINGLE
    return "builtin-e5" if is_single else settings.embedding


def _embedder(
    settings: Settings, progress: Progress | None = None, lazy: bool = False, spec: str = ""
) -> Embedder:
    """The model that the settings name, or `spec`, with a memory: what was moved or described anew costs nothing."""
    model = open_embedder(
        spec or settings.embedding,
        cache_dir=settings.model_cache,
        progress=progress,
        api_key=settings.embedding_api_key.get_secret_value(),
        lazy=lazy,
    )

    def remembering(one: Embedder) -> Embedder:
        return RememberingEmbedder(one, settings.home / "vectors.db")

    return model.over(remembering) if isinstance(model, PairedEmbedder) else remembering(model)
