"""The times of the year at which something holds, as tables and headings write them."""

from datetime import date

import pytest

from knowledge.model import Passage, Standing
from knowledge.standing import standing_of
from knowledge.writing.posted import is_of_somebody
from knowledge.writing.seasons import season_in


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        (
            "冬季（11月1日至次年3月15日）",
            ["2026-11-01", "2027-01-20", "2027-03-15"],
            ["2026-10-31", "2027-03-16"],
        ),
        (
            "春秋（3月16日至5月31日、9月1日至10月31日）",
            ["2026-04-01", "2026-10-31"],
            ["2026-06-01", "2026-11-01"],
        ),
        ("旺季 5月-9月", ["2026-05-01", "2026-09-30"], ["2026-10-01", "2026-04-30"]),
        ("10月1日—7日", ["2026-10-01", "2026-10-07"], ["2026-10-08"]),
        ("冬季 2026-11-01至2027-03-31", ["2026-12-01", "2027-03-31"], ["2027-11-01", "2026-10-31"]),
        ("5/1-9/30", ["2026-06-01"], ["2026-10-01"]),
    ],
)
def test_a_season_takes_in_its_days(written, inside, outside):
    season = season_in(written)
    assert season is not None
    assert all(season.takes_in(date.fromisoformat(day)) for day in inside)
    assert not any(season.takes_in(date.fromisoformat(day)) for day in outside)


@pytest.mark.parametrize(
    "written",
    ["10:00-22:00", "周一至周五", "2026年11月1日起", "9.30-21.30", "A-101", "3-5折", "1至3楼", "12月1日"],
)
def test_times_and_single_days_are_no_season(written):
    assert season_in(written) is None


@pytest.mark.parametrize(
    "heading",
    ["夏季（已停用）", "班次 旺季版（2026-04-01至10-31，已停用）", "旧版-作废", "Summer (obsolete)"],
)
def test_what_stands_below_a_heading_that_says_so_is_out_of_use(heading):
    passage = Passage("p", "d", 0, "2号线单程8元。", section=("一览", heading))
    assert standing_of(passage, Standing.IN_FORCE) is Standing.EXPIRED


@pytest.mark.parametrize(
    "heading", ["停用设备的报批", "作废发票怎么办", "电梯停用时的疏导", "已停用的会员卡如何恢复"]
)
def test_a_heading_on_things_out_of_use_leaves_it_in_force(heading):
    assert (
        standing_of(Passage("p", "d", 0, "请到服务台。", section=(heading,)), Standing.IN_FORCE)
        is Standing.IN_FORCE
    )


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("服务: 退税台; 时间: 每天10:30-18:30", True),
        ("星期: 周日至周四; 开门: 10:00; 闭店: 22:00", False),
        ("日期: 2026-11-21; 开门: 10:00; 闭店: 23:00", False),
        ("场所: 商场; 时间: 每天10:00-22:00", False),
    ],
)
def test_a_row_that_begins_with_a_name_is_of_somebody(text, is_so):
    assert is_of_somebody(Passage("p", "d", 0, text, kind="row")) is is_so
