from assistant.comparison import compare, event_of, figures_of
from knowledge.model import Document, Passage


def report(doc_id, title, *rows):
    doc = Document(doc_id, title, f"{doc_id}.docx", doc_id)
    return [(Passage(f"{doc_id}:{n}", doc_id, n, text, kind="row"), doc) for n, text in enumerate(rows)]


ROWS = report(
    "R1",
    "春节复盘终版",
    "指标: 春节核销率(核销÷领取); 结果: 69.0%; 说明: 终版口径",
    "指标: 春节核销率(核销÷发放); 结果: 65.2%",
    "指标: 春节新会员; 结果: 4,312人",
) + report(
    "R2",
    "中秋复盘",
    "指标: 中秋核销率(核销÷领取); 结果: 74.0%",
    "指标: 中秋新会员; 结果: 6,020人",
)


def texts(question, topic=""):
    reply = compare(question, topic, figures_of(ROWS))
    return [line.text for line in reply.lines] if reply else None


def test_a_figure_is_compared_on_the_same_denominator_and_marked_as_computed():
    lines = texts("春节和中秋的核销率比一下")
    assert "核销÷领取" in lines[0]
    assert "74.0%" in lines[1]
    assert lines[2] == "春节比中秋低5.0个百分点（计算得出：69.0% − 74.0%）。"


def test_a_follow_up_leans_on_the_metric_asked_before():
    assert "低5.0个百分点" in texts("跟中秋比呢", topic="春节核销率多少")[2]


def test_counts_are_compared_as_counts():
    assert "低1,708" in texts("春节新会员跟中秋比差多少")[2]


def test_an_unknown_metric_or_a_single_report_is_not_compared():
    assert texts("春节客流跟中秋比呢") is None
    assert texts("春节核销率比较") is None


def test_the_event_is_read_off_the_title():
    assert event_of(ROWS[0][1]) == "春节"
