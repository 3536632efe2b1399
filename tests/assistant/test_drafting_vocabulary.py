"""A model's copy uses the words of the facts, of the house's templates and plain ones; an offer stays where it belongs."""

from __future__ import annotations

import pytest

from assistant.drafting.authored.pricing import mispaired, misplaced
from assistant.drafting.authored.vocabulary import own_words, strange

FACTS = (
    "产品名称:云朵米露",
    "规格与价格:300 ml 18元;500 ml 22元",
    "主要配料:大米、牛乳",
    "活动:第二杯半价",
    "满200元减30元",
)


@pytest.mark.parametrize(
    "text",
    [
        "云朵米露,大米、牛乳做的",
        "下班顺路来看看",
        "雲朵米露,歡迎",
        "满300",
        "您会点哪一杯?",
        "300 ml, 500 ml",
        "",
        "\ud800",
        "两家门店都有",
    ],
)
def test_words_of_the_facts_and_plain_words_are_not_strange(text: str) -> None:
    assert strange(text, FACTS) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("王一博也来", "王"),
        ("牛乳来自高山", "高山"),
        ("喝不胖", "不胖"),
        ("没有牛乳", "没"),
        ("雪山牛乳", "雪山"),
        ("冰淇淋", "冰淇淋"),
    ],
)
def test_a_name_a_claim_and_a_denial_cannot_do_without_a_strange_word(text: str, word: str) -> None:
    assert word in strange(text, FACTS)


def test_no_plain_word_denies_or_counts_everybody() -> None:
    assert own_words().isdisjoint({"不", "没", "没有", "无", "不限", "未提供", "免费", "全部", "所有"})


@pytest.mark.parametrize("text", ["300 ml 22元", "500 ml只要18元", "500ML 18元"])
def test_a_price_of_another_size_is_seen(text: str) -> None:
    assert mispaired(text, FACTS)


@pytest.mark.parametrize(
    "text", ["300 ml 18元,500 ml 22元", "18元起", "500 ml", "700 ml 18元", "两种杯型:300 ml 18元"]
)
def test_a_price_of_its_own_size_is_none(text: str) -> None:
    assert mispaired(text, FACTS) is None


@pytest.mark.parametrize("text", ["300 ml半价", "买一杯就半价", "第一杯半价", "满100元减30元"])
def test_an_offer_behind_other_words_is_seen(text: str) -> None:
    assert misplaced(text, FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "第二杯半价",
        "第二杯可享半价",
        "云朵米露第二杯半价",
        "半价",
        "满200元减30元",
        "满200减30",
        "满200元立减30元",
    ],
)
def test_an_offer_in_its_own_words_is_none(text: str) -> None:
    assert misplaced(text, FACTS) == ""
