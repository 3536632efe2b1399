"""Fact tables, campaign terms and print."""

import pytest

from assistant.compliance.goods import goods_of
from assistant.drafting.demands import demands_of
from assistant.drafting.facts.pasted import pasted_sheet, sheet_of
from assistant.drafting.facts.table import kind_of
from assistant.drafting.sums.terms import campaign_of, name_of
from assistant.drafting.templates.typeset import digit_dates, spoken_dates, typeset
from knowledge.model import Document, Passage
from tests.assistant.drafting_papers import DraftPapers

PAPERS = DraftPapers()


def test_a_row_becomes_a_fact_with_its_place_and_basis():
    sheet = sheet_of("P1", PAPERS.passages("P1"))
    energy = next(f for f in sheet.facts if f.field == "能量")
    assert energy.cited == "52 kJ/100 ml(品牌送检检测,2026-01)"
    assert energy.source == "P1 · 第8行"


def test_full_width_rows_are_read_too():
    passage = Passage("X-1", "X", 0, "字段：价格；内容：12元；依据：价目表")
    assert sheet_of("X", [passage]).value("price") == "12元"


def test_forbidden_words_are_split_and_costs_are_hidden():
    sheet = sheet_of("P1", PAPERS.passages("P1"))
    assert sheet.forbidden == ("养胃", "助眠")
    assert not any(f.field in ("成本", "内部编号", "禁用表述") for f in sheet.tellable)


def test_a_gap_in_the_sheet_is_no_fact():
    passage = Passage("X-1", "X", 0, "字段: 价格; 内容: 产品单未提供价格,不得自拟; 依据: 待补充")
    assert sheet_of("X", [passage]).value("price") == ""


def test_loose_text_gives_price_and_size_with_their_place():
    facts = pasted_sheet("新到的帆布包,只要59元").facts
    assert [(f.kind, f.value) for f in facts if f.kind == "price"] == [("price", "59元")]
    assert facts[-1].source == "粘贴文本 9–12"


@pytest.mark.parametrize(
    ("field", "kind"), [("价格", "price"), ("活动时间", "period"), ("备注一", "hidden"), ("风格", "detail")]
)
def test_a_field_is_known_by_its_name(field, kind):
    assert kind_of(field) == kind


def test_goods_are_known_by_the_surest_word():
    assert goods_of(("酒类(alcohol)", "奶茶")).category == "alcohol"
    assert goods_of(("", "口腔诊所")).regulated
    assert goods_of(("",)).category == "general"


def test_a_campaign_is_called_what_people_call_it():
    assert name_of("春游季活动规则 V2") == "春游季"
    assert name_of("小小园丁") == "小小园丁"


def test_terms_are_copied_from_the_clauses():
    campaign = campaign_of(PAPERS.document("C1"), PAPERS.passages("C1"))
    assert campaign.kind == "coupon"
    told = {key: term.text for key, term in campaign.terms.items()}
    assert told["offer"] == "满200元减30元"
    assert told["limit"] == "每位会员限领3张"
    assert told["period"] == "2026年4月3日10:00至4月9日21:00"
    assert told["excluded"] == "云顶超市、云顶影城、白杨口腔"
    assert len(campaign.english) == 3


def test_a_section_that_is_asked_about_is_the_topic():
    document = Document("C9", "夏日季活动规则", "c.docx", "0", doc_type="campaign")
    passages = [
        Passage(
            "a",
            "C9",
            0,
            "1.1 满100元减10元电子券,单笔实付满100元可用1张。",
            section=("一、满100元减10元电子券",),
        ),
        Passage(
            "b", "C9", 1, "2.1 夏日停车优惠:7月1日至7月9日单日满88元免当日停车费。", section=("二、停车优惠",)
        ),
    ]
    campaign = campaign_of(document, passages, "写停车优惠")
    assert campaign.kind == "generic"
    assert [c.section for c in campaign.topic] == ["停车优惠"]
    assert "offer" not in campaign.terms


@pytest.mark.parametrize(
    ("text", "languages", "questions", "seconds"),
    [
        ("简体和英文,附5条FAQ", ("zh-Hans", "en"), 5, None),
        ("20秒口播", (), 0, 20),
        ("再来三个常见问题", (), 3, None),
        ("附FAQ", (), 5, None),
    ],
)
def test_what_a_text_asks_for_beside_the_subject(text, languages, questions, seconds):
    found = demands_of(text)
    assert (found.languages, found.questions, found.seconds) == (languages, questions, seconds)


def test_print_has_wide_marks_beside_chinese_and_leaves_figures_alone():
    assert typeset("时间:10:00,满1,000元(含)可用") == "时间：10:00，满1,000元（含）可用"
    assert spoken_dates("2026-04-03至04-09") == "4月3日至4月9日"
    assert digit_dates("2026年4月3日10:00至4月9日21:00,每日限90份") == "4/3-4/9,每日限90份"
