"""Whose returns a passage tells of: goods of a shop, or what has rules of its own."""

import pytest

from assistant.quoted.returns import is_of_another_return
from knowledge.model import Document, Hit, Passage, Standing


def hit(text: str, title: str) -> Hit:
    return Hit(Passage(title, title, 0, text), Document(title, title, title, "md"), Standing.IN_FORCE, 3.0)


CARD = hit("没激活、塑封完好、有购卡小票的，30天内可退。", title="礼品卡购买与使用须知")
POINTS = hit("退货时扣回相应积分。", title="会员章程")
GOODS = hit("无理由退换7天，带小票或付款记录到原店办理。", title="服务指南")
COUPONS = hit("用券商品整单退货：退回实付金额。", title="退换货须知")


@pytest.mark.parametrize("asked", ["没小票能退吗", "退货几天内", "买错了想退"])
def test_who_returns_goods_is_not_told_how_a_card_is_given_back(asked):
    told = [is_of_another_return(asked, one) for one in (CARD, POINTS, GOODS, COUPONS)]
    assert told == [True, True, False, False]


@pytest.mark.parametrize("asked", ["礼品卡能退吗", "退货退积分吗", "几点关门"])
def test_who_names_the_card_or_asks_for_something_else_is(asked):
    assert not is_of_another_return(asked, CARD)
