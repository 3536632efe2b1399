"""Parts of the search that are left out to measure what they are worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.library import Library
from knowledge.model import Shop, Viewer
from knowledge.search import WEIGHTS
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

SHOPPER = Viewer()


@pytest.fixture
def opened(tmp_path):
    """Opens one and the same library with some of its parts."""
    libraries = []

    def opened(**parts) -> Library:
        while libraries:
            libraries.pop().close()
        libraries.append(Library(tmp_path, WordEmbedder(), **parts))
        return libraries[0]

    doc = document("K1")
    rows = passages(doc, "北屿户外在L4-06", "停车每小时五元")
    shop = Shop("L4-06", "北屿户外", name_en="NORTHISLE", doc_id="K1", passage_id=rows[0].passage_id)
    opened().publish(doc, rows, [shop])
    yield opened
    while libraries:
        libraries.pop().close()


@pytest.mark.parametrize("side", ["dense", "keyword"])
def test_a_side_without_weight_finds_nothing(opened, side):
    one, none = replace(WEIGHTS, **{side: 0.0}), replace(WEIGHTS, dense=0.0, keyword=0.0)
    [hit, *_] = opened(weights=one).search(SHOPPER).find("停车每小时多少钱", as_of=NOW).hits
    assert hit.passage.text == "停车每小时五元"
    assert hit.parts[side] == 0.0
    assert opened(weights=none).search(SHOPPER).find("停车每小时多少钱", as_of=NOW).hits == ()


def test_without_a_directory_no_shop_is_known_by_another_name(opened):
    whole, bare = opened().directory(SHOPPER, NOW), opened(has_directory=False).directory(SHOPPER, NOW)
    assert [mention.shop.unit for mention in whole.mentions("northisle在几楼")] == ["L4-06"]
    assert bare.shops == ()


def test_without_a_gate_a_house_takes_whatever_is_found_for_an_answer(opened):
    question = "月球上有没有水"
    assert opened().search(SHOPPER).find(question, as_of=NOW).answerable < 0.5
    open_gate = replace(WEIGHTS, gated=False)
    assert opened(weights=open_gate).search(SHOPPER).find(question, as_of=NOW).answerable == 1.0
