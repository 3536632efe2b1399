"""The vector side of a shelf: one Chroma collection, cosine space, no metadata, no filter.

A metadata filter costs Chroma a hundred times the search, so a collection holds one audience and
whatever else must not be seen is dropped by the catalogue's state.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

log = logging.getLogger(__name__)

T = TypeVar("T")

_PAUSES = (0.01, 0.05, 0.2, 0.5, 1.0, 2.0)  # seconds before each further try
# Chroma's own values (100, 16, 100) miss a few of the nearest hundred even among a thousand passages, and others
# after each start, so that the same question had two answers; with these none is missed on a mall's papers
# (benchmarks/nearest.py).
_LOOKS_AT = 400  # neighbours that a search keeps in sight, more than are ever asked for
GRAPH = {"space": "cosine", "ef_construction": 200, "max_neighbors": 32, "ef_search": _LOOKS_AT}


def open_client(path: Path) -> Any:
    """An embedded Chroma at `path`; one process at a time may own it."""
    import chromadb
    from chromadb.config import Settings

    path.mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(str(path), Settings(anonymized_telemetry=False))


class VectorIndex:
    """Unit vectors by passage id."""

    def __init__(self, client: Any, name: str) -> None:
        self._collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": GRAPH}
        )
        if self._collection.configuration["hnsw"]["ef_search"] != _LOOKS_AT:  # made by an earlier release
            _look_far(self._collection)
        self._batch: int = client.get_max_batch_size()

    def add(self, ids: Sequence[str], vectors: np.ndarray) -> None:
        for start in range(0, len(ids), self._batch):
            stop = start + self._batch
            self._collection.upsert(ids=list(ids[start:stop]), embeddings=vectors[start:stop])

    def remove(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), self._batch):
            self._collection.delete(ids=list(ids[start : start + self._batch]))

    def search(self, vector: np.ndarray, k: int) -> dict[str, float]:
        """Passage id -> cosine similarity of the k nearest."""
        # Asked for more than it holds, Chroma gives all; counting first would cost four times the search.
        found = _patiently(
            lambda: self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        )
        return {
            passage_id: 1.0 - distance
            for passage_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        }

    def of(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of those of these passages that lie here."""
        found: dict[str, np.ndarray] = {}
        for start in range(0, len(ids), self._batch):
            got = self._collection.get(ids=list(ids[start : start + self._batch]), include=["embeddings"])
            found |= dict(zip(got["ids"], got["embeddings"], strict=True))
        return found

    def ids(self) -> set[str]:
        return set(self._collection.get(include=[])["ids"])


def _look_far(collection: Any) -> None:
    """Has a collection of an earlier release searched as far as a new one; one that cannot be changed now is left as it is."""
    from chromadb.errors import InternalError

    try:
        _patiently(lambda: collection.modify(configuration={"hnsw": {"ef_search": _LOOKS_AT}}))
    except InternalError:
        log.warning("The index of %s looks less far until the next start.", collection.name)


def _patiently(act: Callable[[], T]) -> T:
    """What the act returns, tried again while Chroma is busy with its own last write.

    It does not wait for that: a change meets "database is locked", and a search of a collection whose first
    vectors are just being written meets "Nothing found on disk".
    """
    from chromadb.errors import InternalError

    for pause in _PAUSES:
        try:
            return act()
        except InternalError:
            time.sleep(pause)
    return act()
