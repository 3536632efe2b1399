"""A charge for parking that differs with the hour of the day is reckoned by the hours that a stay falls into."""

import pytest

from assistant.reckoning.stay import stay_in, times_in
from tests.assistant.sums import said

ROWS = (
    "停车时段: 工作日 08:00-21:00; 标准: 6元/小时",
    "停车时段: 周六、周日及法定节假日 08:00-21:00; 标准: 8元/小时",
    "停车时段: 每日 21:00-次日08:00; 标准: 2元/小时",
)
COLUMNS = (
    "停车时段: 白天 08:00-21:00; 平日: 6元/小时; 周末及节假日: 8元/小时",
    "停车时段: 夜间 21:00-次日08:00; 平日: 2元/小时; 周末及节假日: 2元/小时",
)
CLAUSES = ("停车：8:00-21:00每小时6元；21:00-次日8:00每小时2元。",)
ROUNDS = "停车不足30分钟按半小时计,超过30分钟不足1小时按1小时计"


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("周三停车从10点停到12点多少钱", "应付12元"),
        ("周六10点停到12点20分要付多少停车费", "应付20元"),
        ("今天下午2点停到6点停车费多少", "应付24元"),  # a Wednesday
        ("周三停车晚上8点停到12点多少钱", "6+6=12元"),
    ],
)
@pytest.mark.parametrize("table", [ROWS, COLUMNS])
def test_a_stay_is_charged_by_its_hours(question, due, table):
    assert due in said(question, *table, ROUNDS)


def test_clauses_lay_it_down_as_a_table_does():
    assert "应付12元" in said("今天10点停车停到12点多少钱", *CLAUSES, ROUNDS)


def test_a_length_alone_is_told_for_each_of_the_hours():
    told = said("周三停车3小时多少钱", *ROWS, ROUNDS)
    assert "18元" in told
    assert "6元" in told
    assert "24元" not in told  # of a weekend


def test_another_kind_of_day_takes_the_place_of_the_one_before():
    assert "18元" in said("那要是工作日停3个小时", *ROWS, ROUNDS, before="周末停车多少钱一小时")


def test_what_was_named_before_is_taken_off():
    rule = "停车减免：黑卡会员每日免费停车3小时"
    told = said("今天10点停到18点要交多少停车费", *ROWS, ROUNDS, rule, before="黑卡能免几小时停车")
    assert "应付30元" in told


def test_the_hours_are_read_off_a_question():
    assert times_in("下午2点停到6点二十") == (14 * 60, 18 * 60 + 20)
    assert times_in("两点停到六点二十") == (14 * 60, 18 * 60 + 20)
    assert times_in("停3小时") is None
    assert stay_in("一小时多少钱，停3小时呢") == 180
