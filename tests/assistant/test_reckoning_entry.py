"""When the staff of a shop that opens early may come in."""

import pytest

from knowledge.model import Shop
from tests.assistant.sums import said

RULE = "营业时间早于10:00的商户，其员工可在本店开门前45分钟进场，走员工通道刷卡。"
EARLY = Shop("A1", "晨光面包", hours_weekday="07:30-21:00")
LATE = Shop("A2", "暮色酒馆", hours_weekday="17:00-23:00")


@pytest.mark.parametrize("before", ["", "暮色酒馆的员工最早几点能进场"])
def test_the_minutes_are_counted_back_from_the_shops_own_opening(before):
    text = said("晨光面包的员工最早几点能进场", RULE, shops=(EARLY, LATE), before=before)
    assert text == "最早06:45可以进场（计算得出：晨光面包07:30开门，提前45分钟）。"


def test_the_hour_may_be_told_instead_of_the_shop():
    text = said("早餐店7点开门，他们员工几点能进", RULE, shops=(EARLY, LATE))
    assert text == "最早06:15可以进场（计算得出：07:00开门，提前45分钟）。"
    assert said("酒馆17点开门，员工几点能进", RULE, shops=(EARLY, LATE)) == ""


@pytest.mark.parametrize("question", ["晨光面包的阿姨七点刷卡能进不", "晨光面包店员6点半可以进吗"])
def test_whether_they_may_come_in_at_an_hour_is_told_by_theirs(question):
    assert said(question, RULE, shops=(EARLY, LATE)).startswith("最早06:45可以进场")


@pytest.mark.parametrize(
    "question", ["暮色酒馆的员工最早几点能进场", "员工最早几点能进场", "晨光面包几点开门"]
)
def test_the_general_rule_is_left_to_be_quoted(question):
    assert said(question, RULE, shops=(EARLY, LATE)) == ""
