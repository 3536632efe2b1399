"""Refunds of prepaid cards by the formula of their rule."""

import pytest

from tests.assistant.sums import said

CARD = (
    "泳卡退款公式（顾客原因）：顾客自己原因退卡：退款=900−已用次数×60，最低退0元",
    "泳卡退款公式（经营者原因）：经营者原因（如停业、迁址）退卡：退款=900−已用次数×45",
)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("泳卡用了4次，不想游了退多少", "退660元（计算得出：900−4×60=660元）"),
        ("泳卡用了4次，店倒闭了能退多少钱", "退720元（计算得出：900−4×45=720元）"),
        ("泳卡用了16次自己不想要了退多少", "退0元（计算得出：900−16×60不足0元，按0元）"),
        ("泳卡刷了4次，店要停业，该退多少", "退720元（计算得出：900−4×45=720元）"),
    ],
)
def test_the_formula_is_that_of_whose_doing_it_is(question, says):
    assert says in said(question, *CARD)


def test_without_a_cause_each_is_told():
    text = said("泳卡用了4次退多少", *CARD)
    assert "顾客自己的原因：退660元" in text
    assert "经营者的原因：退720元" in text


@pytest.mark.parametrize(
    ("message", "says"),
    [("要是店关门了呢", "退720元"), ("用了10次呢", "退300元"), ("上了16次不想要了", "退0元")],
)
def test_a_follow_up_changes_the_uses_or_the_cause(message, says):
    assert says in said(message, *CARD, before="泳卡用了4次，不想游了退多少")


@pytest.mark.parametrize("question", ["泳卡退卡怎么办理", "泳卡不想游了退多少", "泳卡用了4次还剩几次"])
def test_nothing_is_reckoned_without_uses_or_a_question(question):
    assert said(question, *CARD) == ""


def test_two_papers_with_other_prices_are_not_mixed():
    assert said("用了4次退多少", "甲卡退款=900−已用次数×60", "乙卡退款=500−已用次数×30") == ""
