"""The measures of `atrium eval`, against values that were worked out by hand."""

from __future__ import annotations

from datetime import date
from math import log2

import pytest

from ui.evaluation import refusal
from ui.evaluation.claims import stretches, unheld
from ui.evaluation.measures import auroc, mrr_at, ndcg_at, precision, recall, recall_at, refused_at
from ui.evaluation.refusal import Decision
from ui.evaluation.retrieval import figures, places

PLACES = [1, 2, 0, 11, 5]  # five questions: first, second, not found, beyond ten, fifth


@pytest.mark.parametrize(("k", "share"), [(1, 1 / 5), (5, 3 / 5), (10, 3 / 5), (11, 4 / 5)])
def test_recall_counts_the_questions_answered_within_k(k, share):
    assert recall_at(k, PLACES) == pytest.approx(share)


def test_mrr_is_the_mean_of_the_reciprocal_places_up_to_k():
    assert mrr_at(10, PLACES) == pytest.approx((1 + 1 / 2 + 0 + 0 + 1 / 5) / 5)
    assert mrr_at(10, []) == 0.0


def test_ndcg_of_one_right_document_is_its_discount():
    assert ndcg_at(10, [([1], 1)]) == 1.0
    assert ndcg_at(10, [([3], 1)]) == pytest.approx(0.5)  # 1 / log2(4)
    assert ndcg_at(10, [([], 1), ([1], 1)]) == 0.5


def test_ndcg_compares_with_the_best_order_of_all_right_documents():
    gained = 1 / log2(2) + 1 / log2(5)  # found at 1 and 4
    best = 1 / log2(2) + 1 / log2(3) + 1 / log2(4)  # three right documents
    assert ndcg_at(10, [([1, 4], 3)]) == pytest.approx(gained / best)
    assert ndcg_at(3, [([1, 4], 3)]) == pytest.approx(1 / best)


def test_precision_and_recall_of_a_hand_counted_table():
    table = [(True, True)] * 6 + [(True, False)] * 2 + [(False, True)] * 3 + [(False, False)] * 9
    assert precision(table) == 6 / 8
    assert recall(table) == pytest.approx(6 / 9)
    assert precision([(False, True)]) is None
    assert recall([(True, False)]) is None


def test_auroc_is_the_chance_to_order_a_pair_rightly():
    assert auroc([(0.9, True), (0.1, False)]) == 1.0
    assert auroc([(0.5, True), (0.5, False)]) == 0.5
    # pairs: 0.8 beats 0.6 and 0.3; 0.4 beats 0.3 only; 3 of 4
    assert auroc([(0.8, True), (0.4, True), (0.6, False), (0.3, False)]) == 0.75
    assert auroc([(0.5, True)]) is None


def test_what_can_be_refused_while_nearly_every_answer_is_kept():
    # of ten answerable one may be lost at 0.9: the threshold is the second lowest, 0.3
    yes = [(score / 10, True) for score in range(2, 12)]
    no = [(0.1, False), (0.25, False), (0.3, False), (0.9, False)]
    assert refused_at(0.9, yes + no) == 0.5
    assert refused_at(0.95, yes + no) == 0.25  # none may be lost: 0.2
    assert refused_at(0.95, yes) is None


def test_the_places_of_several_right_documents_are_all_found():
    hits = [{"source": f"{name}.md"} for name in ("a", "a", "b", "c")]
    assert places(hits, ["c", "a", "d"]) == [1, 3]
    measured = figures([([1, 3], 3), ([], 1)], [])
    assert measured["R@1"] == 0.5
    assert measured["nDCG@10"] == round((1 + 0.5) / (1 + 1 / log2(3) + 0.5) / 2, 4)
    assert "AUROC" not in measured


def decision(accepted: str, said: str, confidence: float = 0.5) -> Decision:
    return Decision(frozenset(accepted.split()), said, confidence)


def test_declining_is_judged_where_it_is_right_and_where_it_is_wrong():
    measured = refusal.figures(
        [
            decision("answer", "answer", 0.9),
            decision("answer partial", "unknown", 0.2),  # declined, and should not have been
            decision("unknown", "unknown", 0.1),
            decision("unknown", "answer", 0.6),  # invented
            decision("refuse", "refuse", 1.0),  # by rule: no matter of confidence
            decision("refuse answer", "answer"),  # may be either: left out
            decision("emergency", "emergency"),
            decision("handoff", "handoff"),  # a complaint: no question
            decision("handoff", "answer"),
            decision("clarify", "unknown"),
        ]
    )
    assert measured == {
        "refusal precision": round(2 / 3, 4),
        "refusal recall": round(2 / 3, 4),
        "refusal AUROC": 0.75,  # 0.9 beats both, 0.2 beats 0.1: three of four pairs
    }


def test_a_set_without_anything_to_decline_has_no_measure_of_it():
    assert refusal.figures([decision("answer", "answer")]) == {}


RULE = {
    "n": 1,
    "title": "停车收费规则",
    "version": "V4",
    "quote": "前30分钟免费,每小时5元,咨询400-000-0188。",
}
TABLE = {"n": 2, "title": "营业时间", "version": "", "quote": "日期: 2026-11-22; 闭店: 22:30; 铺位: L4-06"}


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("前30分钟免费，每小时5元。[1]", []),
        ("The first 30 minutes are free, then 5 yuan an hour.[1]", []),
        ("每小时6元。[1]", ["6元"]),
        ("11月22日22:30关门。[2]", []),
        ("11月23日22:30关门。[2]", ["11月23日"]),
        ("11月22日晚上10点半关门，在4楼。[2]", []),
        ("在3楼。[2]", ["3楼"]),
        ("请打400-000-0199。[1]", ["400-000-0199"]),
        ("每小时5元[1]，22:30关门[2]。", []),
        ("22:30关门[1]，每小时5元[2]。", ["22:30", "5元"]),
        ("每小时5元，22:30关门。[1][2]", []),
        ("停3小时15元（计算得出）。[1]", []),
        ("现行版本为V4。[1]", []),
        ("每小时5元。[3]", ["[3] leads nowhere", "5元"]),
        ("每小时9元。", []),  # cites nothing: no claim about a source
        ("请打400-000-0199，24小时内回复。\n前30分钟免费。[1]", []),  # the house's own words
    ],
)
def test_every_figure_of_a_cited_sentence_stands_in_its_quote(answer, wrong):
    assert unheld(answer, [RULE, TABLE], "多少钱?") == wrong


def test_a_day_that_was_asked_for_may_lie_within_a_period_of_the_quote():
    period = {"n": 1, "title": "周年庆", "version": "V2", "quote": "活动时间11月20日至11月29日。"}
    assert unheld("11月25日有活动。[1]", [period], "11月25日有活动吗") == []
    assert unheld("11月25日有活动。[1]", [period], "有活动吗") == ["11月25日"]


def test_today_and_the_days_asked_for_may_be_named_and_no_other():
    rule = {"n": 1, "title": "营业时间", "version": "", "quote": "周日至周四 22:00闭店。"}
    sunday = date(2026, 12, 6)
    assert unheld("今天12月6日22:00闭店。[1]", [rule], "几点关门", sunday) == []
    assert unheld("明天12月7日22:00闭店。[1]", [rule], "那明天呢", sunday) == []
    assert unheld("12月8日22:00闭店。[1]", [rule], "那明天呢", sunday) == ["12月8日"]
    assert unheld("1月1日22:00闭店。[1]", [rule], "元旦休息吗", sunday) == []


def test_a_quotation_of_several_lines_is_judged_whole():
    steps = {"n": 1, "title": "流程", "version": "", "quote": "先在2分钟内上报\n再拨打120"}
    assert unheld("先看这里，9分钟。\n先在2分钟内上报\n再拨打120[1]", [steps], "怎么办") == []
    assert unheld("先在5分钟内上报\n再拨打120[1]", [steps], "怎么办") == ["5分钟"]


def test_what_is_said_belongs_to_the_marks_that_follow_it():
    said = list(stretches("甲。乙。[1] [2]\n丙[3]，丁。\n\n戊"))
    assert said == [("甲。乙", [1, 2]), ("丙", [3]), ("丁", []), ("戊", [])]
