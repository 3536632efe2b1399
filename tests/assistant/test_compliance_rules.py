"""The rule book's own examples, and what a finding carries."""

import time
from datetime import date

import pytest

from assistant.compliance import ComplianceChecker, Evidence
from assistant.compliance.rules import rule_book

BOOK = rule_book()
CHECKER = ComplianceChecker(BOOK)


def _where(rule):
    return next(iter(sorted(rule.channels)), None), next(iter(sorted(rule.categories)), None)


FLAGGED = [(rule, text) for rule in BOOK.words for text in rule.flagged]
CLEAN = [(rule, text) for rule in BOOK.words for text in rule.clean]


@pytest.mark.parametrize(("rule", "text"), FLAGGED, ids=lambda v: getattr(v, "name", v))
def test_a_rule_catches_its_own_examples(rule, text):
    findings = CHECKER.check(text, *_where(rule)).findings
    assert rule.advice.id in {f.rule_id for f in findings}


@pytest.mark.parametrize(("rule", "text"), CLEAN, ids=lambda v: getattr(v, "name", v))
def test_a_rule_leaves_its_counter_examples_alone(rule, text):
    findings = CHECKER.check(text, *_where(rule)).findings
    assert rule.advice.id not in {f.rule_id for f in findings}


def test_there_are_52_word_rules_and_each_says_why_on_what_basis_and_what_instead():
    assert len(BOOK.words) == 52
    for rule in BOOK.words:
        assert rule.advice.basis
        assert rule.advice.why
        assert rule.advice.suggestion
        assert rule.flagged
        assert rule.clean


@pytest.mark.parametrize(
    "text",
    [
        "这里是全城最\u200b大的店",
        "全 城 最 大 商场",
        "全城ＮＯ.１餐厅",
        "頂級享受",
        "销量第①哦",
        "全城\n最大",
    ],
)
def test_a_span_is_the_wording_as_it_was_written(text):
    for finding in CHECKER.check(text).findings:
        start, end = finding.span
        assert text[start:end] == finding.text
        assert finding.text


def test_the_span_of_a_hidden_word_covers_what_hides_it():
    (finding,) = [f for f in CHECKER.check("今天最\u200b 佳,来吧").findings if f.rule_id == "A01"]
    assert finding.text == "最\u200b 佳"


def test_attached_evidence_that_is_still_valid_lifts_the_request_for_it():
    text = "本市首店开业"
    proof = Evidence("A05", "doc-1", date(2026, 12, 31))
    assert CHECKER.check(text).status == "needs_evidence"
    assert CHECKER.check(text, evidence=[proof], on=date(2026, 11, 1)).status == "ok"
    assert CHECKER.check(text, evidence=[proof], on=date(2027, 1, 1)).status == "needs_evidence"


def test_evidence_never_lifts_a_block():
    assert CHECKER.check("销量第一", evidence=[Evidence("A03", "doc-1")]).status == "blocked"


def test_a_closed_group_rests_on_consumer_law_not_on_advertising_law():
    in_group = CHECKER.check("最佳选择", "wechat_group").findings[0]
    in_public = CHECKER.check("最佳选择", "xiaohongshu").findings[0]
    assert in_group.severity == in_public.severity
    assert not any(b.startswith("广告法") for b in in_group.basis)
    assert any(b.startswith("广告法") for b in in_public.basis)


def test_category_rules_stay_in_their_category():
    assert CHECKER.check("防晒外套上新", None, "general").status == "ok"
    assert CHECKER.check("防晒乳上新", None, "cosmetics").status == "blocked"


def test_a_category_may_be_named_as_people_name_it():
    assert CHECKER.check("养颜花茶", None, "饮品").status == "blocked"
    assert CHECKER.check("美白精华", None, "护肤").status == "blocked"
    assert CHECKER.check("防晒外套上新", None, "服饰").status == "ok"


def test_forty_thousand_texts_are_checked_in_minutes():
    text = (
        "桂花拿铁本周上新,三分糖可选,门店在一层东侧。周末带朋友来坐坐,窗边看得到江,会员日停车减免两小时。" * 4
    )
    began = time.process_time()
    for at in range(50):
        CHECKER.check(f"{text[:195]}{at}", "xiaohongshu", "beverage")
    assert (time.process_time() - began) / 50 * 40_000 < 400  # seconds of one processor; about 40 are usual


def test_a_number_without_a_source_is_blocked():
    assert CHECKER.check("活动价129元", sources=["活动价:129元"]).status == "ok"
    (finding,) = CHECKER.check("活动价128元", sources=["活动价:129元"]).findings
    assert finding.rule_id == "K17"
    assert finding.text == "128"


def test_an_empty_text_is_ok():
    assert CHECKER.check("  ").status == "ok"


def test_a_long_text_full_of_blanks_is_read_quickly():
    assert CHECKER.check("最 " * 20_000 + "佳").findings


@pytest.mark.parametrize("text", ["半价" * 10_000, "1," * 10_000, "全城最低价,原价199现价99," * 1_000])
def test_a_long_text_without_marks_is_checked_in_seconds(text):
    started = time.monotonic()
    verdict = CHECKER.check(text, "wechat_group", "food")
    assert time.monotonic() - started < 20
    assert len(verdict.findings) < 1_000
