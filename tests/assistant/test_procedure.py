"""A procedure is told from its first step to its last, and by the clock where a day is named."""

import pytest

from assistant.quoted.procedure import asks_for_steps, steps, without_days
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.writing.hours import OpeningRule

PAPER = Document("S1", "泳池开闭馆规程", "s1.docx", "x")
STEPS = ("一、借泳镜流程步骤",)
TABLE = ("二、闭店步骤",)


def clause(text, ordinal, section=STEPS, kind="clause"):
    return Passage(f"p{ordinal}", "S1", ordinal, text, kind=kind, section=section)


BORROWING = [
    clause("2.1 第一步（登记）：在前台登记姓名。", 1),
    clause("2.2 第二步（押金）：交押金20元。", 2),
    clause("2.3 第三步（领取）：领泳镜，检查有无破损。", 3),
    clause("2.4 第四步（归还）：当天归还，退押金。", 4),
]
CLOSING = [
    clause("步骤: 广播; 时刻: T−30（闭店前30分钟）; 谁做: 前台", 5, TABLE, "row"),
    clause("步骤: 清池; 时刻: T−10（闭店前10分钟）; 谁做: 救生员", 6, TABLE, "row"),
    clause("步骤: 关灯; 时刻: T（闭店时）; 谁做: 前台", 7, TABLE, "row"),
    clause("步骤: 锁门; 时刻: T+15（闭店后15分钟）; 谁做: 保安", 8, TABLE, "row"),
]
OTHER = clause("3.1 泳镜丢失的照价赔偿。", 9, ("三、赔偿",))
LATE = OpeningRule("09:00", "22:10", frozenset(), frozenset({4}), False, "", OTHER, PAPER)


def told(question, *ranked, closing=None):
    hits = [Hit(one, PAPER, Standing.IN_FORCE, 5.0 - n / 10, {}) for n, one in enumerate(ranked)]
    return [line.text for line in steps(question, hits, lambda _: [*BORROWING, *CLOSING, OTHER], closing)]


@pytest.mark.parametrize(
    "question", ["借泳镜的流程", "借泳镜一步一步怎么做", "借泳镜的顺序给我捋一下", "借泳镜全部步骤"]
)
def test_all_steps_come_in_order_whichever_was_found_first(question):
    said = told(question, BORROWING[2], OTHER)
    assert [text[:3] for text in said] == ["第一步", "第二步", "第三步", "第四步"]


@pytest.mark.parametrize("question", ["泳镜丢了赔多少", "借泳镜第二步是什么", "营业时间表"])
def test_who_asks_for_one_thing_gets_no_procedure(question):
    assert told(question, BORROWING[2]) == []


def test_rows_of_a_table_are_steps_too():
    assert [text[3:5] for text in told("闭店流程从头到尾", CLOSING[3])] == ["广播", "清池", "关灯", "锁门"]


def test_on_a_named_day_each_step_has_its_time():
    said = told("周五闭店流程", CLOSING[1], closing=LATE)
    assert [text[:5] for text in said] == ["21:40", "22:00", "22:10", "22:25"]


def test_a_clause_that_tells_all_its_steps_is_left_to_be_quoted_whole():
    whole = clause("2.9 借泳镜步骤：①登记；②交押金；③领取。", 10)
    assert told("借泳镜步骤", whole, BORROWING[0]) == []


def test_a_step_far_below_the_best_is_of_another_procedure():
    far = Hit(BORROWING[0], PAPER, Standing.IN_FORCE, 2.0, {})
    best = Hit(OTHER, PAPER, Standing.IN_FORCE, 5.0, {})
    assert steps("赔偿流程", [best, far], lambda _: BORROWING) == []


def test_clauses_under_a_heading_without_steps_are_none():
    rules = [clause(f"4.{n} 泳道{n}限速。", n, ("四、泳道规则",)) for n in range(1, 5)]
    hits = [Hit(rules[1], PAPER, Standing.IN_FORCE, 5.0, {})]
    assert steps("泳道流程", hits, lambda _: rules) == []


def test_the_steps_end_with_the_screen():
    long = [clause(f"5.{n} 第{han}步：{'写' * 150}。", n) for n, han in enumerate("一二三四五六七", 1)]
    hits = [Hit(long[3], PAPER, Standing.IN_FORCE, 5.0, {})]
    kept = steps("全部步骤", hits, lambda _: long)
    assert 3 <= len(kept) < 7
    assert kept[0].text.startswith("第一步")


def test_the_day_is_no_word_of_the_procedure():
    assert without_days("11月22号闭店流程") == "闭店流程"
    assert asks_for_steps("今晚闭店时间点给我列一下")


def test_the_steps_for_something_else_are_not_told():
    assert told("火警处置流程", BORROWING[0]) == []
    assert told("开店流程", CLOSING[0]) == []


def test_under_the_heading_of_what_is_asked_every_clause_is_a_step():
    opening = [clause(f"6.{n} 前台{n}点到岗。", n, ("六、开店流程",)) for n in range(1, 5)]
    hits = [Hit(opening[2], PAPER, Standing.IN_FORCE, 5.0, {})]
    assert len(steps("开店流程", hits, lambda _: opening)) == 4


TITLED = Document("S2", "泳客投诉处理规程", "s2.docx", "x")
NUMBERED = [
    Passage(f"q{n}", "S2", n, text, kind="clause", section=("3 处理步骤",))
    for n, text in enumerate(("1. 先道歉。", "2. 记下经过。", "3. 两日内回复。"))
]


@pytest.mark.parametrize(
    ("question", "best", "count"),
    [
        ("投诉处理流程", 1, 3),  # what the whole paper is about stands in its title, and the heading says that these are steps
        ("客诉怎么处理", 0, 3),  # a synonym of it, and the first step answers best
        ("客诉怎么处理", 2, 0),
        ("溺水处理流程", 0, 0),
        ("投诉几日内回复", 2, 0),
    ],
)  # fmt: skip
def test_steps_under_a_heading_of_a_paper_that_is_about_what_is_asked(question, best, count):
    hits = [Hit(NUMBERED[best], TITLED, Standing.IN_FORCE, 5.0, {})]
    assert len(steps(question, hits, lambda _: NUMBERED)) == count


DRYING = [
    clause("泳镜进水后，先甩掉水珠，不要用手擦镜片。", 20, ("泳镜保养",), "prose"),
    clause("镜盒打开，放在阴凉处晾干。", 21, ("泳镜保养",), "prose"),
]


@pytest.mark.parametrize(
    ("question", "parts"), [("泳镜进水了怎么办", 2), ("泳镜怎么护理", 2), ("泳镜能用手擦吗", 0)]
)
def test_what_is_done_first_of_all_is_told_with_what_follows(question, parts):
    hits = [Hit(one, PAPER, Standing.IN_FORCE, 5.0 - n, {}) for n, one in enumerate(DRYING)]
    assert len(steps(question, hits, lambda _: [*DRYING, OTHER])) == parts
    assert steps(question, hits[1:], lambda _: [*DRYING, OTHER]) == []
