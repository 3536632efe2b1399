"""What events cost against their budgets; of a mall that is not the demo's."""

import pytest

from assistant.quoted.budgets import asks_of_costs, costs_of, of_budgets
from knowledge.model import Document, Passage

PAPER = Document("R1", "2026年庙会复盘", "R1.xlsx", "R1", doc_type="replay")
COSTS = (
    "科目: 搭建; 预算: 30; 实际: 33.5; 说明: 雨棚加固",
    "科目: 演出; 预算: 50; 实际: 41",
    "科目: 合计; 预算: 80; 实际: 74.5",
)


def costs(paper=PAPER, lines=COSTS, heading="费用（万元）"):
    return costs_of(
        (Passage(f"{paper.doc_id}:{n}", paper.doc_id, n, text, kind="row", section=("费用", heading)), paper)
        for n, text in enumerate(lines)
    )


def told(text, topic="", rows=None):
    reply = of_budgets(text, topic, rows or costs())
    return "\n".join(line.text for line in reply.lines) if reply else ""


def test_yes_or_no_comes_first_with_what_is_left():
    said = told("庙会费用超预算了没")
    assert said.startswith(
        "没有超：庙会费用合计预算80万元，实际74.5万元，节余5.5万元（计算得出：80万元−74.5万元）。"
    )
    over = costs(lines=("项目: 礼品; 预算: 9; 实际: 8", "项目: 合计; 预算: 9; 实际: 10"))
    assert told("庙会超支了吗", rows=over).startswith("超了：")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("庙会哪一项超预算了", ""),
        ("哪项超预算了", ""),
        ("哪一项超了", "庙会费用超预算了没"),
        ("是哪项", "庙会超支了吗"),
    ],
)
def test_the_items_that_cost_more_than_was_granted_are_told_alone(text, topic):
    said = told(text, topic)
    assert said.startswith("庙会超预算的是搭建：预算30万元，实际33.5万元，超出3.5万元")
    assert "演出" not in said


def test_that_no_item_is_over_is_told_with_all_of_them():
    assert told("庙会哪项超支了", rows=costs(lines=COSTS[1:])).startswith("庙会没有一项超预算。\n科目：演出")


@pytest.mark.parametrize("text", ["庙会花了多少钱", "庙会预算多少", "庙会还剩多少预算", "费用一共多少"])
def test_what_an_event_cost_is_the_row_of_all_in_all(text):
    assert "实际74.5万元，预算80万元，节余5.5万元" in told(text)


def test_an_item_that_is_named_is_told():
    assert told("搭建超了吗").startswith("超了：庙会搭建预算30万元")
    assert told("庙会演出花了多少").startswith("庙会演出实际41万元")


@pytest.mark.parametrize(
    "text", ["庙会停车费用多少", "停车费多少", "装修费用要多少", "庙会客流超目标了吗", "元宵花了多少钱"]
)
def test_other_costs_and_other_events_are_not_told(text):
    assert told(text) == ""


def test_where_several_events_have_budgets_one_has_to_be_named():
    other = Document("R2", "啤酒节复盘", "R2.xlsx", "R2", doc_type="replay")
    both = [*costs(), *costs(other)]
    assert told("费用超预算了没", rows=both) == ""
    assert "啤酒节" in told("啤酒节费用超预算了没", rows=both)


PLAN = Document("B1", "灯会季推广预算表 v3", "B1.xlsx", "B1", doc_type="other")
SO_FAR = (
    "序: 1; 科目: 灯组(租赁); 预算: 42; 已用: 9.6; 供应商: -",
    "序: 2; 科目: 舞台搭建; 预算: 12.8; 已用: 12.8",
    "序: 合计; 预算: 54.8; 已用: 22.4",
)


def test_what_is_left_of_a_budget_that_is_still_spent_is_reckoned_so_far():
    rows = costs_of(
        (Passage(f"B1:{n}", "B1", n, text, kind="row", section=("灯会季预算 单位:万元", "编制:市场部")), PLAN)
        for n, text in enumerate(SO_FAR)
    )
    said = told("灯会季灯组预算还剩多少", rows=rows)
    assert said.startswith(
        "灯会季灯组(租赁)已用9.6万元，预算42万元，尚余32.4万元（计算得出：42万元−9.6万元）。"
    )
    assert "正好用完" in told("灯会季舞台批了多少预算", rows=rows)  # by a word that no other item has
    assert "灯会季费用合计已用22.4万元" in told("灯会季预算还剩多少", rows=rows)


def test_what_is_left_of_a_thing_is_no_money_unless_money_is_spoken_of():
    assert not asks_of_costs("礼盒还剩多少", "")
    assert asks_of_costs("礼盒还剩多少", "灯会批了多少预算")
    assert asks_of_costs("礼盒的预算还剩多少", "")
    assert not asks_of_costs("灯会的预算归谁管", "")
