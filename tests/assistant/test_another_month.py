"""A paper that goes by its month is not the one of another month."""

from dataclasses import replace

import pytest

from assistant.quoted.another_time import is_of_another_month
from tests.assistant.sums import PAPER, hits


def _found(title, *rows):
    return [replace(hit, document=replace(PAPER, title=title)) for hit in hits(*rows)]


ROSTER = _found("5月值班表", "岗位: 前台; 人数: 2")


@pytest.mark.parametrize("text", ["6月的值班表呢", "4月值班表有吗"])
def test_the_paper_of_one_month_does_not_answer_for_another(text):
    assert is_of_another_month(text, ROSTER)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5月的值班表呢", ROSTER),
        ("值班表呢", ROSTER),
        ("6月的会员日", ROSTER),
        ("6月3号的值班表", ROSTER),
        ("6月的值班表", _found("5月–7月值班表", "岗位: 前台; 人数: 2")),
        ("6月的值班表", _found("5月值班表", "6月起: 前台; 人数: 3")),
        ("6月的值班表", [*ROSTER, *_found("6月值班表", "岗位: 前台; 人数: 2")]),
    ],
)
def test_its_own_month_a_day_another_thing_and_a_paper_of_several_months_do(text, found):
    assert not is_of_another_month(text, found)


def _report(*rows):
    return [replace(hit, document=replace(PAPER, title="国庆复盘", doc_type="replay")) for hit in hits(*rows)]


def test_a_report_on_one_time_does_not_answer_for_a_month_that_it_does_not_name():
    report = _report("国庆客流31.2万人次", "指标: 客流; 说明: 10月1日至7日合计")
    assert is_of_another_month("9月份总客流是多少", report)
    assert not is_of_another_month("10月总客流是多少", report)
    assert not is_of_another_month("国庆总客流是多少", report)
