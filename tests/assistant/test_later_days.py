"""A day that is told by another one is made the date that it is."""

from datetime import date

import pytest

from assistant.asking.conversation import leans, only_moves_the_day
from assistant.asking.later_days import dated

TODAY = date(2026, 5, 6)  # a Wednesday


@pytest.mark.parametrize(
    ("message", "before", "says"),
    [
        ("那再过一日呢", "下周五你们几点关门", "那2026年5月16日呢"),
        ("再过两天呢", "5月8日几点关门", "2026年5月10日呢"),
        ("第二天呢", "明天几点开门", "2026年5月8日呢"),
        ("那第二天", "明天几点开门", "那2026年5月8日呢"),
        ("前一天呢", "5月8日几点关门", "2026年5月7日呢"),
        ("再早两天呢", "5月8日几点关门", "2026年5月6日呢"),
        ("再过一天呢", "周五几点关门\n那明天呢", "2026年5月8日呢"),  # the latest day that was named
        ("再过一天呢", "几点关门", "2026年5月7日呢"),  # from today, where no day was named
        ("the day after?", "what time do you close tomorrow", "what about 8 may 2026?"),
    ],
)
def test_a_day_is_counted_from_the_one_asked_about(message, before, says):
    assert dated(message, before, TODAY) == says


@pytest.mark.parametrize(
    ("message", "before"),
    [
        ("第二天呢", "停车怎么收费"),  # of no day
        ("停到第二天早上多少钱", "明天停车怎么收费"),
        ("过一天再说", "明天几点开门"),
        ("后天呢", "明天几点开门"),
        ("day after tomorrow?", "what time do you close tomorrow"),
    ],
)
def test_what_begins_with_no_such_day_stays_as_it_is(message, before):
    assert dated(message, before, TODAY) == message


@pytest.mark.parametrize("message", ["中秋节那天也行吗", "10月2号也可以吗", "周末也一样吗", "国庆期间也能吗"])
def test_whether_it_holds_on_another_day_is_asked_of_what_was_spoken_of(message):
    assert only_moves_the_day(message)
    assert leans(message)


@pytest.mark.parametrize("message", ["中秋有活动吗", "元旦放假吗", "也行吗", "周六停车免费吗"])
def test_what_names_a_thing_of_its_own_moves_no_day(message):
    assert not only_moves_the_day(message)


@pytest.mark.parametrize("message", ["小的6岁 要花多少", "弟弟才4岁能玩吗", "老二3岁"])
def test_another_child_is_asked_about_what_was_asked_of_the_first(message):
    assert leans(message)
