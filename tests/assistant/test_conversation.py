import pytest

from assistant.asking.conversation import (
    comes_back,
    joined,
    leans,
    naming,
    ordinal_in,
    says_otherwise,
    topic_after,
)
from assistant.asking.membership import level_after


@pytest.mark.parametrize(
    "message",
    ["那明天呢", "跟国庆比呢", "不是说30分钟吗", "我记得是30天", "what time does it open", "B1那家", "如果没有小票呢", "and on sunday?", "what about l3", "谁审", "谁写的", "哪天发"],
)  # fmt: skip
def test_wordings_that_lean_on_what_was_said(message):
    assert leans(message)


@pytest.mark.parametrize(
    "message",
    ["停车怎么收费", "谁能借轮椅", "母婴室在哪", "where can i park", "可以借轮椅吗", "is there an atm"],
)
def test_wordings_that_stand_alone(message):
    assert not leans(message)


@pytest.mark.parametrize(
    ("topic", "message", "whole"),
    [
        ("今天几点关门", "那明天呢", "几点关门 那明天呢"),
        ("12月5号几点关门", "那周三呢", "几点关门 那周三呢"),
        ("今天几点关门", "圣诞节呢", "几点关门 圣诞节呢"),
        ("圣诞几点关门", "元旦呢", "几点关门 元旦呢"),
        ("opening hours this weekend", "and on christmas", "opening hours and on christmas"),
    ],
)
def test_a_day_that_is_named_replaces_the_day_named_before(topic, message, whole):
    assert joined(topic, message) == whole


def test_a_floor_that_is_named_replaces_the_floor_named_before():
    assert joined("b1有咖啡店吗", "那三楼呢") == "有咖啡店吗 三楼呢"


@pytest.mark.parametrize("message", ["跟国庆比呢", "那11月9号呢"])
def test_what_was_asked_stays_in_front(message):
    assert joined("双11核销率多少", message) == f"双11核销率多少 {message}"


@pytest.mark.parametrize(
    ("message", "which"),
    [("第二个呢", 2), ("第一家几点开门", 1), ("最后那家呢", -1), ("the second one", 2), ("the last shop", -1), ("头一间几点开", 1), ("后者呢", -1)],
)  # fmt: skip
def test_which_of_a_list_is_meant(message, which):
    assert ordinal_in(message) == which


@pytest.mark.parametrize(
    "message",
    ["第一次来怎么停车", "第二天还能用吗", "第二步呢", "一等奖是什么", "first 2 hours free", "the second floor", "最后几天"],
)  # fmt: skip
def test_a_number_that_counts_something_else_points_at_no_list(message):
    assert ordinal_in(message) is None


@pytest.mark.parametrize(
    ("message", "whole"),
    [("它几点关", "云上咖啡几点关"), ("那家有电话吗", "云上咖啡有电话吗"), ("几点关", "云上咖啡 几点关"), ("第二个呢", "云上咖啡呢"), ("do they have a phone number", "云上咖啡 phone number")],
)  # fmt: skip
def test_a_name_takes_the_place_of_what_stood_for_it(message, whole):
    assert naming(message, "云上咖啡") == whole


def test_words_that_return_to_an_earlier_question():
    assert comes_back("回到刚才储物柜，能过夜吗")
    assert comes_back("back to the lockers")
    assert not comes_back("储物柜能过夜吗")


def test_the_next_follow_up_leans_on_the_root_and_on_what_was_put_in_its_place():
    topic = topic_after("母婴室在哪", "轮椅呢", brings_its_own=True)
    assert topic == "母婴室在哪\n轮椅呢"
    assert topic_after(topic, "要押金吗", brings_its_own=True) == topic
    assert topic_after(topic, "那童车呢", brings_its_own=True) == "母婴室在哪\n那童车呢"


def test_the_next_follow_up_leans_on_the_day_that_was_put_in_place_of_another():
    assert topic_after("周日几点打烊", "元旦呢", brings_its_own=False) == "几点打烊\n元旦呢"
    assert (
        topic_after("今天几点打烊", "周五也是这个点吗", brings_its_own=False) == "几点打烊\n周五也是这个点吗"
    )


def test_a_month_named_anew_takes_the_place_of_an_occasion():
    assert "双11" not in joined("双11客流多少", "9月份总客流是多少")
    assert "客流" in joined("双11客流多少", "那9月呢")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("我抽屉里这份写的7个工作日,哪个对", "手里这份写的7个工作日,哪个对"),
        ("抽屉里那版手册印的是30天诶,信哪个", "手里这份印的是30天诶,信哪个"),
        ("师傅跟我说是15天,听谁的", "手里这份说是15天,听谁的"),
        ("墙上贴的是二十四小时", "手里这份贴的是二十四小时"),
        ("墙上哪里能贴海报", ""),
        ("领导说所有餐饮都必须参加满减,能硬性要求商户吗", ""),
        ("同事病了,几点交班", ""),
    ],
)
def test_what_a_copy_says_otherwise_leans_on_what_was_spoken_of(message, said):
    assert says_otherwise(message) == said
    assert leans(message) or not said


@pytest.mark.parametrize("message", ["周六晚上", "明天", "12月31号", "后天早班呢", "tomorrow"])
def test_a_day_alone_is_asked_of_what_was_asked_before(message):
    assert leans(message)


def test_a_level_that_is_named_replaces_the_level_named_before():
    assert joined("银星卡停车免几个小时", "黑星卡呢") == "停车免几个小时 黑星卡呢"


@pytest.mark.parametrize(
    ("message", "meant"), [("黑的呢", "黑卡呢"), ("那金的呢", "金卡呢"), ("银的能免吗", "银卡能免吗")]
)
def test_a_colour_alone_is_a_level_after_a_level(message, meant):
    assert level_after(message, "金星卡停车免几个小时") == meant
    assert level_after(message, "裙子有几种颜色") == message
