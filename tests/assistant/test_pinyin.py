"""Chinese typed in Latin letters."""

import pytest

from assistant.asking.pinyin import written_out
from assistant.asking.speech import heard_in


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ting che duo shao qian", "停车多少钱"), ("jintian ji dian guan men", "今天几点关门"), ("Ming tian ne?", "明天呢?"),
        ("mu ying shi zai na", "母婴室在哪"), ("tingchefei duoshao", "停车费多少"), ("L3 you mei you ka fei dian", "l3有没有咖啡店"),
        ("ke yi dai gou ma", "可以带狗吗"), ("cesuo zai nar", "厕所在哪"), ("ting2 che1 zen3 me shou1 fei4", "停车怎么收费"),
        ("wo hai zi bu jian le", "我孩子不见了"), ("zhao huo le", "着火了"), ("xie xie", "谢谢"), ("zhuan ren gong", "转人工"),
        ("che gao 2.2 mi neng jin che ku ma", "车高2.2米能进车库吗"), ("na chong dian zhuang zong gong duo shao ge", "那充电桩总共多少个"),
        ("ba gou shuan hao", "把狗拴好"),
        ("ji bei ji fen", "几倍积分"), ("wei xing xiao fang zhan ji fen zhong neng dao", "微型消防站几分钟能到"),
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


def test_a_sound_that_two_names_share_stays_in_letters_and_names_both_but_for_a_longer_name() -> None:
    names = ("南枝", "楠芝", "楠芝烤肉")
    assert written_out("nanzhi zai ji lou", names) == "NANZHI在几楼"
    assert written_out("nan zhi kao rou zai ji lou", names) == "楠芝烤肉在几楼"


def test_what_only_the_papers_say_is_written_as_they_write_it() -> None:
    typed = "shua lian zha ji huai le"
    assert written_out(typed) != "刷脸闸机坏了"
    papers = heard_in(["刷脸闸机坏了报物业。", "刷脸闸机每天检查。"])
    assert written_out(typed, papers=lambda: papers) == "刷脸闸机坏了"


def test_syllables_typed_apart_are_pinyin_though_no_word_of_malls_is_among_them() -> None:
    assert written_out("wo gei ta xie feng xin")
    assert written_out("can he dance") == ""
