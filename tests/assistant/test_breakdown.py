"""Figures of a report by day and by floor: shares, orders, gaps and averages; of a mall that is not the demo's."""

import pytest

from assistant.quoted.breakdown import of_parts
from assistant.quoted.comparison import compare
from assistant.quoted.events import event_of
from assistant.quoted.parts import parts_of, totals_of
from assistant.reply import Source
from knowledge.model import Document, Passage


def report(doc_id, title, **tables):
    paper = Document(doc_id, title, f"{doc_id}.xlsx", doc_id, doc_type="replay")
    return [
        (Passage(f"{doc_id}:{name}:{n}", doc_id, n, text, kind="row", row=f"{name}!R{n}"), paper)
        for name, rows in tables.items()
        for n, text in enumerate(rows)
    ]


DAYS = (
    "日期: 2月3日; 客流（人次）: 20,000; 销售（万元）: 100",
    "日期: 2月4日; 客流（人次）: 26,000; 销售（万元）: 140",
    "日期: 合计; 客流（人次）: 46,000; 销售（万元）: 240",
    "日期: 2025年同期合计; 客流（人次）: 40,000; 销售（万元）: 250",
)
FLOORS = (
    "楼层: L1; 客流（人次）: 40,000; 销售（万元）: 150",
    "楼层: L2; 客流（人次）: 31,000; 销售（万元）: 60",
    "楼层: B1; 客流（人次）: 22,000; 销售（万元）: 30",
)
ROWS = report("R1", "2026年灯会活动复盘", 按日=DAYS, 按楼层=FLOORS) + report(
    "R2",
    "花市复盘",
    按日=(
        "日期: 1月20日; 客流（人次）: 12,000; 销售（万元）: 50",
        "日期: 1月21日; 客流（人次）: 18,000; 销售（万元）: 70",
        "日期: 1月22日; 客流（人次）: 24,000; 销售（万元）: 90",
        "日期: 合计; 客流（人次）: 54,000; 销售（万元）: 210",
    ),
)
NOTE = Source(Passage("n", "R1", 9, "注：各层客流有重复，不可相加。"), ROWS[0][1])


def told(text, topic=""):
    reply = of_parts(text, topic, parts_of(ROWS), lambda _: [NOTE])
    return "\n".join(line.text for line in reply.lines) if reply else ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("灯会L1的销售占全场百分之几", "灯会L1销售占全场62.5%（计算得出：150万元÷240万元）。"),
        ("灯会哪天客流最高", "灯会客流最高的是2月4日（26,000人次）。"),
        ("灯会哪个楼层卖得最少", "灯会销售最低的是B1（30万元）。"),
        ("灯会一楼比二楼多卖多少", "L1比L2高90万元（计算得出：150万元 − 60万元）。"),
        ("灯会2月3号客流多少", "日期：2月3日，客流（人次）：20,000"),
        ("灯会总客流多少", "日期：合计，客流（人次）：46,000"),
        ("灯会客流同比怎么样", "增长15.0%（计算得出：(46,000人次−40,000人次)÷40,000人次）。"),
        ("灯会销售比去年跌了百分之几", "下降4.0%"),
    ],
)
def test_what_is_asked_of_a_part_is_told_of_it(text, says):
    assert says in told(text)


def test_the_next_part_is_asked_what_the_first_one_was():
    assert "灯会B1销售占全场12.5%" in told("B1呢", "灯会L1的销售占全场百分之几")


def test_what_does_not_add_up_to_the_whole_has_no_share_of_it_and_the_paper_says_why():
    said = told("灯会L1客流占全场百分之几")
    assert "不可相加" in said
    assert "计算得出" not in said


@pytest.mark.parametrize(
    "text",
    [
        "灯会停车场客流多少",  # no row is of it
        "灯会和花市哪个客流高",  # of two reports
        "庙会哪天客流最高",
        "灯会客诉哪天最多",
    ],
)
def test_another_thing_is_not_answered_by_these_tables(text):
    assert told(text) == ""


def test_the_sums_of_two_reports_are_compared_by_the_days_that_each_counts():
    reply = compare("灯会和花市日均客流哪个高", "", totals_of(parts_of(ROWS)))
    *_, averages, gap = (line.text for line in reply.lines)
    assert averages == (
        "灯会日均23,000人次（计算得出：46,000人次÷2天），花市日均18,000人次（计算得出：54,000人次÷3天）。"
    )
    assert gap.startswith("灯会比花市高5,000人次")


def test_tables_of_other_things_are_no_figures_of_parts():
    rows = report("R3", "灯会复盘", 问题=("问题: 出口拥堵; 期限: 3月1日", "问题: 屏幕故障; 期限: 3月2日"))
    assert parts_of(rows) == []


def test_a_year_stands_before_the_name_of_an_occasion():
    assert event_of(Document("R", "2026年中秋复盘", "r.xlsx", "R")) == "中秋"
    assert event_of(Document("R", "2026年中庆复盘", "r.xlsx", "R")) == "年中庆"
