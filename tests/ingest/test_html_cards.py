"""Shops as cards on a page are rows of a directory; articles, events and what a house has for its guests are not."""

from collections.abc import Sequence

import pytest

from ingest.describing.model import Described
from ingest.model import Section
from ingest.readers.html import reading_of
from ingest.shelving import shelve
from knowledge.model import Document, Publication, Visibility

CARDS = [
    (
        "山楂铺 Hawthorn",
        "楼层 Floor: 2/F 220 号铺",
        "营业时间 Hours: 每日 Daily 10:30–21:30",
        "电话 Tel: 2000 0001",
    ),
    ("Tern", "楼层 Floor: B1 层 B116 号铺", "营业时间 Hours: 每日 Daily 10:30–21:30", "电话 Tel: 2000 0002"),
    (
        "松果 Pinecone",
        "楼层 Floor: G/F G23 号铺",
        "营业时间 Hours: 每日 Daily 11:00–20:00",
        "电话 Tel: 2000 0003",
    ),
]


def _page(blocks: Sequence[tuple[str, ...]], tag: str = "div") -> str:
    inside = "".join(
        f"<{tag} class='card'><h3>{name}</h3>{''.join(f'<p>{line}</p>' for line in lines)}</{tag}>"
        for name, *lines in blocks
    )
    return f"<html><body><h1>Guide</h1><p>Who is new here.</p><div class='grid'>{inside}</div></body></html>"


def _rows(page: str) -> list[Section]:
    return [section for section in reading_of(page).sections if section.kind == "row"]


def _shelved(page: str) -> Publication:
    document = Document(
        "D", "Guide", "public/guide.html", "", Visibility.PUBLIC, "other", fingerprint="0" * 64
    )
    return shelve(Described(document), reading_of(page).sections)


def test_three_cards_alike_are_three_shops():
    published = _shelved(_page(CARDS))
    assert published.document.doc_type == "directory"
    assert [(shop.name, shop.floor, shop.unit, shop.phone) for shop in published.shops] == [
        ("山楂铺 Hawthorn", "2/F", "220", "2000 0001"),
        ("Tern", "B1 层", "B116", "2000 0002"),
        ("松果 Pinecone", "G/F", "G23", "2000 0003"),
    ]


def test_hours_that_two_cards_share_are_those_of_either():
    assert [shop.hours_weekday for shop in _shelved(_page(CARDS)).shops][:2] == ["每日 Daily 10:30–21:30"] * 2


def test_a_passage_is_found_at_its_card():
    published = _shelved(_page(CARDS))
    (tern,) = [one for one in published.passages if "Tern" in one.text]
    assert tern.locator == "第2张卡片"


def test_lines_without_labels_are_known_by_what_they_say():
    cards = [
        (name, f"Level {n}", "10:00 - 22:00", "2000 0001") for n, name in enumerate(("Ash", "Elm", "Fir"), 1)
    ]
    row = _rows(_page(cards, "li"))[0]
    assert row.columns == {
        "店名 Shop name": "Ash",
        "楼层 Floor": "Level 1",
        "营业时间 Hours": "10:00 - 22:00",
        "电话 Phone": "2000 0001",
    }


def test_terms_of_a_list_label_what_is_said_of_them():
    cards = "".join(
        f"<section><h4>{name}</h4><dl><dt>Floor</dt><dd>2/F</dd><dt>Hours</dt><dd>10:00-22:00</dd></dl></section>"
        for name in ("Ash", "Elm", "Fir")
    )
    rows = _rows(f"<html><body><h1>Shops</h1>{cards}</body></html>")
    assert [row.columns for row in rows][1] == {
        "店名 Shop name": "Elm",
        "楼层 Floor": "2/F",
        "Hours": "10:00-22:00",
    }


def test_a_card_whose_label_no_directory_has_keeps_it_inside():
    cards = [(*card, "租金 Rent: 9000") for card in CARDS]
    shown = [one.text for one in _shelved(_page(cards)).passages if one.shelf.value == "public"]
    assert not any("9000" in text for text in shown)


def test_two_blocks_are_no_list():
    assert not _rows(_page(CARDS[:2]))


def test_the_parts_of_an_article_are_no_cards():
    text = (
        "山楂铺在三层开出新店，我们去看了看，店里从早到晚都很热闹，老板说周末的客人最多，排队要等上半个小时。"
        * 3
    )
    published = _shelved(_page([(f"第{n}站：三层的新店", text, text) for n in "一二三四"]))
    assert published.document.doc_type == "other"
    assert not published.shops


def test_answers_that_name_a_floor_are_no_cards():
    faq = [
        ("在哪里停车？", "停车场在B1和B2。"),
        ("几点开门？", "每天十点开门。"),
        ("哪里积分？", "请到三楼服务台办理。"),
    ]
    assert not _rows(_page(faq))


def test_events_with_their_dates_are_no_shops():
    events = [
        (name, "地点: 中庭", "楼层: 1/F", "日期: 12月5日 14:00-16:00")
        for name in ("手作课", "音乐会", "市集")
    ]
    assert not _rows(_page(events))


def test_what_a_house_has_for_its_guests_is_no_shop():
    facilities = [(name, "楼层: 2/F", "开放时间: 10:00-22:00") for name in ("洗手间", "母婴室", "储物柜")]
    assert not _rows(_page(facilities))


def _floors(blocks: Sequence[tuple[str, Sequence[str]]], floor_in_card: bool = True) -> str:
    """A page with a section a floor, each with its cards: a name, the name in English, what else is said."""
    sections = "".join(
        f"<section><h2>{floor} 都會廣場 City Square</h2>"
        + "".join(
            f"<div class='card'>{card}{f'<p>{floor}</p>' if floor_in_card else ''}</div>" for card in cards
        )
        + "</section>"
        for floor, cards in blocks
    )
    return f"<html><body><main><h1>品牌</h1>{sections}</main></body></html>"


def _card(name: str, english: str, *more: str) -> str:
    return f"<h3>{name}</h3><p class='en'>{english}</p>{''.join(more)}"


BY_FLOOR = [
    ("B1", [_card("鴴麵家", "Plover Noodles"), _card("榆木咖啡", "Elm Coffee (Old Town 3, 1F)")]),
    ("2F", [_card("白臘書店", "Ash Books", "<p>完全預約制，僅接受電話預約：最晚前一日。</p>")]),
    ("12F", [_card("冷杉茶", "Fir Tea")]),
]


def test_a_floor_with_one_card_has_its_shop_too():
    shops = _shelved(_floors(BY_FLOOR)).shops
    assert [(shop.name, shop.name_en, shop.floor, shop.unit) for shop in shops] == [
        ("鴴麵家", "Plover Noodles", "B1", ""),
        ("榆木咖啡", "Elm Coffee (Old Town 3, 1F)", "B1", ""),
        ("白臘書店", "Ash Books", "2F", ""),
        ("冷杉茶", "Fir Tea", "12F", ""),
    ]
    assert shops[2].note == "完全預約制，僅接受電話預約：最晚前一日。"


def test_a_floor_is_that_of_the_heading_over_cards_that_name_none():
    shops = _shelved(_floors(BY_FLOOR, floor_in_card=False)).shops
    assert [shop.floor for shop in shops] == ["B1", "B1", "2F", "12F"]


@pytest.mark.parametrize(
    "tags",
    [
        "<p class='tag'><span>#餐飲</span> <span>#麵食</span></p>",
        "<p><span>#餐飲</span><span>#麵食</span></p>",
        "<div class='tags'><span class='tag'>餐飲</span><span class='tag'>麵食</span></div>",
        "<ul class='shop-tags'><li>#餐飲</li><li>#麵食</li></ul>",
        "<p class='category'>餐飲;麵食</p>",
    ],
)
def test_tags_of_a_card_say_of_which_kind_a_shop_is(tags: str):
    blocks = [
        (floor, [_card(f"鴴麵家{n}", f"Plover {n}", tags)]) for n, floor in enumerate(("1F", "2F", "3F"))
    ]
    assert {shop.category for shop in _shelved(_floors(blocks)).shops} == {"餐飲 / 麵食"}


def test_kinds_under_the_names_are_no_names():
    blocks = [
        (floor, [_card(name, "Restaurant")])
        for floor, name in (("1F", "鴴麵家"), ("2F", "榆木咖啡"), ("3F", "冷杉茶"))
    ]
    assert not any(shop.name_en for shop in _shelved(_floors(blocks)).shops)


def test_the_tags_at_an_articles_end_are_no_text():
    article = (
        "<article><h2>新店</h2><p>"
        + "三樓開了一家新的茶館，從早到晚都很熱鬧。" * 6
        + "</p><p class='tags'><a>美食</a></p></article>"
    )
    assert "美食" not in "".join(
        section.text for section in reading_of(f"<html><body>{article}</body></html>").sections
    )
