"""Two tenants in one draft: each with its own facts, place and conditions, and no promise for the other."""

import re

import pytest

from assistant.drafting.subject import UnknownPaper
from tests.assistant.test_drafting_drafts import ask, written

CHANNELS = ("xiaohongshu", "douyin", "wechat_group", "wechat_moments", "miniprogram", "faq", "koc")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", [*CHANNELS, "sms"])
def test_both_products_stand_in_the_draft_with_price_and_place(name, seed):
    (draft,) = ask(product="P1", partner="P3", channels=(name,), seed=seed).drafts
    text = f"{draft.title}\n{draft.body}"
    assert draft.status != "blocked", draft.findings
    assert "云朵米露" in text
    assert "白露洁面乳" in text
    assert "L2-07" in text
    assert "L3-02" in text
    if name != "sms":
        assert re.search(r"18元", text)
        assert "89元" in text


def test_each_fact_keeps_its_own_source():
    (draft,) = ask(product="P1", partner="P3", channels=("wechat_group",)).drafts
    assert {t.source[:2] for t in draft.traces} >= {"P1", "P3"}
    offer = next(t for t in draft.traces if "半价" in t.text)
    assert offer.source.startswith("P1")
    assert {p.source[:2] for p in draft.selling_points} == {"P1", "P3"}


def test_the_offer_of_one_is_never_told_of_the_other():
    for seed in range(6):
        (draft,) = ask(product="P3", partner="P1", channels=("wechat_group",), seed=seed).drafts
        own = next(line for line in draft.body.split("\n") if "白露洁面乳" in line and "89元" in line)
        assert "半价" not in own


@pytest.mark.parametrize("asked", ["买米露送洁面小样", "两件一起价99元", "凭云朵小票享白露9折", "做个组合价"])
def test_a_promise_that_neither_sheet_has_is_named_and_not_written(asked):
    reply = ask(asked, product="P1", partner="P3", channels=("wechat_group",))
    assert "K18" in {f.rule_id for f in reply.findings}
    assert reply.status != "ok"
    assert not re.search("买米露送|组合价|小票|一起价", written(reply))


def test_a_regulated_partner_blocks_the_joint_draft():
    from tests.assistant import drafting_papers as papers

    sheet = papers._rows(
        "P9", [("产品名称", "白杨种植牙", "x"), ("合规类别", "医疗(medical)", "x"), ("价格", "999元", "x")]
    )
    own = papers.DraftPapers()
    own._documents["P9"] = papers._document("P9", "产品单 白杨", "product")
    own._passages["P9"] = sheet
    from assistant.compliance import ComplianceChecker
    from assistant.drafting import Drafter, DraftRequest
    from tests.assistant.test_drafting_drafts import NOW, PROFILE

    reply = Drafter(ComplianceChecker(), own, PROFILE).draft(
        DraftRequest(product="P1", partner="P9", channels=("sms",), as_of=NOW)
    )
    assert reply.status == "blocked"
    assert reply.drafts == ()


def test_a_drink_beside_anything_keeps_its_warning_and_goes_to_no_students():
    (draft,) = ask(product="P1", partner="P2", channels=("wechat_group",)).drafts
    assert "过量饮酒有害健康" in draft.body
    assert ask(product="P1", partner="P2", channels=("wechat_group",), tag="T6").status == "blocked"


def test_a_partner_alone_or_twice_is_a_draft_of_one():
    (alone,) = ask(partner="P3", channels=("wechat_group",)).drafts
    (same,) = ask(product="P3", partner="P3", channels=("wechat_group",)).drafts
    assert alone.body.count("白露洁面乳") == same.body.count("白露洁面乳") == 1


def test_an_unknown_partner_is_named():
    with pytest.raises(UnknownPaper, match="P77"):
        ask(product="P1", partner="P77", channels=("sms",))
