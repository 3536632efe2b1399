"""Several questions in one message."""

import re

import pytest

from assistant.asking.several import asking_clause, is_of_who_was_named, questions_in, together
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.reply import Line, Reply

PHRASES = Phrases.load()


def asks(text):
    return bool(re.search(r"几|多少|怎么|哪|吗|有没有|where|what|how|is ", text))


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("三个问题 车库限高 会员日是几号 点灯几号", ["车库限高", "会员日是几号", "点灯几号"]),
        ("想问两件事：停车费，厕所在哪", ["停车费", "厕所在哪"]),
        ("hi, two questions: parking fee, nursing room", ["parking fee", "nursing room"]),
        ("朋友圈跟社群呢字数", ["朋友圈字数", "社群字数"]),
        ("消防站几分钟到，灭火器都放哪", ["消防站几分钟到", "灭火器都放哪"]),
        ("停车和充电呢", ["停车呢", "充电呢"]),
    ],
)
def test_a_message_that_says_how_many_it_asks_or_names_two_things_is_so_many(message, questions):
    assert questions_in(message, asks) == questions


@pytest.mark.parametrize(
    "message",
    ["国庆有什么活动 力度多大", "新增了几家店,现在一共几家", "核销率有人说65.2有人说69,到底哪个对", "双12有什么活动 满多少减多少", "陶艺课一节多少钱,比体验课贵多少", "三个问题", "几点关门", "两个人吃多少钱"],
)  # fmt: skip
def test_what_only_looks_like_several_is_one(message):
    assert questions_in(message, asks) == [message]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("停车多少钱？母婴室在哪？", ["停车多少钱", "母婴室在哪"]),
        ("几点关门，还有停车怎么收费", ["几点关门", "停车怎么收费"]),
        ("停车怎么收费？会员积分怎么用？", ["停车怎么收费", "会员积分怎么用"]),
        ("你们几点关门 有没有轮椅借", ["你们几点关门", "有没有轮椅借"]),
        ("what time do you close and where is the nursing room?", ["what time do you close", "where is the nursing room"]),
        ("我带了狗。能进商场吗？停车怎么收费？", ["我带了狗，能进商场吗", "停车怎么收费"]),
    ],
)  # fmt: skip
def test_each_question_is_one_with_the_statements_before_it(message, questions):
    assert questions_in(message, asks) == questions


@pytest.mark.parametrize(
    "message",
    ["停车怎么收费？会员能免多久？", "充电多少钱 学生有优惠吗", "母婴室在哪？要钱吗？", "我买了200的衣服，吃饭150。能用券吗？", "还有多少名额吗", "抽奖怎么参加？谢谢", "where is the coffee and tea shop"],
)  # fmt: skip
def test_what_shares_a_subject_is_one_question(message):
    assert questions_in(message, asks) == [message]


def answered(text, handling=Handling.ANSWER):
    return Reply(handling, (Line(text),), 0.9)


def test_each_answer_stands_under_its_question():
    reply = together(["停车", "轮椅"], [answered("5元"), answered("8台")], PHRASES, "zh-Hans", "轮椅")
    assert [line.text for line in reply.lines] == ["“停车”：", "5元", "“轮椅”：", "8台"]
    assert reply.handling is Handling.ANSWER
    assert reply.topic == "轮椅"


def test_what_is_partly_unknown_is_a_partial_answer():
    replies = [answered("5元"), answered("没有找到", Handling.UNKNOWN)]
    assert together(["停车", "机场大巴"], replies, PHRASES, "zh-Hans", "").handling is Handling.PARTIAL


def test_an_answer_that_serves_both_is_given_once():
    assert together(["停车", "停车费"], [answered("5元")] * 2, PHRASES, "zh-Hans", "") == answered("5元")


def test_the_terms_of_a_sale_go_with_the_sale_that_is_named():
    assert questions_in("双12打几折 满多少减多少", lambda text: True) == ["双12打几折 满多少减多少"]


@pytest.mark.parametrize(
    ("message", "clause"),
    [
        ("买了两件衣服，停车费能免吗", "停车费能免吗"),
        ("昨天吃饭忘了积分，小票怎么补", "小票怎么补"),
        ("停车费能免吗", ""),  # no case is told
        ("停车费多少，储物柜几块", ""),  # two questions
        ("孩子走累了，有没有", ""),  # it does not say of what
        ("I parked here, how much is it", ""),
    ],
)
def test_the_clause_that_asks_is_told_from_the_case_before_it(message, clause):
    assert asking_clause(message, asks) == clause


@pytest.mark.parametrize("message", ["能带狗吗?要门票吗", "怎么报？几点到"])
def test_each_question_of_a_message_that_goes_on_is_one(message):
    assert len(questions_in(message, asks, goes_on=True)) == 2
    assert len(questions_in(message, asks)) == 1


def test_a_later_question_may_begin_with_who_was_named():
    assert is_of_who_was_named("她腿脚不便，我去代领要带什么")
    assert not any(map(is_of_who_was_named, ("他们家几点关门", "他人能代领吗", "我去代领要带什么")))
