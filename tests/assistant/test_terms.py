"""What a thing costs or wants, asked in the same breath: it is no question of its own."""

import pytest

from assistant.asking.several import questions_in
from assistant.asking.terms import terms_in


@pytest.mark.parametrize(
    ("clause", "word"),
    [
        ("要票吗", "门票"),
        ("要不要门票", "门票"),
        ("收费吗", "收费"),
        ("要钱不", "免费"),
        ("免费的吗?", "免费"),
        ("需要提前预约吗", "预约"),
        ("要唔要報名", "报名"),
        ("用登记吗", "登记"),
    ],
)
def test_a_clause_that_asks_only_for_terms_names_nothing(clause: str, word: str) -> None:
    assert word in terms_in(clause)


@pytest.mark.parametrize(
    "clause", ["停车要钱吗", "电影票多少钱", "怎么退票", "报名截止到几号", "会员日几号", ""]
)
def test_what_names_a_thing_or_asks_more_is_a_question(clause: str) -> None:
    assert not terms_in(clause)


@pytest.mark.parametrize("message", ["储物柜在哪 收费吗", "母婴室在哪？要钱吗", "點燈幾點，要唔要報名"])
def test_terms_belong_to_the_question_before_them(message: str) -> None:
    assert questions_in(message, lambda piece: True) == [message]


def test_terms_of_a_second_thing_are_its_own() -> None:
    message = "母婴室在哪？停车收费吗？"
    assert questions_in(message, lambda piece: True) == ["母婴室在哪", "停车收费吗"]
