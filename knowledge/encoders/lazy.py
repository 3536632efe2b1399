"""An embedder whose weights are loaded when the first text comes: a run that embeds nothing waits for none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from knowledge.embedding import Embedder


class LazyEmbedder:
    """Knows its name and its dimensions at once, and opens the embedder behind it at first use.

    Safe to share between threads when that embedder is.
    """

    def __init__(self, name: str, dimensions: int, opener: Callable[[], Embedder]) -> None:
        """`name` and `dimensions` are those of the embedder that `opener` gives."""
        self.name = name
        self.dimensions = dimensions
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

    def __getattr__(self, name: str) -> Any:
        """Whatever else the embedder can do, it does when it is open."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._embedder, name)

    @property
    def _embedder(self) -> Embedder:
        with self._opening:
            if self._opened is None:
                self._opened = self._opener()
            return self._opened
