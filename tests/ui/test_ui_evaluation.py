"""`atrium eval`: how answers are judged."""

from __future__ import annotations

import json

import pytest

from knowledge.errors import UnreadableFile
from ui.evaluation import chat, drafts, judgements
from ui.evaluation.language import is_in
from ui.evaluation.normalise import flat, lined
from ui.evaluation.outcome import Outcome, Result
from ui.evaluation.patterns import forbidden, missing
from ui.evaluation.retrieval import rank, run_questions, write_documents
from ui.evaluation.sets import read_lines, run_file

GOOD = {
    "answer": "結案時限為**3 个工作日**,最高 1,000 元。[1]",
    "handling": "answer",
    "conversation_id": "c1",
    "citations": [
        {
            "n": 1,
            "doc_id": "K17",
            "title": "SOP-01 客诉处理",
            "version": "V3.1",
            "quote": "普通客诉3个工作日内结案,赔付最高1000元。",
        }
    ],
}
TURN = {
    "message": "几天结案?",
    "handling": ["answer"],
    "must": [["3个工作日"], ["1000元"]],
    "cite": ["sop-?0?1"],
}


class OneAnswer:
    """A desk that gives one reply to everything and remembers what it was asked."""

    def __init__(self, reply, status: int = 200) -> None:
        self.reply, self.status, self.asked = reply, status, []

    def try_ask(self, method, path, body=None, *, role="admin", as_of=None):
        self.asked.append((path, body, role, as_of))
        return self.status, self.reply

    def ask(self, method, path, body=None, *, role="admin", as_of=None):
        return self.try_ask(method, path, body, role=role, as_of=as_of)[1]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("12-01  10:00", "12-01 10:00"),
        ("１２：００～１３：００", "12:00-13:00"),
        ("满 300 减 50", "满300减50"),
        ("4,999 元", "4999元"),
        ("**停車**`場`", "停车场"),
        ("a\u200bb", "ab"),
        ("第一行\n\n第二行", "第一行第二行"),
        ("10 000", "10 000"),
    ],
)
def test_texts_are_compared_without_their_typography(text, normal):
    assert flat(text) == normal


def test_lines_stay_apart_for_what_must_not_be_said():
    assert lined("好的。\n\n赔偿 200 元") == "好的。\n赔偿200元"
    assert forbidden(["^赔偿"], "好的。\n赔偿200元") == []
    assert forbidden([r"(?:^|\n)赔偿\d+"], "好的。\n赔偿 200 元")


def test_a_group_is_met_by_any_of_its_patterns():
    assert missing([["三个?工作日|3个工作日"], "1000元"], GOOD["answer"]) == []
    assert missing([["五天", "六天"]], GOOD["answer"]) == ["五天 | 六天"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh-Hans", "商场今天营业到二十二点", True),
        ("zh-Hant", "商場今天營業到二十二點", True),
        ("zh-Hant", "商场今天营业", False),
        ("en", "The mall closes at 22:00 today (B1).", True),
        ("en", "商场 22:00 close", False),
        ("zh-Hans", "hello", False),
    ],
)
def test_the_language_is_judged_on_the_text(language, text, expected):
    assert is_in(language, text) is expected


def judged(turn, reply=GOOD, status=200, **item):
    [outcome] = chat.run_conversation(OneAnswer(reply, status), {"id": "T", "turns": [turn], **item})
    return outcome


def test_an_answer_with_every_fact_and_citation_holds():
    assert judged(TURN).held


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"handling": ["unknown"]}, "handling"),
        ({"must": [["7天"]]}, "missing"),
        ({"must_not": ["1000元"]}, "must not say"),
        ({"cite": ["sop-?02"]}, "no citation"),
        ({"cite_not": ["客诉"]}, "cites"),
        ({"version": ["v2"]}, "no version"),
        ({"lang": "en"}, "not in en"),
        ({"max_chars": 5}, "at most 5"),
    ],
)
def test_each_thing_that_fails_is_named(change, reason):
    outcome = judged({**TURN, **change})
    assert len(outcome.reasons) == 1
    assert reason in outcome.reasons[0]


def test_a_refused_turn_fails_with_its_status():
    assert "HTTP 503" in judged(TURN, {"detail": "getting ready"}, 503).reasons[0]


def test_a_conversation_goes_on_in_its_role_and_at_its_moment():
    desk = OneAnswer(GOOD)
    item = {"id": "T", "mode": "staff", "as_of": "2026-03-02T12:00:00+08:00", "turns": [TURN, TURN]}
    list(chat.run_conversation(desk, item))
    first, second = desk.asked
    assert first[1]["conversation_id"] is None
    assert second[1]["conversation_id"] == "c1"
    assert second[2:] == ("staff", "2026-03-02T12:00:00+08:00")


def test_a_rule_that_must_not_be_found_fails_the_sentence():
    desk = OneAnswer({"status": "ok", "findings": [{"rule_id": "A01"}]})
    item = {"id": "1", "text": "x", "expect_rule": None, "forbid_rule": "A01", "status": ["ok"]}
    assert not judgements.run_compliance(desk, item).held
    assert judgements.run_compliance(desk, {**item, "forbid_rule": None, "expect_rule": "A01"}).held


def test_what_is_null_in_a_triage_set_is_not_judged():
    desk = OneAnswer({"intent": "咨询", "priority": "P3", "desk": "parking"})
    item = {"id": "1", "message": "x", "intent_l1": None, "priority": ["P3"], "desk": None}
    outcome = judgements.run_triage(desk, item)
    assert outcome.held
    assert set(outcome.marks) == {"priority"}


def test_drafts_are_judged_by_length_rules_and_facts():
    draft = {
        "channel": "sms", "title": "", "body": "好喝的咖啡26元", "status": "ok", "findings": [],
        "selling_points": [{"text": "桂花", "source": "PS-01"}],
    }  # fmt: skip
    desk = OneAnswer({"drafts": [draft], "status": "ok", "findings": [], "notes": []})
    expect = {
        "status": ["ok"],
        "must": [["26元"], ["桂花"]],
        "max_chars": {"sms": 5},
        "blocked_rules": ["A01|A02"],
    }
    item = {
        "id": "D",
        "request": {"text": "x", "channel": ["sms"]},
        "expect": expect,
        "variants": [{}, {"tag": "T1"}],
    }
    outcomes = list(drafts.run_request(desk, item))
    assert [outcome.id for outcome in outcomes] == ["D.1", "D.2"]
    assert desk.asked[1][1] == {"text": "x", "tag": "T1", "channels": ["sms"]}
    assert [reason.split()[0] for reason in outcomes[0].reasons] == ["sms", "no"]


def test_the_rank_counts_documents_not_passages():
    hits = [{"source": "files/a.md"}, {"source": "files/a.md"}, {"source": "files/b.md"}]
    assert rank(hits, ["b.md"]) == 2
    assert rank(hits, ["c"]) == 0


def test_a_retrieval_set_is_written_out_and_searched(tmp_path):
    write_documents([{"doc": "a", "title": "甲", "text": "正文"}], tmp_path)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "# 甲\n\n正文"
    desk = OneAnswer({"hits": [{"source": "a.md"}], "answerable": 0.8})
    items = [
        {"id": 1, "question": "?", "gold_doc": ["a"]},
        {"id": 2, "question": "?", "gold_doc": "b"},
        {"id": 3, "question": "?", "answerable": False, "gold_doc": []},
    ]
    result = run_questions(desk, "set", items, lambda *_: None)
    half = dict.fromkeys(("R@1", "R@5", "R@10", "MRR@10", "nDCG@10"), 0.5)
    assert result.figures == {**half, "AUROC": 0.5, "refused@95%": 0.0}
    assert result.held == 1


def test_a_file_of_another_kind_is_refused_with_its_name(tmp_path):
    path = tmp_path / "other.jsonl"
    path.write_text('{"a": 1}\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="other"):
        run_file(OneAnswer({}), path, lambda *_: None)
    with pytest.raises(UnreadableFile, match=r"is a folder without docs\.jsonl"):
        run_file(OneAnswer({}), tmp_path, lambda *_: None)
    path.write_text('{"a": 1}\nnot json\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="line 2"):
        list(read_lines(path))


def test_a_result_is_plain_json():
    result = Result("s", (Outcome("1", "answer", "?", ("x",), {"facts": False}), Outcome("2", "answer", "?")))
    data = json.loads(json.dumps(result.as_data()))
    assert data["by_kind"] == {"answer": {"held": 1, "n": 2}}
    assert data["failing"][0]["id"] == "1"
    assert data["items"] == {"1": False, "2": True}
    assert data["measures"] == {"held": 0.5, "facts": 0.0}


def test_an_item_counts_in_its_language_and_under_each_of_its_tags():
    outcome = judged({**TURN, "lang": "zh-Hant"}, tags=["sop", "version"])
    data = Result("s", (outcome,)).as_data()
    assert data["by_language"] == {"zh-Hant": {"held": 1, "n": 1}}
    assert data["by_topic"] == {tag: {"held": 1, "n": 1} for tag in ("sop", "version")}


def test_a_figure_that_its_citation_does_not_have_fails_the_turn():
    outcome = judged(TURN, {**GOOD, "answer": "3个工作日结案,最高1000元。[1]\n24小时内回复。[1]"})
    assert outcome.reasons == ("says what its citation does not: 24小时",)
    assert not outcome.marks["claims"]


def test_claims_are_judged_only_where_something_is_cited():
    assert "claims" not in judged(TURN, {**GOOD, "answer": "3个工作日,1000元"}).marks
