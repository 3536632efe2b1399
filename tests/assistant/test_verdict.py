"""Yes or no comes first only where a clause says so of the very thing that was asked."""

from datetime import date

import pytest

from assistant.asking.need import read
from assistant.quoted.extractive import choose
from assistant.quoted.focus import focus
from assistant.quoted.verdict import verdict
from knowledge.model import Document, Hit, Passage, Standing

PAPER = Document("D1", "游泳馆须知", "d1.docx", "x")


def said(question, *clauses):
    hits = [
        Hit(Passage(f"p{n}", "D1", n, text, kind="clause"), PAPER, Standing.IN_FORCE, 5.0 - n / 10, {})
        for n, text in enumerate(clauses)
    ]
    about = focus(question, hits)
    found = verdict(question, choose(hits, read(question, date(2026, 11, 21)), about=about), about)
    return found.words if found else ""


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("泳镜可以租吗", "泳镜可以在前台租用。", "可以。"),
        ("泳镜能不能租", "泳镜可以在前台租用。", "可以。"),
        ("泳池里能拍照吗", "泳池区域禁止拍照、录像。", "不可以。"),
        ("泳卡能转让吗", "泳卡不得转让，不得出借。", "不可以。"),
        ("泳卡可以退吗", "泳卡须凭收据才可以退。", "可以，但有条件。"),
        ("泳池里能吃东西吗", "泳池内不得吃东西，但婴儿除外。", "一般不可以。"),
        ("办泳卡需要照片吗", "办泳卡需要照片一张。", "需要。"),
        ("办泳卡需要照片吗", "办泳卡不需要照片。", "不需要。"),
        ("超过1.2米的孩子能进儿童池吗", "身高超过1.2米的孩子不能进儿童池。", "不可以。"),
    ],
)
def test_the_word_is_the_clauses_own(question, clause, words):
    assert said(question, clause) == words


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("泳镜可以租吗", ["浮板可以在前台租用。"]),  # another thing
        ("用过的泳镜能退吗", ["没有用过的泳镜可以退。"]),  # the other side of a 没有
        ("教练能带水壶进泳池吗", ["不得带水壶进泳池；教练除外。"]),  # an exception
        ("泳卡能转让吗", ["泳卡不得转让。", "泳卡可以转让给家人。"]),  # both are said
        ("泳卡不能转让吗", ["泳卡不得转让。"]),  # a question that denies
        ("泳卡多少钱可以办吗", ["泳卡可以办。"]),  # asks for more
        ("怎么才可以退泳卡", ["泳卡可以退。"]),  # no question for yes or no
        ("泳包可以寄存吗", ["泳包寄存在前台，不可过夜领取。"]),  # what is denied is more than was asked
        ("3张泳卡能一起用吗", ["2张泳卡可以一起用。"]),  # another number
    ],
)
def test_where_it_is_unclear_nothing_is_said(question, clauses):
    assert said(question, *clauses) == ""


@pytest.mark.parametrize(
    ("question", "clause", "words"),
    [
        ("一红一蓝两副泳镜也能半价?", "泳镜第二副半价，须同款同规格。", "不可以，须同款同规格。"),
        ("不同款的泳镜能半价吗", "泳镜第二副半价，限同款。", "不可以，须同款。"),
        ("一红一蓝两副泳镜能退吗", "泳镜七天内退换。", ""),
        ("泳镜能半价吗", "泳镜第二副半价，须同款同规格。", ""),
        ("一起买泳镜能半价吗", "泳镜第二副半价，须同款同规格。", ""),
    ],
)
def test_two_that_differ_do_not_fit_a_rule_for_two_of_the_same(question, clause, words):
    assert said(question, clause) == words


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("所有泳镜都能退吗", "泳镜能退是部分品牌的承诺，不是每款泳镜都能退。"),
        ("每个泳道都开放给散客吗", "散客只适用于标有散客的泳道，其余泳道不开放。"),
        ("全部泳卡都支持转让吗", "支持转让的只有年卡，并非全部泳卡支持转让。"),
    ],
)
def test_asked_of_all_it_is_no_where_a_clause_holds_for_some(question, clause):
    assert said(question, clause) == "不是，并非全部。"


def test_asked_of_one_a_clause_that_holds_for_some_settles_nothing_of_all():
    assert said("这款泳镜能退吗", "泳镜能退是部分品牌的承诺，不是每款泳镜都能退。") != "不是，并非全部。"
