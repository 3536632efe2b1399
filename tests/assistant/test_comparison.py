from assistant.quoted.comparison import compare, named
from assistant.quoted.events import event_of
from assistant.quoted.reported import figures_of
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
    head, first, second, difference = texts("春节和中秋的核销率比一下")
    assert head == "报告 | 指标（口径） | 结果"
    assert "核销÷领取" in first
    assert "74.0%" in second
    assert difference == "春节比中秋低5.0个百分点（计算得出：69.0% − 74.0%）。"


def test_who_of_two_is_ahead_is_said_with_by_how_much():
    *_, order, gap = texts("中秋核销率和春节谁高 差几个点")
    assert order.startswith("从高到低：中秋 74.0%")
    assert "高5.0个百分点" in gap
    assert "高1,708人" in texts("中秋比春节多拉了多少会员")[-1]


def test_two_events_that_are_named_are_not_every_one():
    rows = [*ROWS, *report("R3", "元旦复盘", "指标: 元旦新会员; 结果: 5,150人")]
    reply = compare("春节和中秋两场加起来多少新会员", "", figures_of(rows))
    assert "合计10,332人" in reply.lines[-1].text


def test_every_row_of_the_table_is_cited():
    reply = compare("春节和中秋的核销率比一下", "", figures_of(ROWS))
    assert [len(line.sources) for line in reply.lines] == [0, 1, 1, 2]


def test_a_follow_up_may_name_another_denominator_and_no_other_metric():
    more = report(
        "R3", "元旦复盘", "指标: 元旦核销率(核销÷发放); 结果: 60.0%", "指标: 元旦电子券发放; 结果: 900张"
    )
    issued = report("R1", "春节复盘终版", "指标: 春节电子券发放; 结果: 800张")
    figures = figures_of([*ROWS, *more, *issued])
    reply = compare("按发放量算呢", "春节、元旦的核销率摆一起看看", figures)
    assert "65.2% − 60.0%" in reply.lines[-1].text


def test_a_follow_up_leans_on_the_metric_asked_before():
    assert "低5.0个百分点" in texts("跟中秋比呢", topic="春节核销率多少")[-1]


def test_counts_are_compared_in_their_unit():
    assert "低1,708人" in texts("春节新会员跟中秋比差多少")[-1]


def test_as_many_reports_and_metrics_as_are_named_stand_in_one_table():
    third = report("R3", "元旦复盘", "指标: 元旦核销率(核销÷领取); 结果: 64.0%")
    lines = [
        line.text for line in compare("春节、中秋、元旦的核销率对比", "", figures_of(ROWS + third)).lines
    ]
    assert [line.split(" | ")[-1] for line in lines[1:4]] == ["69.0%", "74.0%", "64.0%"]
    assert "高5.0个百分点" in lines[5]
    assert len(texts("春节和中秋的核销率、新会员对比")) == 1 + 4 + 2


def test_all_reports_are_compared_when_all_are_asked_for():
    assert len(texts("历次活动核销率对比")) == 4


def test_an_unknown_metric_or_a_single_report_is_not_compared():
    assert texts("春节客流跟中秋比呢") is None
    assert texts("春节核销率比较") is None


def test_the_event_is_read_off_the_title():
    assert event_of(ROWS[0][1]) == "春节"


def test_reports_are_put_in_order_and_added_up():
    third = report(
        "R3", "元旦复盘", "指标: 元旦新会员; 结果: 5,150人", "指标: 元旦核销率(核销÷领取); 结果: 64.0%"
    )
    figures = figures_of(ROWS + third)
    lines = [line.text for line in compare("春节、中秋、元旦哪场新会员最多，一共多少", "", figures).lines]
    assert lines[-2] == "从高到低：中秋 6,020人 > 元旦 5,150人 > 春节 4,312人。"
    assert lines[-1] == "合计15,482人（计算得出：4,312人+6,020人+5,150人）。"
    rates = [line.text for line in compare("三场活动核销率排个名", "", figures).lines]
    assert rates[-1] == "从高到低：中秋 74.0% > 春节 69.0% > 元旦 64.0%。"


def test_shares_are_not_added_up():
    assert not any("合计" in text for text in texts("春节和中秋核销率加起来多少"))


def test_an_average_of_a_day_needs_the_days_of_each_row():
    rows = report("R1", "春节复盘", "指标: 春节客流; 结果: 12万人次; 说明: 2月1日至6日合计") + report(
        "R2", "中秋复盘", "指标: 中秋客流; 结果: 9万人次; 说明: 9月25日至27日合计"
    )
    lines = [line.text for line in compare("春节和中秋日均客流哪个高", "", figures_of(rows)).lines]
    assert lines[-2].startswith("春节日均2.00万人次（计算得出：12万人次÷6天），中秋日均3.00万人次")
    assert "春节比中秋低1万人次" in lines[-1]


def test_a_comparison_is_told_in_english():
    question = "how many more new members did Mid-Autumn bring than Spring Festival 中秋 春节 新会员"
    lines = [line.text for line in compare(question, "", figures_of(ROWS), english=True).lines]
    assert lines[1] == "Mid-Autumn new members: 6,020 persons"
    assert lines[-1] == (
        "Mid-Autumn is 1,708 persons above Spring Festival (calculated: 6,020 persons − 4,312 persons)."
    )


def test_the_figures_of_one_report_are_named():
    values = [figure.value for figure in named("春节新会员多少", "", figures_of(ROWS))]
    assert values == ["4,312人"]
    assert named("监控保存多久", "春节新会员多少", figures_of(ROWS)) == []
