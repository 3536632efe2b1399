"""What a shopper was told must rest on papers that were in force at that moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.labels.citing import Citing
from knowledge.library import Library
from knowledge.model import Document, Passage, Visibility
from tests.fakes import HashingEmbedder
from tests.labelling import turn

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


def document(doc_id: str, **given) -> Document:
    return Document(doc_id, "停车规则", f"{doc_id}.md", doc_id, Visibility.PUBLIC, version="V1", **given)


@pytest.fixture(scope="module")
def citing(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("citing"), HashingEmbedder())
    for one in (
        document("old", effective_from=date(2026, 1, 1)),
        document("new", effective_from=date(2026, 6, 1), supersedes=("old",)),
        document("ended", effective_from=date(2026, 1, 1), effective_to=date(2026, 2, 1)),
        replace(document("draft"), visibility=Visibility.DRAFT),
    ):
        library.publish(one, [Passage(f"{one.doc_id}-p", one.doc_id, 0, "首小时免费。")])
    yield Citing(library)
    library.close()


def cited(*doc_ids: str, as_of: datetime = NOW, role: str = "shopper"):
    sources = tuple({"doc_id": doc_id, "title": "", "version": "V1", "passage_id": ""} for doc_id in doc_ids)
    return turn("停车怎么收费", citations=sources, as_of=as_of, role=role)


def test_a_paper_that_another_replaced_is_named_once(citing):
    assert citing.outdated([cited("new", "old"), cited("old")]) == ["old"]


def test_it_was_in_force_before_the_other_began(citing):
    assert citing.outdated([cited("old", as_of=datetime(2026, 3, 1, tzinfo=UTC))]) == []


def test_a_draft_may_never_be_cited_to_a_shopper(citing):
    assert citing.outdated([cited("draft")]) == ["draft"]


def test_that_something_ended_may_be_told_from_its_own_paper(citing):
    assert citing.outdated([cited("ended")]) == []


def test_staff_may_ask_for_an_old_paper_and_what_is_gone_is_not_judged(citing):
    assert citing.outdated([cited("old", role="staff"), cited("withdrawn long ago")]) == []
