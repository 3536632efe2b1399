"""An embedder whose weights are loaded when the first text comes: a run that embeds nothing waits for none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np

from knowledge.embedding import Embedder


class LazyEmbedder:
    """Knows its name and its measures at once, and opens the embedder behind it at first use.

    Safe to share between threads when that embedder is.
    """

    def __init__(self, name: str, dimensions: int, longest: int, opener: Callable[[], Embedder]) -> None:
        """`name`, `dimensions` and `longest` are those of the embedder that `opener` gives."""
        self.name = name
        self.dimensions = dimensions
        self.longest = longest
        self._opener = opener
        self._opened: Embedder | None = None
        self._opening = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the weights are loaded."""
        return self._opened is not None

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed_passages(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    @property
    def _embedder(self) -> Embedder:
        with self._opening:
            if self._opened is None:
                self._opened = self._opener()
            return self._opened
