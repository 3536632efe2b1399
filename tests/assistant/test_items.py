"""Numbered items: what 第一个 and 第二项 stand for where no shops are listed."""

import pytest

from assistant.asking.items import asked_of_item, item_meant, items_in
from assistant.journal import Turn

REPORT = "三个主要问题：①20–21点排队25分钟；②餐饮参与低，招商；③券不可用的投诉2起。[2]"
ROWS = "序号：问题1，问题：排队太久，具体情况：20点。[1]\n序号：问题2，问题：车位不足。[2]"


def turn(message: str, answer: str) -> Turn:
    return Turn(message, message, answer, "answer", ("K1",))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (REPORT, ["20–21点排队25分钟", "餐饮参与低", "券不可用的投诉2起"]),
        (ROWS, ["排队太久", "车位不足"]),
        ("停车每小时5元。[1]", []),
    ],
)
def test_the_items_of_a_text_are_its_numbered_parts(text: str, items: list[str]) -> None:
    assert items_in(text) == items


@pytest.mark.parametrize(
    ("message", "item"),
    [("第一个谁负责", "20–21点排队25分钟"), ("第二个呢", "餐饮参与低"), ("最后那个到期没", "券不可用的投诉2起"), ("第四个呢", ""), ("谁负责", "")],
)  # fmt: skip
def test_an_ordinal_is_the_item_of_that_number(message: str, item: str) -> None:
    assert item_meant(message, [turn("有哪些问题", REPORT)]) == item


def test_an_item_that_the_answer_leaves_out_stands_in_its_paper() -> None:
    turns = [turn("有哪些问题", "主要是排队。[1]")]
    assert item_meant("第二个呢", turns, [REPORT]) == "餐饮参与低"
    assert item_meant("第二个呢", turns) == ""


def test_a_bare_ordinal_asks_what_was_asked_of_the_item_before() -> None:
    turns = [turn("有哪些问题", REPORT), turn("第一个谁负责,几号前", "财务。[1]")]
    assert asked_of_item("第二个呢", turns) == "谁负责,几号前"
    assert asked_of_item("第三个做完了吗", turns) == "做完了吗"
