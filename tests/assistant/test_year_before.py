"""Figures of a report against the column of the same time a year before; of a mall that is not the demo's."""

import pytest

from assistant.quoted.comparison import compare
from assistant.quoted.reported import figures_of
from assistant.quoted.year_before import (
    growth_rows,
    on_the_year_before,
    tells_year_before,
    without_year_before,
)
from tests.assistant.test_comparison import report


def rows(column):
    return report(
        "R1",
        "花灯节复盘终版",
        f"指标: 客流（万人次）; 目标: 20; 终版: 22; {column}: 20; 备注: 已扣员工",
        f"指标: 投诉（件）; 目标: 不超过10; 终版: 6; {column}: 8",
        f"指标: 核销率; 目标: 60%; 终版: 61.5%; {column}: 58.0%",
    )


def told(text, topic="", column="2025年同期"):
    reply = on_the_year_before(text, topic, figures_of(rows(column)))
    return "\n".join(line.text for line in reply.lines) if reply else ""


@pytest.mark.parametrize("column", ["2025年同期", "去年同期", "上年", "同期", "2025年", "上年同期值"])
def test_a_column_of_a_year_before_is_of_the_same_event(column):
    figures = figures_of(rows(column))
    assert [one.event for one in figures] == ["花灯节"] * 3
    assert [one.earlier for one in figures] == ["20万人次", "8件", "58.0%"]
    assert f"花灯节客流比{column}高2万人次（计算得出：22万人次 − 20万人次）。" in told(
        "花灯节客流比去年多多少", column=column
    )


def test_the_same_time_is_no_event_of_a_table_of_events():
    figures = figures_of(report("R1", "节庆复盘", "指标: 客流; 灯会: 9万; 庙会: 8万; 去年同期: 7万"))
    assert {one.event for one in figures} == {"灯会", "庙会"}


def test_the_gap_and_the_share_are_told_with_the_row():
    said = told("花灯节投诉比去年少了多少")
    assert "低2件（计算得出：6件 − 8件）" in said
    assert "下降25.0%（计算得出：(8件−6件)÷8件）" in said
    assert "2025年同期：8" in said


def test_rates_differ_by_points_and_have_no_share():
    said = told("花灯节核销率同比")
    assert "高3.5个百分点" in said
    assert "增长" not in said


def test_the_next_metric_is_held_against_the_year_before_too():
    assert "投诉比2025年同期低2件" in told("投诉呢", "花灯节客流同比")
    assert "客流比2025年同期高2万人次" in told("去年呢", "花灯节客流比目标多多少")


@pytest.mark.parametrize("text", ["花灯节客流多少", "花灯节客流比2023年多多少", "花灯节停车比去年多多少"])
def test_nothing_is_said_of_what_the_column_is_not_of(text):
    assert told(text) == ""


def test_the_column_is_no_second_report():
    assert compare("花灯节客流比去年多多少", "", figures_of(rows("2025年同期"))) is None


GROWN = report(
    "R3",
    "灯会复盘终版",
    "指标: 灯会客流; 结果: 9万人次; 目标: 8万人次",
    "指标: 灯会客流同比; 结果: +6.2%; 说明: 与去年同期8.47万人次相比",
    "指标: 灯会新会员; 结果: 120人",
)


@pytest.mark.parametrize("text", ["灯会客流比去年怎么样", "灯会客流跟去年同期比呢", "灯会客流 vs last year"])
def test_a_row_of_growth_comes_before_the_figure(text):
    rows = growth_rows(text, "", figures_of(GROWN))
    assert [one.label for one in rows] == ["灯会客流同比", "灯会客流"]


def test_what_only_the_question_before_named_has_its_row_of_growth():
    assert growth_rows("比去年呢", "灯会客流", figures_of(GROWN))[0].label == "灯会客流同比"


def test_a_figure_without_a_year_before_is_told_to_have_none():
    assert without_year_before("灯会新会员比去年多吗", "", figures_of(GROWN)).metric == "新会员"
    assert without_year_before("去年灯会新会员多少", "", figures_of(GROWN)) is None
    assert without_year_before("灯会客流比去年多吗", "", figures_of(rows("去年同期"))) is None


def test_a_paper_tells_the_year_before_of_a_figure_in_one_sentence():
    assert tells_year_before("客流9万人次，同比增长6%。新会员120人。", "客流")
    assert not tells_year_before("客流9万人次，同比增长6%。新会员120人。", "新会员")
