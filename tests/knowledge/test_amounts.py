"""Each rule with what it folds and what it leaves alone."""

import random
import time

import pytest

from knowledge.text import fold, tokens
from knowledge.writing.amounts import RULES, UNITS, amounts
from knowledge.writing.numerals import number, plain

WRITINGS = [  # all of a row give the same token
    ("86m2", "86㎡", "86 m²", "86平方米", "86平米", "86平方公尺", "86 平方", "86sqm"),
    ("100yuan", "100元", "￥100", "¥ 100", "RMB100", "CNY 100", "100块", "100块钱", "一百块", "人民币100", "满三件，100元"),
    ("1000yuan", "1,000元", "1000元", "一千元", "￥1,000"),
    ("10000yuan", "1万元", "10,000元", "10000元"),
    ("10000", "1万人次", "10,000人次"),
    ("15000", "1.5万", "15,000"),
    ("20%", "百分之二十", "20%", "20％"),
    ("26°c", "26℃", "26°C", "26摄氏度", "室温26度", "空调开到二十六度"),
    ("3000m", "3公里", "3km", "3千米", "三千米", "3 KM"),
    ("1.2m", "120cm", "1.2米", "1.2m", "120厘米", "120公分"),
    ("5kg", "5公斤", "5kg", "5千克", "五公斤", "10斤"),
    ("0.5kg", "500克", "500g", "一斤"),
    ("30min", "三十分钟", "30min", "30 mins", "半小时", "半个小时", "0.5小时", "30分鐘"),
    ("90min", "一个半小时", "1.5h", "90分钟", "1小时半"),
    ("120min", "2小时", "两个小时", "2h", "2 hours", "120分钟"),
    ("15min", "一刻钟", "15分钟"),
    ("8.5折", "八五折", "85折", "8.5折"),
    ("l3", "3楼", "三楼", "三层", "L3", "3F", "F3", "3/F", "３Ｆ", "third floor", "3rd floor", "Level 3", "L3-05"),
    ("l12", "十二楼", "12F", "L12"),
    ("b1", "B1", "负一楼", "地下一层", "负1层", "-1F", "B1F", "basement 1", "B1-08"),
    ("22:00", "晚上10点", "晚上十点", "22:00", "22点", "22时", "10pm", "10:00–22:00", "夜里10点整"),
    ("10:30", "十点半", "上午十点半", "10:30", "10点30分", "10:30am"),
    ("15:00", "下午三点", "15:00", "3pm", "下午3:00"),
    ("9:00", "09:00", "早上九点", "9点开门", "9am"),
    ("0:00", "晚上12点", "24:00", "00:00"),
    ("500", "满五百减八十", "满500减80"),
]  # fmt: skip

LEFT_ALONE = [
    "一下", "万一", "十分好吃", "1万多元", "3千余人", "中庭-3楼", "一万", "百元店", "万元户",
    "3块蛋糕", "我们一块去", "三元素", "十二元旦", "3M胶带", "5G网络", "3米线", "三折叠", "转360度", "500度近视",
    "三层蛋糕", "共三层", "第三层", "每层", "千层", "F1赛车", "13楼盘",
    "三点建议", "3点要求", "早一点", "快一点", "有几点", "比分3:2", "16:9",
]  # fmt: skip


@pytest.mark.parametrize(("token", "writing"), [(row[0], writing) for row in WRITINGS for writing in row[1:]])
def test_writings_of_one_amount_share_a_token(token, writing):
    assert token in tokens(writing)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_amount_or_no_certain_one_gives_no_token(text):
    assert amounts(fold(text)) == []


def test_every_rule_and_every_unit_has_a_writing_that_needs_it():
    texts = [fold(writing) for row in WRITINGS for writing in row[1:]]
    for rule in RULES:
        assert any(rule.mark.search(text) and rule.pattern.search(text) for text in texts), (
            rule.pattern.pattern
        )
    for unit in UNITS:
        assert any(row[0].endswith(unit.token) for row in WRITINGS), unit


def test_a_mark_stands_in_everything_that_its_rule_folds():
    for text in (fold(writing) for row in WRITINGS for writing in row[1:]):
        for rule in RULES:
            assert rule.mark.search(text) or not rule.pattern.search(text), (rule.pattern.pattern, text)


def test_the_words_themselves_stay_tokens():
    assert {"三十", "十分", "分钟", "30min"} <= set(tokens("三十分钟"))


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,000", "1000"), ("1.5万", "15000"), ("三十", "30"), ("十五", "15"), ("一百零五", "105"), ("二〇二六", "2026"), ("两万三千", "23000")],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text, value):
    assert plain(number(text)) == value


def test_no_text_is_too_odd_to_be_read():
    """Ten thousand mixtures of what the rules look for; each gives short tokens, and the same from the same."""
    pieces = [
        "0",
        "9",
        "12",
        ",",
        ".",
        "1,000",
        "一",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "零",
        "〇",
        "两",
        "半",
        "点",
        "时",
        "分",
    ]
    pieces += [
        "元",
        "块",
        "米",
        "km",
        "折",
        "度",
        "楼",
        "层",
        "l",
        "b",
        "f",
        "-",
        ":",
        "30",
        "am",
        "晚上",
        "满",
        "减",
        "百分之",
        " ",
        "第",
    ]
    chance = random.Random(20261126)
    for _ in range(10_000):
        text = "".join(chance.choices(pieces, k=chance.randrange(1, 12)))
        assert all(len(token) < 40 for token in amounts(text)), text


@pytest.mark.parametrize(
    "text", ["9" * 100_000 + "元", "一" * 100_000 + "点", "1,000" * 20_000, "十" * 50_000 + "楼"]
)
def test_a_huge_number_is_read_in_no_time(text):
    began = time.process_time()
    amounts(text)
    assert time.process_time() - began < 2
