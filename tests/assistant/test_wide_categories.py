"""A directory with few columns, wide categories and Latin names, and a page for visitors in English."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest

from assistant.model import Handling
from knowledge.model import Shelf
from tests.directories.making import FOLDER, rows_of
from tests.house import NOW, SHOPPER, House, fresh, opened


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("palm") / "public"
    folder.mkdir()
    book = openpyxl.Workbook()
    for row in rows_of("wide"):
        book.active.append([cell or None for cell in row])
    book.save(folder / "store-directory.xlsx")
    shutil.copy(FOLDER / "wide_page.md", folder / "visitors.md")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        report = house.atrium.ingest.run([folder])
        assert report.exit_code == 0, report.to_json()
        yield house


def said(mall: House, *messages: str, as_of: datetime = NOW) -> str:
    if len(messages) == 1:
        return mall.ask(messages[0], as_of=as_of).answer
    return mall.talk(*messages).answer


def test_every_row_is_a_shop_and_its_unit_category_the_narrower_one(mall):
    shops = {shop.name: shop for shop in mall.atrium.library.directory(SHOPPER, NOW).shops}
    assert len(shops) == len(rows_of("wide")) - 1
    assert (shops["Boots"].category, shops["Boots"].subcategory) == ("Shop", "Health")
    assert all(p.shelf is Shelf.PUBLIC for p in mall.every_passage() if "Boots" in p.text)


OF_A_KIND = {  # question -> who is listed, and who is not
    "where can I change money": ({"Saffron Exchange"}, {"Crescent Bank"}),
    "any exchange office on the ground floor": ({"Saffron Exchange"}, set()),
    "which pharmacies are there": ({"Harbour Pharmacy", "Boots"}, {"Lakeside Optical"}),
    "optical shops": ({"Lakeside Optical"}, {"Boots"}),
    "哪里可以配眼镜": ({"Lakeside Optical"}, {"Boots"}),
    "list the jewellers": ({"Noura Jewellery", "Swarovski"}, {"Noura Café"}),
    "any cafes": ({"Starbucks", "Noura Café", "Tim Hortons"}, {"Cedar Grill", "McDonalds"}),
    "how many banks are there": ({"Crescent Bank"}, {"Crescent Bank ATM"}),
    "ATM在哪里": ({"Crescent Bank ATM"}, set()),
    "where can i buy furniture": ({"Teak Furniture"}, set()),
    "shoe shops on level 1": ({"Clarks"}, {"Boots"}),
    "where can kids play": ({"Fun Harbour"}, {"Clarks"}),
    "三樓有咩玩?": ({"Fun Harbour", "Star Cinema"}, {"Palm Tree Garden"}),
    "is there a playground": ({"Fun Harbour", "Star Cinema"}, set()),
    "women's clothing": ({"Polo Ralph Lauren"}, {"Nerine's Secret"}),
    "有什么培训班": ({"Palm Tree Garden", "Apple Tree Studio"}, {"Fun Harbour"}),
}


@pytest.mark.parametrize("question", OF_A_KIND)
def test_names_and_well_known_brands_tell_the_kind(mall, question):
    there, absent = OF_A_KIND[question]
    lines = [line.split(":")[0].split("：")[0] for line in said(mall, question).splitlines()]
    assert there <= set(lines)
    assert not absent & set(lines)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("how many places to eat are on level 2?", 3),
        ("地面层有几家餐厅", 2),
        ("level 3有几家吃的", 1),
        ("first floor restaurants", 1),
        ("how many shops on level 2", 7),
        ("夹层有什么店", 1),
    ],
)
def test_shops_of_a_kind_are_counted_by_floor_and_one_on_two_floors_on_both(mall, question, count):
    assert len(mall.ask(question).citations) == count


def test_another_floor_replaces_the_one_named_before(mall):
    answer = said(mall, "which pharmacies are on the ground floor", "and on level 1?")
    assert "Boots" in answer
    assert "Harbour" not in answer


def test_a_word_that_several_names_share_is_asked_back_and_then_chosen(mall):
    asked = mall.ask("where is polo")
    assert asked.handling is Handling.CLARIFY
    assert {"Polo Ralph Lauren", "Marlow Polo Club"} <= {
        line.split(":")[0] for line in asked.answer.splitlines()
    }
    assert said(mall, "where is polo", "the ralph lauren one").startswith("Polo Ralph Lauren is on Level 1")
    assert said(mall, "where is polo", "the marlow one").startswith("Marlow Polo Club is on Level 2")


@pytest.mark.parametrize(
    "talk",
    [
        ("oakline blue - which floor", "and the other Oakline?"),
        ("where is oakline", "the blue one", "and the other one?"),
    ],
)
def test_the_other_shop_of_a_name_is_the_one_not_told_of(mall, talk):
    assert said(mall, *talk).startswith("Oakline Brothers is on Level 1")


@pytest.mark.parametrize(
    "question", ["what category is Palm Tree Garden in", "Is Palm Tree Garden a shop or a restaurant?"]
)
def test_the_category_of_a_shop_is_told_as_the_directory_has_it(mall, question):
    assert said(mall, question).startswith("Palm Tree Garden is listed under “Learn”")


def test_the_category_is_told_in_chinese_too(mall):
    assert "餐飲（Dine）" in said(mall, "麥當勞屬於什麼類別")
    assert "餐饮（Dine）" in said(mall, "麦当劳在哪", "是餐厅吗")


def test_floors_written_in_english_are_told_in_the_readers_characters(mall):
    assert said(mall, "哈根達斯在幾樓").startswith("Häagen-Dazs在2樓（Level 2）")
    assert said(mall, "Tim Hortons在几楼").startswith("Tim Hortons在地面层、3楼（Ground Floor/Level 3）")


def test_a_floor_that_is_supposed_is_set_right(mall):
    assert said(mall, "Is Star Cinema on the ground floor?").startswith("Not on Ground Floor.")
    assert said(mall, "is star cinema on level 3?").startswith("Yes")


@pytest.mark.parametrize(
    "question", ["is there an apple store", "burger king?", "is gap here", "有冇宜家?", "資生堂有嗎"]
)
def test_a_brand_that_is_not_there_is_said_to_be_absent(mall, question):
    answer = said(mall, question)
    assert "there is no" in answer or "沒有" in answer
    assert "Apple Tree" not in answer


def test_which_brands_asks_for_no_shop_called_brands(mall):
    assert "Brands" not in said(mall, "what brands do you have on level 1")
    assert said(mall, "where is brands").startswith("Brands is on Level 2")


@pytest.mark.parametrize(
    ("question", "time"),
    [
        ("what time does the mall close tonight?", "23:00"),
        ("what are your opening hours tomorrow", "22:00"),
        ("星期五開到幾點", "23:00"),
        ("周日营业到几点", "22:00"),
        ("现在开门吗", "23:00"),
    ],
)
def test_hours_in_a_line_of_the_page_are_told_for_the_day(mall, question, time):
    assert time in said(mall, question)


def test_a_labelled_line_answers_alone(mall):
    assert said(mall, "what is the mall's phone number") == "Phone: +00 555 0100[1]"
    assert said(mall, "mall website?") == "Website: palmcourt.example[1]"


def test_a_labelled_line_is_told_in_chinese_its_words_as_they_are(mall):
    assert said(mall, "商场电话多少") == "商场电话：+00 555 0100。[1]"
    restrooms = said(mall, "洗手間喺邊")
    assert restrooms.startswith("洗手間（Level 1），商場資料的英文原文為")
    assert "Next to the fountain" in restrooms


@pytest.mark.parametrize("question", ["停车怎么收费", "parking fee?", "停車收費幾多", "有免费wifi吗"])
def test_what_the_page_does_not_tell_is_not_answered_with_something_else(mall, question):
    answer = mall.ask(question)
    assert answer.handling is Handling.UNKNOWN
    assert "Hours" not in answer.answer


def test_without_hours_nobody_is_said_to_close_last(mall):
    assert mall.ask("哪家店最晚关门").handling is Handling.UNKNOWN
