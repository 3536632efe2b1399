"""A charge for parking that a table lays down by days is reckoned for the day that is named."""

import pytest

from tests.assistant.sums import said

COLUMNS = (
    "停车项目: 免费时长; 周一至周五: 前2小时; 周六、周日及法定节假日: 前1小时",
    "停车项目: 超出后; 周一至周五: 5元/小时; 周六、周日及法定节假日: 8元/小时",
    "停车项目: 24小时封顶; 周一至周五: 50元; 周六、周日及法定节假日: 80元",
)
ROWS = (
    "停车日期: 工作日; 免费时长: 1小时; 之后: 5元/小时; 封顶: 50元",
    "停车日期: 周末及法定节假日; 免费时长: 1小时; 之后: 8元/小时; 封顶: 80元",
)
ROUNDS = "停车不足1小时按1小时计"


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("周三停车5小时20分钟多少钱", "应付20元"),
        ("周六停5小时20分钟要付多少停车费", "应付40元"),
        ("今天停车3小时多少钱", "应付5元"),  # a Wednesday
        ("5月10日停车20小时多少钱", "应付80元"),  # a Sunday
        ("周一停车90分钟多少钱", "应付0元"),
        ("5月1日停车3小时多少钱", "应付16元"),  # a holiday, though a Friday
    ],
)
def test_the_column_of_the_day_that_is_named_is_charged(question, due):
    assert due in said(question, *COLUMNS, ROUNDS)


def test_a_row_for_each_kind_of_day_is_read_too():
    assert "应付10元" in said("周三停车3小时多少钱", *ROWS, ROUNDS)
    assert "应付16元" in said("周日停车3小时多少钱", *ROWS, ROUNDS)


def test_without_a_day_both_are_told_with_their_days():
    told = said("停车5小时多少钱", *COLUMNS, ROUNDS)
    assert "周一至周五：按标准应付15元" in told
    assert "周六、周日及法定节假日：按标准应付32元" in told


def test_what_is_spent_takes_hours_off_it():
    rule = "停车优惠：单日消费满200元,抵扣1小时;满500元,抵扣2小时"
    assert "应付10元" in said("周三停车6小时，消费600元，停车费多少钱", *COLUMNS, ROUNDS, rule)


def test_levels_of_a_malls_own_names_take_hours_off():
    level = "等级: 墨竹; 每日免费停车: 2小时; 升级条件: 满8000元"
    most = "会员免费停车与消费抵扣合计最多抵扣4小时"
    spend = "停车优惠：消费满500元,抵扣3小时"
    assert "可抵停车4小时" in said("墨竹会员消费500元，停车能抵扣几个小时", level, spend, most)
