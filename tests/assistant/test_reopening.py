"""When a shop that is shut opens again: told by a notice where the directory does not tell it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.shops.kinds import kinds_in
from assistant.shops.reopening import reopenings
from knowledge.model import Document, Hit, Passage, Shop, Standing

TODAY = date(2026, 9, 16)
SHUT = Shop("L3-05", "砚边书房", "INKSIDE", category="图书", floor="L3", status="装修中")
NOTICE = "两家店正在装修。砚边书房预计2026年10月1日恢复营业；半糖茶室预计2026年10月18日恢复营业。"


def told(shop: Shop, text: str, kind: str = "faq", standing: Standing = Standing.IN_FORCE) -> list[str]:
    document = Document("D1", "常见问题", "faq.html", "0", doc_type=kind)
    hit = Hit(Passage("p1", "D1", 0, text), document, standing, 1.0)
    return [line.text for line in reopenings([shop], [hit], TODAY)]


def test_the_sentence_that_names_the_shop_and_the_day_is_told():
    assert told(SHUT, NOTICE) == ["砚边书房预计2026年10月1日恢复营业"]


@pytest.mark.parametrize(("status", "until"), [("营业", None), ("撤场", None), ("装修", date(2026, 9, 30))])
def test_a_shop_that_is_open_or_gone_or_whose_day_is_known_needs_none(status, until):
    shop = Shop("L3-05", "砚边书房", status=status, status_to=until)
    assert told(shop, NOTICE) == []


@pytest.mark.parametrize(
    "text", ["砚边书房正在装修。", "砚边书房于2026年8月1日恢复营业。", "半糖茶室预计2026年10月18日恢复营业。"]
)
def test_no_day_a_day_that_is_over_and_another_shop_are_not_told(text):
    assert told(SHUT, text) == []


def test_a_paper_that_does_not_hold_and_the_directory_itself_tell_nothing():
    assert told(SHUT, NOTICE, standing=Standing.SUPERSEDED) == []
    assert told(SHUT, NOTICE, kind="directory") == []


def test_a_well_known_brand_is_of_its_kind_where_the_guide_has_only_wide_trades():
    shops = [
        Shop("B101", "奈雪的茶", category="轻食"),
        Shop("L101", "半糖冰室", category="轻食"),
        Shop("L102", "耐克", category="时尚综合"),
    ]
    (tea,) = kinds_in("有卖奶茶的吗")
    assert tea.among(shops) == shops[:1]
