"""Questions about figures that name no report; of a mall that is not the demo's."""

import pytest

from assistant.quoted.reported import figures_of
from assistant.quoted.unnamed import events_meant
from tests.assistant.test_comparison import report

ONE = report(
    "R1",
    "灯会复盘终版",
    "指标: 客流（万人次）; 目标: 20; 结果: 22",
    "指标: 销售额（万元）; 目标: 900; 结果: 950",
    "指标: 新增会员（人）; 目标: 500; 结果: 480",
    "指标: 领券（张）; 目标: 800; 结果: 790",
)
TWO = ONE + report("R2", "庙会复盘", "指标: 客流; 结果: 9万人次", "指标: 新增会员; 结果: 210人")


@pytest.mark.parametrize(
    "text",
    [
        "新增会员达标了吗",
        "总客流多少",
        "销售额比目标多多少",
        "客流比去年多多少",
        "拉新完成目标没有",
        "领了几张券",
    ],
)
def test_the_only_report_is_meant(text):
    assert events_meant(text, (), figures_of(ONE)) == ["灯会"]


def test_all_reports_that_have_it_are_meant_where_there_are_several():
    assert set(events_meant("总客流多少", (), figures_of(TWO))) == {"灯会", "庙会"}
    assert events_meant("销售额比目标多多少", (), figures_of(TWO)) == ["灯会"]


def test_no_more_than_six_stand_in_one_table():
    many = [
        row
        for n in range(9)
        for row in report(f"R{n}", f"{'甲乙丙丁戊己庚辛壬'[n]}节复盘", "指标: 客流; 结果: 9万人次")
    ]
    assert len(events_meant("总客流多少", (), figures_of(many))) == 6


@pytest.mark.parametrize(
    "text",
    [
        "停车费用多少",
        "昨天客流多少",
        "灯会客流多少",
        "领几张券",
        "客流怎么统计",
        "销售额怎么报",
        "三楼客流多少",
        "某某店销售额多少",
    ],
)
def test_a_message_that_speaks_of_anything_else_means_none(text):
    assert events_meant(text, (), figures_of(ONE)) == []


def test_what_was_asked_before_names_the_report():
    assert events_meant("总客流多少", ("灯会销售额多少",), figures_of(TWO)) == []
