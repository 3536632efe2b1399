"""Who is on duty, by rosters that name persons and days; of malls that are not the demo's."""

from datetime import date

import pytest

from assistant.model import Handling
from assistant.quoted.roster_rows import duties_in
from assistant.ways.rosters import _asks, by_roster
from knowledge.model import Document, Passage

TODAY = date(2026, 11, 26)  # a Thursday
WEEK = (
    "岗: 主管; 姓名: 周晓; 短号: 601; 11/26 四: 休; 11/27 五: 中; 11/28 六: 中",
    "岗: 总台; 姓名: 刘一; 短号: 611; 11/26 四: 中; 11/27 五: 中; 11/28 六: 早",
    "岗: 总台; 姓名: 陈二; 短号: 612; 11/26 四: 早; 11/27 五: 早; 11/28 六: 早",
    "岗: 总台; 姓名: 吴三; 短号: 613; 11/26 四: 休; 11/27 五: 早; 11/28 六: 中",
    "岗: 监控室; 姓名: 郑四; 短号: 641; 11/26 四: 夜; 11/27 五: —; 11/28 六: 早",
    "岗: 值班经理; 姓名: 轮; 短号: 600; 11/26 四: 沈经理; 11/27 五: 赵经理; 11/28 六: 程经理",
)
BESIDE = "早=9:30—16:00；中=15:30到打烊。\n28日值班经理本来是赵经理，跟程经理换了。\n周晓休息时陈二代主管。"


def paper(rows, prose="", title="排班表"):
    document = Document("R1", title, "R1.xlsx", "R1", doc_type="other")
    passages = [
        Passage(f"R1:{n}", "R1", n, row, kind="row", section=("11月客服部",)) for n, row in enumerate(rows)
    ]
    if prose:
        passages.append(Passage("R1:p", "R1", 99, prose, kind="prose", section=("11月客服部",)))
    return [(passage, document) for passage in passages]


def told(text, contents=None):
    reply = by_roster(text, text, TODAY, contents or paper(WEEK, BESIDE))
    return [line.text for line in reply.lines] if reply else []


@pytest.mark.parametrize("text", ["周六总台早班谁", "28号总台早班是哪几个人", "服务台周六早班谁在"])
def test_who_has_a_shift_of_a_post_is_named_with_number_and_times(text):
    assert told(text) == [
        "11月28日（周六）总台早班：刘一（短号611）、陈二（短号612）。",
        "早=9:30—16:00；中=15:30到打烊。",
    ]


def test_each_person_is_cited_by_a_row_of_the_roster():
    reply = by_roster("周六总台早班谁", "周六总台早班谁", TODAY, paper(WEEK))
    assert [source.passage.ordinal for source in reply.lines[0].sources] == [1, 2]


def test_a_person_is_told_by_the_day():
    assert told("刘一周六早班还是中班")[0] == "刘一（总台，短号611）11月28日（周六）：早班。"
    assert told("吴三哪天休息") == ["吴三（总台，短号613）：11月26日（周四）休息。"]
    assert told("刘一短号多少") == ["刘一（总台，短号611）。"]


def test_who_is_off_and_how_many_are_there():
    assert told("今天谁休息")[0] == "11月26日（周四）休息：周晓（主管，短号601）、吴三（总台，短号613）。"
    assert told("今天中控几个人")[0] == "11月26日（周四）监控室在班1人：夜班 郑四（短号641）。"


def test_who_is_on_duty_stands_in_the_cells_and_an_exchange_is_said():
    assert told("周六谁值班") == [
        "11月28日（周六）值班经理：程经理（短号600）。",
        "28日值班经理本来是赵经理，跟程经理换了。",
    ]
    assert told("值班经理是谁") == ["11月26日（周四）值班经理：沈经理（短号600）。"]


def test_a_remark_on_who_stands_in_is_told_with_who_is_off():
    assert "周晓休息时陈二代主管。" in told("主管今天是谁")


def test_a_day_beyond_the_roster_is_said_to_stand_in_none():
    reply = by_roster("下周二谁值班", "下周二谁值班", TODAY, paper(WEEK))
    assert reply.handling is Handling.PARTIAL
    assert reply.lines[0].text == "《排班表》写的是11月26日至11月28日，没有12月1日的班。"


@pytest.mark.parametrize("text", ["谁通知值班经理", "总台登记失物找谁", "活动谁批准", "谁是店长"])
def test_who_does_a_thing_is_asked_of_the_rules(text):
    assert told(text) == []


def test_a_roster_may_have_a_row_a_day():
    rows = (
        "日期: 11月28日; 星期: 周六; 早班: 刘一、陈二; 晚班: 吴三",
        "日期: 11月29日; 星期: 周日; 早班: 吴三; 晚班: 刘一",
    )
    assert told("周六晚班谁", paper(rows, title="总台值班表"))[0] == "11月28日（周六）晚班：吴三。"


def test_a_roster_may_have_weekdays_alone():
    row = "姓名: 刘一; 周一: 早班; 周二: 早班; 周三: 休息; 周四: 中班; 周五: 中班"
    assert told("刘一明天什么班", paper((row,)))[0] == "刘一11月27日（周五）：中班。"


def test_days_of_the_month_are_of_the_month_above_them():
    row = "姓名: 刘一; 26日: 早; 27日: 中; 28日: 休"
    assert told("刘一明天什么班", paper((row,)))[0] == "刘一11月27日（周五）：中班。"


@pytest.mark.parametrize(
    "row",
    [
        "日期: 11月28日; 活动: 抽奖; 地点: 中庭",
        "店名: 面馆; 周一: 10:00-22:00; 周二: 10:00-22:00; 周三: 休; 周四: 10:00-22:00; 周五: 10:00-22:00",
        "岗位: 总台; 早班/时间: 09:30–16:30; 早班/人数: 3",
    ],
)
def test_other_tables_are_no_rosters(row):
    assert not [one for one in duties_in(paper((row,), title="一览"), TODAY) if one.name]


BY_DAY = (
    "日期: 2026-11-27; 星期: 五; 值班经理/日班 9:30-18:30: 程一; 值班经理/晚班 14:00-23:00: 罗二; 工程值班: 小覃; 安保队长: 魏队",
    "日期: 2026-11-28; 星期: 六; 值班经理/日班 9:30-18:30: 何三; 值班经理/晚班 14:00-23:00: 邓四; 工程值班: 阿辉; 安保队长: 龚队",
)
SWAP = "调班：11月28日晚班改由卢五顶（原班人员请假），11月27日工程加派1人。"


@pytest.mark.parametrize("text", ["明天谁值晚班", "明晚谁值班", "明天晚上值班经理是谁"])
def test_a_head_of_a_shift_with_its_times_names_who_is_on_it(text):
    assert told(text, paper(BY_DAY, title="值班表"))[0] == "11月27日（周五）值班经理晚班：罗二。"


def test_who_is_on_by_a_remark_comes_before_whom_the_table_has():
    assert told("周六谁值晚班", paper(BY_DAY, SWAP, title="值班表")) == [
        SWAP,
        "表上原排：11月28日（周六）值班经理晚班：邓四。",
    ]


def test_a_remark_of_another_day_or_that_changes_nobody_stays_behind():
    assert told("明天工程值班是谁", paper(BY_DAY, SWAP, title="值班表")) == [
        "11月27日（周五）工程值班：小覃。",
        SWAP,
    ]


@pytest.mark.parametrize(
    "text", ["值班经理能批多少补偿 再高找谁", "值班经理的授权额度是谁定的", "超过500找谁批 值班经理"]
)
def test_who_may_grant_what_is_no_question_for_a_roster(text):
    assert _asks(text) is False
