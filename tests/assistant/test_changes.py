"""How a paper differs from the one that it replaced."""

from datetime import date

import pytest

from assistant.quoted.changes import asks_what_changed, changes, paper_meant, set_beside
from assistant.quoted.focus import focus
from knowledge.model import Document, Hit, Passage, Standing
from tests.house import STAFF, House

OLD = Document("D1", "寄存规则", "old.md", "1", version="V1")
NEW = Document(
    "D2", "寄存规则", "new.md", "2", version="V2", supersedes=("D1",), effective_from=date(2026, 1, 1)
)
OTHER = Document("D3", "轮椅借用规则", "w.md", "3", version="V2", supersedes=("D0",))
TEXTS = {
    "D1": ["寄存收费：前1小时免费，之后每小时4元。", "寄存柜设在东门。"],
    "D2": [
        "寄存收费：前2小时免费，之后每小时3元。",
        "寄存柜设在东门。",
        "本规则自2026年1月1日起替代V1，V1同时作废。",
    ],
}


def passages(paper: Document) -> list[Passage]:
    return [
        Passage(f"{paper.doc_id}:{n}", paper.doc_id, n, text) for n, text in enumerate(TEXTS[paper.doc_id])
    ]


HITS = [Hit(one, NEW, Standing.IN_FORCE, 1.0) for one in passages(NEW)]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("寄存规则新版改了哪几处", True),
        ("寄存费跟去年那版比改了什么", True),
        ("26版章程跟25版有什么区别", True),
        ("新旧规则封顶差几块", True),
        ("寄存一小时几元 改版前多少", True),
        ("会员和非会员有什么区别", False),
        ("寄存一小时几元", False),
        ("这双鞋改成大一码要多少", False),
    ],
)
def test_what_changed_is_asked_of_versions_and_not_of_things(question, asks):
    assert asks_what_changed(question) is asks


def test_the_paper_that_the_question_names_is_meant_before_one_that_ranks_higher():
    ranked = [Hit(Passage("w", "D3", 0, "轮椅免费借用。"), OTHER, Standing.IN_FORCE, 9.0), *HITS]
    meant = paper_meant("寄存规则改了什么", ranked)
    assert meant is not None
    assert meant.document is NEW


def test_an_old_clause_stands_beside_the_one_with_other_figures_and_no_other():
    (pair,) = set_beside(NEW, OLD, focus("寄存费改了什么", HITS), passages)
    assert [one.text for one in pair] == [TEXTS["D1"][0], TEXTS["D2"][0]]


def test_what_a_paper_says_of_its_changes_is_told():
    lines = changes(NEW, focus("寄存费改了什么", HITS), passages)
    assert [line.text for line in lines] == [TEXTS["D2"][2]]


def test_staff_read_the_old_figure_as_void_beside_the_new_one(demo_house: House):
    text = demo_house.ask("新旧停车规则封顶差几块", STAFF).answer
    assert "已失效，不再适用" in text
    assert "35元" in text
    assert "40元" in text


def test_a_shopper_reads_nothing_of_an_old_version(demo_house: House):
    answer = demo_house.ask("新旧停车规则封顶差几块")
    assert "已失效" not in answer.answer
    assert "K08" not in {citation.doc_id for citation in answer.citations}


@pytest.mark.parametrize("question", ["8月停车一小时多少钱", "顾客拿着8月的停车票，当时怎么收的"])
def test_a_day_before_the_rule_in_force_asks_for_the_rule_of_then(demo_house: House, question):
    """8月停车一小时多少钱 is not reckoned by the rule that came after it."""
    text = demo_house.ask(question, STAFF).answer
    assert text.startswith("旧版V3（已失效，不再适用）")
    assert "每小时4元" in text


def test_a_shopper_is_told_from_when_on_the_rule_in_force_holds(demo_house: House):
    assert "自2026-09-01起施行" in demo_house.ask("8月停车一小时多少钱").answer
    assert "施行，以前的规定" not in demo_house.ask("12月停车一小时多少钱").answer
