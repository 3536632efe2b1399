"""A second look at the best hits: what it may change, and what it must not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.library import Library
from knowledge.model import Found, Role, Shelf, Viewer, Visibility
from knowledge.rerank import Reranker
from tests.contracts.reranker import RerankerContract
from tests.fakes import SharingReranker
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
TEXTS = ("停车每小时五元", "停车场在负二层", "停车满三百元免费两小时", "充电停车一小时免费")
QUESTION = "停车"


class TestAStandIn(RerankerContract):
    @pytest.fixture
    def reranker(self) -> Reranker:
        return SharingReranker()


class Crowding(WordEmbedder):
    """Cosines lie close together, as those of the built-in model do."""

    def embed_passages(self, texts):
        vectors = np.concatenate([np.full((len(texts), 1), 3.0), super().embed_passages(texts)], axis=1)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    embed_queries = embed_passages
    dimensions = WordEmbedder.dimensions + 1


class Preferring:
    """A reranker that finds one text relevant and nothing else."""

    def __init__(self, text: str, depth: int = 20) -> None:
        self.text, self.depth = text, depth

    def relevances(self, query: str, texts: list[str]) -> list[float]:
        return [1.0 if text.endswith(self.text) else 0.0 for text in texts]


def found(tmp_path, reranker, viewer=STAFF, k=10) -> Found:
    library = Library(tmp_path, Crowding(), reranker)
    for number, text in enumerate(TEXTS):
        library.publish(document(f"K{number}"), passages(document(f"K{number}"), text))
    secret = document("S", visibility=Visibility.INTERNAL)
    library.publish(secret, passages(secret, "停车手动抬杆", shelf=Shelf.INTERNAL))
    try:
        return library.search(viewer).find(QUESTION, as_of=NOW, k=k)
    finally:
        library.close()


def texts(some: Found) -> list[str]:
    return [hit.passage.text for hit in some.hits]


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_reranker_finds_relevant_comes_first(tmp_path, text):
    assert texts(found(tmp_path, Preferring(text)))[0] == text


def test_scores_stay_in_order_and_say_what_the_reranker_gave(tmp_path):
    hits = found(tmp_path, Preferring(TEXTS[1])).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert [hit.parts["rerank"] > 0 for hit in hits] == [hit.passage.text == TEXTS[1] for hit in hits]
    assert all(hit.score == pytest.approx(sum(hit.parts.values())) for hit in hits)


def test_a_passage_earns_the_same_beside_any_others(tmp_path):
    """So that the scores of two questions can be compared."""
    plain = {hit.passage.text: hit.score for hit in found(tmp_path / "a", None).hits}
    again = {hit.passage.text: hit.score for hit in found(tmp_path / "b", Preferring(TEXTS[1])).hits}
    assert {text for text in plain if again[text] != pytest.approx(plain[text])} == {TEXTS[1]}


def test_whether_anything_was_found_does_not_depend_on_the_reranker(tmp_path):
    plain = found(tmp_path / "a", None)
    for number, text in enumerate(TEXTS):
        assert found(tmp_path / f"b{number}", Preferring(text)).answerable == plain.answerable


def test_only_the_first_hits_are_looked_at_and_the_rest_stays_behind(tmp_path):
    plain = texts(found(tmp_path / "a", None))
    again = texts(found(tmp_path / "b", Preferring(plain[1], depth=2)))
    assert again == [plain[1], plain[0], *plain[2:]]
    assert texts(found(tmp_path / "c", Preferring(plain[-1], depth=2))) == plain


def test_more_is_looked_at_than_is_wanted(tmp_path):
    last = texts(found(tmp_path / "a", None))[-1]
    assert texts(found(tmp_path / "b", Preferring(last), k=1)) == [last]


def test_a_reranker_is_shown_nothing_that_its_asker_may_not_read(tmp_path):
    reranker = SharingReranker()
    found(tmp_path, reranker, viewer=SHOPPER)
    assert reranker.shown
    assert not any("抬杆" in text for text in reranker.shown)


def test_it_reads_a_passage_with_its_title_and_headings(tmp_path):
    reranker = SharingReranker()
    library = Library(tmp_path, Crowding(), reranker)
    paper = document("K", title="停车规则")
    (one,) = passages(paper, "停车每小时五元")
    library.publish(paper, [replace(one, section=("三、收费",))])
    library.search(SHOPPER).find(QUESTION, as_of=NOW)
    library.close()
    assert reranker.shown == ["停车规则 › 三、收费\n停车每小时五元"]
