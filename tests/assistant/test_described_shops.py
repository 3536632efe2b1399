"""A directory whose descriptions tell what a shop is, with marks, plain words as names, and a page with a week's timetable."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.model import Handling
from knowledge.model import Shelf
from tests.directories.making import FOLDER, rows_of
from tests.house import NOW, SHOPPER, House, fresh, opened


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("linden") / "public"
    folder.mkdir()
    with (folder / "store_directory.csv").open("w", newline="", encoding="utf-8") as sheet:
        csv.writer(sheet).writerows(rows_of("described"))
    shutil.copy(FOLDER / "described_page.html", folder / "visit_us.html")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        report = house.atrium.ingest.run([folder])
        assert report.exit_code == 0, report.to_json()
        yield house


def said(mall: House, *messages: str, as_of: datetime = NOW) -> str:
    if len(messages) == 1:
        return mall.ask(messages[0], as_of=as_of).answer
    return mall.talk(*messages).answer


def listed(mall: House, question: str) -> set[str]:
    return {re.split(r"[:：]| is on ", line)[0] for line in said(mall, question).splitlines()}


def test_a_sheet_without_units_or_hours_is_a_directory_and_its_address_to_write_to_is_kept_back(mall):
    shops = {shop.name: shop for shop in mall.atrium.library.directory(SHOPPER, NOW).shops}
    assert len(shops) == len(rows_of("described")) - 1
    assert "P1, North Parking" in shops["Kestrel Hut"].note
    written = [passage for passage in mall.every_passage() if "hello@example.org" in passage.text]
    assert all(passage.shelf is Shelf.INTERNAL for passage in written)


OF_A_KIND = {  # question -> who is listed, and who is not
    "where can i buy a suitcase or luggage?": ({"Kestrel Hut"}, {"Thai Corner"}),
    "买行李箱去哪": ({"Kestrel Hut"}, {"Verger"}),
    "which shops sell shoes": ({"Thai Corner"}, {"Kestrel Hut"}),
    "想配副眼镜,去哪家": ({"Ottoline"}, {"Verger"}),
    "where can I buy a watch": ({"Ottoline"}, {"One"}),
    "thai food": (set(), {"Thai Corner"}),
    "how many restaurants are there": ({"Red Lantern"}, {"Thai Corner"}),
    "chinese food": ({"Red Lantern"}, {"Burger Barn"}),
    "how many fast food places are there": ({"Burger Barn", "Pita Point"}, set()),
    "have you got an ATM": ({"Amber Bank"}, {"Second Crescent"}),
    "any shop that sells abayas": ({"Verger Marled"}, {"Verger"}),
    "which shop sells beard oil": ({"Beard and Blade"}, {"Hive House"}),
    "who sells honey": ({"Hive House"}, {"Beard and Blade"}),
    "哪里有卖蜂蜜": ({"Hive House"}, {"Beard and Blade"}),
    "how many banks are there in the mall?": ({"Amber Bank", "Second Crescent"}, set()),
}


@pytest.mark.parametrize("question", OF_A_KIND)
def test_what_a_shop_says_that_it_is_tells_its_kind(mall, question):
    there, absent = OF_A_KIND[question]
    assert there <= listed(mall, question)
    assert not absent & listed(mall, question)


def test_a_brand_in_a_shops_own_words_is_told_with_that_shop(mall):
    assert "Maison Coffre" in said(mall, "香奈儿有吗")
    assert "no shop called “GUCCI”" in said(mall, "is there a gucci here")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Does Thai Corner have any offers?", "Thai Corner has offers."),
        ("does Ottoline have offers", "Ottoline has no offers."),
        ("Kestrel Hut有优惠吗", "店铺目录没有写Kestrel Hut的优惠。"),
        ("can i use a gift card at Kestrel Hut", "Kestrel Hut accepts gift cards."),
        ("Kestrel Hut收礼品卡吗", "Kestrel Hut接受礼品卡。"),
    ],
)
def test_a_column_of_yes_and_no_is_a_mark_and_an_empty_cell_is_none(mall, question, answer):
    assert said(mall, question).startswith(answer)


def test_shops_with_a_mark_are_listed_by_floor(mall):
    assert {"Verger"} <= listed(mall, "which stores on the first floor have offers?")
    assert not {"Thai Corner", "Ottoline"} & listed(mall, "which stores on the first floor have offers?")


@pytest.mark.parametrize(
    "question",
    [
        "which parking is close to Amber Bank",
        "去Amber Bank停车停哪",
        "where should i park for Amber Bank",
        "is Amber Bank next to P1 or P2",
    ],
)
def test_the_car_park_beside_a_shop_is_told_with_it(mall, question):
    answer = said(mall, question)
    assert answer.startswith("Amber Bank")
    assert "P2, South Parking" in answer
    assert "hours" not in answer


def test_a_plain_word_is_no_name_unless_it_stands_where_a_name_does(mall):
    assert (
        said(mall, "how many banks are there?", "which one is on the first floor").count("First Floor") >= 1
    )
    assert "Amber Bank" in said(mall, "how many banks are there?", "which one is on the first floor")
    assert "Time and Tide" not in said(mall, "what time does the mall close?")
    assert "Service is on" not in said(mall, "where is the service desk")
    assert said(mall, "where is the service store").startswith("Service is on Ground Floor")
    assert said(mall, "does One have a phone number").startswith("One is on First Floor")


def test_of_names_that_share_words_the_rest_tells_which_is_meant(mall):
    assert mall.ask("where is verger?").handling in (Handling.ANSWER, Handling.CLARIFY)
    assert said(mall, "where is marled?", "the beauty one").startswith(
        "Verger Marled Beauty is on First Floor"
    )
    assert said(mall, "where is verger?", "the marled one").startswith("Verger Marled is on Ground Floor")


def test_letters_in_capitals_before_a_name_stand_for_it(mall):
    answer = said(mall, "NMC medical center - which shop no.?")
    assert "44-47" in answer
    assert "555 1018" in said(mall, "NMC medical center - which shop no.?", "whats the number there")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("are the banks open right now?", "Not open at 15:00 (now). BANKS: Saturday"),
        ("is Amber Bank open now", "Not open at 15:00 (now). BANKS: Saturday"),
        ("周日银行开门吗", "BANKS：11月22日（周日）休息"),
        (
            "what are restaurant hours on friday",
            "RESTAURANTS & FOOD COURTS: Friday 2026-11-27 10:00 AM - 12:30 AM",
        ),
        ("餐厅周五开到几点", "RESTAURANTS & FOOD COURTS：11月27日（周五）10:00–次日00:30"),
        ("what time does juniper coffee open?", "WESTGATE - PHARMACY AND JUNIPER COFFEE: Saturday"),
        (
            "what time does the mall close on friday",
            "On Friday 2026-11-27 the mall is open from 10:00 to 23:00",
        ),
        ("商场周日几点关门", "明天11月22日（周日）商场营业时间 10:00–22:00"),
    ],
)
def test_a_timetable_tells_the_hours_of_kinds_places_and_the_house(mall, question, answer):
    assert said(mall, question).startswith(answer)


def test_a_shop_without_hours_is_told_with_those_of_all_retailers(mall):
    assert "10:00–23:00" in said(mall, "Kestrel Hut几点关门")


@pytest.mark.parametrize("question", ["巴士站離商場遠嗎?", "how far is the bus stop", "公交站远吗"])
def test_the_bus_stop_of_an_english_page_is_told_in_either_language(mall, question):
    assert "4-minute walk" in said(mall, question)


def test_what_parking_costs_after_the_free_hours_is_not_made_up(mall):
    assert "2 hours" in said(mall, "how long is parking free for")
    assert "555" not in said(mall, "how long is parking free for", "how much per hour after that?")


@pytest.mark.parametrize("question", ["有祈祷室吗", "is there a prayer room", "邊度有祈禱室"])
def test_a_service_of_an_english_page_is_there_in_either_language(mall, question):
    assert "every level" in said(mall, question)


def test_a_word_that_is_also_a_brand_does_not_name_it_in_a_description(mall):
    assert "Hive House" not in said(mall, "is there an apple store")
