"""Rates and gaps that a report has not, out of the figures that it has."""

import pytest

from assistant.quoted.comparison import compare
from assistant.quoted.reported import figures_of
from assistant.reckoning import of_reports, says
from tests.assistant.test_comparison import report

ROWS = report(
    "R1",
    "春节复盘终版",
    "指标: 春节客流; 目标: 20万人次; 结果: 18.5万人次",
    "指标: 春节销售额; 目标: 900万元; 结果: 960万元",
    "指标: 春节电子券发放; 目标: –; 结果: 8,000张",
    "指标: 春节电子券领取; 目标: –; 结果: 6,000张",
    "指标: 春节核销率(核销÷领取); 目标: –; 结果: 70.0%",
) + report(
    "R2", "2025中秋复盘", "指标: 中秋客流; 目标: –; 结果: 12.5万人次", "指标: 中秋电子券领取; 结果: 900张"
)


def line(text, topic=""):
    found = of_reports(text, topic, figures_of(ROWS), says(english=False))
    return found.text if found else ""


def test_what_was_claimed_and_not_redeemed_is_the_difference_of_both():
    rows = report("R3", "端午复盘", *(f"指标: 端午电子券{name}; 结果: {count}" for name, count in COUPONS))
    for text in ("端午有多少张券没人用", "端午领了没核的券几张", "端午领了没用的有多少"):
        assert "有250张领取后没有核销（计算得出：领取900张−核销650张）" in _line(text, rows)
    assert "有100张发放后没有领取" in _line("端午没人领的券有多少张", rows)
    assert line("中秋有多少张券没人用") == ""


COUPONS = (("发放", "1,000张"), ("领取", "900张"), ("核销", "650张"))


def test_a_rate_of_coupons_is_of_those_issued_where_nobody_counted_the_claimed():
    rows = report("R4", "灯会复盘", "指标: 灯会券发放; 结果: 500张", "指标: 灯会券核销; 结果: 300张")
    assert "60.0%（核销÷发放，计算得出：300张÷500张）" in _line("灯会核销率多少", rows)


def _line(text, rows):
    found = of_reports(text, "", figures_of(rows), says(english=False))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("text", "topic", "said"),
    [
        ("春节券的领取率多少", "", "75.0%（领取÷发放，计算得出：6,000张÷8,000张）"),
        ("春节客流离目标差多少", "", "还差1.5万人次（计算得出：目标20万人次−结果18.5万人次）"),
        ("那还差多少人", "春节客流达标没", "还差1.5万人次"),
        ("春节卖得超目标多少", "", "已超过目标60万元"),
    ],
)
def test_a_figure_is_reckoned_from_two_that_are_written(text, topic, said):
    assert said in line(text, topic)


@pytest.mark.parametrize(
    "text",
    [
        "春节核销率多少",
        "中秋领取率多少",
        "元旦领取率多少",
        "春节和中秋领取率",
        "中秋客流离目标差多少",
        "春节中奖率",
        "春节差评多少",
    ],
)
def test_what_is_written_or_lacks_a_figure_is_not_reckoned(text):
    assert line(text) == ""


def compared(text, year=2026):
    reply = compare(text, "", figures_of(ROWS), year)
    return reply.lines[-1].text if reply else ""


def test_a_difference_is_asked_for_in_peoples_words():
    assert "高6万人次（计算得出：18.5万人次 − 12.5万人次）" in compared("春节比中秋多来了多少人")
    assert "低6万人次，减少32.4%" in compared("中秋比春节人流少了百分之几")


def test_this_years_occasion_is_not_the_report_of_another_year():
    assert compared("今年中秋比春节多来多少人") == ""
