"""What a request wants reckoned: receipts apart, a part that goes back, a set beside its parts, a discount first."""

import pytest

from assistant.drafting.facts.pasted import brief_sheet
from assistant.drafting.sums.cases import case_of
from assistant.drafting.sums.paid import sums_of
from assistant.drafting.sums.terms import campaign_of
from knowledge.model import Passage
from tests.assistant.test_drafting_drafts import PAPERS, ask, written

RULES = "用券商品部分退货:退货后剩余商品原价合计不足200元的,从退款中扣回优惠30元。"
STACK = "可与门店商品折扣同时使用(按折后实付计)。"
FAIR = campaign_of(
    PAPERS.document("C1"),
    [*PAPERS.passages("C1"), *(Passage(f"C1-{n}", "C1", 20 + n, text, section=("二、规则",)) for n, text in enumerate((RULES, STACK)))],
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        ("先买了210元,又在另一家买了260元,算清楚一共付多少", ("第1笔210−30=180元", "第2笔260−30=230元", "合计180+230=410元")),
        ("两笔:一笔250元,另一笔90元", ("第1笔250−30=220元", "第2笔90元不满200元，用不上券", "合计220+90=310元")),
        ("一笔买了160元外套和80元帽子,后来只退帽子,退多少", ("实付：160+80−30=210元", "剩余160元不足200元，从退款中扣回30元，退80−30=50元")),
        ("一笔买了外套260元和帽子50元,用了券,退帽子", ("实付：260+50−30=280元", "剩余260元仍满200元，不扣回，退50元")),
    ],
)  # fmt: skip
def test_a_case_is_reckoned_by_the_campaigns_rules(asked, steps):
    assert case_of(asked, FAIR).sum.steps == steps


@pytest.mark.parametrize(
    "asked",
    [
        "外套260元能用券吗",
        "先买210元,又买220元,再买230元,又买240元",
        "一笔买了100元外套和80元帽子,退帽子",
        "写一篇",
    ],
)
def test_a_case_that_the_rules_do_not_cover_is_none(asked):
    assert case_of(asked, FAIR) is None


def test_a_case_stands_in_the_drafts_that_ask_for_it_and_every_number_is_a_step():
    reply = ask("举个例:先买了210元,又买了260元,合计付多少", campaign="C1", channels=("wechat_group", "faq"))
    assert all("180+230=410元" in draft.body for draft in reply.drafts)
    assert "K17" not in {f.rule_id for f in reply.findings}
    assert all("K17" not in {f.rule_id for f in draft.findings} for draft in reply.drafts)
    assert all(any("410" in trace.text for trace in draft.traces) for draft in reply.drafts)


def test_a_set_is_told_with_what_its_parts_cost():
    text = "早餐套餐33元:豆浆(单点9元)加烧麦(单点28元),L8-07"
    (one,) = [s for s in sums_of(brief_sheet(text), None) if "少付" in s.said]
    assert one.steps == ("单点：9+28=37元", "少付：37−33=4元")


def test_the_shops_discount_comes_before_the_campaigns_coupon():
    text = "抓绒衣标价480元,门店8折,满200减30券也能叠"
    one = sums_of(brief_sheet(text), FAIR, text)[0]
    assert "480×0.8=384元" in one.steps
    assert "384−30=354元" in one.steps
    assert "450" not in "".join(one.steps)


@pytest.mark.parametrize("unit", ["本", "册", "条", "束"])
def test_half_price_for_the_second_counts_in_any_measure(unit):
    steps = [
        s for one in sums_of(brief_sheet(f"台历,24元一{unit},L8-01,第二{unit}半价"), None) for s in one.steps
    ]
    assert steps == [f"两{unit}：24+24÷2=36元"]


def test_a_request_for_a_coupon_that_does_not_hold_is_told_so():
    body = written(
        ask(
            "品名:山杏酒\n价格:266元\n品牌:云顶超市\n门店:L1-12\n写上可用满200减30券",
            campaign="C1",
            channels=("wechat_moments",),
        )
    )
    assert "不参与" in body


def test_goods_that_a_campaigns_request_names_are_told_with_their_sum():
    body = written(ask("云朵米露两杯一共多少钱,算清楚", campaign="C1", channels=("wechat_group",)))
    assert "18+18÷2=27元" in body
    assert "22+22÷2=33元" in body
