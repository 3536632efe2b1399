"""Words typed as they sound."""

from __future__ import annotations

import pytest

from assistant.asking.misheard import put_right


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("抽浆在哪抽", "抽奖在哪抽"),
        ("二等桨是什么", "二等奖是什么"),
        ("停车厂怎么收费", "停车场怎么收费"),
        ("充电庄在哪一层", "充电桩在哪一层"),
        ("失物招另在哪一层", "失物招领在哪一层"),
        ("母应室有热水没", "母婴室有热水没"),
        ("轮倚能借多久", "轮椅能借多久"),
        ("亭车费多少", "停车费多少"),
        ("积份怎么查", "积分怎么查"),
        ("失务昭领保官多少天", "失物招领保管多少天"),
        ("国庆复判打标没", "国庆复盘达标没"),
        ("调牌在,能退吗", "吊牌在,能退吗"),
        ("巡捡记录留几年", "巡检记录留几年"),
    ],
)
def test_what_makes_no_word_and_sounds_as_one_of_malls_is_put_right(typed: str, meant: str) -> None:
    assert put_right(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "说明额外费用",  # 明额 lies across two words
        "活动多搞点",  # a phrase that sounds as 糕点
        "多搞点音乐会",
        "想唱个K",
        "26版会员章程",  # 版 belongs to its figure
        "一车几人",
        "帮我写首诗",  # a measure and what it counts sound as 首饰
        "我喺邊度攞發票",  # Traditional: its letters are no misspelling
        "what about 停车",
        "几点往外请人",
        "花店买束花呢",
        "抽奖和停车场",
        "",
    ],
)
def test_words_phrases_and_other_scripts_keep_their_letters(typed: str) -> None:
    assert put_right(typed) == typed


def test_the_name_of_a_shop_is_never_put_right() -> None:
    assert put_right("抽浆在几楼") == "抽奖在几楼"
    assert put_right("抽浆在几楼", ["抽浆"]) == "抽浆在几楼"


def test_what_the_papers_write_so_is_no_misspelling() -> None:
    assert put_right("抽浆在几楼", is_known={"抽浆"}.__contains__) == "抽浆在几楼"


def test_two_letters_that_are_no_words_are_the_one_word_of_the_papers_that_sounds_so() -> None:
    assert put_right("客服态渡很好") == "客服态渡很好"
    assert put_right("客服态渡很好", is_known={"态度"}.__contains__) == "客服态度很好"
    assert put_right("客服态渡很好", is_known={"态度", "态渡"}.__contains__) == "客服态渡很好"


def test_two_letters_of_which_one_is_a_word_by_itself_are_left() -> None:
    for typed in ("没人领的", "评价在哪写", "低一点", "机割了", "手撕鸡"):
        assert put_right(typed, is_known={"认领", "哪些", "第一", "几个", "寿司"}.__contains__) == typed
