"""A short message after an answer out of one report goes on in it: 新会员几个, 改进谁负责."""

from __future__ import annotations

import pytest

from assistant.asking.report_meant import of_the_report
from assistant.journal import Turn
from knowledge.model import Document

LANTERNS, FAIR = (
    Document("R1", "2025灯会复盘", "R1.docx", "R1"),
    Document("R2", "双12复盘终版", "R2.docx", "R2"),
)
REPORTS = (LANTERNS, FAIR)


def whole(message, topic="2025灯会来了多少人", documents=("R1",)):
    return of_the_report(message, [Turn(topic, topic, "灯会客流9万人次。[1]", "answer", documents)], REPORTS)


@pytest.mark.parametrize("message", ["新会员几个", "改进谁负责", "有什么问题", "核销率多少", "达标没"])
def test_figures_and_points_are_of_the_event_spoken_of(message):
    assert whole(message) == f"2025灯会{message}"


@pytest.mark.parametrize("message", ["双12新会员几个", "停车多少钱", "谢谢", "国庆核销率呢"])
def test_what_names_another_event_or_asks_of_another_thing_stands_alone(message):
    assert whole(message) == message


def test_after_a_paper_that_is_no_report_nothing_is_added():
    assert whole("问题找谁", documents=("K1",)) == "问题找谁"


def test_of_two_events_none_is_picked():
    assert whole("新会员呢", "2025灯会和双12的客流") == "新会员呢"
