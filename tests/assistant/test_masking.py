"""Personal data in a text is masked, in whatever disguise; what a mall publishes and what is no person's stays."""

import pytest

from assistant.masking import masked

HIDDEN = [
    ("手机13812345678", "1234"), ("电话：138-1234-5678", "1234"), ("138 1234 5678", "1234"), ("+86 13812345678", "1234"),
    ("１３８１２３４５６７８", "２３４５"), ("138\u200b1234\u200b5678", "34\u200b5"), ("1.3.8.1.2.3.4.5.6.7.8", "1.2.3"),
    ("一三八一二三四五六七八", "二三四五"), ("幺三八幺二三四五六七八", "二三四五"), ("打0755-82345678", "8234"), ("+852 9123 4567", "9123"),
    ("身份证110101199003074610", "19900307"), ("11010119900307461X", "19900307"), ("110101 19900307 4610", "19900307"),
    ("卡号6222021234567890123", "02123456"), ("粤B12345的车", "1234"), ("车牌沪A·D12345", "1234"), ("粤bd12345", "1234"),
    ("lily.wang@example.com", "ly.wang"), ("lily @ qq . com", "@ qq"), ("护照E12345678", "1234"), ("微信号 wx_lily88", "lily"),
    ("WhatsApp: 91234567", "1234"), ("my phone is 91234567", "1234"),
]  # fmt: skip
KEPT = [
    "B1收银台排了四十分钟", "2026-11-21 15:00到22:00", "满300减50,共1288元", "400-000-0188没人接", "订单T1A2B3C4D5没到", "L3-305铺位",
    "一二三四五六楼都找过了", "排队排了13分钟,前面58人", "活动11/20–11/29", "京东自提柜在哪", "苏打水卖18元", "room 2046", "12315投诉", "买了A1234款鞋",
    "停车费25.5元,停了3小时", "桂花拿铁和云南小粒", "新店什么时候开", "电话没人接", "微信支付失败", "QQ音乐快闪店",
]  # fmt: skip


@pytest.mark.parametrize(("text", "secret"), HIDDEN)
def test_personal_data_is_masked(text, secret):
    said = masked(text)
    assert secret in text
    assert secret not in said
    assert len(said) == len(text)
    assert "***" in said
    assert masked(said) == said


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_persons_stays(text):
    assert masked(text) == text


def test_two_in_one_sentence_are_both_masked_and_the_rest_stays_in_its_place():
    assert masked("张 13812345678 或 13987654321 找我") == "张 138****5678 或 139****4321 找我"


def test_a_number_that_the_mall_publishes_stays_in_any_writing():
    assert masked("打0755-8234 5678", ["0755-82345678"]) == "打0755-8234 5678"
    assert masked("打0755-8234 5679", ["0755-82345678"]) != "打0755-8234 5679"


def test_a_long_text_takes_no_long_time():
    for unit in ("1", "1 ", "a@", "一", "+", "粤B", "(", "电话", "1-"):
        masked(unit * 20_000)
