"""Tables with a column a month or an event, of malls that are not the demo's."""

from datetime import date

import pytest

from assistant.quoted import grids, trends
from assistant.quoted.comparison import compare
from assistant.quoted.periods import Period, periods_in
from assistant.quoted.reported import figures_of
from knowledge.model import Document, Passage

TODAY = date(2026, 5, 6)
REPORT = Document("D1", "2026年4月经营月报", "r.xlsx", "x")
REPLAY = Document("D2", "2026年活动复盘", "f.pptx", "x", doc_type="replay")
SALES = (
    "品类: 童装 Kids; 2026年3月: 120; 2026年4月: 150; 2025年4月: 160",
    "品类: 家居 Home; 2026年3月: 200; 2026年4月: 180; 2025年4月: 150",
    "品类: 合计 Total; 2026年3月: 320; 2026年4月: 330; 2025年4月: 310",
)
EVENTS = (
    "指标: 时间; 春节·灯会: 2.1-2.10(10天); 元旦: 1.1-1.3(3天)",
    "指标: 发券(张); 春节·灯会: 9,000; 元旦: 4,000",
)


def rows(*texts, paper=REPORT, section=("销售 Sales (万元)",)):
    return [
        (Passage(f"p{n}", paper.doc_id, n, text, section=section, kind="row"), paper)
        for n, text in enumerate(texts)
    ]


def said(question, topic="", english=False):
    reply = trends.of_periods(question, topic, grids.grid_rows(rows(*SALES)), TODAY, english)
    return reply.lines[0].text if reply else ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("4月童装比3月多卖了多少", "上升30，升幅25.0%（计算得出：150 − 120；差额÷120）"),
        ("四月童装生意比去年同月升定跌", "下跌10，跌幅6.3%"),
        ("童装3月和4月一共卖了多少", "合计270（计算得出：120+150）"),
        ("4月总销售额比3月多多少", "上升10"),
        ("4月哪个品类卖得最好", "家居 Home 180 > 童装 Kids 150"),
        ("上个月家居卖了多少", "2026年4月 180"),
    ],
)
def test_figures_of_months_are_held_against_each_other(question, says):
    assert says in said(question)


def test_a_comparison_goes_on_with_what_was_asked():
    assert "down 10, -6.3%" in said(
        "how does that compare with last year", "kids sales in April?", english=True
    )


@pytest.mark.parametrize(
    "question", ["4月童装比2月多卖了多少", "4月文具比3月多卖了多少", "雨伞4月卖了多少", "6月童装同比升了多少"]
)
def test_nothing_is_computed_where_a_figure_is_missing(question):
    assert said(question) == ""


def test_a_span_of_months_has_those_between():
    assert periods_in("2月到4月", TODAY) == [Period(2026, 2), Period(2026, 3), Period(2026, 4)]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("春节和元旦两场一共发了多少张券", "合计13,000张（计算得出：9,000张+4,000张）"),
        ("春节发券比元旦多多少", "高5,000张"),
        ("春节日均发券多少", "日均900张"),
    ],
)
def test_columns_of_events_are_compared_like_reports(question, says):
    figures = figures_of(rows(*EVENTS, paper=REPLAY))
    named = question.replace("春节", "春节·灯会")
    reply = compare(named, "", figures)
    assert reply is not None
    assert any(says in line.text for line in reply.lines)


FLOORS = (
    "楼层: 2F; 10月业绩(万元): 2970; 9月业绩(万元): 2860; 年增率: +1.8%",
    "楼层: 1F; 10月业绩(万元): 9850; 9月业绩(万元): 8740; 年增率: +8.7%",
    "楼层: 合计; 10月业绩(万元): 12820; 9月业绩(万元): 11600; 年增率: +7.0%",
)
KINDS = ("业种: 餐饮; 10月业绩(万元): 11830", "业种: 化妆品; 10月业绩(万元): 7100")
SHOPS = ("柜位: 小瓦锅物; 10月业绩(万元): 1360", "柜位: 云雀; 10月业绩(万元): 1520")
MONTHLY = Document("D3", "2026年10月营运月报", "m.xlsx", "x")
NOVEMBER = date(2026, 11, 26)


def told(question, topic=""):
    some = grids.grid_rows(
        [
            *rows(*FLOORS, paper=MONTHLY, section=("楼层",)),
            *rows(*KINDS, paper=MONTHLY, section=("业种",)),
            *rows(*SHOPS, paper=MONTHLY, section=("单柜",)),
        ]
    )
    reply = trends.of_periods(question, topic, some, NOVEMBER)
    return reply.lines[0].text if reply else ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("10月哪个楼层业绩最高", "2026年10月业绩（万元）从高到低：1F 9850 > 2F 2970"),
        ("9月哪一楼业绩最低", "2026年9月业绩（万元）从低到高：2F 2860 < 1F 8740"),
        ("10月哪个业种业绩最好", "餐饮 11830 > 化妆品 7100"),
        ("10月全馆业绩比9月多多少", "上升1,220"),
        ("11月的业绩出来了吗", "没有2026年11月业绩的数字；合计这一行有的是2026年9月业绩、2026年10月业绩"),
    ],
)
def test_columns_that_say_of_which_month_they_count_what_are_read_like_those_of_months(question, says):
    assert says in told(question)


def test_a_table_of_shops_is_no_such_table():
    assert told("10月哪个柜位业绩最高") == ""
    assert grids.grid_rows(rows(*SHOPS)) == []
