"""Which recognised characters a person has to look at."""

import pytest

from assistant.drafting.facts.doubts import doubts_of
from assistant.drafting.facts.sheets import Piece, keyword_facts, sheets_of
from assistant.drafting.facts.table import Fact, Place


def seen(kind, value, sure=0.99):
    return Fact(kind, "字段", value, "图片", confidence=sure, place=Place("图片", quote=f"字段:{value}"))


@pytest.mark.parametrize(
    ("kind", "value", "at", "text"),
    [
        ("price", "l99元", 0, "l"), ("price", "1O9元", 1, "O"), ("spec", "5OOml", 1, "O"), ("spec", "I20g", 0, "I"),
        ("price", "S9元", 0, "S"), ("price", "8B元", 1, "B"), ("model", "ZW3O01", 3, "O"), ("material", "900%棉", 0, "900%"),
        ("validity", "2026-13-01", 0, "2026-13-01"), ("price", "199", 0, "199"),
    ],
)  # fmt: skip
def test_a_letter_among_figures_and_an_impossible_value_are_named(kind, value, at, text):
    assert (at, text) in [(doubt.at, doubt.text) for doubt in doubts_of(seen(kind, value))]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("price", "199元"), ("spec", "1L"), ("spec", "500ml"), ("spec", "S-XL"), ("standard", "GB 31701-2015 B类"),
        ("shop", "B1-08"), ("model", "LM-200"), ("spec", "L(175/96A)"), ("validity", "2026-12-01"), ("material", "100%棉"), ("price", "¥1,280"),
    ],
)  # fmt: skip
def test_a_value_that_is_plain_is_not_doubted(kind, value):
    assert doubts_of(seen(kind, value)) == ()


def test_a_line_that_was_read_badly_is_doubted_with_its_figures():
    told = [doubt.text for doubt in doubts_of(seen("price", "180元", sure=0.85))]
    assert told == ["180元", "1", "8", "0"]


def test_what_was_typed_is_never_doubted():
    assert doubts_of(Fact("price", "售价", "l99元", "粘贴文本")) == ()


def test_a_fact_is_as_sure_as_its_own_line():
    piece = Piece("品名:云杯\n售价:199元\n容量:500ml", confidence=0.7)
    lines = [("品名:云杯", 0.99), ("售价:199元", 0.98), ("容量:500ml", 0.7)]
    (sheet,) = sheets_of("tag.png", [piece], lines=lines)
    assert {fact.kind: fact.confirmed for fact in sheet.facts} == {"name": True, "price": True, "spec": False}
    assert [fact.kind for fact in sheet.unconfirmed] == ["spec"]
    assert sheet.value("spec") == ""


def test_each_row_of_a_table_of_goods_is_a_product():
    rows = [
        Piece(f"品名: 杯{n}", f"第{n}行", {"品名": f"杯{n}", "售价": f"{n}9元", "规格": "300ml"})
        for n in (1, 2)
    ]
    sheets = sheets_of("a.csv", rows)
    assert [(sheet.value("name"), sheet.value("price")) for sheet in sheets] == [
        ("杯1", "19元"),
        ("杯2", "29元"),
    ]
    assert sheets[1].first("price").place.locator == "第2行"


def test_a_list_of_fields_without_a_header_keeps_its_first_row():
    rows = [
        Piece("", f"第{n}行", {"品名": field, "云杯": value})
        for n, (field, value) in enumerate([("规格", "300ml"), ("售价", "19元")], 2)
    ]
    (sheet,) = sheets_of("a.docx", rows)
    assert [(f.kind, f.value) for f in sheet.facts] == [
        ("name", "云杯"),
        ("spec", "300ml"),
        ("price", "19元"),
    ]


def test_a_keyword_is_a_fact_only_when_it_says_one():
    told = [(fact.kind, fact.value) for fact in keyword_facts(["送礼", "316不锈钢", "500ml"])]
    assert told == [("keyword", "送礼"), ("material", "316不锈钢"), ("spec", "500ml")]


def test_a_bare_number_under_a_chinese_price_is_money():
    rows = [Piece("", "第2行", {"品名": "云杯", "零售价(元)": "199", "活动价": "179", "规格": "300ml"})]
    (sheet,) = sheets_of("a.xlsx", rows)
    assert sheet.value("price") == "179元"
    assert [fact.value for fact in sheet.facts if fact.kind == "list_price"] == ["199元"]
