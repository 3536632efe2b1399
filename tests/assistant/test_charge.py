"""A charge is read off a clause and a stay is computed by it, or left alone."""

from decimal import Decimal

import pytest

from assistant.reckoning.asking import says
from assistant.reckoning.charge import charge_in
from assistant.reckoning.stay import stay_in

PARKING = "前15分钟免费，超过部分每小时8元，不足1小时按1小时计，每24小时封顶60元"
LOCKER = "前2小时免费，之后每小时3元"
TIERS = "首小时10元，之后每小时6元，不足一小时按一小时计，每日最高80元"
GRACE = "免费停放15分钟，超时从入场时间起每小时8元，不满1小时按1小时收取"
VAGUE = "30分钟内免费，每小时6元，不足1小时按1小时计算"
LADDER = "第1、2小时每小时5元；第3小时起每小时8元；不足1小时按1小时计；24小时封顶60元"
H = 60


@pytest.mark.parametrize(
    ("clause", "minutes", "due"),
    [
        (PARKING, 10, 0),
        (PARKING, 15, 0),
        (PARKING, 16, 8),
        (PARKING, 135, 16),
        (PARKING, 136, 24),
        (PARKING, 20 * H, 60),
        (PARKING, 24 * H, 60),
        (PARKING, 3 * 24 * H, 180),
        (LOCKER, 5 * H, 9),
        ("每半小时收费4元，不足半小时按半小时计", 70, 12),
        ("每半小时3元", 2 * H, 12),
        ("10元/小时，每日最高80元", 3 * H, 30),
        (TIERS, 30, 10),
        (TIERS, 60, 10),
        (TIERS, 2 * H + 30, 22),
        (TIERS, 20 * H, 80),
        ("首2小时10元，之后每小时5元", 4 * H, 20),
        (GRACE, 15, 0),
        (GRACE, 16, 8),
        (GRACE, 2 * H, 16),
        (VAGUE, 20, 0),
        (VAGUE, 2 * H + 40, 18),  # free minutes taken off or not: both readings agree
    ],
)
def test_a_stay_costs_what_the_clause_says(clause, minutes, due):
    assert charge_in(clause).of(minutes) == Decimal(due)


@pytest.mark.parametrize(
    ("clause", "minutes"),
    [
        pytest.param(LOCKER, 5 * H + 10, id="no rule for a part of an hour"),
        pytest.param(TIERS, 25 * H, id="a cap a day, not each 24 hours"),
        pytest.param(PARKING, 26 * H + 10, id="whether the free minutes begin anew makes a difference"),
        pytest.param(VAGUE, 2 * H + 10, id="whether the free minutes are taken off makes a difference"),
    ],
)
def test_what_the_clause_leaves_open_is_not_computed(clause, minutes):
    assert charge_in(clause).of(minutes) is None


@pytest.mark.parametrize(
    "clause",
    [
        "白天每小时5元，夜间每小时3元",
        "首2小时每小时3元，第4小时起每小时5元",
        "会员每小时4元，非会员每小时6元",
        "计费举例：停4小时，每小时5元",
        "旧版每小时4元，已作废",
        "每小时6元，不足半小时不计费",
        "每小时6元，不足15分钟按半小时计",
        "每天抵扣2小时，共20元",
        "会员每天抵停车2小时",
    ],
)
def test_other_prices_examples_and_other_amounts_are_no_charge_by_time(clause):
    assert charge_in(clause) is None


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("停3.5小时多少钱", 210),
        ("停3个半小时", 210),
        ("停4小时10分钟", 250),
        ("停了2小时40分钟 没消费", 160),
        ("停两个小时", 120),
        ("停90分钟", 90),
        ("从14:10停到17:30", 200),
        ("早上9点到晚上7点停车", 600),
        ("晚上8点停到第二天早上9点", 780),
        ("停车停3天", 3 * 24 * H),
        ("parked for 2 hours 40 minutes", 160),
        ("消费能抵2小时，停了5小时", 300),
        ("停到5点，2点进的", 180),
        ("从下午3点停到晚上12点", 9 * H),
        ("停到晚上12点，下午3点来的，多少钱", 9 * H),
        ("从上午10点停到中午12点", 2 * H),
        ("一点进的车库，五点十分出来", 4 * H + 10),
        ("两点半停的车，七点一刻走", 4 * H + 45),
        ("早一点进去，晚两点出来", None),
        ("停2小时和5小时差多少", None),
        ("9点停到7点", None),
        ("11点进的场,14点20要走", 200),
        ("11点进，14:20走", 200),
        ("11点停到2点半", 210),
        ("9点停到5点", 480),
        ("停车多少钱", None),
    ],
)
def test_a_stay_is_read_as_people_say_it(question, minutes):
    assert stay_in(question) == minutes


def test_every_step_is_shown():
    shown = charge_in(PARKING).shown(20 * H, says(english=False))
    assert shown == "前15分钟免费，剩余19小时45分钟按20小时计，20小时×8元=160元，超过封顶，只收60元"
    assert "首1小时10元，剩余1小时30分钟按2小时计，2小时×6元=12元，10+12=22元" in charge_in(TIERS).shown(
        150, says(english=False)
    )


@pytest.mark.parametrize(
    ("clause", "minutes", "due"),
    [
        (LADDER, 50, 5),
        (LADDER, 2 * H, 10),
        (LADDER, 3 * H + 30, 26),
        (LADDER, 12 * H, 60),
        (LADDER, 24 * H, 60),
        (LADDER, 2 * 24 * H, 120),
        ("首2小时5元/小时，第3小时起8元/小时", 4 * H, 26),
        ("前两小时每小时5元，之后每小时8元", 4 * H, 26),
        ("前2小时内，每小时5元，超过2小时的部分每小时8元", 4 * H, 26),
        ("首小时5元，第2小时6元，第3小时及以后每小时8元", 4 * H, 27),
        ("第1-2小时：5元/小时；第3-4小时：7元/小时；第5小时起：10元/小时", 6 * H, 44),
        ("前2小时免费，第3、4小时每小时5元，第5小时起每小时8元", 6 * H, 26),
        ("前1小时每半小时3元，之后每小时8元", 2 * H, 14),
    ],
)
def test_a_ladder_is_climbed_rung_by_rung(clause, minutes, due):
    assert charge_in(clause).of(minutes) == Decimal(due)


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param("第1、2小时每小时5元，第4小时起每小时8元", id="nothing is said of the third hour"),
        pytest.param("第2小时6元，第3小时起每小时8元", id="nothing is said of the first hour"),
        pytest.param("第3小时起每小时8元", id="nothing is said of what comes before"),
        pytest.param("前30分钟免费，第3小时起每小时8元", id="nothing is said of what lies between"),
        pytest.param("前2小时按半价，之后每小时8元", id="a rung without an amount"),
    ],
)
def test_a_ladder_with_a_gap_is_no_charge(clause):
    assert charge_in(clause) is None


def test_the_rungs_of_a_ladder_are_shown_one_by_one_with_their_sum():
    assert charge_in(LADDER).shown(3 * H + 30, says(english=False)) == (
        "2小时×5元=10元，剩余1小时30分钟按2小时计，2小时×8元=16元，10+16=26元"
    )


def test_the_steps_are_shown_in_english():
    assert charge_in(PARKING).shown(16, says(english=True)) == (
        "first 15 min free, 1 min left, counted as 1 h, 1 hours × CNY 8 = CNY 8"
    )
