"""Sums are computed from a rule of a general form, in shown steps, or not at all."""

from dataclasses import replace

import pytest

from assistant.focus import focus
from assistant.reckoning import reckoned
from knowledge.model import Document, Hit, Passage, Standing

PAPER = Document("D1", "停车与优惠规则", "d1.docx", "x")
RULES = (
    "停车前15分钟免费，之后每小时8元，不足1小时按1小时计，每24小时封顶60元",
    "满200元减30元电子券：单笔实付满200元可用1张，每笔限用1张",
    "部分退货：剩余商品原价合计不足200元的，从退款中扣回优惠30元",
    "积分：零售1元积1分，餐饮1元积0.5分",
)
HITS = [
    Hit(Passage(f"p{n}", "D1", n, text, kind="clause"), PAPER, Standing.IN_FORCE, 5.0 - n, {})
    for n, text in enumerate(RULES)
]


def said(question, hits=HITS):
    line = reckoned(question, hits, focus(question, hits))
    return line.text if line else ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("停车2小时多少钱", "应付16元"),
        ("停车20个小时要多少钱", "应付60元"),
        ("买了260用券实付多少钱", "230元"),
        ("买150能用满减券吗，要付多少", "不满200元"),
        ("买了150+80用了券，退80那件能退多少", "应退50元"),
        ("买了250+80用了券，退80那件能退多少", "应退80元"),
        ("餐饮花了300积多少分", "可积150分"),
    ],
)
def test_a_sum_is_computed_and_says_so(question, says):
    assert says in said(question)


@pytest.mark.parametrize(
    "question",
    [
        "健身2小时多少钱",
        "停车多少钱",
        "停车可以停20小时吗",
        "满300减50的券买了320付多少",
        "珠宝花了300积多少分",
        "买了150+80，退60那件能退多少",
        "打八折后260用券付多少",
    ],
)
def test_what_no_rule_settles_is_not_computed(question):
    assert said(question) == ""


def test_a_rule_that_is_no_longer_in_force_computes_nothing():
    old = [replace(hit, standing=Standing.SUPERSEDED) for hit in HITS]
    assert said("停车2小时多少钱", old) == ""


def test_the_rule_is_cited():
    line = reckoned("停车2小时多少钱", HITS, focus("停车2小时多少钱", HITS))
    assert line.sources[0].passage.text == RULES[0]
