"""Which gift an amount earns, by the steps of a campaign; of malls that are not the demo's."""

import pytest

from assistant.asking.wording import plain
from tests.assistant.sums import said

CLAUSES = ("消费满300元送雨伞一把；满800元送保温杯一个；满1500元送拉杆箱一个",)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("花了900块送什么", "900元到了满800元这一档：保温杯一个"),
        ("买了2000能领啥", "2000元到了满1500元这一档：拉杆箱一个"),
        ("消费300可以换什么礼品", "300元到了满300元这一档：雨伞一把"),
        ("花100送啥", "还没有：100元不到最低一档满300元（雨伞一把），还差200元"),
    ],
)
def test_the_highest_step_that_is_reached_holds(question, says):
    assert says in said(plain(question), *CLAUSES)


@pytest.mark.parametrize("question", ["满额送什么", "花了900积多少分", "花900停车免几小时"])
def test_without_an_amount_or_a_gift_nothing_is_reckoned(question):
    assert "这一档" not in said(plain(question), *CLAUSES)
