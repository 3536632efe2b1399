"""A question of yes or no has said all of its answer: each thing that it names must stand near."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asking.demands import Demand
from assistant.quoted.whether import unsaid
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold

PAPER = Document("D1", "读本", "d.md", "0", effective_from=date(2026, 1, 1))


def lacking(question: str, *texts: str, names: tuple[str, ...] = ()) -> list[str]:
    hits = [
        Hit(Passage(f"p{at}", "D1", at, text, kind="paragraph"), PAPER, Standing.IN_FORCE, 1.0)
        for at, text in enumerate(texts)
    ]
    return unsaid(fold(question), question, hits, Demand(fold(question), (names,) if names else ()))


@pytest.mark.parametrize(
    ("question", "passage", "missing"),
    [
        ("拨打消费热线要收话费吗？", "消费热线是12388，工作日接听。", ["话费"]),
        ("拨打消费热线要收话费吗？", "拨打消费热线免收话费。", []),
        ("羽绒马甲能放洗衣机里洗吗？", "羽绒马甲轻便保暖，适合秋冬。", ["洗衣机"]),
        ("网上商城可以用Apple Pay吗？", "网上商城支持信用卡与货到付款。", ["apple", "pay"]),
        ("探亲假期间是否发工资", "探亲假须提前两周申请。", ["发工资"]),
        ("会员账号可不可以删除？", "会员账号的密码可在设置中修改。", ["删除"]),
    ],
)
def test_what_is_asked_whether_must_be_spoken_of(question, passage, missing):
    assert lacking(question, passage) == missing


def test_a_thing_is_looked_for_where_the_rest_of_the_question_is():
    """That another paper has the word says nothing of this matter."""
    told = ("陪产假十天，一次休完。", "失业金按缴费工资的四成发给。")
    assert lacking("陪产假期间发工资吗", *told) == ["发工资"]


def test_what_is_quoted_first_has_said_it():
    """Another passage has the rest of the question by chance."""
    told = ("烫伤后不要涂抹牙膏。", "身体发冷时盖上毯子。")
    assert lacking("烫伤能用牙膏涂身体吗", *told) == []


def test_whom_a_rule_binds_it_says_in_many_ways():
    assert lacking("同一家公司能续签两次合同吗", "同一雇主只能续签一次合同。") == []
    assert lacking("烫伤能用冰块敷身体吗", "烫伤不要用冰块敷。") == []


@pytest.mark.parametrize(
    "question",
    [
        "我能把推车放洗衣机旁边吗",  # one's own case is told in other words than papers have
        "拨打消费热线收多少话费",  # asks how much
        "热线收话费，行吗",  # asks of what was said before
        "遇到下雨还开放吗",  # under what condition is told in other words
        "这台机器修掉了吗",  # so is how a doing ends
    ],
)
def test_other_questions_are_not_held_to_their_words(question):
    assert lacking(question, "消费热线是12388，露台每天开放，机器已修好。") == []


def test_a_shop_that_is_named_need_not_be_said():
    assert lacking("Oyster House可以订位吗", "蚝屋可以订位。", names=("oyster house", "蚝屋")) == []
