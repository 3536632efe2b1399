"""The name of which a plain question speaks, and where it stands."""

import pytest

from knowledge.text import fold
from knowledge.writing.topics import stands_in, topics


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("黄足笛鲷的俗名是什么?", ["黄足笛鲷"]),
        ("榅桲的果实有什么药用价值?", ["榅桲"]),
        ("朱椿的母親是誰?", ["朱椿"]),
        ("华堡是哪个品牌的招牌食品?", ["华堡"]),
        ("《魔力充电娘》漫画的单行本由谁发行?", ["魔力充电娘"]),
    ],
)
def test_a_plain_question_begins_with_the_name_it_asks_of(question: str, named: list[str]) -> None:
    assert topics(question) == named


@pytest.mark.parametrize(
    "question",
    [
        "停车场几点关门?",
        "普通的投诉几天得办完",
        "洗手间在哪里",
        "会员积分什么时候过期",
        "我家柯基能进商场吗",  # a case of one's own is told in one's own words
        "佢只柴犬可唔可以入嚟",
        "老二刚4岁,想报明天的活动",  # asks nothing
        "下午2点有车送货,能走客梯不",
        "今天下午带狗行不行",
        "What is on today?",
    ],
)
def test_everyday_words_are_no_name(question: str) -> None:
    assert topics(question) == []


@pytest.mark.parametrize(
    ("name", "text", "stands"),
    [
        ("榅桲", "榅桲是蔷薇科植物", True),
        ("榅桲", "博落回的果实为蒴果", False),
        ("黄足笛鲷", "单斑笛鲷以甲壳类为食", False),  # its like is another
        ("川纹笛鲷体侧", "川纹笛鲷,体有横带", True),  # the end is no part of the name
        ("李昆", "李昆仑", True),
    ],
)
def test_a_name_stands_whole_and_a_long_one_by_most_of_its_beginning(
    name: str, text: str, stands: bool
) -> None:
    assert stands_in(fold(name), fold(text)) is stands
