"""A message that puts right what was understood is asked as it was meant."""

import pytest

from assistant.asking.correction import meant


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("不对，我说的是下周五", "下周五呢"),
        ("不是，我问的是二等奖", "二等奖呢"),
        ("不是今天，是明天", "明天呢"),
        ("唔係，我問嘅係星期日", "星期日呢"),
        ("不是啊，是停车不是充电", "停车呢"),
        ("错了，是三楼", "三楼呢"),
        ("no, i meant tomorrow", "what about tomorrow?"),
        ("no i mean next friday", "what about next friday?"),
        ("not today, tomorrow", "what about tomorrow?"),
        ("sorry, I mean the one on level 3", "what about the one on level 3?"),
    ],
)
def test_what_was_meant_is_asked_as_a_follow_up(message, asked):
    assert meant(message, asks=False) == asked


@pytest.mark.parametrize(
    "message",
    [
        "不是说满300减50吗",
        "不对吧，怎么多收了我5块钱",
        "不是我弄坏的",
        "no parking?",
        "no smoking area?",
        "是我错了",
        "not sure where to go",
    ],
)
def test_what_puts_nothing_right_stands_as_it_is(message):
    assert meant(message, asks=True) == ""
