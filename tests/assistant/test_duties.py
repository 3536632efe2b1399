"""What a Chinese rule says to an English question: yes or no, and what it asks for."""

import pytest

from assistant.quoted.duties import duties, ruled

VIEW = "本人经值班经理同意并登记，可以在中控查看相关录像，不得拷贝、录屏。"


@pytest.mark.parametrize(
    ("question", "rule", "says"),
    [
        ("can i give the customer a copy of the cctv", "没有调取文书的，都不能复制监控录像给顾客。", "No. "),
        ("may the cashier refund 2500 alone", "退款超过2,000元的须先经财务审批，收银员不得自行办理。", "Not without approval. "),
        ("may i show him the clip", VIEW, "Only within the rule. "),
        ("can a guide dog come in", "导盲犬可以进入商场全部区域。", "Yes. "),
        ("can a dog come in with a leash", "宠物须牵绳才可以进场。", "Yes, on conditions. "),
    ],
)  # fmt: skip
def test_a_closed_question_is_answered_first(question, rule, says):
    assert ruled(rule, question) == says


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("how long do we keep cctv recordings", "监控录像保存不少于30天，不得外传。"),  # no yes or no
        ("who may approve a refund", "退款须经财务审批。"),
        ("can we hold a concert in the atrium", "宠物不得进入超市。"),  # of another thing
        ("can the guest use a wheelchair", "轮椅在服务台登记借用。"),  # says neither
    ],
)
def test_no_verdict_is_guessed(question, rule):
    assert ruled(rule, question) == ""


def test_what_a_rule_asks_for_is_told_in_english():
    assert duties(VIEW) == [
        "needs the approval of the duty manager",
        "log it",
        "do not give a copy",
        "do not let anyone film the screen",
    ]


def test_each_of_the_house_is_named_once_and_plain_rules_ask_nothing():
    told = duties("超过1,000元的须报总经理批准，并留存总经理批准记录。")
    assert told == ["needs the approval of the general manager"]
    assert duties("商场营业时间为10:00至22:00。") == []
