"""A question for the tariff of parking is answered by the rows of its table, in their order; of malls that are not the demo's."""

import pytest

from assistant.reckoning.by_days import is_of_the_night
from assistant.reckoning.charged import rows_of_charge
from assistant.ways.tariffs import asked_for
from tests.assistant.sums import asking, hits

FREE = "停车计费项: 免费停放; 工作日: 进场15分钟内; 周末及法定节假日: 进场15分钟内"
FIRST = "停车计费项: 首小时; 工作日: 8元; 周末及法定节假日: 10元"
THEN = "停车计费项: 首小时后，每30分钟; 工作日: 3元; 周末及法定节假日: 4元"
CAP = "停车计费项: 24小时封顶; 工作日: 50元; 周末及法定节假日: 70元"
MOTORBIKES = "停车计费项: 摩托车; 工作日: 2元/次; 周末及法定节假日: 2元/次"
OF_WEEKDAYS = "停车日期: 工作日; 免费时长: 15分钟; 首小时: 8元; 首小时后每小时: 3元"
OF_WEEKENDS = "停车日期: 周末; 免费时长: 15分钟; 首小时: 10元; 首小时后每小时: 4元"
CLAUSE = "停车前15分钟免费，超过部分每小时6元，不足1小时按1小时计，每日最高收费50元。"
LEVEL = "停车减免对象: 玉卡会员; 减免时长: 每日2小时"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("停车", "price"),
        ("停车怎么收费", "price"),
        ("请问一下你们停车费多少钱", "price"),
        ("周六停车收费标准", "price"),
        ("国庆停车贵不贵", "price"),
        ("停车前多久免费", "free"),
        ("停车有没有免费时段呀", "free"),
        ("停车多少分钟内免费？", "free"),
        ("停车收费标准是什么", "price"),
        ("停2小时10分钟多少钱", "price"),  # where no sum is settled the tariff is told
        ("停车费每天封顶多少", "cap"),
        ("停多久开始收费", "free"),
        ("过夜停车多少钱", "night"),
        ("停一晚上多少钱", "night"),
        ("停车咋收费的", "price"),
        ("停车费咋个算", "price"),
    ],
)
def test_a_question_for_the_tariff_names_parking_and_nothing_besides(question, asks):
    assert asked_for(question) == asks


@pytest.mark.parametrize(
    "question",
    [
        "停车场",
        "停车场在哪",
        "有停车场吗",
        "停车场有多少车位",
        "停车费怎么交",
        "停车费发票怎么开",
        "摩托车停车多少钱",
        "月卡停车多少钱",
        "银卡停车免费吗",
        "消费多少停车免费",
        "怎么免费停车",
        "摩托车停3小时多少钱",
        "停业几天",
        "去年停车怎么收费",
        "充电怎么收费",
        "多少钱",
    ],
)
def test_what_names_anything_else_is_another_question(question):
    assert asked_for(question) is None


def rows(question, *rules):
    return [row.passage.text for row in rows_of_charge(asking(question, hits(*rules)))]


def test_the_rows_of_the_charge_stand_in_the_order_of_their_table_without_those_of_other_things():
    assert rows("停车怎么收费", LEVEL, FREE, FIRST, THEN, CAP, MOTORBIKES) == [FREE, FIRST, THEN, CAP]


def test_a_table_with_a_row_for_each_kind_of_day_tells_the_one_that_is_named_or_all():
    assert rows("停车怎么收费", OF_WEEKDAYS, OF_WEEKENDS) == [OF_WEEKDAYS, OF_WEEKENDS]


def test_what_one_clause_tells_is_left_to_it():
    assert rows("停车怎么收费", CLAUSE, FREE, FIRST, THEN, CAP) == []
    assert rows("停车怎么收费", CLAUSE) == []


NIGHT = "停车计费项: 夜间一口价（22:00—次日07:00进出）; 工作日: 12元; 周末及法定节假日: 12元"


@pytest.mark.parametrize(
    ("row", "is_one"), [(NIGHT, True), (FIRST, False), ("停车计费项: 夜间; 收费: 每小时2元", False)]
)
def test_a_night_at_one_price_is_told_from_one_that_is_paid_by_the_hour(row, is_one):
    assert is_of_the_night(hits(row)[0].passage) is is_one


def test_a_clause_of_a_motorbike_is_no_other_charge_and_the_free_time_of_a_clause_is_told_behind_the_rows():
    weekdays = "停车时段: 周一至周五（非法定节假日）; 单价: 4 元/小时; 单日封顶: 40 元"
    weekends = "停车时段: 周六、周日及法定节假日; 单价: 6 元/小时; 单日封顶: 60 元"
    free = "1. 停车入场 30 分钟内出场免费；超过 30 分钟的，从入场时刻起算。\n2. 不足 1 小时按 1 小时收。"
    motorbikes = "摩托车 2 元/小时，封顶 10 元，停车场 A 区。"
    assert rows("停车怎么收费", weekdays, weekends, free, motorbikes) == [weekdays, weekends, free]
