"""A coupon that was won is used from the threshold that the rules of its draw give, and until its term is over."""

import pytest

from assistant.asking.wording import plain
from tests.assistant.sums import said

DRAW = ("奖品：20元电子券自发放之日起15天内有效，单笔消费满60元可用1张",)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("抽奖抽到的20元电子券,买双45的袜子能用吗", "不能用：45元不满60元，还差15元"),
        ("中奖的20元券,买80的帽子用得上吗", "能用：80元满60元"),
        ("4月30号抽到的20元电子券,买80的帽子能用吗", "能用：80元满60元"),
        ("4月10号抽到的20元电子券还没过期吧", "已26天，超过15天"),
        ("4月30号抽到的20元电子券还没过期吧", "6天，没有超过15天"),
    ],
)
def test_a_purchase_is_held_against_the_threshold_of_the_coupon(question, says):
    assert says in said(plain(question), *DRAW)


@pytest.mark.parametrize(
    "question",
    [
        "20元电子券买45的袜子能用吗",
        "花了288抽到的20元电子券,满多少能用",
        "4月10号抽到的20元电子券,买80的帽子能用吗",
    ],
)
def test_what_was_not_won_is_over_or_was_spent_to_win_is_not_reckoned(question):
    assert "能用：" not in said(plain(question), *DRAW)


def test_a_coupon_that_was_won_is_no_offer():
    assert "减" not in plain("抽到一张50块电子券还能用吗")
    assert "减50元" in plain("50块优惠券还能用吗")
