"""A table that charges by place and by kind of vehicle, and what is taken off; of malls that are not the demo's."""

import pytest

from assistant.reckoning.charged import rows_of_charge
from tests.assistant.sums import asking, hits, said

UNDER = "停放区域: 负一层; 车型: 小型车; 免费: 20分钟内出场; 停车收费: 3小时以内（含）4元；超过的每小时2元，不足1小时按1小时; 24小时封顶: 25元"
GREEN = "停放区域: 负一层; 车型: 新能源车（绿牌）; 免费: 2小时内出场; 停车收费: 同上; 24小时封顶: 25元"
OUTSIDE = "停放区域: 东侧露天; 车型: 小型车; 免费: 10分钟内出场; 停车收费: 每小时5元，不足1小时按1小时; 24小时封顶: 40元"
COACHES = "停放区域: 东侧露天; 车型: 大客车; 免费: 无; 停车收费: 每小时8元; 24小时封顶: 60元"
ALL = "超过免费时间的，从进场那一刻开始算。"
TABLE = (UNDER, GREEN, OUTSIDE, COACHES, ALL)
OFF = "停车消费抵扣：当天消费满60元抵2小时，满150元抵4小时。几项加起来，每车每天最多抵5小时。"
OF_THE_GROCER = "超市小票满30元抵停车1小时。"
FIRST = "先从停车时间里扣掉抵的小时数，剩下的时间从头算。"
ONCE = "① 2021年停车办法：首小时6元，以后每小时1元，满90元抵3小时。今年以后都不按这个了。"
FEAST = "国庆期间消费满60元抵停车4小时（平时是2小时）。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("地下停4个小时多少钱", "负一层小型车：按标准应付6元"),
        ("车库里停了2个半小时要交多少", "负一层小型车：按标准应付4元"),
        ("露天停3小时多少钱", "东侧露天小型车：按标准应付15元"),
        ("露天停10分钟要钱吗", "应付0元"),
        ("地下停21分钟多少钱", "应付4元"),  # free time that is exceeded is lost whole
        ("绿牌停2小时要钱吗", "负一层新能源车（绿牌）：按标准应付0元"),
        ("绿牌停5小时多少钱", "负一层新能源车（绿牌）：按标准应付8元"),  # 同上 is what stands above
        ("大客车停3小时多少钱", "东侧露天大客车：按标准应付24元"),
        ("地下停28小时多少钱", "应付31元"),
        ("地下停4小时", "应付6元"),  # and nothing besides
    ],
)
def test_each_row_is_the_charge_of_its_place_and_its_vehicles(question, says):
    assert says in said(question, *TABLE)


def test_where_no_place_is_named_a_stay_is_reckoned_for_each():
    told = said("停4小时多少钱", *TABLE)
    assert told.splitlines() == [
        "负一层小型车：按标准应付6元（计算得出：首3小时4元，剩余1小时，1小时×2元=2元，4+2=6元；未计任何抵扣和优惠）。",
        "东侧露天小型车：按标准应付20元（计算得出：4小时×5元=20元；未计任何抵扣和优惠）。",
    ]


def test_a_vehicle_that_has_no_row_has_no_sum():
    assert said("摩托车停3小时多少钱", *TABLE) == ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("地下停8小时，买了160块东西要交多少", "满150元抵扣后应付6元"),
        ("地下停5小时，买了40块衣服要交多少", "按标准应付8元"),  # those of the grocer are no others'
        ("地下停5小时，超市买了40块要交多少", "满30元抵扣后应付6元"),
        (
            "地下停5小时，买了95块东西要交多少",
            "满60元抵扣后应付4元",
        ),  # neither the rule of once nor that of a feast
    ],
)
def test_what_was_spent_shortens_the_stay(question, says):
    assert says in said(question, *TABLE, OFF, OF_THE_GROCER, FIRST, ONCE, FEAST)


def test_a_receipt_on_which_two_rules_differ_has_no_sum():
    assert said("超市买了70块停车能抵几小时", *TABLE, OFF, OF_THE_GROCER) == ""


COLUMNS = (
    "停车项目: 免费时长; 地下: 20分钟内出场; 地面: 10分钟内出场",
    "停车项目: 收费; 地下: 前3小时共4元，之后每小时2元; 地面: 每小时5元",
    "停车项目: 24小时封顶; 地下: 25元; 地面: 40元",
)
ONE_CELL = (
    "停车类别: 地下小型车; 标准: 20分钟内出场免费，3小时内4元，超过3小时每小时2元，封顶25元",
    "停车类别: 地面小型车; 标准: 10分钟内免费，每小时5元，封顶40元",
)
SAME_AS = (
    "车型: 小型车; 停车收费: 20分钟内离场免费，3小时内4元，超过3小时每小时2元",
    "车型: 绿牌车; 停车收费: 同小型车",
    "车型: 货车; 停车收费: 每小时9元",
)


@pytest.mark.parametrize(
    ("question", "table", "says"),
    [
        ("地下停车4小时多少钱", COLUMNS, "地下：按标准应付6元"),
        ("地面停车4小时多少钱", COLUMNS, "地面：按标准应付20元"),
        ("地下停车5小时多少钱", ONE_CELL, "地下小型车：按标准应付8元"),
        ("绿牌停车5小时多少钱", SAME_AS, "绿牌车：按标准应付8元"),
        ("停车5小时多少钱", SAME_AS, "小型车：按标准应付8元"),
    ],
)
def test_the_table_may_be_laid_out_in_other_ways(question, table, says):
    assert says in said(question, *table)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("停车怎么收费", [UNDER, OUTSIDE, GREEN, COACHES, ALL]),  # a small car's first
        ("露天停车怎么收费", [OUTSIDE, ALL]),
        ("大客车停车怎么收费", [COACHES, ALL]),
    ],
)
def test_the_tariff_tells_the_rows_that_are_meant(question, rows):
    assert [one.passage.text for one in rows_of_charge(asking(question, hits(*TABLE)))] == rows


LEVELS = "停车会员：银卡每月2张2小时停车券，金卡每天2小时，普卡没有。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("金卡地下停5小时多少钱", "金卡抵扣后应付4元"),
        ("银卡地下停5小时多少钱", "银卡停车券1张抵扣后应付4元"),
        ("普卡地下停5小时多少钱", "按标准应付8元"),
    ],
)
def test_a_level_may_have_coupons_or_nothing(question, says):
    assert says in said(question, *TABLE, LEVELS, FIRST)


FULL = "充电：充满后20分钟内不挪车的，从第21分钟起收占位费每分钟0.5元，50元封顶。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("充满电40分钟没挪车要交多少占位费", "占位费10元"),
        ("充满了15分钟才开走要钱吗", "占位费0元"),
        ("车充满3个小时没挪，收多少", "占位费50元"),
    ],
)
def test_the_fee_for_staying_on_at_a_charger(question, says):
    assert says in said(question, FULL)


def test_a_fee_that_may_count_from_two_minutes_is_not_reckoned():
    assert said("充满40分钟没挪车占位费多少", "充满后30分钟未驶离，按0.5元/分钟收占位费，封顶60元。") == ""
