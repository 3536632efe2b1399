"""What a single shop sells is told to nobody, however the table of an internal report is asked for."""

from dataclasses import replace

import pytest

from assistant.quoted import tenants
from knowledge.model import Document, Passage, Visibility

MONTHLY = Document("D3", "2026年10月營運月報", "m.xlsx", "x")


def row(text, section=(), kind="row"):
    return Passage("p", "D3", 1, text, kind=kind, section=section)


@pytest.mark.parametrize(
    ("text", "section", "told"),
    [
        (
            "櫃位: 小瓦鍋物; 10月業績（萬元）: 1,360; 備註: 翻桌 4.8 次",
            (),
            "櫃位: 小瓦鍋物; 備註: 翻桌 4.8 次",
        ),
        ("排名: 1; 品牌名称: 云雀; 销售额: 152万元; 占比: 8.1%", (), "排名: 1; 品牌名称: 云雀"),
        ("商户: 云雀; 9月: 120; 10月: 152", ("单店销售",), "商户: 云雀"),
        ("Shop: Lark; Sales (HK$'000): 1,520; Growth: +8%; Floor: 2", (), "Shop: Lark; Floor: 2"),
    ],
)
def test_the_row_of_one_shop_is_read_without_what_it_sells(text, section, told):
    assert tenants.without_sales(row(text, section), MONTHLY).text == told


@pytest.mark.parametrize(
    "text",
    [
        "樓層: 1F; 10月業績（萬元）: 9850; 年增率: +8.7%",
        "業種: 餐飲; 10月業績（萬元）: 11830; 占比: 30.0%",
        "櫃位: 合計; 10月業績（萬元）: 39450",
        "櫃位: 客訴件數; 10月業績（萬元）: 23件",  # a line beside the table
        "商户: 云雀; 电话: 2182; 营业时间: 10:00-22:00",
    ],
)
def test_floors_kinds_the_whole_and_what_is_no_sum_stay_as_they_are(text):
    passage = row(text)
    assert tenants.without_sales(passage, MONTHLY) is passage


def test_what_the_mall_has_made_public_and_sentences_stay_as_they_are():
    shop = row("品牌: 云雀; 销售额: 152万元")
    assert tenants.without_sales(shop, replace(MONTHLY, visibility=Visibility.PUBLIC)) is shop
    prose = row("品牌: 云雀; 销售额: 152万元", kind="prose")
    assert tenants.without_sales(prose, MONTHLY) is prose


@pytest.mark.parametrize(
    "text",
    [
        "10月哪个柜位业绩最高",
        "哪个品牌卖得最好",
        "单柜业绩给我看",
        "业绩最好的店",
        "which shop had the best sales",
    ],
)
def test_which_shop_sells_most_is_asked_of_single_shops(text):
    assert tenants.asks_which_sells(text)


@pytest.mark.parametrize(
    "text",
    [
        "10月哪个楼层业绩最高",
        "哪个业种卖得最好",
        "10月业绩多少",
        "哪家店营业到最晚",
        "哪个品牌有活动",
        "total sales",
    ],
)
def test_floors_kinds_and_other_matters_are_not(text):
    assert not tenants.asks_which_sells(text)
