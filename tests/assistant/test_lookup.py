from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.model import Handling
from assistant.shops.lines import ShopLines
from assistant.shops.lookup import Lookup
from assistant.shops.missing import none_of_kind
from knowledge.directory import Directory
from knowledge.model import Shop
from tests.knowledge.test_directory import SHOPS

NOW = datetime(2026, 11, 21, 15, tzinfo=timezone(timedelta(hours=8)))


def ask(question, english=False):
    text = plain(question)
    return Lookup(Directory(SHOPS), lambda shop: None).reply(text, read(text, NOW.date()), NOW, english)


def said(reply):
    return "\n".join(line.text for line in reply.lines)


def test_a_name_with_two_branches_asks_which_one():
    reply = ask("云上咖啡在几楼")
    assert reply.handling is Handling.CLARIFY
    assert "B1-08" in said(reply)
    assert "L3-22" in said(reply)


def test_a_wrong_floor_in_the_question_is_set_right():
    reply = ask("小桨童装在2楼对吧")
    assert said(reply).startswith("不是L2层")
    assert "L4-12" in said(reply)


def test_a_shop_under_renovation_is_said_to_be_closed():
    assert "装修" in said(ask("砚边书房几点开门"))


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("椒语火锅关门了吗", "现在（15:00）"),
        ("椒语火锅打烊了没", "现在（15:00）"),
        ("这个点椒语火锅关了没", "现在（15:00）"),
        ("椒語火鍋閂咗門未", "现在（15:00）"),
        ("is JIAOYU HOTPOT open?", "15:00 (now)"),
        ("has JIAOYU HOTPOT closed yet", "15:00 (now)"),
    ],
)
def test_whether_a_shop_has_shut_by_now_is_said_first(question, now):
    assert now in said(ask(question, english=question.isascii())).split("L5-11")[0]


def test_a_wish_is_answered_by_shops_that_sell_it():
    assert "小桨童装" in said(ask("有没有卖小孩羽绒服的店"))


def test_an_unknown_unit_is_said_to_be_unknown():
    assert ask("L9-99是什么店").handling is Handling.UNKNOWN


@pytest.mark.parametrize(
    "question", ["停车怎么收费", "云上咖啡卖了多少钱,销售额呢", "小桨童装买的衣服能退货吗"]
)
def test_what_is_not_the_directorys_is_left_to_search(question):
    assert ask(question) is None


def test_english_questions_get_english_sentences():
    assert "unit L4-12" in said(ask("where is LITTLE OAR", english=True))


def test_a_kind_of_which_no_shop_trades_now_is_told_with_its_dates():
    reply = said(ask("书店在哪里"))
    assert reply.startswith("“书店”类的店目前都没有在营业")
    assert "2026-12-10" in reply


def test_a_shop_that_moved_is_found_by_where_it_was():
    moved = replace(SHOPS[4], note="由L2-09迁来")
    text = plain("原来二楼卖童装的搬哪去了")
    reply = Lookup(Directory([moved]), lambda shop: None).reply(text, read(text, NOW.date()), NOW, False)
    assert said(reply).startswith("小桨童装在L4层")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("半夜一点还有得吃吗", "椒语火锅"),
        ("周六晚上十点能去吃火锅吗", "椒语火锅"),
        ("拿铁在哪买", "云上咖啡"),
    ],
)
def test_shops_of_a_kind_that_are_open_then_are_found_however_it_is_asked(question, names):
    assert names in said(ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "有人来领手机要核对什么",
        "积分补录柜台最多多少",
        "餐饮参与低谁负责",
        "After Double 11, which departments mend the low participation of restaurants",
    ],
)
def test_what_staff_ask_about_procedures_is_no_list_of_shops(question):
    assert ask(question) is None


@pytest.mark.parametrize(
    ("question", "english", "answer"),
    [
        ("小桨童装的英文名是什么", False, "英文名：LITTLE OAR"),
        ("小桨童装英文点讲", False, "英文名：LITTLE OAR"),
        ("what is LITTLE OAR called in Chinese", True, "In Chinese: 小桨童装"),
        ("砚边书房有英文名吗", False, "只有这一个名字"),
    ],
)
def test_the_other_name_of_a_shop_is_told(question, english, answer):
    assert answer in said(ask(question, english))


FOREIGN = [
    Shop("1", "甲", category="Shopping", subcategory="Men / Women / Kids", floor="1F"),
    Shop("2", "乙", category="Shopping", subcategory="Watch & Jewellery", floor="1F"),
    Shop("3", "丙", category="Dining", subcategory="Asian Cuisine", floor="1F", tags=("Thai Restaurant",)),
    Shop("4", "丁", category="Shopping", subcategory="Lifestyle", floor="1F", tags=("Photo Printing",)),
    Shop("5", "戊", category="Shopping", subcategory="Health", floor="1F", tags=("Chinese Medicine",)),
    Shop("6", "己", category="Shopping", subcategory="Kid's Wear & Toys", floor="1F"),
    Shop("7", "庚", category="Services", subcategory="Banking", floor="1F", tags=("Money Exchange",)),
]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("哪里有卖男装的店", "甲"),
        ("想买手表去哪里", "乙"),
        ("有没有泰国菜", "丙"),
        ("哪里可以洗照片", "丁"),
        ("有中药店吗", "戊"),
        ("有儿童玩具店吗", "己"),
        ("哪里可以换外币", "庚"),
    ],
)
def test_a_kind_is_found_in_an_english_directory(question, name):
    text = plain(question)
    reply = Lookup(Directory(FOREIGN), lambda shop: None).reply(text, read(text, NOW.date()), NOW, False)
    assert f"{name}：" in said(reply)


def test_a_list_of_bare_names_does_not_deny_a_kind():
    bare = Directory([Shop("", "OMEGA", floor="1F")])
    said = ShopLines(False, NOW.date(), NOW, lambda shop: None)
    assert none_of_kind(bare, "有没有卖手表的店", said) is None
