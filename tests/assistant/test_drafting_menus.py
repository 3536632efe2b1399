"""Menus and price lists: a product a line."""

import pytest

from assistant.drafting.facts.menus import menu_of
from assistant.drafting.facts.sheets import Piece, sheets_of

MENU = "本店菜单\n松茸菌菇汤 ...... 98元\n2. 蒜香排骨  ¥68\n桂花酒酿圆子\t22元/份\n"


def test_each_line_of_a_menu_is_a_product_with_its_place():
    sheets = menu_of(MENU, "粘贴文本")
    assert [(s.value("name"), s.value("price")) for s in sheets] == [
        ("松茸菌菇汤", "98元"), ("蒜香排骨", "¥68"), ("桂花酒酿圆子", "22元/份"),
    ]  # fmt: skip
    for sheet in sheets:
        for fact in sheet.facts:
            assert MENU[slice(*fact.place.span)] == fact.value


@pytest.mark.parametrize(
    "text",
    [
        "品名 云杯\n售价 199元\n会员价:179元",
        "小杯 16元\n中杯 19元\n大杯 22元",
        "这款保温杯500ml,316不锈钢,售价199元",
        "云杯 199元\n好看\n好用\n耐摔\n雾杯 99元",
    ],
)
def test_a_sheet_or_a_sentence_is_no_menu(text):
    assert menu_of(text, "粘贴文本") == []


def test_a_menu_in_a_picture_is_as_sure_as_each_line():
    text = "红烧牛肉面 38元\n酸汤水饺 32元\n凉拌木耳 18元"
    lines = [(line, sure) for line, sure in zip(text.split("\n"), (0.99, 0.8, 0.99), strict=True)]
    sheets = sheets_of("menu.png", [Piece(text, confidence=0.8)], lines=lines)
    assert [all(fact.confirmed for fact in sheet.facts) for sheet in sheets] == [True, False, True]
    assert sheets[0].first("price").place.span is None
