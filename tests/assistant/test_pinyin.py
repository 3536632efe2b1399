"""Chinese typed in Latin letters."""

import pytest

from assistant.asking.pinyin import written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ting che duo shao qian", "停车多少钱"), ("jintian ji dian guan men", "今天几点关门"), ("Ming tian ne?", "明天呢?"),
        ("mu ying shi zai na", "母婴室在哪"), ("tingchefei duoshao", "停车费多少"), ("L3 you mei you ka fei dian", "l3有没有咖啡店"),
        ("ke yi dai gou ma", "可以带狗吗"), ("cesuo zai nar", "厕所在哪"), ("ting2 che1 zen3 me shou1 fei4", "停车怎么收费"),
        ("wo hai zi bu jian le", "我孩子不见了"), ("zhao huo le", "着火了"), ("xie xie", "谢谢"), ("zhuan ren gong", "转人工"),
    ],
)  # fmt: skip
def test_pinyin_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize(
    "message",
    ["can you help me", "where is the toilet", "he can dance", "hi there", "women bag sale", "make me a cake", "menu", "ok", "no", "banana juice",
     "can he change size", "停车多少钱", "B1-08", "123", "", "ipad charger", "do you have coffee", "AED"],
)  # fmt: skip
def test_what_is_no_pinyin_stays_as_it_is(message: str) -> None:
    assert written_out(message) == ""


def test_a_shops_name_is_written_as_the_mall_writes_it() -> None:
    assert written_out("qing yan shu fang zai na", ["青砚书房"]) == "青砚书房在哪"


def test_a_sound_that_two_names_share_stays_in_letters_and_names_both() -> None:
    names = ("南枝", "楠芝", "楠芝烤肉")
    assert written_out("nanzhi zai ji lou", names) == "NANZHI在几楼"
    assert written_out("nan zhi kao rou zai ji lou", names) == "NANZHI烤肉在几楼"
