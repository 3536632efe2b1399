"""Follow-ups about the shops of a small mall: which one is meant, and what is asked of it."""

from dataclasses import replace

import pytest

from assistant.asking.followup import by_wording
from assistant.asking.spending import tells_what_was_spent
from assistant.asking.spoken_shops import asks_of_a_shop, shops_in
from assistant.asking.wording import plain
from assistant.journal import Turn
from assistant.model import Handling
from knowledge.directory import Directory
from knowledge.model import Shop
from tests.knowledge.test_directory import SHOPS

MALL = Directory(SHOPS)
COFFEES = "请问您要找哪一家？\n云上咖啡 B1店：B1层 B1-08（咖啡）[1]\n云上咖啡 L3店：L3层 L3-22（咖啡）[2]"
HOTPOT = "椒语火锅在L5层，铺位号L5-11。说明：原小桨童装铺位。[1]"


def turn(topic, answer, handling="answer"):
    return Turn(topic, topic, answer, handling, ("K01",))


def whole(message, *turns):
    return by_wording(plain(message), turns, MALL)


def test_the_shops_of_an_answer_are_those_that_its_lines_begin_with():
    assert [shop.unit for shop in shops_in(COFFEES, MALL)] == ["B1-08", "L3-22"]
    assert [shop.unit for shop in shops_in(HOTPOT, MALL)] == ["L5-11"]
    assert shops_in("停车满100元，凭椒语火锅小票也可以抵1小时。[1]", MALL) == []


@pytest.mark.parametrize("message", ["第二个呢", "第二家几点开门", "后者在几楼", "第二間有冇電話"])
def test_an_ordinal_is_the_shop_of_that_place_in_the_list(message):
    assert "云上咖啡 L3店" in whole(message, turn("咖啡", COFFEES))


@pytest.mark.parametrize(
    "message", ["它几点关", "佢幾點收工", "那家有电话吗", "几点关门", "what time does it close"]
)
def test_what_names_no_shop_is_asked_of_the_one_spoken_of(message):
    assert "椒语火锅" in whole(message, turn("椒语火锅在哪", HOTPOT))


@pytest.mark.parametrize("message", ["厕所在哪", "停车到几点", "你们商场几点关门", "哪里有wifi"])
def test_a_thing_of_its_own_is_not_asked_of_the_shop(message):
    assert whole(message, turn("椒语火锅在哪", HOTPOT)) is None


def test_a_question_that_only_begins_like_a_follow_up_leaves_the_shop():
    assert whole("那附近有文具店吗", turn("椒语火锅在哪", HOTPOT)) is None


def test_another_shop_is_asked_what_the_first_was_asked():
    assert whole("那小桨童装呢", turn("椒语火锅几点关门", HOTPOT)) == "小桨童装 几点关门"


def test_of_a_few_shops_the_question_is_asked_of_each():
    assert whole("开到几点", turn("云上咖啡在几楼", COFFEES)) == "云上咖啡 B1店、云上咖啡 L3店 开到几点"


def test_of_shops_to_choose_from_the_question_is_asked_again():
    which = replace(turn("云上咖啡在几楼", COFFEES), handling=Handling.CLARIFY.value)
    assert whole("开到几点", which) == "云上咖啡在几楼 开到几点"


def test_a_kind_finds_the_shop_spoken_of_before_something_else():
    turns = (turn("椒语火锅在哪", HOTPOT), turn("停车怎么收费", "每小时5元。[1]"))
    assert whole("那家火锅有电话吗", *turns) == "椒语火锅有电话吗"


def test_a_return_takes_up_the_earlier_question():
    turns = (turn("储物柜怎么收费", "每小时3元。[1]"), turn("椒语火锅在哪", HOTPOT))
    assert whole("回到刚才储物柜，能过夜吗", *turns) == "储物柜怎么收费 储物柜,能过夜吗"


def test_small_talk_between_is_not_leant_on():
    thanks = Turn("谢谢", "椒语火锅在哪", "不客气！", "answer")
    assert whole("它几点关", turn("椒语火锅在哪", HOTPOT), thanks) == "椒语火锅几点关"


def test_nothing_is_leant_on_at_the_beginning():
    assert whole("那明天呢") is None


LIST = turn("咖啡", COFFEES)


@pytest.mark.parametrize("message", ["三楼的那家", "L3那家呢", "是3楼那间"])
def test_a_floor_tells_which_of_the_shops_named_is_meant(message):
    asked = Turn("云上咖啡几点关门", "云上咖啡几点关门", COFFEES, "clarify", ("K01",))
    assert whole(message, asked).startswith("云上咖啡 L3店")
    assert "几点关门" in whole(message, asked)


def test_a_bare_ordinal_after_a_day_asks_the_hours_of_that_day():
    first = Turn("第二家周三几点打烊", "云上咖啡", "云上咖啡 L3店在L3层。[1]", "answer", ("K01",))
    assert whole("第一个今晚呢", LIST, first) == "云上咖啡 B1店 今晚几点打烊"


def test_a_kind_of_shop_asked_for_after_a_shop_is_another_search():
    about = turn("where is 椒语火锅", HOTPOT)
    assert whole("and what about coffee on l3?", about) == "where is coffee on l3"
    assert whole("那咖啡呢", about) == "咖啡有哪些"


def test_of_a_kind_that_one_shop_is_the_same_is_asked_of_it():
    about = turn("小桨童装几点关门", "小桨童装在L4层，铺位号L4-12。[1]")
    assert whole("那火锅呢", about) == "椒语火锅 几点关门"
    assert whole("and at the hotpot place?", turn("points at 小桨童装", HOTPOT)) == "椒语火锅 points at"


def test_what_a_shop_is_held_against_is_not_asked_about():
    asked = whole("does it open at 8 like the b1 one?", turn("云上咖啡 L3", "云上咖啡 L3店：L3层 L3-22[1]"))
    assert "L3店" in asked
    assert "b1" not in asked


def test_what_was_spent_is_no_question_for_a_shop():
    assert tells_what_was_spent("我今天买了3500,可以折几小时")
    assert not tells_what_was_spent("买单反去哪")
    assert not asks_of_a_shop("我今天买了3500,可以折几小时")


@pytest.mark.parametrize("message", ["买小了能换吗", "买大了可以退吧"])
def test_what_becomes_of_goods_is_asked_of_no_shop(message):
    assert not asks_of_a_shop(plain(message))
    assert whole(message, turn("咖啡", COFFEES)) is None


@pytest.mark.parametrize("asked", ["椒语火锅的月租多少", "L5-11的月租多少"])
def test_that_shop_is_the_one_asked_about_where_the_answer_told_of_none(asked):
    refused = turn(asked, "抱歉，我不能提供。", "refuse")
    assert any(name in whole("那家是哪天开的", refused) for name in ("椒语火锅", "L5-11"))


def test_of_two_shops_asked_about_that_shop_is_none():
    assert whole("那家是哪天开的", turn("L5-11和L3-22的月租", "抱歉，我不能提供。", "refuse")) is None


@pytest.mark.parametrize("message", ["泊車呀", "我说的是停车", "停车"])
def test_the_thing_that_a_question_left_out_completes_it(message):
    untold = replace(turn("星期六多少钱", "资料里没有写。"), handling=Handling.PARTIAL.value)
    assert whole(message, untold) == f"星期六多少钱 {plain(message)}"


@pytest.mark.parametrize("message", ["谢谢", "好的", "厕所在哪", "ok"])
def test_thanks_and_another_question_complete_nothing(message):
    untold = replace(turn("星期六多少钱", "资料里没有写。"), handling=Handling.PARTIAL.value)
    assert whole(message, untold) is None


def test_the_offer_to_members_is_asked_of_the_shop_spoken_of():
    assert "椒语火锅" in whole("会员打几折", turn("椒语火锅在哪", HOTPOT))
    assert whole("会员有什么优惠", turn("椒语火锅在哪", HOTPOT)) is None


def test_a_chain_that_is_not_here_is_asked_for_as_the_shop_before_was():
    before = turn("椒语火锅在几楼", HOTPOT)
    assert "彪马" in whole("彪马呢", before)
    assert "椒语" not in whole("迪卡侬呢", before)


@pytest.mark.parametrize("thing", ["厕所", "母婴室", "停车"])
def test_a_thing_of_the_house_is_asked_for_itself(thing):
    assert whole(f"{thing}呢", turn("椒语火锅在几楼", HOTPOT)) == thing


def test_the_mall_is_asked_what_the_shop_was():
    assert "几点关门" in whole("那商场呢", turn("椒语火锅几点关门", HOTPOT))


def test_a_name_with_a_particle_asks_the_same_of_that_shop():
    assert "电话" in whole("云上的", turn("椒语火锅电话", HOTPOT))


def test_a_number_after_a_unit_is_another_unit_be_there_a_shop_or_not():
    mall = Directory([Shop("312", "甲", floor="3F"), Shop("313", "乙", floor="3F")])
    before = turn("312是谁家", "甲在3F，铺位号312。[1]")
    assert by_wording("313呢", (before,), mall) == "313是谁家"
    assert by_wording("399呢", (before,), mall) == "399是谁家"


def test_what_a_remark_names_is_asked_of_its_shop():
    mall = Directory([Shop("405", "甲练馆", floor="4F", note="每周日09:00瑜伽课,需预约")])
    before = turn("甲练馆在几楼", "甲练馆在4F，铺位号405。说明：每周日09:00瑜伽课,需预约。[1]")
    assert by_wording("听说有瑜伽课?几点", (before,), mall).startswith("甲练馆")
