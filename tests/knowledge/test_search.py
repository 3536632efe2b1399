"""That a search reads only some of its candidates changes nothing in what it finds."""

from __future__ import annotations

import random

import pytest

from knowledge.catalogue import Catalogue
from knowledge.library import Library
from knowledge.model import Role, Shelf, Viewer, Visibility
from knowledge.search import Search
from knowledge.shelves import ShelfIndex
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
WORDS = ("停车", "收费", "会员", "积分", "退货", "小票", "广播", "闭店", "宠物", "轮椅")
ALL = 10_000


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """400 passages: what fits best is often not in force, and some is in English."""
    dice = random.Random(7)
    library = Library(tmp_path_factory.mktemp("many"), WordEmbedder())
    for number in range(80):
        draft = number % 2 == 0
        paper = document(f"K{number}", visibility=Visibility.DRAFT if draft else Visibility.PUBLIC)
        shelf = Shelf.INTERNAL if draft else Shelf.PUBLIC
        texts = [
            "".join(dice.choices(WORDS, k=8)) + ("停车收费" if draft else "parking fee" * (number % 3 == 0))
            for _ in range(5)
        ]
        library.publish(paper, passages(paper, *texts, shelf=shelf))
    yield library
    library.close()


class Counting:
    """A catalogue that counts the passages read from it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.read = 0

    def passages(self, ids):
        self.read += len(ids)
        return self._catalogue.passages(ids)

    def __getattr__(self, name):
        return getattr(self._catalogue, name)


@pytest.mark.parametrize("viewer", [SHOPPER, STAFF])
@pytest.mark.parametrize("question", ["停车收费", "会员积分 退货", "parking fee", "轮椅", "没有的词"])
@pytest.mark.parametrize("any_standing", [False, True])
def test_the_best_are_the_same_however_many_are_wanted(library, viewer, question, any_standing):
    def found(k):
        hits = library.search(viewer).find(question, as_of=NOW, k=k, any_standing=any_standing)
        return [(round(hit.score, 9), hit.passage.passage_id) for hit in hits.hits], hits.answerable

    every, answerable = found(ALL)
    for k in (1, 5, 40, 90):
        some, as_sure = found(k)
        assert [score for score, _ in some] == [score for score, _ in every[:k]]
        assert some == every[:k] or every[k - 1][0] == every[k][0]  # equals may change places
        assert as_sure == answerable


def test_a_term_that_stands_word_for_word_counts_beside_its_score(library):
    def parts(question):
        return [hit.parts for hit in library.search(STAFF).find(question, as_of=NOW, k=ALL).hits]

    term, question = parts("停车收费"), parts("停车收费是多少钱一个小时呢")
    assert any("term" in each for each in term)
    assert all("term" not in each for each in question)
    for hit in library.search(STAFF).find("停车收费", as_of=NOW, k=ALL).hits:
        assert ("term" in hit.parts) == ("停车收费" in hit.passage.text)


@pytest.mark.parametrize(
    ("said", "query", "counts"),
    [
        ("本层停車收費以小时计。", "停车收费", True),
        ("本层停車收費以小时计。", "停车收费？", False),
        ("停车怎么收费？每小时十元。", "停车怎么收费?", True),
        ("停车,收费", "停车收费", False),
        ("Free wifi6 in the hall.", "wifi", True),
        ("L4-06旁", "l4-0", True),
        ("车位", "车", False),
    ],
)
def test_a_term_counts_where_it_stands_in_any_writing_and_not_where_a_mark_parts_it(
    tmp_path, said, query, counts
):
    library, paper = Library(tmp_path, WordEmbedder()), document("T", visibility=Visibility.PUBLIC)
    library.publish(paper, passages(paper, said, "停车 收费 收费员 wifi l4 车", shelf=Shelf.PUBLIC))
    hits = library.search(STAFF).find(query, as_of=NOW, k=ALL).hits
    assert ("term" in next(hit.parts for hit in hits if hit.passage.text == said)) == counts
    library.close()


@pytest.mark.parametrize("written", ["12,480", "12480"])
def test_a_long_number_that_stands_in_a_passage_counts_beside_its_score(tmp_path, written):
    library, paper = Library(tmp_path, WordEmbedder()), document("K", visibility=Visibility.PUBLIC)
    said = f"新增会员{written}人"
    library.publish(paper, passages(paper, said, "新增会员1248人, 2026年", shelf=Shelf.PUBLIC))

    def counted(question):
        hits = library.search(STAFF).find(question, as_of=NOW, k=ALL).hits
        return [hit.passage.text for hit in hits if "term" in hit.parts]

    assert counted("请问哪一份复盘里写着新增会员是12480人呀") == [said]
    assert counted("请问哪一份复盘里写着新增会员是12481人呀") == []
    assert counted("请问哪一份复盘里写着2026年的新增会员是多少") == []  # a year stands in many
    library.close()


def test_what_cannot_come_among_the_best_is_not_read(library):
    counting = Counting(library.catalogue)
    shelves = [library._shelves.by_name[shelf] for shelf in SHOPPER.shelves]
    Search(counting, shelves, library.embedder, SHOPPER).find("停车收费", as_of=NOW, k=5)
    assert 0 < counting.read < 120


def test_a_search_asks_each_shelf_of_its_viewer_and_no_other(library):
    asked: list[str] = []

    class Noting:
        def __init__(self, index, name):
            self._index, self._name = index, name

        def search(self, *given):
            asked.append(self._name)
            return self._index.search(*given)

        def has_phrase(self, phrase):
            asked.append(self._name)
            return self._index.has_phrase(phrase)

    for viewer in (SHOPPER, STAFF):
        asked.clear()
        shelves = [
            ShelfIndex(
                Noting(library._shelves.by_name[one].vectors, one),
                Noting(library._shelves.by_name[one].keywords, one),
            )
            for one in viewer.shelves
        ]
        Search(library.catalogue, shelves, library.embedder, viewer).find("停车", as_of=NOW)
        assert set(asked) == set(viewer.shelves)
