"""When two questions cannot be one: other days, shops, numbers, floors, parts of the house."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.curated.reading import asking

TODAY = date(2026, 3, 4)
WEEKDAYS = [f"{week}{day}" for week in ("周", "星期", "礼拜") for day in "一二三四五六日"]
calmly = settings(deadline=None, max_examples=60)
FRAMES = st.sampled_from(
    ["{}几点关门", "{}有活动吗", "请问{}停车怎么收费?", "{}可以带宠物吗", "{}的课还有名额吗"]
)


def agree(one: str, other: str, day: date = TODAY) -> bool:
    first, second = asking(one, day), asking(other, TODAY)
    assert first.agrees(second) == second.agrees(first)
    return first.agrees(second)


@calmly
@given(FRAMES, st.sampled_from(WEEKDAYS), st.sampled_from(WEEKDAYS))
def test_another_weekday_is_another_question(frame, one, other):
    assert agree(frame.format(one), frame.format(other)) == (one[-1] == other[-1])


@calmly
@given(FRAMES, st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_another_date_is_another_question(frame, one, other):
    first, second = (frame.format(f"{day.month}月{day.day}日") for day in (one, other))
    assert agree(first, second) == (one == other)


@calmly
@given(FRAMES, st.sampled_from(["今天", "明天", "后天", "昨天"]), st.integers(1, 300))
def test_tomorrow_of_another_day_is_another_day(frame, word, later):
    question = frame.format(word)
    assert not agree(question, question, TODAY + timedelta(days=later))


@calmly
@given(st.integers(1, 9999), st.integers(1, 9999))
def test_another_figure_is_another_question(one, other):
    assert agree(f"满{one}元减多少", f"满{other}元减多少") == (one == other)


@calmly
@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["L{}", "{}楼", "{}F", "B{}"]))
def test_another_floor_is_another_question(one, other, written):
    first, second = (f"{written.format(floor)}的洗手间在哪" for floor in (one, other))
    assert agree(first, second) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("几点开门", "几点关门"),
        ("停车怎么收费", "停车费怎么付"),
        ("会员怎么注册", "会员怎么注销"),
        ("国庆几点关门", "春节几点关门"),
        ("超市几点关门", "几点关门"),
        ("会员停车多少钱", "停车多少钱"),
        ("一等奖是什么", "二等奖是什么"),
        ("坐直梯可以带狗吗", "坐扶梯可以带狗吗"),
        ("轮椅在哪里借", "轮椅在哪里归还"),
        ("捡到手机怎么办", "丢了手机怎么办"),
        ("双11有什么活动", "双12有什么活动"),
        ("What time do you open?", "What time do you close?"),
        ("Do you close late on Saturday?", "Do you close late on Sunday?"),
        ("停车怎么收费?我是金卡", "停车怎么收费"),
        ("我去年攒的积分还在吗", "我攒的积分还在吗"),
        ("带着轮椅来,洗手间在哪", "洗手间在哪"),
        ("VIP停车怎么收费", "SVIP停车怎么收费"),
    ],
)
def test_the_neighbouring_question_is_another(one, other):
    assert not agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("周六几点关门", "请问星期六营业到几点?"),
        ("三楼洗手间在哪", "3F廁所在哪裡"),
        ("满三百减多少", "满300减几块"),
        ("停车怎么收费", "停車費怎麼算"),
        ("12月1日几点关门", "12/1几点关门"),
        ("你好,请问停车怎么收费?谢谢", "停车怎么收费"),
        ("有wifi吗", "有无线网吗"),
        ("When do you close on Saturdays?", "What time does the mall close on Saturday?"),
    ],
)
def test_the_same_question_in_other_words_may_be_one(one, other):
    assert agree(one, other)


def test_tomorrow_is_the_date_that_it_is():
    assert agree("明天几点关门", "3月5日几点关门")
