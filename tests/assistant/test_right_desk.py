"""A case opens a ticket at its desk; a plain question opens none, however much it resembles one."""

import pytest

from assistant.model import Handling


@pytest.mark.parametrize(
    ("message", "desk"),
    [
        ("我孩子的水壶不见了,粉红色的", "cs_store"),
        ("娃的外套落餐厅了", "cs_store"),
        ("你们停车系统给我多算了十几块!", "parking"),
    ],
)
def test_a_case_is_filed_at_its_desk(demo_house, message, desk):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.HANDOFF
    assert [ticket.desk for ticket in answer.tickets] == [desk]


@pytest.mark.parametrize(
    "message",
    [
        "毛衣穿一次开线了,吊牌剪掉了能退吗",
        "能借充电宝不 手机没电了",
        "我在店里消费了220",
        "拉链坏了有修的吗",
        "小泰迪能带进去嘛",
    ],
)
def test_a_plain_question_opens_no_ticket(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is not Handling.HANDOFF
    assert not answer.tickets


def test_a_loan_that_no_paper_speaks_of_is_unknown_and_nobody_is_sent_for(demo_house):
    assert demo_house.ask("can I borrow a power bank").handling is Handling.UNKNOWN


def test_what_was_spent_is_said_of_the_fee_that_was_asked_for(demo_house):
    answer = demo_house.talk("停车费怎么算", "我今天花了220")
    assert "满200元抵2小时" in answer.answer.replace(" ", "")


def test_a_metro_passage_is_shut_at_an_hour_after_its_own(demo_house):
    assert demo_house.talk("地铁怎么过来", "23:30还能走吗").answer.startswith("23:30不在06:30–23:00之内")


@pytest.mark.parametrize(
    "message",
    [
        "can i bring my poodle into a restaurant if she stays in a bag?",
        "can I take my dog into a restaurant",
        "can we bring a cat inside the supermarket",
    ],
)
def test_the_rule_of_the_place_that_is_entered_comes_first(demo_house, message):
    assert "never allowed inside" in demo_house.ask(message).answer.splitlines()[0]
