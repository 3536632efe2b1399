"""What every Reranker must do. Subclass RerankerContract and give it a `reranker` fixture."""

from __future__ import annotations

import pytest

from knowledge.rerank import Reranker

QUESTION = "停车怎么收费?"
TEXTS = (
    "停车收费标准\n停车每小时五元,单日封顶六十元。",
    "母婴室在三层南侧。",
    "How do I pay for parking?",
    "",
    "🎈",
    "停车" * 2_000,
)


class RerankerContract:
    """Holds for every reranker, whatever its model."""

    def test_each_text_gets_a_relevance_from_0_to_1(self, reranker: Reranker) -> None:
        values = reranker.relevances(QUESTION, TEXTS)
        assert len(values) == len(TEXTS)
        assert all(0.0 <= value <= 1.0 for value in values)

    def test_no_texts_get_none(self, reranker: Reranker) -> None:
        assert list(reranker.relevances(QUESTION, [])) == []

    def test_a_relevance_does_not_depend_on_the_other_texts(self, reranker: Reranker) -> None:
        alone = [reranker.relevances(QUESTION, [text])[0] for text in TEXTS]
        assert list(reranker.relevances(QUESTION, TEXTS)) == pytest.approx(alone, abs=1e-4)

    def test_they_come_in_the_order_of_the_texts(self, reranker: Reranker) -> None:
        there = list(reranker.relevances(QUESTION, TEXTS))
        back = list(reranker.relevances(QUESTION, TEXTS[::-1]))
        assert there == pytest.approx(back[::-1], abs=1e-4)

    def test_half_a_character_is_survived(self, reranker: Reranker) -> None:
        assert len(reranker.relevances("停车\ud83d", ["\udc00", "a\x00b"])) == 2

    def test_it_looks_at_one_hit_at_least(self, reranker: Reranker) -> None:
        assert reranker.depth >= 1
