"""Follow-ups that keep what they are about: another unit, another kind, a bare verb, a thing held against an offer."""

from datetime import date

import pytest

from assistant.asking.conversation import asks_of_anything, asks_whether_within, joined, leans
from assistant.asking.followup import by_wording
from assistant.asking.misheard import put_right
from assistant.quoted.nouns import things_named
from assistant.reckoning import Asking
from assistant.reckoning.items import items_in
from assistant.reckoning.ways import continued
from tests.assistant.test_followup import HOTPOT, MALL, turn, whole


@pytest.mark.parametrize("message", ["12呢", "那12呢", "12号铺呢", "12也空着吗"])
def test_a_bare_number_after_a_unit_is_the_unit_of_that_number(message):
    assert whole(message, turn("L4-11现在空着吗", "L4-11没有店。[1]")) == "l4-12现在空着吗"


def test_a_number_that_no_unit_has_is_no_unit():
    assert "l4-77" not in whole("77呢", turn("L4-11现在空着吗", "L4-11没有店。[1]"))
    assert by_wording("12呢", (turn("停车怎么收费", "每小时5元。[1]"),), MALL) == "停车怎么收费 12呢"


@pytest.mark.parametrize("message", ["那想喝咖啡去哪家", "那哪里有咖啡店", "还有哪家咖啡"])
def test_which_shop_of_a_kind_is_not_asked_of_the_shop_spoken_of(message):
    assert "椒语" not in whole(message, turn("椒语火锅还开着吗", HOTPOT))
    assert "咖啡" in whole(message, turn("椒语火锅还开着吗", HOTPOT))


@pytest.mark.parametrize(
    "message",
    [
        "什么时段能装上去",
        "何时可以拆下来",
        "怎么搬进来",
        "公安那边又要多少天前申请",
        "法务又要几天",
        "主要毛病是什么",
        "封顶跟现在差几块",
        "和以前相比",
    ],
)
def test_what_says_not_of_what_leans(message):
    assert leans(message)


@pytest.mark.parametrize("message", ["什么时候有活动", "几点开门", "怎么办会员卡", "停车又涨价了吗"])
def test_what_names_its_own_thing_does_not(message):
    assert not leans(message)


@pytest.mark.parametrize("message", ["卖了多少钱", "来了多少人", "发了多少张", "一共花了多少钱"])
def test_a_bare_figure_is_one_of_what_was_spoken_of(message):
    assert asks_of_anything(message)
    assert not asks_of_anything(f"周年庆{message}")


@pytest.mark.parametrize("message", ["金项链参加吗", "手机也参加吗", "特价商品适用吗", "那餐饮参不参加"])
def test_a_thing_is_held_against_the_offer_spoken_of(message):
    assert asks_whether_within(message)
    offer = turn("双11买大衣能减多少", "满500元减60元。[1]")
    assert whole(message, offer).startswith("双11买大衣能减多少")


@pytest.mark.parametrize("message", ["咖啡店能用吗", "那火锅店也可以用吗", "咖啡能不能用"])
def test_a_coupon_spoken_of_is_asked_of_a_kind_of_shop(message):
    coupon = turn("满300减50的券怎么用", "结账时出示券码。[1]")
    assert whole(message, coupon).startswith("满300减50的券怎么用")
    assert whole("轮椅能用吗", coupon) is None


@pytest.mark.parametrize("message", ["怎么参加周年庆抽奖", "几岁可以参加小小店长", "参加要钱吗"])
def test_what_one_takes_part_in_stands_alone(message):
    assert not asks_whether_within(message)


def test_what_can_be_asked_of_whatever_thing_names_none():
    assert things_named("分别哪个部门管") == things_named("什么时段能装") == frozenset()
    assert things_named("灯箱画哪个部门管")


def test_what_is_kept_is_not_bought_twice():
    asking = Asking("要是留下100的,退320那件呢", lambda _: (), today=date(2026, 11, 21))
    asking_again = continued("320加100的单子,用券后给了370,只退100那件,退多少", asking)
    roles = [(int(item.amount), item.role) for item in items_in(asking_again)]
    assert roles == [(320, ""), (100, ""), (370, "paid"), (100, "kept"), (320, "returned")]


def test_how_many_points_is_no_misspelling():
    assert put_right("最多能补几分") == "最多能补几分"
    assert put_right("你们的会员鸡分怎么查") == "你们的会员积分怎么查"


def test_another_level_takes_the_place_of_the_one_named():
    assert joined("买10000 星享卡多少积分", "黑卡的话") == "买10000 多少积分 黑卡的话"
    assert "信用卡" in joined("金卡用信用卡付能积分吗", "银卡呢")
