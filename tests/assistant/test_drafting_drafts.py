"""Drafts out of an invented mall's papers."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from assistant.compliance import ComplianceChecker
from assistant.compliance.numbers import unsourced_numbers
from assistant.drafting import Drafter, DraftRequest
from assistant.drafting.channels import UnknownChannel, channel, channels
from assistant.drafting.facts.table import Doubt, Fact
from assistant.drafting.subject import UnknownPaper, why_not_usable
from assistant.model import MallProfile
from knowledge.model import Document, Visibility
from tests.assistant.drafting_papers import DraftPapers

NOW = datetime.fromisoformat("2026-04-04T12:00:00+08:00")
PROFILE = MallProfile(
    name="云顶商场",
    name_en="Cloud Top",
    hotline="400-111-2222",
    service_desk="L1服务台",
    sms_signature="云顶",
)
PAPERS = DraftPapers()
DRAFTER = Drafter(ComplianceChecker(), PAPERS, PROFILE)
EVERYWHERE = ("xiaohongshu", "douyin", "wechat_group", "wechat_moments", "miniprogram", "sms")
SUBJECTS = ({"product": "P1"}, {"product": "P2"}, {"product": "P3"}, {"campaign": "C1"}, {"campaign": "C2"})


def ask(text="", **request):
    return DRAFTER.draft(DraftRequest(text=text, as_of=NOW, **request))


def written(reply):
    return "\n".join(f"{d.title}\n{d.body}" for d in reply.drafts)


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_draft_keeps_to_its_channels_limits(subject, name):
    (draft,) = ask(channels=(name,), **subject).drafts
    assert draft.body
    assert channel(name).holds(draft.title, draft.body)
    assert draft.status != "blocked"


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
@pytest.mark.parametrize("name", EVERYWHERE)
def test_every_number_stands_in_the_papers(subject, name):
    (draft,) = ask(channels=(name,), **subject).drafts
    doc_id = next(iter(subject.values()))
    sources = [p.text for p in PAPERS.passages(doc_id)] + [PROFILE.hotline, PROFILE.service_desk]
    assert unsourced_numbers(f"{draft.title}\n{draft.body}", sources) == []


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_the_sheet_keeps_to_itself_is_never_written(name):
    text = written(ask(channels=(name,), product="P1"))
    assert "养胃" not in text
    assert "INT-42" not in text
    assert "6元" not in re.sub(r"\d*[02-9]6元|[1-9]6元", "", text)


def test_an_offer_stands_with_its_dates_and_conditions():
    for name in ("xiaohongshu", "wechat_group", "wechat_moments", "sms"):
        body = ask(channels=(name,), product="P1").drafts[0].body
        assert "第二杯半价" in body
        assert re.search(r"4月3日|4/3", body)
        assert "每日限90份" in body
        assert "同款同规格" in body


def test_a_campaigns_short_text_gives_threshold_dates_and_where_the_rules_stand():
    body = ask(channels=("sms",), campaign="C1").drafts[0].body
    assert body.startswith("【云顶】")
    assert body.endswith("拒收请回复R")
    assert "4/3-4/9" in body
    assert "满200元" in body
    assert "规则见" in body


def test_forbidden_demands_are_named_and_not_written():
    reply = ask("洁面乳,要写祛痘第一名,原价199现89", channels=("xiaohongshu",), product="P3")
    assert {"C10", "A03", "B01", "K17"} <= {f.rule_id for f in reply.findings}
    assert not re.search("祛痘|第一|原价|199", written(reply))
    assert "89元" in written(reply)
    assert reply.status == "needs_evidence"


def test_a_demand_that_is_denied_is_no_demand():
    reply = ask("小小园丁,别写全城最大", channels=("wechat_group",), campaign="C2")
    assert reply.findings == ()
    assert reply.status == "ok"


def test_drinks_carry_the_warning_everywhere_and_go_to_no_students():
    for name in EVERYWHERE:
        assert "过量饮酒有害健康" in ask(channels=(name,), product="P2").drafts[0].body
    reply = ask("给大学生社群,主打微醺解压", channels=("wechat_group",), tag="T6", product="P2")
    assert reply.status == "blocked"
    assert {"C07", "C08", "K11"} <= {f.rule_id for f in reply.findings}
    assert not re.search("学生|解压", written(reply))


def test_medical_promotion_gets_directory_information_only():
    reply = ask("白杨口腔种植牙特惠", channels=("wechat_group",))
    assert reply.status == "blocked"
    assert reply.drafts == ()
    notes = "\n".join(reply.notes)
    assert "目录信息" in notes
    assert "L6-03" in notes
    assert "月租" not in notes


@pytest.mark.parametrize("doc_id", ["C3", "C4", "C5"])
def test_an_embargoed_expired_or_draft_paper_makes_no_copy(doc_id):
    reply = ask(channels=("sms",), campaign=doc_id)
    assert reply.status == "blocked"
    assert reply.drafts == ()
    assert [f.rule_id for f in reply.findings] == ["K3"]


@pytest.mark.parametrize("role", ["product", "campaign", "partner"])
@pytest.mark.parametrize("doc_id", ["S1", "R1", "I1"])
def test_a_paper_of_the_house_makes_no_copy_even_when_somebody_names_it(doc_id, role):
    reply = ask(channels=("sms",), **{"product": "P1"} | {role: doc_id})
    assert reply.status == "blocked"
    assert reply.drafts == ()
    assert "内部资料" in reply.notes[0]


def test_an_embargo_is_told_by_the_clock_of_the_house():
    opens = datetime.fromisoformat("2026-12-01T02:00:00+00:00")
    paper = Document("C", "灯会", "c.docx", "0", Visibility.PUBLIC, publish_from=opens)
    assert "2026-12-01 10:00" in why_not_usable(paper, NOW)


def test_a_discount_that_no_paper_knows_is_named():
    reply = ask("写满200减80", channels=("wechat_group",), campaign="C1")
    assert [f.text for f in reply.findings if f.rule_id == "K17"] == ["80"]
    assert "80" not in written(reply)


def test_a_tag_steers_the_tone_and_is_never_written():
    for tag, label in (("T1", "亲子家庭"), ("T2", "年轻白领"), ("T7", "沉睡会员")):
        text = written(ask(channels=EVERYWHERE, product="P1", tag=tag))
        assert label not in text
        assert tag not in text
    assert "好久不见" in written(ask(channels=("sms",), campaign="C1", tag="T7"))


def test_the_same_request_gets_the_same_words():
    assert written(ask("写一篇", channels=EVERYWHERE, product="P1")) == written(
        ask("写一篇", channels=EVERYWHERE, product="P1")
    )


def test_selling_points_name_their_source():
    (draft,) = ask(channels=("miniprogram",), product="P1").drafts
    assert 3 <= len(draft.selling_points) <= 5
    for point in draft.selling_points:
        assert len(point.text) <= 16
        assert point.source.startswith("P1")


def test_a_note_has_three_to_five_topics_and_no_contact():
    (draft,) = ask(channels=("xiaohongshu",), campaign="C1").drafts
    assert 3 <= draft.body.count("#") <= 5
    assert "400-" not in draft.body


def test_a_film_is_a_shot_list_of_the_length_asked_for():
    (draft,) = ask("出30秒口播分镜", channels=("douyin",), product="P1").drafts
    shots = draft.body.split("\n")
    assert all(re.match(r"镜\d+｜\d+-\d+秒｜画面", shot) for shot in shots)
    assert "-30秒" in shots[-1]


def test_questions_are_added_when_asked_for():
    reply = ask("发亲子群,再附3条FAQ", channels=("wechat_group",), campaign="C2")
    assert [d.channel for d in reply.drafts] == ["wechat_group", "faq"]
    assert len(re.findall(r"(?m)^Q\d", reply.drafts[1].body)) == 3


def test_languages_that_are_named_get_a_draft_each():
    reply = ask("简体、繁體、English各一版", channels=("wechat_group",), campaign="C1")
    assert [d.language for d in reply.drafts] == ["zh-Hans", "zh-Hant", "en"]
    assert "電子券" in reply.drafts[1].body or "滿" in reply.drafts[1].body
    assert "coupon" in reply.drafts[2].body


def test_a_language_that_is_given_wins_over_those_in_the_text():
    reply = ask("简体、繁體、English各一版", channels=("wechat_group",), campaign="C1", language="en")
    assert [d.language for d in reply.drafts] == ["en"]


def test_pasted_facts_are_enough():
    pasted = "品名:手冲壶\n价格:149元\n材质:不锈钢\n门店:L2-05"
    reply = ask(pasted, channels=("wechat_group", "sms"))
    assert "149元" in written(reply)
    assert all("粘贴文本" in p.source for d in reply.drafts for p in d.selling_points)


def test_a_campaign_is_found_by_its_name_and_internal_papers_never_are():
    assert "春游季" in written(ask("春游季活动发社群", channels=("wechat_group",)))
    assert ask("值班手册写成文案", channels=("wechat_group",)).drafts == ()


def test_nothing_to_write_about_is_said():
    reply = ask("写点东西", channels=("sms",))
    assert reply.drafts == ()
    assert reply.status == "needs_evidence"
    assert "没有找到" in reply.notes[0]


def test_a_doubtful_fact_is_named_and_told_only_when_a_person_has_confirmed_it():
    doubt = Doubt(0, "l99元", "数字里的l可能是1")
    facts = (
        Fact("name", "品名", "云朵杯", "图片"),
        Fact("spec", "规格", "500ml", "图片"),
        Fact("price", "售价", "l99元", "图片", confidence=0.9, doubtful=(doubt,), confirmed=False),
    )
    asked = DraftRequest(facts=facts, channels=("wechat_group", "miniprogram"), as_of=NOW)
    reply = DRAFTER.draft(asked)
    assert reply.status == "needs_evidence"
    assert any("l99元" in note and "可能是1" in note for note in reply.notes)
    assert not any("99" in draft.body for draft in reply.drafts)
    sure = replace(facts[2], value="199元", doubtful=(), confirmed=True)
    told = DRAFTER.draft(replace(asked, facts=(*facts[:2], sure)))
    assert all("199元" in draft.body for draft in told.drafts)


def test_only_the_facts_of_the_table_are_told_whatever_the_paper_says():
    facts = (Fact("name", "品名", "云朵米露", "人工填写"), Fact("price", "售价", "20元", "人工填写"))
    reply = DRAFTER.draft(DraftRequest(product="P1", facts=facts, channels=("miniprogram",), as_of=NOW))
    assert "20元" in reply.drafts[0].body
    assert "牛乳" not in reply.drafts[0].body
    assert "18元" not in reply.drafts[0].body


def test_an_empty_table_is_nothing_to_write_from():
    reply = DRAFTER.draft(DraftRequest(facts=(), channels=("sms",), as_of=NOW))
    assert reply.drafts == ()


def test_every_point_says_which_checks_it_passed():
    draft = ask("写卖点", product="P1", channels=("miniprogram",)).drafts[0]
    assert 3 <= len(draft.selling_points) <= 5
    assert all(point.source and "数字核对K17" in point.checks for point in draft.selling_points)
    assert all(any(check.startswith("合规检查") for check in point.checks) for point in draft.selling_points)


def test_a_review_gets_a_reply_that_promises_nothing():
    (draft,) = ask("大众点评差评:收银排队半小时", channels=("dianping",)).drafts
    assert "400-111-2222" in draft.body
    assert not re.search("赔|补偿|返现|已通知|送您", draft.body)


def test_unknown_channels_and_papers_are_named():
    with pytest.raises(UnknownChannel, match="weibo"):
        ask(channels=("weibo",), product="P1")
    with pytest.raises(UnknownPaper, match="P99"):
        ask(channels=("sms",), product="P99")


def test_the_ai_label_stands_beside_every_draft_and_in_none():
    reply = ask(channels=EVERYWHERE, product="P1")
    assert all(d.label and d.label not in d.body for d in reply.drafts)


def test_every_channel_has_templates_for_every_kind_of_subject():
    from assistant.drafting.templates.phrasing import templates

    own = set(channels()) - {"faq", "dianping", "koc"}  # these have no templates
    assert all(own <= set(by_channel) for by_channel in templates().values())


@pytest.mark.parametrize("text", ["", " ", "\ud800", "{name}", "x" * 5000, "{{}}%s"])
def test_odd_requests_are_no_accident(text):
    assert ask(text, channels=("sms",), product="P1").drafts[0].body
    assert ask(text, channels=("sms",), campaign="C1").drafts[0].body


def test_a_lottery_tells_its_odds_and_stays_one_subject_whatever_is_asked():
    reply = ask("中奖怎么写,人人有奖", channels=("wechat_group",), campaign="C6")
    body = reply.drafts[0].body
    assert "概率1%" in body
    assert "满150元可抽1次" in body
    assert "人人有奖" not in body


def test_shops_that_take_no_part_may_be_listed_whatever_they_sell():
    body = ask("春游季", channels=("xiaohongshu",), campaign="C1").drafts[0].body
    assert "云顶超市、云顶影城、白杨口腔" in body


def test_an_embargoed_paper_that_is_only_named_blocks_too():
    reply = ask("秋收季预热", channels=("sms",))
    assert reply.status == "blocked"
    assert [f.rule_id for f in reply.findings] == ["K3"]


def test_a_product_without_a_price_gets_none():
    reply = ask("写一篇,活动价9元", channels=EVERYWHERE, product="P4")
    assert not re.search(r"\d\s*元", written(reply))
    assert "K17" in {f.rule_id for f in reply.findings}


def test_a_table_without_a_name_is_asked_about_all_the_same():
    price = Fact("price", "价格", "12元", "人工填写")
    [draft] = ask(channels=("faq",), facts=(price,)).drafts
    assert "这款" in draft.body
    assert "12元" in draft.body


@pytest.mark.parametrize("language", [None, "zh-Hant"])
def test_a_message_that_would_say_nothing_is_not_written(language):
    nothing = Fact("detail", "说明", "加我微信领红包", "人工填写")
    reply = ask(channels=("sms",), facts=(nothing,), language=language)
    assert reply.drafts == ()
    assert "没有出稿" in "".join(reply.notes)
