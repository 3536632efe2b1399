"""A queue, a crowd, a size in stock: no paper has them, and the shop itself may be asked."""

import pytest

from assistant.model import Handling


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Is there a queue at JIAOYU HOTPOT now?", "L5-11"),
        ("do they have size 38 in stock at NORTHISLE", "L4-06"),
        ("LITTLE LUHE still has the down jacket in size 130?", "L4-12"),
        ("北屿有没有43码的登山鞋", "L4-06"),
        ("小鹿禾断码了吗", "L4-12"),
        ("鯨魚島而家多唔多人", "L4-18"),
        ("椒渔现在排队多少桌", "L5-11"),
        ("焦鱼烤物现在要排多少桌", "L5-20"),
        ("椒漁川味火鍋而家要排幾多張枱", "L5-11"),
        ("而家焦魚烤物等緊幾多枱", "L5-20"),
        ("现在去竹外湘厨要等多少号", "L5-09"),
        ("潮汐粤味这会儿等位多少桌", "L5-06"),
    ],
)
def test_what_a_shop_has_just_now_is_unknown_and_the_shop_is_named(demo_house, message, named):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.UNKNOWN
    assert named in answer.answer


def test_a_queue_at_shops_of_a_kind_is_no_list_of_them(demo_house):
    assert demo_house.ask("5楼火锅店要排几桌").handling is Handling.PARTIAL


def test_how_many_tables_are_ahead_is_said_to_be_live(demo_house):
    answer = demo_house.ask("how many tables are ahead at JIAOYU GRILL now?")
    assert answer.handling is Handling.UNKNOWN
    assert "no live figures" in answer.answer


@pytest.mark.parametrize(
    "message", ["小小店長聽日下晝仲有冇位?", "小小店长明天还有没有位", "小小店长明天还有位吗"]
)
def test_whether_there_is_a_place_left_is_said_to_be_live(demo_house, message):
    assert demo_house.ask(message).handling is Handling.PARTIAL


def test_how_busy_a_desk_is_is_said_to_be_live(demo_house):
    assert demo_house.ask("how busy is the info desk right now").handling is Handling.PARTIAL


def test_another_shop_that_is_asked_about_besides_is_told_of(demo_house):
    answer = demo_house.talk("鲸鱼岛在几楼", "还有北屿呢")
    assert answer.handling is Handling.ANSWER
    assert "L4-06" in answer.answer


def test_whether_a_shop_has_shut_is_no_alarm(demo_house):
    assert demo_house.ask("鯨魚島關咗門未").handling is Handling.ANSWER


@pytest.mark.parametrize("message", ["那几点开门", "那营业到几点", "那现在开着吗"])
def test_hours_that_are_asked_next_are_those_of_the_shop_told_of(demo_house, message):
    assert "11:00" in demo_house.talk("屿上海鲜在几楼", message).answer.split("商场")[0]
