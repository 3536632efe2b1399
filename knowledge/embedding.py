"""Text to vectors. Every implementation passes tests/contracts/embedder.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from knowledge.measure import Measure


class Embedder(Measure, Protocol):
    """Turns texts into unit vectors, queries and passages each in their own way; measures them in its tokens."""

    @property
    def name(self) -> str:
        """Identity of the weights and their precision; written into an index, compared on opening."""

    @property
    def dimensions(self) -> int: ...

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        """float32 array (len(texts), dimensions), rows of length 1."""

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """float32 array (len(texts), dimensions), rows of length 1."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a model's cosines lie: of passages that answer about `centre` and above, `spread` apart."""

    centre: float = 0.80
    spread: float = 0.03


def scale_of(embedder: Embedder) -> Scale:
    """The scale that an embedder says it has, else that of multilingual-e5-small."""
    return getattr(embedder, "scale", Scale())
