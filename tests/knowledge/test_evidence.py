"""The decision whether a question has an answer: what speaks for one, and for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.evidence import FEATURES, GATE, NEAR, Evidence, gather
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Shelf, Standing, Viewer, Visibility
from knowledge.writing.names import Wording
from knowledge.writing.subjects import clauses, subjects
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

LIKELY = Evidence(nearness=3.0, lead=1.5, lead_of_paper=4.0, coverage=0.9, unknown=0.0, foreign=0.0)
UNLIKELY = Evidence(nearness=0.5, lead=0.3, lead_of_paper=0.2, coverage=0.1, unknown=2.0, foreign=0.0)


def hit(text: str, paper: str = "a", dense: float = 1.0, keyword: float = 1.0, **more) -> Hit:
    passage = Passage(passage_id=f"{paper}-{text}", doc_id=paper, ordinal=0, text=text)
    document = Document(doc_id=paper, title="", source=f"{paper}.md", sha256="", extra=more.pop("extra", {}))
    parts = {"dense": dense, "keyword": keyword, "language": 0.5}
    return Hit(passage, document, more.pop("standing", Standing.IN_FORCE), sum(parts.values()), parts)


@pytest.mark.parametrize(
    ("question", "words", "nouns"),
    [
        ("停车场有没有洗车的地方", {"停车场", "洗车"}, {"停车场"}),
        ("無線網絡的密碼是多少", {"无线网络", "密码"}, {"无线网络", "密码"}),
        ("Where is the ice rink?", {"ice", "rink"}, set()),
        ("可以吗?", set(), set()),
    ],
)
def test_the_words_that_only_ask_are_no_subject(question: str, words: set[str], nouns: set[str]) -> None:
    found = subjects(question)
    assert words == set(found)
    assert nouns <= {word for word, is_noun in found.items() if is_noun}


def test_a_paper_that_leads_the_others_speaks_for_an_answer() -> None:
    alone = gather("停车费", [hit("停车费5元", dense=3.0), hit("失物保管", "b", dense=1.0)])
    amid = gather("停车费", [hit("停车费5元", dense=3.0), hit("停车费规定", "b", dense=2.9)])
    assert alone.lead_of_paper > amid.lead_of_paper
    assert alone.lead > amid.lead


def test_another_edition_of_a_paper_is_no_rival() -> None:
    best = hit("停车费5元", dense=3.0, extra={"family": "停车规则"})
    older = hit("停车费4元", "b", dense=2.9, extra={"family": "停车规则"})
    replaced = hit("停车费3元", "c", dense=2.9, standing=Standing.SUPERSEDED)
    other = hit("失物保管", "d", dense=0.0)
    found = gather("停车费", [best, older, replaced, other])
    assert found.lead_of_paper == pytest.approx(best.score - other.score)


def test_a_rare_word_that_the_best_hit_lacks_weighs_more_than_a_common_one() -> None:
    near = [hit("积分规则"), hit("积分兑换", "b"), hit("积分清零", "c"), hit("积分里程", "d")]
    lacks_the_rare = gather("积分里程", near)
    lacks_the_common = gather("积分里程", [near[3], *near[:3]])
    assert lacks_the_rare.coverage < 0.5
    assert lacks_the_common.coverage == 1.0


def test_a_question_is_covered_by_the_best_of_its_clauses() -> None:
    near = [hit("停车场限高2.1米"), hit("积分规则", "b")]
    alone = gather("停车场限高多少", near)
    told = gather("我的车装了行李架和帐篷,停车场限高多少", near)
    assert told.coverage == alone.coverage
    assert told.unknown == alone.unknown == 0.0


@pytest.mark.parametrize("question", ["客人的积分规则", "积分规则行吗", "要积分规则"])
def test_who_is_concerned_and_how_it_is_asked_is_not_unknown(question: str) -> None:
    assert gather(question, [hit("积分规则")]).unknown == 0.0


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("停车怎么收费,会员有没有优惠", ["停车怎么收费", "会员有没有优惠"]),
        ("限高2.1米 我的车2.2米", ["限高2.1米", "我的车2.2米"]),
        ("火锅400 手机2000 一共几分", ["火锅400", "手机2000", "一共几分"]),
        ("明天呢", ["明天呢"]),
        ("Can I park here? How much is it", ["can i park here", "how much is it"]),
    ],
)
def test_a_question_falls_into_clauses(question: str, parts: list[str]) -> None:
    assert clauses(question) == parts


def test_a_noun_that_stands_nowhere_near_is_unknown() -> None:
    near = [hit("演出在中庭举行"), hit("门票免费", "b")]
    assert gather("溜冰场门票", near).unknown == 1.0
    assert gather("演出门票", near).unknown == 0.0


def test_another_name_of_the_same_shop_covers_the_name_that_was_said() -> None:
    near = [hit("GAO XIAOMAN 在B1")]
    named = (Wording("小满糕点", ("gao xiaoman",)),)
    assert gather("小满糕点", near).coverage == 0.0
    assert gather("小满糕点", near, named).coverage == 1.0


def test_a_shop_heard_in_a_misspelt_name_is_not_unknown() -> None:
    near = [hit("焦鱼烤物在L5")]
    assert gather("交鱼餐厅", near).unknown > 0
    assert gather("交鱼餐厅", near, (Wording("", ("焦鱼",)),)).unknown == 0.0


def test_what_lies_beyond_the_nearest_does_not_count() -> None:
    near = [hit(f"通知{n}", f"p{n}", dense=2.0 - n / 100) for n in range(NEAR)]
    assert gather("溜冰场", [*near, hit("溜冰场", "z", dense=0.0)]) == gather("溜冰场", near)


def test_a_single_passage_is_enough_to_weigh() -> None:
    assert 0.0 < GATE.answerable(gather("停车费", [hit("停车费5元")])) < 1.0


def test_the_gate_weighs_every_feature_and_each_in_its_direction() -> None:
    assert set(GATE.worth) == set(FEATURES)
    assert GATE.answerable(UNLIKELY) < 0.2 < 0.8 < GATE.answerable(LIKELY)
    for name, better in (("nearness", 4.0), ("lead", 2.0), ("lead_of_paper", 6.0), ("coverage", 1.0)):
        assert GATE.answerable(replace(LIKELY, **{name: better})) > GATE.answerable(LIKELY)
    assert GATE.answerable(replace(LIKELY, unknown=2.0)) < GATE.answerable(LIKELY)


def test_a_value_that_no_development_set_had_does_not_decide_by_itself() -> None:
    assert GATE.answerable(replace(UNLIKELY, nearness=1_000.0)) == GATE.answerable(
        replace(UNLIKELY, nearness=GATE.worth["nearness"].high)
    )


@pytest.mark.parametrize(
    ("hidden", "shelf"),
    [
        ({"visibility": Visibility.INTERNAL}, Shelf.INTERNAL),
        ({"visibility": Visibility.INTERNAL, "publish_from": NOW + timedelta(days=9)}, Shelf.PUBLIC),
        ({"visibility": Visibility.DRAFT}, Shelf.INTERNAL),
    ],
)
def test_a_word_of_a_paper_that_a_shopper_may_not_read_is_unknown_to_the_gate(
    tmp_path, hidden, shelf
) -> None:
    """Nor is any word rarer or commoner for it."""
    library = Library(tmp_path, WordEmbedder())
    shown = document("K1")
    library.publish(shown, passages(shown, "停车每小时五元", "积分可以抵停车费"))

    def evidence() -> Evidence:
        search = library.search(Viewer())
        found = search.find("灯会停车", as_of=NOW, k=NEAR)
        return search.judged("灯会停车", found.hits, NOW).evidence

    before = evidence()
    secret = document("K2", **hidden)
    library.publish(secret, passages(secret, "灯会停车免费", "灯会几点开始", shelf=shelf))
    after = evidence()
    library.close()
    assert before.unknown == after.unknown == 1.0
    assert before.coverage == after.coverage
