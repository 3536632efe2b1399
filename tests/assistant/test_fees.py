"""A charge is read off a clause and a stay is computed by it, or left alone."""

from decimal import Decimal

import pytest

from assistant.fees import fee_in, stay_in

PARKING = "前15分钟免费，超过部分每小时8元，不足1小时按1小时计，每24小时封顶60元"
LOCKER = "前2小时免费，之后每小时3元"


@pytest.mark.parametrize(
    ("clause", "minutes", "due"),
    [
        (PARKING, 10, 0),
        (PARKING, 15, 0),
        (PARKING, 16, 8),
        (PARKING, 135, 16),
        (PARKING, 136, 24),
        (PARKING, 20 * 60, 60),
        (LOCKER, 5 * 60, 9),
        ("每半小时收费4元，不足半小时按半小时计", 70, 12),
        ("10元/小时，每日最高80元", 3 * 60, 30),
    ],
)
def test_a_stay_costs_what_the_clause_says(clause, minutes, due):
    assert fee_in(clause).of(minutes) == Decimal(due)


@pytest.mark.parametrize(
    ("clause", "minutes"),
    [(LOCKER, 5 * 60 + 10), (PARKING, 25 * 60)],
    ids=["no rule for a part of an hour", "past the period of the cap"],
)
def test_what_the_clause_leaves_open_is_not_computed(clause, minutes):
    assert fee_in(clause).of(minutes) is None


@pytest.mark.parametrize(
    "clause",
    [
        "首2小时10元，之后每小时5元",
        "白天每小时5元，夜间每小时3元",
        "计费举例：停4小时，每小时5元",
        "每天抵扣2小时，共20元",
        "会员每天抵停车2小时",
    ],
)
def test_tiers_examples_and_other_amounts_are_no_charge_by_time(clause):
    assert fee_in(clause) is None


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("停3.5小时多少钱", 210),
        ("停3个半小时", 210),
        ("停4小时10分钟", 250),
        ("停两个小时", 120),
        ("停90分钟", 90),
        ("停2小时和5小时差多少", None),
        ("停车多少钱", None),
    ],
)
def test_a_stay_is_read_as_people_say_it(question, minutes):
    assert stay_in(question) == minutes


def test_every_step_is_shown():
    shown = fee_in(PARKING).shown(20 * 60)
    assert shown == "前15分钟免费，剩余19小时45分钟按20小时计，20小时×8元=160元，超过封顶，只收60元"
