"""A shelf of published wordings in memory: one matrix, looked through for each question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.asking.wording import also, bare, plain
from assistant.curated.likeness import likeness
from assistant.curated.reading import Asking, asking
from knowledge.embedding import Embedder

_LOOKED_AT = 8  # rows that are near enough to be read
_LEAST = 0.85  # the cosine from which a row may ask the same


@dataclass(frozen=True, slots=True)
class Row:
    """One wording of an entry, and the day by which its 明天 is read."""

    entry_id: str
    question: str
    day: date


class Shelf:
    """Rows with their unit vectors; nothing of another shelf can be found in it."""

    def __init__(self, rows: Sequence[Row], vectors: np.ndarray) -> None:
        """`vectors` float32 (n, d), of length 1."""
        self._rows = tuple(rows)
        self._vectors = np.ascontiguousarray(vectors, np.float32)
        self._read: dict[int, Asking] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def like(self, asked: Asking, vector: np.ndarray, least: float = 0.0) -> list[tuple[Row, float]]:
        """The rows that ask most nearly the same, each with its likeness 0–1, the likeliest first; one for each entry."""
        if not self._rows:
            return []
        cosines = self._vectors @ vector.astype(np.float32)
        most = min(_LOOKED_AT, len(cosines))
        near = np.argpartition(-cosines, most - 1)[:most]
        best: dict[str, tuple[Row, float]] = {}
        for number in near[np.argsort(-cosines[near], kind="stable")]:
            if cosines[number] < _LEAST:
                break
            value = likeness(asked, self._reading(int(number)), float(cosines[number]))
            row = self._rows[number]
            if value >= least and value > best.get(row.entry_id, (row, -1.0))[1]:
                best[row.entry_id] = (row, value)
        return sorted(best.values(), key=lambda one: (-one[1], one[0].entry_id))

    def _reading(self, number: int) -> Asking:
        if number not in self._read:
            row = self._rows[number]
            self._read[number] = asking(row.question, row.day)
        return self._read[number]


def as_searched(question: str) -> str:
    """A question as a search embeds it, so that what it embeds serves here too."""
    said = bare(plain(question))
    beside = also(said)
    return f"{said} {beside}" if beside else said


def embedded(embedder: Embedder, questions: Sequence[str]) -> np.ndarray:
    """The vectors (n, d) of questions as a search would embed them."""
    if not questions:
        return np.zeros((0, embedder.dimensions), np.float32)
    return np.asarray(embedder.embed_queries([as_searched(one) for one in questions]), np.float32)
