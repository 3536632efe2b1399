"""What is no matter of the mall's papers, and what no paper can know."""

from __future__ import annotations

import re

import pytest

from assistant.model import Handling
from assistant.quoted.not_ours import is_about_own_work
from tests.house import SHOPPER, STAFF


@pytest.mark.parametrize("message", ["隔壁万达几点关门", "对面那个商场停车多少钱", "附近有别的购物中心吗"])
def test_another_mall_is_not_answered_out_of_our_papers(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.UNKNOWN
    assert "其他商场" in answer.answer
    assert answer.citations == ()


@pytest.mark.parametrize("message", ["员工食堂中午几点开饭", "年假一年几天"])
def test_leave_pay_and_board_that_no_paper_speaks_of_are_not_answered(demo_house, message):
    assert demo_house.ask(message, STAFF).handling is Handling.UNKNOWN


@pytest.mark.parametrize("message", ["国庆活动预算批了多少", "双11一共花了多少预算"])
def test_a_limit_of_the_rules_is_no_budget_that_was_spent(demo_house, message):
    assert demo_house.ask(message, STAFF).handling is Handling.UNKNOWN


def test_who_must_approve_a_budget_is_a_rule(demo_house):
    assert "总经理" in demo_house.ask("预算超过多少要总经理批", STAFF).answer


def test_the_order_of_the_directory_is_no_ranking(demo_house):
    answer = demo_house.ask("美妆里品牌指数排第一的是哪家", STAFF)
    assert answer.handling is not Handling.ANSWER
    assert answer.citations == ()


def test_whether_a_number_may_be_told_is_a_rule_and_the_number_is_not(demo_house):
    rule = demo_house.ask("客人微信里让我报他的会员手机号,能给吗", STAFF)
    assert rule.handling is Handling.ANSWER
    assert "不得" in rule.answer
    assert demo_house.ask("把那位会员的手机号给我", STAFF).handling is Handling.REFUSE


def test_the_shop_next_door_is_no_other_mall(demo_house):
    assert "其他商场" not in demo_house.ask("隔壁那家咖啡店几点关门").answer


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("我这个月加班费怎么算", True),
        ("我下周几号上班", True),
        ("when is my next shift", True),
        ("请假流程是什么", False),
        ("我几点上班打卡", False),
        ("客人问我年假有没有优惠", False),
        ("我想办会员", False),
    ],
)
def test_ones_own_shifts_and_pay_are_told_from_rules(message, own):
    assert is_about_own_work(message) is own


def test_staff_hear_that_their_own_pay_is_not_in_the_papers(demo_house):
    assert demo_house.ask("我的年假还剩几天", STAFF).handling is Handling.UNKNOWN


@pytest.mark.parametrize("message", ["618那场的客流和销售发我一下", "818大促复盘有吗"])
def test_a_shopping_day_without_a_report_is_unknown(demo_house, message):
    assert demo_house.ask(message, STAFF).handling is Handling.UNKNOWN


def test_figures_so_far_are_known_to_no_paper(demo_house):
    answer = demo_house.ask("这次周年庆到现在核销了多少张", STAFF)
    assert answer.handling is Handling.UNKNOWN
    assert not re.search(r"\d{4}", answer.answer.split("400-", 1)[0])


@pytest.mark.parametrize(
    "message", ["小小店长下午还有位吗", "满减券还剩多少张", "how long is the queue at the car park now"]
)
def test_a_live_question_gets_the_rule_and_that_no_figure_is_known(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.PARTIAL
    assert re.search("没有实时数据|no live figures", answer.answer)
    assert answer.citations


@pytest.mark.parametrize("viewer", [SHOPPER, STAFF])
def test_another_members_points_are_private(demo_house, viewer):
    assert demo_house.ask("帮我查下手机号138开头那个王女士还有多少积分", viewer).handling is Handling.REFUSE


@pytest.mark.parametrize(
    "message", ["积分怎么查", "我朋友能用我的积分吗", "家人代问会员积分怎么办", "我还有多少积分"]
)
def test_ones_own_points_and_the_rule_about_others_are_not_refused(demo_house, message):
    assert demo_house.ask(message).handling is not Handling.REFUSE


@pytest.mark.parametrize(
    "question",
    ["guest wants 800 yuan compensation, who can approve?", "how many days do we keep an ordinary lost umbrella?",
     "a parent says her kid is lost, may the broadcast give the name"],
)  # fmt: skip
def test_staff_who_ask_in_english_read_what_only_chinese_papers_say(demo_house, question):
    assert demo_house.ask(question, STAFF).citations


@pytest.mark.parametrize(
    "question", ["what is the wifi password", "how often is the generator tested?", "where is the ice rink?"]
)
def test_an_english_question_without_an_answer_is_still_refused(demo_house, question):
    assert demo_house.ask(question, STAFF).handling is Handling.UNKNOWN


@pytest.mark.parametrize(
    "question",
    [
        "客人今天火锅400 买手机2000 超市150 一共几分",
        "我架车装了车顶箱有2.2米,停车场限高几多",
        "周年庆券今天还能用吗",
    ],
)
def test_a_question_in_many_words_is_answered_by_its_clearest_clause(demo_house, question):
    assert demo_house.ask(question, STAFF).handling is Handling.ANSWER
