"""What share of its target each of two reports reached, and that a report has none."""

import pytest

from assistant.quoted.reported import figures_of
from assistant.reckoning import of_reports, says, targets
from tests.assistant.test_comparison import report

FIGURES = figures_of(
    report("R1", "春节复盘终版", "指标: 春节客流; 目标: 20万人次; 结果: 18.5万人次")
    + report("R2", "灯会复盘", "指标: 灯会客流; 目标: 10万人次; 结果: 10.4万人次")
    + report("R3", "2025中秋复盘", "指标: 中秋客流; 目标: –; 结果: 12.5万人次")
)


@pytest.mark.parametrize("text", ["春节和灯会的客流达成率谁高", "春节跟灯会比,客流差多少,谁的目标完成率高"])
def test_the_share_that_each_reached_is_reckoned_and_the_larger_is_named(text):
    told = targets.reached_by_each(text, FIGURES, says(english=False))
    assert told
    assert "92.5%" in told.text
    assert "灯会的客流目标达成率更高：104.0% > 92.5%" in told.text


def test_a_report_without_a_target_is_not_held_against_another():
    assert targets.reached_by_each("春节和中秋的客流达成率谁高", FIGURES, says(english=False)) is None


def test_that_a_report_has_no_target_is_known_by_its_row():
    assert targets.without_target("中秋的客流达成率呢", "", FIGURES)
    assert targets.without_target("春节的客流达成率呢", "", FIGURES) is None
    assert targets.without_target("中秋的客流呢", "", FIGURES) is None


def test_a_passage_that_tells_the_share_is_not_said_to_lack_it():
    assert targets.tells_what_was_reached("中秋客流达成率98%")
    assert not targets.tells_what_was_reached("中秋客流没有设目标")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "灯会新增会员达标了吗",
            "灯会新增会员没有达标：目标500人，结果480人，还差20人（计算得出：500人−480人）。",
        ),
        (
            "灯会客流完成目标了吗",
            "灯会客流达标了：目标20万人次，结果22万人次，超过2万人次（计算得出：22万人次−20万人次）。",
        ),
        ("灯会投诉达标没有", "灯会投诉达标了：目标不超过9件，结果6件，低3件（计算得出：9件−6件）。"),
        (
            "灯会客诉率达标了吗",
            "灯会客诉率没有达标：目标2%以内，结果3%，超过1.0个百分点（计算得出：3%−2%）。",
        ),
    ],
)
def test_yes_or_no_of_a_target_comes_first(text, said):
    rows = report(
        "R1",
        "灯会复盘终版",
        "指标: 客流（万人次）; 目标: 20; 结果: 22",
        "指标: 新增会员（人）; 目标: 500; 结果: 480",
        "指标: 投诉（件）; 目标: 不超过9; 结果: 6",
        "指标: 客诉率; 目标: 2%以内; 结果: 3%",
    )
    assert of_reports(text, "", figures_of(rows), says(english=False)).text.startswith(said)


def test_a_metric_that_the_report_has_not_is_not_told_by_another():
    rows = report("R1", "灯会复盘终版", "指标: 客流（万人次）; 目标: 20; 结果: 22")
    assert of_reports("灯会卖了多少钱,有没有达标", "", figures_of(rows), says(english=False)) is None
