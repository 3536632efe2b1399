"""What a notice has under the heading of an occasion is told as over once its days are; a change to come is told second."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.quoted.over import over_by_heading
from assistant.quoted.to_come import in_force_first
from tests.assistant.sums import hits

WEEK = "当日累计满300元送停车券2小时。"
RULE = "积分抵扣：800 积分抵 1 小时，每天最多抵 3 小时。"
NOTICE = "自 2026 年 6 月 1 日起，停车积分抵扣由“800 积分抵 1 小时”调整为“700 积分抵 1 小时”。"


def under(heading, text=WEEK):
    (hit,) = hits(text)
    return replace(hit, passage=replace(hit.passage, section=(heading,)))


@pytest.mark.parametrize("heading", ["会员周（5/1—5/9）", "会员周（5月1日至9日）"])
def test_what_stands_under_an_occasion_that_is_over_is_told_so(heading):
    (line,) = over_by_heading([under(heading)], date(2026, 5, 12))
    assert line.text.startswith("已经结束：会员周到5月9日为止")


@pytest.mark.parametrize(
    ("heading", "day"),
    [("会员周（5/1—5/9）", date(2026, 5, 9)), ("二、减免", date(2026, 5, 12)), ("第1章", date(2026, 5, 12))],
)
def test_what_is_still_on_or_has_no_days_is_not(heading, day):
    assert over_by_heading([under(heading)], day) == []


@pytest.mark.parametrize(
    "heading", ["店铺目录（2026-05-01）", "价目表（5月1日）", "Tenant directory (2026-05-01)"]
)
def test_the_day_behind_the_name_of_a_paper_is_that_of_its_issue(heading):
    assert over_by_heading([under(heading)], date(2026, 5, 12)) == []
    assert over_by_heading([under("亲子日（2026-05-01）")], date(2026, 5, 12))


@pytest.mark.parametrize(
    "heading",
    [
        "等级权益表（2026年5月1日起执行）",
        "排班与频次（冬季，2026-05-01起）",
        "内线电话（2026-05-08更新，勿外传）",
        "费用执行表（万元，截至2026年4月30日）",
        "价目表（自5月1日）",
        "收费标准（2026年5月1日修订）",
        "五一复盘（5月1日-5月5日）",
        "值班记录（5月1日至5月7日）",
    ],
)
def test_the_day_from_which_a_paper_holds_or_to_which_it_counts_ends_nothing(heading):
    assert over_by_heading([under(heading)], date(2026, 5, 12)) == []


def first(question, *days):
    asked = SimpleNamespace(text=question, today=date(2026, 5, 6), need=SimpleNamespace(days=days))
    return in_force_first(hits(NOTICE, RULE), asked)[0].passage.text


def test_the_rule_in_force_comes_before_the_notice_that_changes_it_later():
    assert first("现在多少积分抵一小时停车") == RULE
    assert first("多少积分抵一小时停车", date(2026, 5, 31)) == RULE


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("下个月多少积分抵一小时", ()),
        ("积分抵扣调整成多少了", ()),
        ("那天多少积分抵一小时", (date(2026, 6, 1),)),
    ],
)
def test_the_notice_comes_first_where_later_is_asked_about(question, days):
    assert first(question, *days) == NOTICE
