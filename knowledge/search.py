"""Hybrid search, bound to a viewer.

Dense and keyword scores are put on one scale and summed. Ranks are not fused (RRF): that loses
whenever one side is strong. docs/retrieval.md has the figures behind the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp

import numpy as np

from knowledge.catalogue import Catalogue
from knowledge.embedding import Embedder
from knowledge.model import Found, Hit, Passage, Standing, Viewer
from knowledge.names import NO_NAMES, Names
from knowledge.shelves import ShelfIndex
from knowledge.standing import may_read
from knowledge.text import language_of

_HOLDING = 1_000  # passages looked through for one that may be read
_CANDIDATES = 120  # from each side of each shelf; over-fetching replaces a filter in the index


@dataclass(frozen=True, slots=True)
class Weights:
    """How the signals of a candidate add up; fitted on development data (benchmarks/retrieval.py)."""

    dense: float = 1.0
    keyword: float = 1.0
    language: float = 0.5  # a passage in the asker's language, where the languages differ
    dense_centre: float = 0.80
    dense_spread: float = 0.03
    keyword_spread: float = 8.0
    gate_bias: float = -4.5  # answerable: logistic regression over the best hit's parts
    gate_dense: float = 1.5
    gate_keyword: float = 0.17
    gated: bool = True  # else whatever is found counts as an answer, to measure what the gate is worth


WEIGHTS = Weights()


class Search:
    """Finds passages for one viewer; holds only the shelves this viewer may see."""

    def __init__(
        self,
        catalogue: Catalogue,
        shelves: Sequence[ShelfIndex],
        embedder: Embedder,
        viewer: Viewer,
        weights: Weights = WEIGHTS,
        names: Callable[[datetime], Names] = lambda _: NO_NAMES,
    ) -> None:
        """`names` gives the names that this viewer may know of at a moment."""
        self._catalogue = catalogue
        self._shelves = tuple(shelves)
        self._embedder = embedder
        self._viewer = viewer
        self._weights = weights
        self._names = names
        self._vectors: dict[str, np.ndarray] = {}  # of one question's wordings: a search is made for each

    def find(self, query: str, *, as_of: datetime, k: int = 10, any_standing: bool = False) -> Found:
        """The k best passages at a moment, best first.

        Only documents in force answer, unless `any_standing` asks for the others that this viewer
        may read too (for staff superseded, embargoed and draft ones, for all what has ended);
        each hit carries its standing.
        """
        if not query.strip():
            return Found((), 0.0)
        dense, keyword = self._candidates(query, as_of)
        hits = self._readable(dense, keyword, query, as_of, any_standing)
        best = sorted(hits, key=lambda hit: hit.score, reverse=True)[:k]
        return Found(tuple(best), self._answerable(best))

    def knows(self, words: str, as_of: datetime) -> bool:
        """Whether any token of these words stands in a passage that this viewer may read at a moment.

        What stands on the shelf but is not to be read yet must not be heard from what is missing.
        """
        holding = [
            passage_id for shelf in self._shelves for passage_id in shelf.keywords.search(words, _HOLDING)
        ]
        documents = self._catalogue.documents()
        return any(
            may_read(self._viewer, document, passage, self._catalogue.standing(document, as_of))
            for passage in self._catalogue.passages(holding).values()
            if (document := documents.get(passage.doc_id))
        )

    def _vector(self, query: str) -> np.ndarray:
        """The query's vector; one question is searched for in more than one standing."""
        if query not in self._vectors:
            self._vectors[query] = self._embedder.embed_queries([query])[0]
        return self._vectors[query]

    def _candidates(self, query: str, as_of: datetime) -> tuple[dict[str, float], dict[str, float]]:
        vector = self._vector(query)
        names = self._names(as_of).wordings(query)
        dense: dict[str, float] = {}
        keyword: dict[str, float] = {}
        for shelf in self._shelves:
            if self._weights.dense:  # a side without weight finds nothing
                dense |= shelf.vectors.search(vector, _CANDIDATES)
            if self._weights.keyword:
                keyword |= shelf.keywords.search(query, _CANDIDATES, names)
        return dense, keyword

    def _readable(
        self,
        dense: dict[str, float],
        keyword: dict[str, float],
        query: str,
        as_of: datetime,
        any_standing: bool,
    ) -> list[Hit]:
        floor = min(dense.values(), default=0.0)
        language = language_of(query)
        documents = self._catalogue.documents()
        hits = []
        for passage_id, passage in self._catalogue.passages([*dense.keys() | keyword.keys()]).items():
            document = documents.get(passage.doc_id)
            if document is None:
                continue
            at = self._catalogue.standing(document, as_of)
            if not may_read(self._viewer, document, passage, at):
                continue
            if at is not Standing.IN_FORCE and not any_standing:
                continue
            parts = self._parts(dense.get(passage_id, floor), keyword.get(passage_id, 0.0), passage, language)
            hits.append(Hit(passage, document, at, sum(parts.values()), parts))
        return hits

    def _parts(self, cosine: float, bm25: float, passage: Passage, language: str) -> dict[str, float]:
        weights = self._weights
        foreign = (language == "en") != (passage.language == "en")
        return {
            "dense": weights.dense * (cosine - weights.dense_centre) / weights.dense_spread,
            "keyword": weights.keyword * bm25 / weights.keyword_spread,
            "language": 0.0 if foreign else weights.language,
        }

    def _answerable(self, hits: Sequence[Hit]) -> float:
        if not hits or not self._weights.gated:
            return float(bool(hits))
        weights, best = self._weights, hits[0].parts
        evidence = weights.gate_dense * best["dense"] + weights.gate_keyword * best["keyword"]
        return 1.0 / (1.0 + exp(-(weights.gate_bias + evidence)))
