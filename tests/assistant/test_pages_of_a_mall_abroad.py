"""Pages of a mall in another land: cards by floor in two languages, an export, prices in its own money, its own words for things."""

from collections.abc import Iterator

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, House, of_papers


def _card(name: str, english: str, floor: str, tags: str, *lines: str) -> str:
    spans = " ".join(f"<span>#{tag}</span>" for tag in tags.split())
    more = "".join(f"<p>{line}</p>" for line in lines)
    return f"<div class='card'><h3>{name}</h3><p class='en'>{english}</p><p>{floor}</p><p class='tag'>{spans}</p>{more}</div>"


def _page(title: str, body: str) -> str:
    return f"<html lang='zh-Hant-TW'><body><main><h1>{title}</h1>{body}</main></body></html>"


SECTIONS = {
    "B1 美食": [
        _card("白鷺食堂", "Egret Canteen", "B1", "餐飲 台菜", "電話 02-2000-0001"),
        _card("美食街", "Food Court", "B1", "餐飲 美食街", "約300個座位。"),
        _card("蘆葦鍋 Reed Pot", "Reed Hot Pot", "B1", "餐飲 火鍋"),
    ],
    "2F 鐘錶": [
        _card("磐石 Panshi", "Panshi Watches", "2F", "鐘錶"),
        _card("榆木咖啡", "Elm Coffee", "2F", "餐飲 咖啡"),
    ],
    "31F 景觀": [
        _card(
            "榆木咖啡 31F門市",
            "Elm Coffee (31F)",
            "31F",
            "餐飲 咖啡",
            "僅接受電話預約，每人低消新台幣300元。",
        )
    ],
}
DIRECTORY = "".join(f"<section><h2>{over}</h2>{''.join(cards)}</section>" for over, cards in SECTIONS.items())
EXPORT = """id,name_zh,name_en,floor,category_tags,phone,remark_en
1,白鷺食堂,Egret Canteen,B1,餐飲;台菜,02-2000-0001,
2,美食街,Food Court,B1,餐飲;美食街,,About 300 seats.
3,蘆葦鍋 Reed Pot,Reed Hot Pot,B1,餐飲;火鍋,,
4,磐石 Panshi,Panshi Watches,2F,鐘錶,,
5,榆木咖啡,Elm Coffee,2F,餐飲;咖啡,,
6,榆木咖啡 31F門市,Elm Coffee (31F),31F,餐飲;咖啡,,By phone only; minimum spend NT$300 per person.
"""
GUIDE = """# Floor Guide

## B1 Food

Egret Canteen / Food Court / Reed Hot Pot / Sparrow's Buns

## 2F Watches

Panshi Watches / Elm Coffee / Quill's Pens / Lark Shoes

## Nursing rooms

Nursing rooms on 3F, free, with a changing table and warm water. Nappies are not supplied.
"""
PAPERS = {
    "floor_guide.md": GUIDE,
    "directory.html": _page("樓層導覽 Directory", DIRECTORY),
    "shops_export.csv": EXPORT,
    "hours.html": _page("營業時間", "<h2>白鷺食堂</h2><p>每日 11:30–20:00。</p><h2>颱風天</h2><p>依當日公告。</p>"),
    "parking.html": _page(
        "停車資訊",
        "<table><tr><th>項目</th><th>說明</th></tr><tr><td>汽車費率</td><td>每小時新台幣50元</td></tr>"
        "<tr><td>車位</td><td>300 格</td></tr></table>",
    ),
    "pets.html": _page("寵物須知", "<ul><li>寵物須置於提籠內。</li><li>美食街及超市，寵物不可進入。</li></ul>"),
    "services.html": _page(
        "服務設施",
        "<table><tr><th>服務</th><th>地點</th><th>說明</th></tr><tr><td>置物櫃</td><td>B1</td><td>自助付費</td></tr>"
        "<tr><td>哺集乳室</td><td>3F</td><td>免費</td></tr></table>"
        "<h2>緊急狀況</h2><p>受傷或身體不適，請撥119，報案請撥110。</p>",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {f"public/{name}": text for name, text in PAPERS.items()}
    with of_papers(tmp_path_factory.mktemp("abroad"), papers, ingested_home) as house:
        yield house


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("白鷺食堂幾點收", "20:00"),
        ("二樓有什麼錶", "磐石"),
        ("停車3小時多少錢", "150"),
        ("how much is parking for 3 hours", "NT$150"),
        ("美食街可以帶狗嗎", "不可進入"),
        ("hotpot in the building?", "Reed Hot Pot"),
        ("any lockers?", "B1"),
        ("育嬰室在哪", "3F"),
        ("can i walk in to the elm coffee on 31", "By phone only"),
        ("有人昏倒了!!", "119"),
    ],
)
def test_a_question_is_answered_by_the_pages_in_its_own_words(mall, question, told):
    assert told in mall.ask(question, SHOPPER).answer


@pytest.mark.parametrize(
    "question",
    [
        "is egret canteen halal?",
        "白鷺食堂是清真的嗎",
        "does egret canteen have vegan food",
        "白鷺食堂有素食嗎",
    ],
)
def test_what_no_paper_says_of_a_shops_food_is_said_to_be_unsaid(mall, question):
    said = mall.ask(question, SHOPPER)
    assert said.handling is Handling.UNKNOWN
    assert "02-2000-0001" in said.answer


def test_a_remark_in_both_languages_is_told_in_the_askers(mall):
    chinese = mall.ask("31樓的榆木咖啡怎麼訂", SHOPPER).answer
    english = mall.ask("how do i book elm coffee on 31", SHOPPER).answer
    assert "僅接受電話預約" in chinese
    assert "By phone" not in chinese
    assert "By phone only" in english
    assert "電話預約" not in english


def test_a_list_of_names_is_not_quoted_beside_an_answer(mall):
    said = mall.ask("where can i change my baby's diaper", SHOPPER).answer
    assert "3F" in said
    assert "Lark Shoes" not in said
    assert "Buns" not in said
