"""Short rules in one passage: who asks for one is told that one, with what limits it; who asks for all gets all."""

from datetime import date

import pytest

from assistant.asking.need import read
from assistant.quoted.extractive import choose
from assistant.quoted.short_rules import asks_for_all, items_of
from knowledge.model import Document, Hit, Passage, Standing

TODAY = date(2026, 11, 21)
DESK = "4. 礼品包装：每件15元。\n5. 服务台不代收快递，不提供打印。"


def passage(text, kind="clause"):
    return Passage("p1", "K1", 0, text, section=("其他",), kind=kind)


@pytest.mark.parametrize(
    ("text", "kind", "rules"),
    [
        (DESK, "clause", ["4. 礼品包装：每件15元。", "5. 服务台不代收快递，不提供打印。"]),
        ("零售：1元积1分\n餐饮：2元积1分", "prose", ["零售：1元积1分", "餐饮：2元积1分"]),
        (
            "7月31日至8月6日客流最高\n晚市上座好于去年",
            "slide",
            ["7月31日至8月6日客流最高", "晚市上座好于去年"],
        ),
        (
            "1. 七日内可以退货。\n2. 内衣、食品除外。\n3. 退款原路退回。",
            "clause",
            ["1. 七日内可以退货。\n2. 内衣、食品除外。", "3. 退款原路退回。"],
        ),
    ],
)
def test_a_line_is_a_rule_of_its_own_with_the_exception_that_follows(text, kind, rules):
    assert [rule for _, rule in items_of(passage(text, kind))] == rules
    assert all(text[start:].startswith(rule) for start, rule in items_of(passage(text, kind)))


@pytest.mark.parametrize(
    "text",
    [
        "以下情况不予退款：\n1. 票券已核销。\n2. 超过7日。",  # what its items are is said above them
        "①核对身份。\n②双人交接。",
        "小鹿禾 LITTLE LUHE\n号型：130码\n绒子含量：90%",
        "配电房温度不超过40度\n冷库温度不高于零下15度",  # nothing says where one ends
        "5. 服务台不代收快递，不提供打印。",
    ],
)
def test_what_depends_on_other_lines_is_not_taken_apart(text):
    assert items_of(passage(text)) == []


@pytest.mark.parametrize(
    "question",
    ["有哪些服务", "退货流程", "还有什么规则", "有人受伤怎么处理", "what services are there, list them"],
)
def test_all_of_a_list_may_be_asked_for(question):
    assert asks_for_all(read(question, TODAY))


@pytest.mark.parametrize("question", ["能打印吗", "餐饮消费怎么积分", "礼品包装多少钱"])
def test_or_one_thing(question):
    assert not asks_for_all(read(question, TODAY))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("礼品包装多少钱", DESK[: DESK.index("\n")]),
        ("可以代收快递吗", DESK[DESK.index("\n") + 1 :]),
        ("服务台有哪些服务", DESK),
    ],
)
def test_the_rule_that_is_asked_for_is_quoted_alone(question, told):
    paper = Document("K1", "便民服务", "k1.docx", "x")
    found = choose([Hit(passage(DESK), paper, Standing.IN_FORCE, 3.0, {})], read(question, TODAY))
    assert [part.text for part in found] == [told]
