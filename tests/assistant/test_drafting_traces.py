"""Every number of every draft has a trace, and the trace's source has that number (K17)."""

import re

import pytest

from assistant.compliance import ComplianceChecker
from assistant.compliance.numbers import COUNTING, NUMBER, numbers_of
from assistant.drafting import Drafter, DraftRequest
from tests.assistant.drafting_papers import DraftPapers
from tests.assistant.invented_sheets import invented
from tests.assistant.test_drafting_drafts import NOW, PAPERS, PROFILE

CHANNELS = ("xiaohongshu", "douyin", "wechat_group", "wechat_moments", "miniprogram", "sms", "koc", "faq")
DRAFTER = Drafter(ComplianceChecker(), DraftPapers(), PROFILE)
PLACE = re.compile(r"粘贴文本 (\d+)–(\d+)")


def untraced(draft):
    """The numbers of a draft that stand in no trace; numbering and seconds are no facts."""
    left = []
    for part, text in (("title", draft.title), ("body", draft.body)):
        spans = [t.span for t in draft.traces if t.part == part]
        counted = [m.span() for m in COUNTING.finditer(text)]
        left += [
            m[0]
            for m in NUMBER.finditer(text)
            if not any(a <= m.start() and m.end() <= b for a, b in [*spans, *counted])
        ]
    return left


def wrongly_traced(draft, pasted):
    """The traces whose numbers are not in the part of the pasted text that they name."""
    wrong = []
    for trace in draft.traces:
        place = PLACE.match(trace.source)
        said = pasted[int(place[1]) : int(place[2])] if place else trace.source
        named = "来源" in trace.text or "來源" in trace.text  # a brief names the place itself
        if place and not named and not numbers_of(trace.text) <= numbers_of(said):
            wrong.append((trace.text, said))
    return wrong


@pytest.mark.parametrize("n", range(25))
def test_every_number_of_two_hundred_drafts_is_traced_to_the_words_that_have_it(n):
    pasted = invented(n)
    language = (None, None, "zh-Hant", "en")[n % 4]
    reply = DRAFTER.draft(
        DraftRequest(
            text=pasted, channels=CHANNELS, tag=f"T{n % 8 + 1}", seed=n, language=language, as_of=NOW
        )
    )
    assert len(reply.drafts) >= len(CHANNELS) - 2
    for draft in reply.drafts:
        assert untraced(draft) == [], (draft.channel, draft.body)
        assert wrongly_traced(draft, pasted) == []
        assert "K17" not in {f.rule_id for f in draft.findings}


def test_a_trace_points_at_its_words_and_names_the_row():
    reply = Drafter(ComplianceChecker(), PAPERS, PROFILE).draft(
        DraftRequest(product="P1", channels=("wechat_group",), as_of=NOW)
    )
    (draft,) = reply.drafts
    for trace in draft.traces:
        text = draft.title if trace.part == "title" else draft.body
        assert text[slice(*trace.span)] == trace.text
    price = next(t for t in draft.traces if "22元" in t.text)
    assert price.source.startswith("P1 · 第5行")
    assert any("云朵米露" in t.text for t in draft.traces)
    assert any("L2-07" in t.text for t in draft.traces)


def test_a_campaigns_days_and_thresholds_are_traced_to_their_clause():
    reply = Drafter(ComplianceChecker(), PAPERS, PROFILE).draft(
        DraftRequest(campaign="C1", channels=("sms", "wechat_moments"), as_of=NOW)
    )
    for draft in reply.drafts:
        assert untraced(draft) == []
        assert {t.source.split(" · ")[0] for t in draft.traces} <= {"C1", "商场资料"}


def test_a_number_with_a_comma_is_one_number():
    pasted = "品名：礼盒\n价格：4,999元\n内容：价值4,999元餐具1套、26.5 cm盘4只\n门店：L2-04"
    for draft in DRAFTER.draft(DraftRequest(text=pasted, channels=CHANNELS, as_of=NOW)).drafts:
        assert untraced(draft) == []
        assert not {t.text for t in draft.traces} & {"价值4", "999", "26", "5"}


def test_forbidden_numbers_are_known_to_a_brief_and_to_nothing_else():
    pasted = "品名：礼盒\n价格：99元\n门店：L2-04\n禁用表述：原价199元"
    drafts = DRAFTER.draft(DraftRequest(text=pasted, channels=CHANNELS, as_of=NOW)).drafts
    assert [d.channel for d in drafts if "199" in d.body] == ["koc"]
    assert all(untraced(draft) == [] for draft in drafts)


def test_a_name_that_ends_with_a_digit_does_not_run_into_the_price():
    pasted = "品名：蓝牙耳机 X2\n价格：399元\n门店：L2-20"
    for seed in range(6):
        for draft in DRAFTER.draft(DraftRequest(text=pasted, channels=CHANNELS, seed=seed, as_of=NOW)).drafts:
            assert draft.status != "blocked", (draft.body, draft.findings)
            assert untraced(draft) == []
