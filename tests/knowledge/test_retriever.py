"""The LlamaIndex retriever: the same hits as the search, and nothing that its viewer may not read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import get_response_synthesizer
from llama_index.core.schema import MetadataMode, QueryBundle

from knowledge.library import Library
from knowledge.model import Role, Shelf, Viewer, Visibility
from knowledge.retriever import LibraryRetriever
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
SECRET = "停车手动抬杆由班长决定"
QUESTIONS = ("停车手动抬杆由谁决定", "停车", "班长", "抬杆", "internal", SECRET)


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path, WordEmbedder())
    shown = document("K1", title="停车规则", version="V4")
    (one,) = passages(shown, "停车每小时五元")
    library.publish(shown, [replace(one, section=("三、收费",), page=2)])
    hidden = document("S1", visibility=Visibility.INTERNAL)
    library.publish(hidden, passages(hidden, SECRET, shelf=Shelf.INTERNAL))
    old = document("K0", effective_to=date(2026, 1, 31))
    library.publish(old, passages(old, "停车每小时三元"))
    yield library
    library.close()


def retriever(library, viewer, **how):
    return LibraryRetriever(library, viewer, as_of=lambda: NOW, **how)


def test_a_hit_becomes_a_node_with_its_text_its_place_and_its_score(library):
    (found,) = retriever(library, SHOPPER).retrieve("停车多少钱")
    (hit,) = library.search(SHOPPER).find("停车多少钱", as_of=NOW).hits
    assert found.node.get_content(MetadataMode.NONE) == "停车每小时五元"
    assert found.node.node_id == hit.passage.passage_id
    assert found.score == hit.score
    told = {name: found.node.metadata[name] for name in ("doc_id", "title", "version", "locator", "source")}
    assert told == {
        "doc_id": "K1",
        "title": "停车规则",
        "version": "V4",
        "locator": "第2页 · 三、收费",
        "source": "K1.md",
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_shoppers_retriever_never_returns_internal_text(library, question):
    for asked in (question, QueryBundle(question, custom_embedding_strs=[SECRET])):
        nodes = retriever(library, SHOPPER, k=100).retrieve(asked)
        assert SECRET not in "".join(node.node.get_content(MetadataMode.ALL) for node in nodes)
        assert "S1" not in {node.node.metadata["doc_id"] for node in nodes}


def test_an_internal_paper_changes_nothing_in_what_a_shopper_gets(library):
    before = [(node.node_id, node.score) for node in retriever(library, SHOPPER).retrieve("停车")]
    library.withdraw("S1")
    assert [(node.node_id, node.score) for node in retriever(library, SHOPPER).retrieve("停车")] == before


def test_staff_get_internal_text(library):
    nodes = retriever(library, STAFF).retrieve("停车手动抬杆")
    assert SECRET in {node.node.get_content(MetadataMode.NONE) for node in nodes}


def test_what_has_expired_is_not_returned(library):
    assert {node.node.metadata["doc_id"] for node in retriever(library, STAFF).retrieve("停车每小时")} == {
        "K1",
        "S1",
    }


def test_no_more_than_k_come(library):
    assert len(retriever(library, STAFF, k=1).retrieve("停车")) == 1


def test_a_program_reads_metadata_that_a_model_is_not_told(library):
    (node,) = retriever(library, SHOPPER).retrieve("停车")
    assert 0 <= node.node.metadata["answerable"] <= 1
    assert "answerable" not in node.node.get_content(MetadataMode.LLM)
    assert "停车规则" in node.node.get_content(MetadataMode.LLM)


def test_a_query_engine_of_llama_index_answers_from_it(library):
    found = retriever(library, SHOPPER)
    assert isinstance(found, BaseRetriever)
    echo = get_response_synthesizer(llm=MockLLM(), callback_manager=found.callback_manager)
    answer = RetrieverQueryEngine(found, response_synthesizer=echo).query("停车手动抬杆多少钱")
    assert [node.node.metadata["doc_id"] for node in answer.source_nodes] == ["K1"]
    assert "停车每小时五元" in answer.response
    assert SECRET not in answer.response
