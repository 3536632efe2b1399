"""What several people pay by tables of tickets; of malls that are not the demo's."""

import pytest

from tests.assistant.sums import said  # the day is 2026-05-06, a Wednesday

PARK = (
    "票种: 亲子票（1大1小）; 周一至周五: 60元; 周末及节假日: 90元; 说明: 限2小时",
    "票种: 加一位成人; 周一至周五: 15元; 周末及节假日: 25元",
    "票种: 加一名儿童; 周一至周五: 40元; 周末及节假日: 55元",
)
RINK = ("票种: 成人票; 价格: 80元", "票种: 儿童票; 价格: 50元")
HALLS = (
    "影厅: 星空厅; 周一至周五: 40元; 周末及节假日: 52元",
    "影厅: 湖心厅; 周一至周五: 66元; 周末及节假日: 88元",
)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            "周六去乐园，一个小孩两个大人一共多少钱",
            "合计115元（计算得出：亲子票(1大1小)90元+加一位成人25元=115元）。",
        ),
        ("周三一大一小去乐园多少钱", "亲子票(1大1小)60元。"),
        ("周日两个大人两个孩子去乐园要多少钱", "合计170元"),
    ],
)
def test_a_ticket_for_two_and_one_more_for_each_besides(question, says):
    assert says in said(question, *PARK)


def test_adults_and_children_have_tickets_of_their_own():
    assert "合计210元（计算得出：2×成人票80元+儿童票50元=210元）" in said(
        "两个大人一个小孩滑冰一共多少钱", *RINK
    )


def test_so_many_persons_pay_the_price_of_the_row_and_of_the_day():
    assert "合计264元" in said("周末三个人看湖心厅多少钱", *HALLS)
    assert "合计198元" in said("周四三个人看湖心厅多少钱", *HALLS)


@pytest.mark.parametrize(
    "question",
    [
        "一个小孩两个大人去乐园多少钱",  # on which day
        "周六一大一小去乐园玩3小时多少钱",  # longer than the ticket is for
        "周末三个人看电影多少钱",  # in which hall
    ],
)
def test_what_the_table_leaves_open_is_not_computed(question):
    assert said(question, *(HALLS if "电影" in question else PARK)) == ""


def test_a_day_that_has_a_price_of_its_own_is_not_computed_by_the_table():
    assert said("周二三个人看湖心厅多少钱", *HALLS, "每周二湖心厅特价30元。") == ""
