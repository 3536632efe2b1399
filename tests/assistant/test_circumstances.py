"""The rule for one case answers no question about another: the circumstances of a question must be spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asking.demands import Demand
from assistant.quoted.circumstances import untold_circumstances
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold

PAPER = Document("D1", "读本", "d.md", "0", effective_from=date(2026, 1, 1))


def lacking(question: str, *texts: str) -> list[str]:
    hits = [
        Hit(Passage(f"p{at}", "D1", at, text, kind="paragraph"), PAPER, Standing.IN_FORCE, 1.0)
        for at, text in enumerate(texts)
    ]
    return untold_circumstances(fold(question), hits, Demand(fold(question)))


@pytest.mark.parametrize(
    ("question", "passage", "missing"),
    [
        ("用微波炉热牛奶要多久？", "热牛奶用小锅，中火三分钟。", ["微波炉"]),
        ("用小锅热牛奶要多久？", "热牛奶用小锅，中火三分钟。", []),
        ("候鸟在智利停留多少天？", "候鸟在秘鲁停留40天。", ["智利"]),
        ("候鸟在秘鲁停留多少天？", "候鸟在秘鲁停留40天。", []),
        ("请产假奖金怎么算？", "奖金按出勤天数计算，年假不扣。", ["产假"]),
        ("请年假奖金怎么算？", "奖金按出勤天数计算，年假不扣。", []),
        ("酒后骑车罚多少？", "骑车闯红灯罚20元。", ["酒后"]),
        ("手机版表格怎么冻结首行？", "表格：点击视图选项卡，选择冻结首行。", ["手机"]),
    ],
)
def test_under_which_circumstances_it_is_asked_must_be_told(question, passage, missing):
    assert lacking(question, passage) == missing


@pytest.mark.parametrize(
    "question",
    [
        "我用微波炉热牛奶要多久？",  # one's own case is told in other words than papers have
        "牛奶放在微波炉旁边能热多久？",  # what comes with it, behind another verb
        "在手机上怎么查热牛奶的时间？",
        "在前台能拿到热牛奶吗？",
    ],
)
def test_of_other_words_nothing_is_held(question):
    assert lacking(question, "热牛奶用小锅，中火三分钟。") == []


def test_a_thing_may_be_told_of_in_any_passage_and_a_place_only_beside_the_rest():
    told = ("烫伤后用冷水冲，不要涂牙膏。", "孩子玩水时看护好。")
    assert lacking("孩子烫伤用牙膏涂多久？", *told) == []


def test_a_place_is_looked_for_where_the_rest_of_the_question_is():
    told = ("候鸟在秘鲁停留40天。", "智利盛产车厘子。")
    assert lacking("候鸟在智利停留多少天？", *told) == ["智利"]
