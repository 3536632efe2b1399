"""The mall's hotline and desk, as its papers give them."""

import pytest

from assistant.reception import Reception, read, signs
from knowledge.text import fold


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["客服热线 0700-1234567（10:00—22:00）。"], Reception("0700-1234567")),
        (
            ["可到L1客服中心或拨打400-000-0266", "礼品兑换在L1客服中心"],
            Reception("400-000-0266", "L1客服中心"),
        ),
        (["請致電顧客服務中心 3665 3333 查詢。"], Reception("3665 3333")),
        (["Enquiry hotline: 3665 3333"], Reception("3665 3333")),
        (["Enquiry hotline: (852) 3665 3333 (10:00 – 22:30 daily)"], Reception("(852) 3665 3333")),
        (["戲院查詢電話 2522 2000", "Enquiry hotline: 3665 3333"], Reception("3665 3333")),
        (["1F 服務台領取", "洽 1F 服務台", "客服專線:02-2182-8888"], Reception("02-2182-8888", "1F 服务台")),
    ],
)
def test_most_papers_say_how_the_mall_is_reached(texts, found):
    assert read(texts) == found


@pytest.mark.parametrize(
    "texts",
    [
        ["停车服务热线 0700-1234666"],  # the car park's
        ["XX银行客服热线95588123"],
        ["招商咨询电话 0700-1234000"],
        ["戲院查詢電話 2522 2000。"],  # a tenant's
        ["Cinema enquiries: 2522 2000"],
        ["商铺电话 0700-1234001"],
        ["服务台 9 月 15 日起借伞"],
        ["客服热线 0700-1111111", "客服热线 0700-2222222"],  # papers that contradict each other
        ["请到L1服务台", "L2服务台"],
    ],
)
def test_another_line_and_what_the_papers_do_not_agree_on_is_not_the_malls(texts):
    assert read(texts) == Reception()


def test_a_passage_that_says_it_has_one_of_the_signs():
    for text in ("客服热线 1", "服務台", "Enquiries", "咨询电话"):
        assert any(sign in text for sign in signs()), fold(text)
