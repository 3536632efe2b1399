"""What is going on: campaigns of the days that are asked for, each told by its own paper."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.house import EMBARGO_ENDS, NOW, SHOPPER


def told(answer) -> set[str]:
    return {citation.doc_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question", ["现在有什么优惠", "最近有啥活动", "有没有打折", "今個週末有咩優惠", "any promotions now?"]
)
def test_each_campaign_that_goes_on_is_told(demo_house, question):
    assert {"K09", "K12", "K13"} <= told(demo_house.ask(question))


def test_what_is_over_by_then_is_not_told(demo_house):
    assert told(demo_house.ask("12月5号有什么活动")) == {"K16"}


def test_a_campaign_under_embargo_is_told_from_its_moment_on(demo_house):
    before, after = EMBARGO_ENDS - timedelta(minutes=1), EMBARGO_ENDS + timedelta(days=11)
    assert "K15" not in told(demo_house.ask("12月12号有什么活动", SHOPPER, before))
    assert "K15" in told(demo_house.ask("今天有什么活动", SHOPPER, after))


def test_a_question_that_names_a_thing_is_answered_about_the_thing(demo_house):
    answer = demo_house.ask("停车有什么优惠", SHOPPER, NOW)
    assert "K07" in told(answer)
    assert all("停车" in line or "抵扣" in line for line in answer.answer.splitlines())
