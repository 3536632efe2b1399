"""The vectors of recent questions are made once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from knowledge.encoders.recent import RecentQueries
from knowledge.errors import ModelUnavailable
from tests.fakes import HashingEmbedder


class Counting(HashingEmbedder):
    """Remembers what it was asked, and may fail."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails = False

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        if self.fails:
            raise ModelUnavailable("switched off")
        self.asked += texts
        return super().embed_queries(texts)


def test_one_question_is_embedded_once_while_it_is_recent():
    inner = Counting()
    recent = RecentQueries(inner, most=1)
    first, again = recent.embed_queries(["几点关门"]), recent.embed_queries(["几点关门"])
    assert np.array_equal(first, again)
    assert np.array_equal(first, HashingEmbedder().embed_queries(["几点关门"]))
    recent.embed_queries(["停车"])
    recent.embed_queries(["几点关门"])
    assert inner.asked == ["几点关门", "停车", "几点关门"]


def test_nobody_changes_a_vector_that_others_read():
    made = RecentQueries(Counting()).embed_queries(["几点关门"])
    with pytest.raises(ValueError, match="read-only"):
        made += 1


def test_a_failure_is_not_remembered():
    inner = Counting()
    recent = RecentQueries(inner)
    inner.fails = True
    with pytest.raises(ModelUnavailable):
        recent.embed_queries(["几点关门"])
    inner.fails = False
    assert recent.embed_queries(["几点关门"]).shape == (1, inner.dimensions)


def test_it_is_the_embedder_behind_it_in_all_else():
    recent = RecentQueries(Counting())
    assert (recent.name, recent.dimensions) == (HashingEmbedder.name, HashingEmbedder.dimensions)
    assert recent.embed_passages(["一", "二"]).shape == (2, recent.dimensions)
    assert recent.count_tokens(["一二"]) == HashingEmbedder().count_tokens(["一二"])
