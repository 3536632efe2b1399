"""Limits of rules, and the amounts that lie within them."""

import pytest

from assistant.asking.need import amounts_in
from assistant.quoted.limits import excludes, holds_for, rung


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("信封里490元", "现金不足500元的按普通失物登记"),
        ("为15元吵起来", "争议金额20元及以内的由班长决定"),
        ("为35元吵起来", "超过20元的报值班经理"),
        ("补6200分", "超过5,000分的须报主管"),
        ("来800人", "单场不足1,000人的提前15个工作日"),
        ("来1000人", "单场1,000人及以上的提前30个工作日"),
        ("赔150元", "主管当场最多200元"),
        ("买30000元的", "2万元至20万元须三家比价"),
        ("借2天", "副总三天以内"),
        ("孩子4岁", "4岁及以下和11岁及以上的不能报名"),
        ("花90000元", "超过10万元的报总经理，不超过的由营运会签"),
    ],
)
def test_a_rule_whose_limit_holds_is_the_amounts_own(asked, rule):
    assert holds_for(amounts_in(asked), rule)


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("信封里500元", "现金不足500元的按普通失物登记"),
        ("为20元吵起来", "超过20元的报值班经理"),
        ("退10元", "单笔不得超过5元"),  # what is forbidden above is no rule for more
        ("停3小时", "满300元可抵扣"),  # another unit
        ("花了5元", "预算超过100,000元的报总经理"),
        ("花了90000元", "满300元可用1张"),  # so far apart that it is of something else
        ("250元加180元", "满300元可用1张"),  # which of them is not said
        ("双11", "超过20元的报值班经理"),
    ],
)
def test_another_amount_or_unit_is_not(asked, rule):
    assert not holds_for(amounts_in(asked), rule)


def test_english_amounts_of_money_need_no_unit():
    assert holds_for(amounts_in("refund of 2500"), "单笔退款超过2,000元的须经财务审批", bare=True)
    assert not holds_for(amounts_in("refund of 2500"), "单笔退款超过2,000元的须经财务审批")


@pytest.mark.parametrize(
    ("asked", "rule", "out"),
    [
        ("来800人", "单场1,000人及以上的提前30个工作日", True),
        ("赔800元", "50元以上、300元以下的由主管批准", True),
        ("赔800元", "300元以上、2,000元以下由经理批准；2,000元及以上须店总批准", False),
        ("来800人", "提前30个工作日报批", False),  # no limit of that kind
    ],
)
def test_a_rule_excludes_an_amount_that_none_of_its_clauses_has(asked, rule, out):
    assert excludes(amounts_in(asked), rule) is out


_LADDER = [
    "岗位: 主管; 赔付上限: 200元",
    "岗位: 经理; 赔付上限: 1,000元",
    "岗位: 总经理; 赔付上限: 1,000元以上",
]


@pytest.mark.parametrize(
    ("asked", "at"),
    [("赔150元", 0), ("赔200元", 0), ("赔六百元", 1), ("赔1500", 2), ("停3小时", None), ("谁能批", None)],
)
def test_of_a_ladder_of_limits_the_least_that_reaches(asked, at):
    assert rung(_LADDER, amounts_in(asked)) == at


def test_rows_without_limits_are_no_ladder():
    assert rung(["礼品: 杯子; 价值: 30元", "礼品: 毯子; 价值: 80元"], amounts_in("花了500元")) is None


@pytest.mark.parametrize(
    ("said", "at"), [("80平的店", 0), ("一百五十平", 1), ("300㎡", 2), ("1000平米", 2), ("150元", None)]
)
def test_the_row_whose_first_cell_holds_the_amount_is_the_rung(said, at):
    rows = ["建筑面积: 100㎡以下; 押金: 2万元", "建筑面积: 100㎡（含）—300㎡（不含）; 押金: 4万元", "建筑面积: 300㎡（含）以上; 押金: 6万元"]  # fmt: skip
    assert rung(rows, amounts_in(said)) == at


def test_of_thresholds_the_one_that_alone_is_reached_is_the_rung():
    assert rung(["档位: 满300元; 礼品: 杯子", "档位: 满800元; 礼品: 毯子"], amounts_in("花了500元")) == 0
