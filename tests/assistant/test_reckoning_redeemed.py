"""What points are worth when they are used."""

import pytest

from tests.assistant.sums import said

CASH = "第八条 积分当钱花：每100分抵1元，500分起用，单笔最多抵应付金额的50%。"
PARKING = "250积分兑换1小时停车，每日最多兑换2小时"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我有1200积分能抵多少钱", "1200积分能抵12元（计算得出：1200÷100×1=12元）。"),
        ("1250分可以换几块钱", "1250积分能抵12元（计算得出：1250÷100取整为12，12×1=12元）。"),
        ("400积分能抵多少", "400积分还不能用：要有500积分才能抵。"),
    ],
)
def test_points_are_worth_money_from_so_many_on(question, told):
    assert said(question, CASH) == told


def test_hours_of_parking_are_asked_for_by_their_name_and_have_a_limit_a_day():
    told = said("1000积分能换几小时停车", CASH, PARKING)
    assert told == "1000积分能抵4小时（计算得出：1000÷250×1=4小时）。每次或每天最多抵2小时。"


@pytest.mark.parametrize("question", ["停30分钟能抵多少钱", "1200积分能换什么", "1200积分什么时候过期"])
def test_another_question_has_no_such_sum(question):
    assert said(question, CASH) == ""


def test_two_rules_that_differ_settle_nothing():
    assert said("1200积分能抵多少钱", CASH, "每200积分抵1元") == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("多少积分换一小时停车", "250积分抵1小时。"),
        ("停车两小时要多少积分", "2小时要500积分（计算得出：250积分抵1小时，2×250=500积分）。"),
        ("3元要用几分", "3元要300积分（计算得出：100积分抵1元，3×100=300积分）。但要有500积分才能用。"),
    ],
)
def test_how_many_points_it_takes_is_the_rule_read_the_other_way(question, told):
    assert said(question, CASH, PARKING) == told


@pytest.mark.parametrize("question", ["消费100元能得多少积分", "满100元积多少分", "停车3小时要多少钱"])
def test_what_is_earned_or_paid_is_no_price_in_points(question):
    assert "积分" not in said(question, CASH, PARKING)
