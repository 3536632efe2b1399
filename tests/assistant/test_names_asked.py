"""Shops asked for by names that are nearly theirs, together, or beside chains that are not here; and a floor said with one."""

from datetime import datetime, timedelta, timezone

import pytest

from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.model import Handling
from assistant.shops.lookup import Lookup
from knowledge.directory import Directory
from knowledge.model import Shop

NOW = datetime(2026, 11, 29, 22, 15, tzinfo=timezone(timedelta(hours=8)))
SHOPS = [
    Shop("B107", "百物社", floor="B1", hours_weekday="10:00-22:00"),
    Shop("107", "甲雪", floor="1F", hours_weekday="10:00-22:00"),
    Shop("401", "乙雪", "YIXUE", category="运动户外", floor="4F", hours_weekday="10:00-22:00"),
    Shop("505", "乙雪儿童", "YIXUE KIDS", category="儿童", floor="5F", hours_weekday="10:00-22:00"),
    Shop("405", "露露乐蒙", "lululemon", category="运动户外", floor="4F", hours_weekday="10:00-22:00"),
    Shop("105", "飒拉", "ZARA", category="服装", floor="1F", hours_weekday="10:00-22:00"),
    Shop("701", "海底捞", "HAIDILAO", category="餐饮", subcategory="火锅", floor="7F", hours_weekday="10:00-次日02:00"),
    Shop("702", "凑凑火锅·茶憩", "COUCOU", category="餐饮", subcategory="火锅", floor="7F", hours_weekday="11:00-23:00"),
]  # fmt: skip


def ask(question, english=False):
    text = plain(question)
    return Lookup(Directory(SHOPS), lambda shop: None).reply(text, read(text, NOW.date()), NOW, english)


def said(question, english=False):
    return "\n".join(line.text for line in ask(question, english).lines)


@pytest.mark.parametrize("question", ["海底涝在几楼", "海底劳几点关", "海地捞电话"])
def test_a_name_in_characters_of_the_same_sound_is_meant(question):
    assert "海底捞" in said(question)


def test_a_latin_name_may_be_begun_in_a_chinese_question():
    assert "露露乐蒙在4F" in said("lulu在几楼")


@pytest.mark.parametrize("question", ["凑凑和海底捞哪个关得晚", "海底捞跟凑凑哪家先关门"])
def test_two_shops_are_compared_though_one_is_named_short(question):
    told = said(question)
    assert "海底捞" in told
    assert "凑凑" in told


def test_who_is_called_just_so_is_told_first():
    reply = ask("乙雪在几楼")
    assert reply.handling is Handling.ANSWER
    assert reply.lines[0].text.startswith("乙雪在4F")
    assert "乙雪儿童" in said("乙雪在几楼")


def test_a_longer_name_of_another_chain_is_not_the_shop_that_it_begins_with():
    assert "没有“ZARA HOME”" in said("Zara Home几点关门")
    assert "飒拉在1F" in said("Zara几点关门")


def test_each_of_two_chains_that_are_not_here_is_said_to_be_missing():
    told = said("有没有迪卡侬和茶颜悦色")
    assert "没有“迪卡侬”" in told
    assert "没有“茶颜悦色”" in told


def test_a_chain_beside_a_shop_is_said_to_be_missing():
    told = said("海底捞和迪卡侬在几楼")
    assert "海底捞在7F" in told
    assert "没有“迪卡侬”" in told


@pytest.mark.parametrize("question", ["一楼甲雪还营业吗", "1F的甲雪现在还开着吗", "甲雪还没打烊吧"])
def test_a_floor_is_no_yes_to_whether_a_shop_is_open(question):
    assert "是的" not in said(question)


def test_still_trading_asks_of_now():
    assert "22:15）不在营业时间内" in said("甲雪还营业吗")


def test_a_unit_is_of_the_floor_that_is_named_and_may_be_nobodys():
    assert "百物社" in said("b1的107号铺是谁")
    assert "B199" in said("B199是谁家")
    assert "399" in said("399是谁家")
