"""The last questions' vectors, kept in memory: one message is looked at by more than one part of the house."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from knowledge.embedding import Embedder

_MOST = 512


class RecentQueries:
    """Another embedder that makes the vector of a single question once, while it is recent."""

    def __init__(self, embedder: Embedder, most: int = _MOST) -> None:
        self._embedder = embedder
        self._one = lru_cache(maxsize=most)(self._make)

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    @property
    def longest(self) -> int:
        return self._embedder.longest

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        """A failure is raised and not remembered."""
        return self._one(texts[0]) if len(texts) == 1 else self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed_passages(texts)

    def _make(self, text: str) -> np.ndarray:
        made = self._embedder.embed_queries([text])
        made.setflags(write=False)
        return made
