"""A column of a sheet of days added up; of malls that are not the demo's."""

from datetime import date

import pytest

from assistant.quoted.daily_sums import added_by_day
from knowledge.model import Document, Passage

TODAY = date(2026, 11, 12)
DAYS = [
    f"日期: 2026-11-{day:02d}; 星期: 一; 客流(人次): {day * 100}; 用电(kWh): {day * 10}"
    for day in range(1, 11)
]
TOTAL = "日期: 合计; 客流(人次): 5,500; 用电(kWh): 550; 备注: 截至11月10日"


def sheet(rows, doc_id="D1"):
    paper = Document(doc_id, "客流日报", f"{doc_id}.xlsx", doc_id, doc_type="other")
    return [
        (Passage(f"{doc_id}:{n}", doc_id, n, text, kind="row", section=("11月",)), paper)
        for n, text in enumerate(rows)
    ]


def told(text, contents=None):
    return "".join(line.text for line in added_by_day(text, TODAY, contents or sheet([*DAYS, TOTAL])))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("这个月到5号总客流多少了", "11月1日至11月5日客流合计1500人次（计算得出：5天相加）。"),
        ("11月3号到6号一共用了多少电", "11月3日至11月6日用电合计180kWh（计算得出：4天相加）。"),
        ("11月前4天人流总共多少", "11月1日至11月4日客流合计1000人次（计算得出：4天相加）。"),
        ("上周日均客流多少", "11月2日至11月8日客流日均500人次（计算得出：7天合计3500人次÷7）。"),
    ],
)
def test_the_days_that_are_named_are_added_up(text, says):
    assert told(text) == says


def test_the_row_of_all_in_all_is_held_against_the_sum_and_never_counted_in():
    said = told("本月累计客流多少")
    assert said.startswith(
        "11月1日至11月10日客流合计5500人次（计算得出：10天相加）。表里的数到11月10日为止。"
    )
    assert said.endswith("写的也是5500人次。")


def test_a_day_without_a_figure_is_said_to_be_missing():
    assert "其中1天表里没有数" in told("11月1号到4号总客流多少", sheet([DAYS[0], DAYS[1], DAYS[3]]))


@pytest.mark.parametrize(
    "text", ["11月8号客流多少", "哪天客流最高", "11月总电费多少钱", "国庆总客流多少", "12月总客流多少"]
)
def test_what_is_no_sum_of_days_of_the_sheet_is_not_added_up(text):
    assert told(text) == ""


def test_where_two_sheets_have_the_column_nothing_is_added_up():
    assert told("本月累计客流多少", [*sheet(DAYS), *sheet(DAYS, "D2")]) == ""
