"""Pinyin within a Chinese message is written out; English, brands and what the papers write so stay."""

import pytest

from assistant.asking.mixed import pinyin_within
from assistant.english import is_english

_BRANDS = ("nike", "panda")


def written(message: str, names: tuple[str, ...] = ()) -> str:
    return pinyin_within(message, names, lambda word: word in _BRANDS or is_english(word))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("请问tingche怎么收费", "请问停车怎么收费"),
        ("打折的话jifen怎么算", "打折的话积分怎么算"),
        ("shuang11的新会员有多少", "双11的新会员有多少"),
        ("闻到meiqi味,厨房没人", "闻到煤气味,厨房没人"),
    ],
)
def test_pinyin_beside_characters_is_read(typed: str, meant: str) -> None:
    assert written(typed) == meant


def test_a_shop_is_written_as_it_is_known() -> None:
    assert written("yunduo shufang在几楼", ("云朵书房",)) == "云朵书房在几楼"


@pytest.mark.parametrize(
    "message",
    [
        "我想买双nike鞋",
        "panda餐厅在哪",
        "menu在哪看",
        "可以用apple pay吗",
        "wifi密码多少",
        "P0怎么处理",
        "发到service@mall.example可以吗",
        "tingche zenme shoufei",  # all pinyin: read as a whole elsewhere
        "停车怎么收费",
    ],
)
def test_what_is_no_pinyin_stays(message: str) -> None:
    assert written(message) == message
