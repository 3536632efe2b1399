"""Questions that ask alike, together: each joins the nearest cluster, or begins one. The same order gives the same clusters."""

from __future__ import annotations

import numpy as np

NEAR = 0.94  # cosine to the middle of a cluster from which a question belongs to it (benchmarks/gaps.py)
_ROOM = 64


class Clusters:
    """Middles of clusters as sums of unit vectors; grows in place."""

    def __init__(self, dimensions: int, near: float = NEAR) -> None:
        self._near = near
        self._sums = np.zeros((_ROOM, dimensions), np.float32)
        self._middles = np.zeros((_ROOM, dimensions), np.float32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def nearest(self, vector: np.ndarray) -> int | None:
        """The number of the cluster that a unit vector (d) belongs to; None where it is near none."""
        if not self._count:
            return None
        cosines = self._middles[: self._count] @ vector
        best = int(np.argmax(cosines))  # of several the first
        return best if cosines[best] >= self._near else None

    def join(self, cluster: int | None, vector: np.ndarray) -> int:
        """Adds a vector to a cluster, or begins one for it; its number."""
        if cluster is None:
            cluster = self._count
            self._count += 1
            if cluster == len(self._sums):
                self._sums, self._middles = (
                    np.vstack([a, np.zeros_like(a)]) for a in (self._sums, self._middles)
                )
        self._sums[cluster] += vector
        length = float(np.linalg.norm(self._sums[cluster]))
        self._middles[cluster] = self._sums[cluster] / (length or 1.0)
        return cluster
