"""Rows of registers added up for staff; of malls that are not the demo's."""

from datetime import date

import pytest

from assistant.quoted.tallies import added_up
from knowledge.model import Document, Passage

TODAY = date(2026, 9, 16)
DOCKED = (
    "日期: 8月3日; 铺位: B1-12; 商户: 张婆面馆; 事由: 油污外溢; 扣分: 2; 罚款(元): 100; 经办: 陈管理",
    "日期: 8月6日; 铺位: L2-09; 商户: 风吟; 事由: 迟开门; 扣分: 2; 罚款(元): 0; 经办: 周管理",
    "日期: 8月19日; 铺位: L2-09; 商户: 风吟; 事由: 越线陈列; 扣分: 1.5; 罚款(元): 1,200; 经办: 周管理",
    "日期: 9月2日; 铺位: L2-09; 商户: 风吟; 事由: 迟开门; 扣分: 4; 罚款(元): 50; 经办: 陈管理",
    "日期: 合计; 扣分: 9.5; 罚款(元): 1,350",
)
YEAR = ("商户: 风吟; 累计分: 11", "商户: 张婆面馆; 累计分: 3")


def register(rows=DOCKED, section="2026年违规明细", doc_id="D1"):
    paper = Document(doc_id, "商户违规扣分", f"{doc_id}.xlsx", doc_id, doc_type="other")
    return [
        (Passage(f"{doc_id}:{section}:{n}", doc_id, n, text, kind="row", section=(section,)), paper)
        for n, text in enumerate(rows)
    ]


def told(text, rows=None, names=("风吟", "fengyin")):
    return added_up(text, TODAY, names, rows or [*register(), *register(YEAR, "年度累计")])


@pytest.mark.parametrize(
    "text",
    [
        "风吟8月一共扣了多少分",
        "风吟上个月扣了几分",
        "8月份风吟总共被扣多少分",
        "风吟到底扣了多少分8月",
        "fengyin 8月扣多少分",
    ],
)
def test_the_rows_of_one_shop_and_month_are_added_up_and_each_is_cited(text):
    first, *rows = told(text)
    assert first.text == "风吟8月扣分合计3.5分（计算得出：2+1.5）。"
    assert [one.passage.ordinal for one in first.sources] == [1, 2]
    assert len(rows) == 2


def test_a_row_of_all_in_all_is_never_counted_in():
    rows = register((*DOCKED[1:3], "日期: 8月31日; 商户: 小计; 扣分: 3.5; 罚款(元): 1,200"))
    assert told("风吟8月扣了多少分", rows)[0].text.startswith("风吟8月扣分合计3.5分")


def test_one_row_needs_no_sum():
    assert told("风吟9月扣了几分")[0].text == "风吟9月扣分4分，记录只有一条。"


def test_what_was_done_tells_the_column_with_what_it_is_counted_in():
    assert told("风吟8月罚了多少钱")[0].text == "风吟8月罚款合计1200元（计算得出：0+1200）。"


def test_somebody_who_is_no_shop_is_named_as_the_table_has_it():
    assert told("周管理8月一共扣了多少分", names=())[0].text.startswith("周管理8月扣分合计3.5分")


def test_times_are_counted():
    assert told("风吟8月被扣了几次分")[0].text == "风吟8月共2次（计算得出：下列记录的条数）。"
    assert told("风吟8月违规几次")[0].text.startswith("风吟8月共2次")


def test_a_reason_that_is_named_chooses_the_rows():
    assert told("风吟8月迟开门扣了多少分")[0].text == "风吟8月扣分2分，记录只有一条。"
    assert told("风吟8月越线几次")[0].text.startswith("风吟8月共1次")


@pytest.mark.parametrize(
    "text",
    [
        "风吟一共扣了多少分",  # of which month
        "风吟7月扣了多少分",  # of which there is no row
        "风吟8月和9月扣了多少分",
        "风吟8月扣了多少分 今年累计呢",
        "风吟8月吵架扣了多少分",  # of which no row tells
        "风吟8月几次",
        "风吟8月多少人",
        "风吟8月6日扣了多少分",
        "风吟和张婆面馆8月扣了多少分",
    ],
)
def test_nothing_is_added_up_where_it_is_not_plain_what(text):
    assert told(text) == []


def test_of_whom_has_to_be_said():
    assert told("8月一共扣了多少分", names=()) == []


def test_a_column_that_is_not_all_amounts_is_not_added_up():
    assert told("风吟8月扣了多少分", register((*DOCKED[:2], DOCKED[2].replace("1.5", "待定")))) == []


def test_rows_of_another_year_are_not_of_the_month():
    assert told("风吟8月扣了多少分", register(section="2025年违规明细")) == []
    dated = [row.replace("8月", "2025-08-").replace("日;", ";") for row in DOCKED[:3]]
    assert told("风吟8月扣了多少分", register(dated)) == []


def test_two_registers_that_both_have_it_are_not_chosen_between():
    assert told("风吟8月扣了多少分", [*register(), *register(doc_id="D2")]) == []
