"""Likeness of messages to labelled examples, one small classifier for each kind of label.

The same way as triage's: a ridge regression over the likeness to the examples by character n-grams, and by
sentence vectors when an embedder is given. The vectors of a message are made once for all kinds.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.triage.likeness import NGrams, Vectors, fit, kept_or_made
from assistant.triage.wording import normalise, read_rules
from knowledge.embedding import Embedder
from knowledge.errors import ModelUnavailable

_LOG = logging.getLogger(__name__)
NONE = "无"
Examples = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Seems:
    """The scores of each kind's labels, about -1 to 1, and whether sentence vectors helped."""

    scores: Mapping[str, Mapping[str, float]]
    sharp: bool

    def best(self, kind: str) -> tuple[str, float]:
        scores = self.scores[kind]
        value = max(scores, key=lambda one: scores[one])
        return value, scores[value]


class LabelLikeness:
    """Judges by the examples of label_examples.yaml."""

    def __init__(
        self, examples: Examples, embedder: Embedder | None = None, kept: Path | None = None
    ) -> None:
        """`kept` is a folder where the examples' vectors may be left for the next start."""
        folded = {
            kind: {label: [normalise(text) for text in texts] for label, texts in labels.items()}
            for kind, labels in examples.items()
        }
        texts = list(
            dict.fromkeys(text for labels in folded.values() for some in labels.values() for text in some)
        )
        self._ngrams = NGrams(texts)
        grams = kept_or_made(
            "ngrams", texts, kept, lambda: np.stack([self._ngrams.to(text) for text in texts])
        )
        self._vectors = Vectors(texts, embedder, kept) if embedder else None
        both = grams + self._vectors.among_themselves() if self._vectors else None
        row = {text: n for n, text in enumerate(texts)}
        self._heads = {kind: _Head.of(labels, row, grams, both) for kind, labels in folded.items()}
        self.judge = lru_cache(maxsize=512)(self._judge)

    @classmethod
    def load(cls, embedder: Embedder | None = None, kept: Path | None = None) -> LabelLikeness:
        return cls(read_rules("label_examples.yaml"), embedder, kept)

    def _judge(self, text: str) -> Seems:
        """What a normalised message resembles. Without a working embedder, n-grams alone decide."""
        likeness, sharp = self._ngrams.to(text), False
        if self._vectors is not None:
            try:
                likeness, sharp = likeness + self._vectors.to(text), True
            except ModelUnavailable as error:
                _LOG.warning("labels go on without sentence vectors: %s", error)
        return Seems({kind: head.scores(likeness, sharp) for kind, head in self._heads.items()}, sharp)

    def left_out(self, kind: str) -> list[tuple[str, frozenset[str], Mapping[str, float]]]:
        """Every example of a kind, its labels, and its scores by a model of all the others."""
        return self._heads[kind].left_out()


class _Head:
    """One kind's classifier: its examples are some rows of the common likeness."""

    def __init__(
        self, texts: list[str], rows: list[int], labels: list[str], targets: np.ndarray, models: list
    ) -> None:
        self._texts, self._rows, self._labels, self._targets = texts, rows, labels, targets
        self._by_grams, self._by_both = models

    @classmethod
    def of(
        cls,
        labels: Mapping[str, Sequence[str]],
        row: Mapping[str, int],
        grams: np.ndarray,
        both: np.ndarray | None,
    ) -> _Head:
        texts = list(dict.fromkeys(text for some in labels.values() for text in some))
        names = [label for label in labels if label != NONE]
        targets = np.array([[1.0 if text in labels[name] else -1.0 for name in names] for text in texts])
        rows = [row[text] for text in texts]
        among = np.ix_(rows, rows)
        models = [fit(grams[among], targets), fit(both[among], targets) if both is not None else None]
        return cls(texts, rows, names, targets, models)

    def scores(self, likeness: np.ndarray, sharp: bool) -> dict[str, float]:
        model = self._by_both if sharp and self._by_both is not None else self._by_grams
        return dict(zip(self._labels, map(float, model.score(likeness[self._rows])), strict=True))

    def left_out(self) -> list[tuple[str, frozenset[str], Mapping[str, float]]]:
        model = self._by_both or self._by_grams
        found: list[tuple[str, frozenset[str], Mapping[str, float]]] = []
        for text, target, scores in zip(self._texts, self._targets, model.left_out, strict=True):
            given = frozenset(
                label for label, yes in zip(self._labels, target, strict=True) if yes > 0
            ) or frozenset([NONE])
            found.append((text, given, dict(zip(self._labels, map(float, scores), strict=True))))
        return found
