"""Praise for an employee is no complaint, even where it speaks of complaints."""

import pytest

from assistant.model import Handling


@pytest.mark.parametrize(
    "message",
    [
        "不是投诉啊,是想表扬一下收银小妹",
        "店员服务太好了想投诉都没理由哈哈",
        "停车场收费员态度特别好,没有不耐烦",
        "唔係投訴,想多謝服務台位哥哥",
    ],
)
def test_praise_that_speaks_of_complaints_is_praise(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.HANDOFF
    assert "鼓励" in answer.answer or "鼓勵" in answer.answer


@pytest.mark.parametrize(
    "message",
    [
        "表扬一下总服务台的小姐姐,帮我找轮椅特别耐心",
        "表扬服务台,帮我借童车很快",
        "多謝服務台個姐姐幫我搵返個袋,好有耐性",
        "母婴室的阿姨超好,给她点个赞",
        "給總服務台的小姐姐點個讚,幫我找充電寶好熱心",
    ],
)
def test_what_was_lent_or_found_is_the_reason_of_praise_and_no_question(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.HANDOFF
    assert "鼓励" in answer.answer or "鼓勵" in answer.answer


def test_whether_a_wheelchair_is_lent_is_a_question(demo_house):
    assert demo_house.ask("总服务台能借轮椅吗").handling is Handling.ANSWER


def test_who_says_that_it_is_no_complaint_is_answered(demo_house):
    assert "23:00" in demo_house.ask("不是投诉,就是问问几点关门").answer
