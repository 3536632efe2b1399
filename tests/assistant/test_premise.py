"""A figure that a question supposes is called right or wrong only where one clause settles it."""

from datetime import date

import pytest

from assistant.asking.need import read
from assistant.quoted.extractive import choose
from assistant.quoted.focus import focus
from assistant.quoted.premise import premise
from knowledge.model import Document, Hit, Passage, Standing

TODAY = date(2026, 11, 21)
PAPER = Document("D1", "游泳馆须知", "d1.docx", "x")


def said(question, *clauses, standing=Standing.IN_FORCE):
    hits = [
        Hit(Passage(f"p{n}", "D1", n, text, kind="clause"), PAPER, standing, 5.0 - n / 10, {})
        for n, text in enumerate(clauses)
    ]
    about = focus(question, hits)
    found = premise(question, choose(hits, read(question, TODAY), about=about), about, TODAY)
    return found.words[:2] if found else ""


@pytest.mark.parametrize(
    ("question", "clause", "word"),
    [
        ("泳卡押金30元对吧", "泳卡押金20元。", "不对"),
        ("泳卡押金20元对吧", "泳卡押金20元。", "对。"),
        ("开馆周活动到11月30号结束对吗", "开馆周活动11月20日开始、11月29日结束。", "不对"),
        ("泳卡是不是能借给3个人", "泳卡最多借给2个人，须登记。", "不对"),
        ("泳具满300减80对吧", "泳具满300元减50元，每人1张。", "不对"),
        ("泳卡年费1200元是吧", "泳卡年费1,200元。", "对。"),
    ],
)
def test_the_papers_figure_decides(question, clause, word):
    assert said(question, clause) == word


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("泳卡押金30元对吧", ["泳帽押金20元。"]),  # of something else
        ("泳卡押金30元对吧", ["成人泳卡押金20元，儿童泳卡押金10元。"]),  # two of them
        ("泳卡押金30元对吧", ["旧版泳卡押金30元已经作废。"]),  # no rule any more
        ("泳卡押金30元对吧", ["泳卡押金3天内退。"]),  # another kind of figure
        ("泳卡押金多少钱，30元对吧", ["泳卡押金20元。"]),  # asks for more
        ("泳卡押金30元", ["泳卡押金20元。"]),  # supposes nothing
    ],
)
def test_where_it_is_unclear_nothing_is_said(question, clauses):
    assert said(question, *clauses) == ""


def test_a_paper_that_is_not_in_force_settles_nothing():
    assert said("泳卡押金30元对吧", "泳卡押金20元。", standing=Standing.UPCOMING) == ""


def test_a_preliminary_figure_is_right_only_for_who_asks_for_it_by_that_name():
    clause = "游泳馆首月快报的入馆率71%为初步数字。"
    assert said("游泳馆首月入馆率71%对吧", clause) == ""
    assert said("游泳馆首月快报的入馆率71%对吧", clause) == "对。"
