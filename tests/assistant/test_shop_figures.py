"""Columns of figures in a directory: what one spends on average, and ratings, by which shops are ranked and limited."""

from datetime import datetime

import pytest

from assistant.asking import need
from assistant.asking.wording import plain
from assistant.shops.lookup import Lookup
from assistant.shops.sieve import read
from knowledge.directory import Directory
from knowledge.model import Shop

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
SHOPS = [
    Shop("L4-01", "鹿鸣火锅", name_en="Luming", category="餐饮", subcategory="火锅", floor="L4", rating="4.7", spend="118元"),
    Shop("L4-02", "云雀火锅", name_en="Skylark", category="餐饮", subcategory="火锅", floor="L4", rating="4.2", spend="¥46"),
    Shop("L5-01", "汀步寿司", category="餐饮", subcategory="日料", floor="L5", rating="4.5", spend="¥152/人"),
    Shop("L5-02", "拾光面馆", category="餐饮", subcategory="面馆", floor="L5"),
    Shop("L2-01", "白鸟书店", category="零售", subcategory="书店", floor="L2", rating="4.8"),
]  # fmt: skip


def _names(question: str) -> str:
    sieve = read(plain(question), Directory(SHOPS), NOW, NOW.date())
    return "".join(shop.name[0] for shop in sieve.ordered(sieve.shops(NOW.date()), NOW.date()))


def _said(question: str, shops=SHOPS, english: bool = False) -> str:
    reply = Lookup(Directory(shops), lambda shop: None).reply(
        plain(question), need.read(plain(question), NOW.date()), NOW, english
    )
    return "\n".join(line.text for line in reply.lines) if reply else ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("最便宜的火锅", "云鹿"),
        ("最贵的餐厅是哪家", "汀鹿云"),
        ("评分最高的餐厅", "鹿汀云"),
        ("评分最高的店是哪家", "白鹿汀云"),
        ("人均100以内的餐厅", "云"),
        ("一百块以下的餐厅", "云"),
        ("人均100到160的餐厅", "汀鹿"),
        ("人均120左右的餐厅", "鹿"),
        ("评分4.5以上的餐厅", "汀鹿"),
        ("restaurants under 100 yuan per person", "云"),
        ("the highest rated restaurant", "鹿汀云"),
    ],
)
def test_shops_are_ranked_and_limited_by_a_figure_and_those_without_it_left_out(question, wanted):
    found = _names(question)
    is_ranked = "最" in question or "highest" in question
    assert found == wanted if is_ranked else sorted(found) == sorted(wanted)


def test_the_figure_is_shown_beside_each_shop_and_who_has_none_is_counted():
    said = _said("最便宜的餐厅是哪家")
    assert "人均 ¥46" in said
    assert "另有 1 家没有写人均消费" in said


def test_a_figure_of_one_shop_is_told():
    assert "鹿鸣火锅的人均消费为 118元" in _said("鹿鸣火锅人均多少")
    assert "鹿鸣火锅的评分为 4.7" in _said("鹿鸣火锅评分多少")
    assert "average spend per person: ¥46" in _said("what is the average spend at Skylark", english=True)


def test_that_a_shop_has_no_figure_is_told_where_others_have_one():
    assert "没有写拾光面馆的人均消费" in _said("拾光面馆人均多少")


def test_of_two_shops_the_cheaper_or_the_better_rated_is_told_with_both_figures():
    assert _said("鹿鸣火锅和汀步寿司哪个便宜").startswith("鹿鸣火锅的人均较低")
    assert _said("鹿鸣火锅和云雀火锅哪家评分高").startswith("鹿鸣火锅的评分较高")


def test_without_such_a_column_nothing_is_ranked():
    plain_shops = [Shop("L4-01", "鹿鸣火锅", category="餐饮", subcategory="火锅", floor="L4")]
    assert "分不出" in _said("最便宜的火锅", plain_shops)
    assert "没有写" not in _said("鹿鸣火锅在几楼,人均多少", plain_shops)


@pytest.mark.parametrize("question", ["500米以内的餐厅", "4人以上的包间", "9点以后的餐厅"])
def test_numbers_of_other_things_are_no_limit(question):
    assert read(plain(question), Directory(SHOPS), NOW, NOW.date()).figure is None
