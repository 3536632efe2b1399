"""How many can take part in all, what prizes are worth together, and coupons on several receipts."""

import pytest

from tests.assistant.sums import said

CAMP = ("小厨师课堂日期：7月4日、5日、11日，共三天。", "小厨师课堂每天两场，每场约1小时，每场限12名儿童。")
PRIZES = (
    "奖项: 特等奖; 奖品: 价值2,000元礼盒1份; 数量: 3份; 中奖概率: 0.1%",
    "奖项: 参与奖; 奖品: 20元购物券1张; 数量: 200张; 中奖概率: 5%",
)
COUPON = ("满200元减30元电子券，每位会员限领3张，单笔实付满200元可用1张，每笔小票限用1张。",)


def test_days_times_sessions_times_places():
    assert said("小厨师课堂一共能收多少个孩子", *CAMP) == "一共72名（计算得出：3天×每天2场×每场12名=72名）。"


def test_a_number_of_sessions_in_all_needs_no_days():
    assert "一共60名" in said("手作课总共多少名额", "手作课共5场，每场限12名。")


@pytest.mark.parametrize(
    ("question", "rules"),
    [("小厨师课堂每场几个孩子", CAMP), ("小厨师课堂一共能收多少个孩子", CAMP[1:]), ("手作课总共多少人", ("手作课每场限12名，周末每场限20名，共5场。",))],
)  # fmt: skip
def test_no_capacity_is_guessed(question, rules):
    assert said(question, *rules) == ""


def test_prizes_are_worth_their_number_times_their_price():
    assert said("抽奖所有奖品加起来值多少钱", *PRIZES) == "合计10000元（计算得出：3×2000+200×20=10000元）。"


def test_a_list_with_a_prize_without_a_price_is_left_out_of_the_sum():
    assert said("抽奖所有奖品加起来值多少钱", PRIZES[0], "奖项: 二等奖; 奖品: 玩偶1个; 数量: 9个") == ""


def test_each_receipt_has_its_own_coupon():
    assert "共付440元" in said("我有两张券，在两家店各买250，一共付多少", *COUPON)


def test_more_coupons_than_a_member_may_have_are_not_reckoned():
    assert said("我有四张券，在四家店各买250用满减券，一共付多少", *COUPON) == ""
