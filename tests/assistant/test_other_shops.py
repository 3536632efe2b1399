"""Other shops than those told of, goods asked of a shop by its name, and what only one kind of shop has."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.asking.followup import by_wording
from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.journal import Turn
from assistant.model import Handling
from assistant.shops.kinds import kinds_in
from assistant.shops.lookup import Lookup
from knowledge.directory import Directory
from knowledge.model import Shop

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
MALL = Directory(
    [
        Shop("A1", "竹影书屋", "BAMBOO BOOKS", (), "图书文创", "书店", "L1", tags=("图书", "绘本", "地图"), status="装修", status_from=date(2026, 11, 1), status_to=date(2026, 12, 1)),
        Shop("A2", "豆苗绘本", "", (), "儿童", "早教用品", "L4", tags=("点读笔",)),
        Shop("A3", "石桥火锅", "", (), "餐饮", "火锅", "L5"),
        Shop("A4", "北坡火锅", "", (), "餐饮", "火锅", "L5"),
        Shop("A5", "皂角护肤", "SOAPNUT", (), "美妆个护", "护肤", "L2", tags=("洗面奶", "面霜")),
        Shop("A6", "南巷杂货", "", (), "家居生活", "生活杂货", "B1", tags=("雨伞", "毛巾")),
        Shop("A7", "地铁口便利", "", (), "超市", "便利店", "B1", tags=("雨伞", "口罩")),
        Shop("A8", "禾下孕装", "", (), "零售服饰", "孕装", "L2", tags=("孕妇装",)),
        Shop("A9", "棠梨女装", "", (), "零售服饰", "女装", "L2", tags=("连衣裙",)),
        Shop("A10", "安安母婴", "", (), "儿童", "母婴", "L4", tags=("奶瓶",)),
    ]
)  # fmt: skip


def said(text):
    reply = Lookup(MALL, lambda _: None).reply(plain(text), read(plain(text), NOW.date()), NOW, False)
    return reply and "\n".join(line.text for line in reply.lines)


def after(message, topic, answer):
    turn = Turn(topic, topic, answer, Handling.ANSWER.value, ("D",))
    return by_wording(plain(message), [turn], MALL)


HOTPOT = "石桥火锅在L5层，铺位号A3。[1]"


@pytest.mark.parametrize(
    "message",
    ["还有别家吗", "还有没有其他家", "别的火锅呢", "除了它还有哪家", "有其它店没", "还有别的地方吗"],
)
def test_others_are_of_the_kind_spoken_of_without_those_told_of(message):
    whole = after(message, "石桥火锅几点关", HOTPOT)
    assert whole == "除了石桥火锅以外还有哪里有火锅"
    assert "北坡火锅" in said(whole)
    assert "石桥火锅：" not in said(whole)


def test_others_are_of_the_goods_that_the_message_names():
    whole = after("那我想买绘本还有别家不", "竹影书屋现在开着吗", "竹影书屋目前装修，暂不营业。[1]")
    assert "豆苗绘本" in said(whole)


def test_others_to_a_rule_ask_for_no_shops():
    assert after("别的店呢", "皂角护肤的面霜能退货吗", "皂角护肤没有标7天无理由退货。[1]") is not None
    assert "除了" not in after("别的店呢", "皂角护肤的面霜能退货吗", "皂角护肤没有标7天无理由退货。[1]")


def test_a_shop_left_out_by_its_name_leaves_its_kind_in():
    assert "北坡火锅" in said("除了石桥火锅还有哪家火锅")


def test_where_nobody_else_has_it_that_is_said():
    assert said("除了皂角护肤还有哪家卖洗面奶") == "店铺目录里没有除“皂角护肤”以外、“洗面奶”类的店。"


@pytest.mark.parametrize(
    "text",
    [
        "皂角护肤有洗面奶吗",
        "皂角护肤有没有洗面奶",
        "皂角护肤卖不卖面霜",
        "南巷杂货有雨伞卖吗",
        "南巷杂货有毛巾不",
    ],
)
def test_goods_on_the_row_of_the_shop_named_are_had(text):
    assert said(text).startswith("有，")


@pytest.mark.parametrize("text", ["南巷杂货有几把雨伞", "南巷杂货卖什么", "竹影书屋有绘本吗"])
def test_how_many_what_and_what_a_shut_shop_has_is_no_yes(text):
    assert not (said(text) or "").startswith("有，")


def test_what_a_shop_is_not_said_to_sell_is_not_told_of_it():
    assert said("南巷杂货卖不卖相机").startswith("店铺目录没有写南巷杂货卖“相机”")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("手机屏碎了哪里能换", "修手机"),
        ("哪里能换手机电池", "修手机"),
        ("平板的屏幕花了去哪换", "修平板"),
        ("手机壳哪里买", "手机"),
        ("老婆怀孕了买衣服去哪", "孕妇装"),
        ("孕妇裤子哪里有", "孕妇装"),
        ("孕期穿的裙子", "孕妇装"),
    ],
)
def test_a_part_to_change_and_who_is_with_child_name_the_kind(text, kind):
    assert [one.name for one in kinds_in(text)][:1] in ([kind], ["修手机"])


def test_clothes_for_who_is_with_child_are_none_of_everybodys():
    assert "禾下孕装" in said("孕妇衣服哪里买")
    assert "棠梨女装" not in said("孕妇衣服哪里买")
