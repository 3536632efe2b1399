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


ITEMS = (
    "停车计费项: 免费停放; 周一至周五（法定节假日除外）: 进场15分钟内; 周六、周日及法定节假日: 进场15分钟内",
    "停车计费项: 首小时; 周一至周五（法定节假日除外）: 8元; 周六、周日及法定节假日: 10元",
    "停车计费项: 首小时后，每30分钟（不足30分钟按30分钟计）; 周一至周五（法定节假日除外）: 3元; 周六、周日及法定节假日: 4元",
    "停车计费项: 24小时封顶; 周一至周五（法定节假日除外）: 50元; 周六、周日及法定节假日: 70元",
    "停车计费项: 夜间一口价（22:00—次日07:00进出）; 周一至周五（法定节假日除外）: 12元; 周六、周日及法定节假日: 12元",
    "停车计费项: 摩托车; 周一至周五（法定节假日除外）: 2元/小时; 周六、周日及法定节假日: 2元/小时",
)
ITEMS_IN_COLUMNS = (
    "停车日期: 工作日; 免费停放: 进场15分钟内; 首小时: 8元; 首小时后每30分钟（不足30分钟按30分钟计）: 3元; 24小时封顶: 50元",
    "停车日期: 周末及法定节假日; 免费停放: 进场15分钟内; 首小时: 10元; 首小时后每30分钟（不足30分钟按30分钟计）: 4元; 24小时封顶: 70元",
)


@pytest.mark.parametrize("table", [ITEMS, ITEMS_IN_COLUMNS])
@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("周六停车3小时多少钱", "10+16=26元"),
        ("周二停车2小时30分钟多少钱", "8+9=17元"),
        ("周三停车15分钟收钱吗", "应付0元"),
        ("周日停一天封顶多少", "只收70元"),
        ("5月1日停车2小时多少钱", "10+8=18元"),  # a holiday, though a Friday
        ("国庆停车2小时多少钱", "10+8=18元"),
    ],
)
def test_items_in_rows_of_their_own_are_one_charge_for_each_kind_of_day(table, question, due):
    assert due in said(question, *table)


def test_a_night_at_a_price_of_its_own_is_not_charged_by_the_hour():
    assert said("周六停车过夜停10小时多少钱", *ITEMS) == ""


def test_items_with_a_price_for_each_kind_of_car_are_none_for_a_car_that_is_not_named():
    rows = ("停车项目: 首小时; 小型车: 5元; 大型车: 9元", "停车项目: 之后每小时; 小型车: 4元; 大型车: 8元")
    assert said("停车3小时多少钱", *rows) == ""


def test_items_with_one_price_for_all_days_are_one_charge():
    rows = (
        "停车项目: 首小时; 收费: 5元",
        "停车项目: 首小时后，每30分钟; 收费: 2元",
        "停车项目: 封顶; 收费: 40元",
    )
    assert "5+8=13元" in said("停车3小时多少钱", *rows)


def test_what_is_spent_takes_hours_off_it():
    rule = "停车优惠：单日消费满200元,抵扣1小时;满500元,抵扣2小时"
    assert "应付10元" in said("周三停车6小时，消费600元，停车费多少钱", *COLUMNS, ROUNDS, rule)


def test_levels_of_a_malls_own_names_take_hours_off():
    level = "等级: 墨竹; 每日免费停车: 2小时; 升级条件: 满8000元"
    most = "会员免费停车与消费抵扣合计最多抵扣4小时"
    spend = "停车优惠：消费满500元,抵扣3小时"
    assert "可抵停车4小时" in said("墨竹会员消费500元，停车能抵扣几个小时", level, spend, most)


DAYS = (
    "停车时段: 周一至周五（非法定节假日）; 单价: 4 元/小时; 单日封顶: 40 元",
    "停车时段: 周六、周日及法定节假日; 单价: 6 元/小时; 单日封顶: 60 元",
    "1. 停车入场 30 分钟内出场免费；超过 30 分钟的，从入场时刻起算。\n2. 不足 1 小时按 1 小时收。",
    "摩托车 2 元/小时，封顶 10 元，停车场 A 区。",
)


def test_clock_times_are_charged_by_the_row_of_the_day_and_by_each_where_no_day_is_named():
    assert "应付16元" in said("今天11点进的场,14点20要走,停车费多少", *DAYS)
    assert "应付0元" in said("今天停车25分钟多少钱", *DAYS)
    told = said("停车11点到下午2点半多少钱", *DAYS)
    assert "应付16元" in told
    assert "应付24元" in told
