"""What share of its target each of two reports reached, and that a report has none."""

import pytest

from assistant.quoted.reported import figures_of
from assistant.reckoning import says, targets
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
