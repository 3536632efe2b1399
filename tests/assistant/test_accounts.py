"""What stands in an account is in no paper; what its rules are is."""

import pytest

from assistant.ways.accounts import asks_of_an_account


@pytest.mark.parametrize(
    "message",
    [
        "帮我看看我现在是什么等级",
        "帮我查下我朋友的会员等级和积分",
        "我现在有多少积分",
        "我还剩几张优惠券?",
        "我的积分是多少",
        "查一下我的余额",
        "麻烦看一下我老公名下积分",
        "我现在算哪个级别",
        "what's my current tier",
        "how many points do i have",
    ],
)
def test_what_stands_in_an_account_cannot_be_told(message: str) -> None:
    assert asks_of_an_account(message)


@pytest.mark.parametrize(
    "message",
    [
        "金卡是什么等级",
        "金卡要多少",
        "会员有几个等级",
        "我的积分怎么查",
        "在哪里看我的会员等级",
        "我消费300元有多少积分",
        "我有2000积分能抵多少停车费",
        "我的积分什么时候清零",
        "帮我查一下会员等级怎么升",
        "我买了5000能到什么等级",
        "我朋友的积分能给我用吗",
        "where can i check my points",
        "how many points do i have to spend for gold",
        "帮我看看停车场还有多少车位",
    ],
)
def test_a_rule_that_is_asked_for_is_answered(message: str) -> None:
    assert not asks_of_an_account(message)
