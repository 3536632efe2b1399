"""A second look at the best hits: a model that reads question and passage together. Off unless a setting names one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from knowledge.model import Hit

DEPTH = 20  # hits that are looked at again


class Reranker(Protocol):
    """Judges passages one by one. Every implementation passes tests/contracts/reranker.py."""

    @property
    def depth(self) -> int:
        """How many of the best hits it is shown."""

    def relevances(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """How far each text answers the question, from 0 to 1, whatever the other texts are."""


def reranked(reranker: Reranker, query: str, hits: Sequence[Hit], weight: float) -> list[Hit]:
    """The hits with the first of them in a new order: relevance, times `weight`, is one more part of their score.

    It is added, to nothing but what was shown, so that scores of two questions can still be compared,
    and what both sides found is not lost when the model errs.
    """
    first, rest = hits[: reranker.depth], hits[reranker.depth :]
    relevances = reranker.relevances(query, [_as_read(hit) for hit in first])
    again = [_with(hit, weight * value) for hit, value in zip(first, relevances, strict=True)]
    return [*sorted(again, key=lambda hit: hit.score, reverse=True), *rest]


def _as_read(hit: Hit) -> str:
    """Title and headings give a short clause its subject, as they do for the embedding."""
    return "\n".join((" › ".join((hit.document.title, *hit.passage.section)), hit.passage.text))


def _with(hit: Hit, part: float) -> Hit:
    return replace(hit, score=hit.score + part, parts={**hit.parts, "rerank": part})
