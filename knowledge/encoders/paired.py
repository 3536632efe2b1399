"""Two embedders as one: where one errs, the other often does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from knowledge.embedding import Embedder, Scale

SHARE = (
    0.8163  # of the first in a cosine: a tenth of the second's counts three quarters of the first's spread
)
SCALE = Scale(centre=0.7210, spread=0.0245)  # of the built-in pair; benchmarks/fusing.py --shares


class PairedEmbedder:
    """An Embedder of both vectors end to end, so that one index holds both and one cosine weighs them.

    The cosine of two texts is `share` of the first's and the rest of the second's. Texts are measured by the first.
    """

    def __init__(self, first: Embedder, second: Embedder, share: float = SHARE, scale: Scale = SCALE) -> None:
        self.first = first
        self.second = second
        self.share = share
        self.scale = scale
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="second-embedding")

    @property
    def name(self) -> str:
        return f"{self.first.name}+{self.second.name}"

    @property
    def dimensions(self) -> int:
        return self.first.dimensions + self.second.dimensions

    @property
    def longest(self) -> int:
        return self.first.longest

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self.first.count_tokens(texts)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return self._joined(self.first.embed_queries, self.second.embed_queries, texts)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        return self._joined(self.first.embed_passages, self.second.embed_passages, texts)

    def over(self, wrap: Callable[[Embedder], Embedder]) -> PairedEmbedder:
        """The same pair with each of the two wrapped."""
        return PairedEmbedder(wrap(self.first), wrap(self.second), self.share, self.scale)

    def first_part(self, vector: np.ndarray) -> np.ndarray:
        """Of a vector of the pair, the vector that the first alone gives."""
        return np.asarray(vector[: self.first.dimensions] / np.sqrt(self.share))

    def _joined(
        self,
        one: Callable[[Sequence[str]], np.ndarray],
        other: Callable[[Sequence[str]], np.ndarray],
        texts: Sequence[str],
    ) -> np.ndarray:
        second = self._beside.submit(other, texts)  # both compute outside of Python's lock
        first = one(texts)
        return np.concatenate(
            (np.sqrt(self.share) * first, np.sqrt(1 - self.share) * second.result()), axis=1, dtype=np.float32
        )


def first_of(embedder: Embedder) -> Embedder:
    """The first of a pair, for judgements that were fitted to its vectors; any other embedder itself."""
    return embedder.first if isinstance(embedder, PairedEmbedder) else embedder
