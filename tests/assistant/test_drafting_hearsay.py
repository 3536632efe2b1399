"""Claims that no paper makes, and orders in a sheet: every row of the table with its own examples."""

from __future__ import annotations

import pytest

from assistant.drafting.hearsay import claims, is_order, orders, unbacked

CLAIMS = [(claim.name, text) for claim in claims() for text in claim.finds]
PLAIN = [(claim.name, text) for claim in claims() for text in claim.passes]


@pytest.mark.parametrize(("name", "text"), CLAIMS)
def test_a_claim_is_found_where_the_facts_are_silent(name: str, text: str) -> None:
    assert name in [kind for kind, _ in unbacked(text, ["云朵米露 18元"])]


@pytest.mark.parametrize(("name", "text"), PLAIN)
def test_plain_words_are_no_claim(name: str, text: str) -> None:
    assert name not in [kind for kind, _ in unbacked(text, ["云朵米露 18元"])]


def test_a_claim_may_stand_where_the_facts_make_it() -> None:
    assert unbacked("手工制作,产地云南", ["工艺:手工", "产地:云南"]) == []
    assert unbacked("手工製作", ["工艺:手工"]) == []


@pytest.mark.parametrize("text", [text for order in orders() for text in order.finds])
def test_what_speaks_to_the_reader_of_a_sheet_is_an_order(text: str) -> None:
    assert is_order(text)


@pytest.mark.parametrize(
    "text",
    [
        *(text for order in orders() for text in order.passes),
        "过量饮酒有害健康,未成年人请勿饮酒",
        "请提前10分钟到场,迟到不补",
        "同款同规格的第二杯半价,每日限90份",
        "退款请凭小票到L1服务台办理",
        "Keep refrigerated and use within 3 days",
    ],
)
def test_advice_to_customers_is_none(text: str) -> None:
    assert not is_order(text)
