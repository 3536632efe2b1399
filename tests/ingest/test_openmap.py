"""Directories as OpenStreetMap has them: tags for columns, values in words, levels, facilities that bear no name."""

from pathlib import Path

import pytest

from ingest.describing.model import Described
from ingest.model import Section
from ingest.openmap import floors_of, names_a_facility, put_in_words
from ingest.readers.csv import read
from ingest.shelving import shelve
from ingest.tables import row_text
from knowledge.directory import Directory
from knowledge.model import Document, Publication, Shop, Visibility

FILE = Path(__file__).parents[1] / "directories" / "openmap.csv"


@pytest.fixture(scope="module")
def published() -> Publication:
    document = Document("D", "", "public/pois.csv", "", Visibility.PUBLIC, "other", fingerprint="0" * 64)
    return shelve(Described(document), read(FILE).sections)


@pytest.fixture(scope="module")
def shops(published: Publication) -> dict[str, Shop]:
    return {shop.unit: shop for shop in published.shops}


def _rows(*rows: dict[str, str]) -> list[Section]:
    return [
        Section(row_text(row), kind="row", row=f"第{at}行", columns=row) for at, row in enumerate(rows, 2)
    ]


def test_rows_of_tags_make_a_directory_whatever_stands_before_their_keys(published):
    assert published.document.doc_type == "directory"
    assert len(published.shops) == 7


def test_a_value_is_said_in_chinese_and_english(shops):
    assert shops["210"].category == "书店 Books"
    assert shops["B20"].category == "便利店 Convenience store"


def test_a_place_to_eat_is_that_first_and_its_cuisines_are_the_narrower_kind(shops):
    noodles = shops["B12"]
    assert noodles.category == "餐饮"
    assert noodles.subcategory == "餐厅 Restaurant / 面食 Noodles / 中菜 Chinese"


def test_a_value_that_no_table_has_is_said_as_it_is_written():
    row = {
        "name": "Prism",
        "shop": "kaleidoscope_repair",
        "level": "1",
        "opening_hours": "24/7",
        "addr:unit": "1",
    }
    (section,) = put_in_words(_rows(row))
    assert section.columns["业态 Category"] == "kaleidoscope repair"


def test_a_shop_bears_its_names_in_every_language(shops):
    assert (shops["B12"].name, shops["B12"].name_en) == ("晴灣麵家", "Bay Noodles")
    assert "晴灣" in shops["B12"].aliases


def test_a_sign_in_english_stands_before_the_chinese_name(shops):
    assert (shops["G05 & 105"].name, shops["G05 & 105"].name_en) == ("Lumo 柳木", "Lumo")


def test_a_figure_is_no_name_of_a_shop(shops):
    assert "7" not in shops["211"].aliases


@pytest.mark.parametrize(
    ("level", "floors"),
    [
        ("0", ["G/F"]),
        ("1", ["1/F"]),
        ("-2", ["B2"]),
        ("0;1", ["G/F", "1/F"]),
        ("-1-1", ["B1", "G/F", "1/F"]),
        ("0.5", ["0.5"]),
    ],
)
def test_level_0_is_the_ground_floor(level, floors):
    assert floors_of({"level": level}) == floors


def test_the_floor_on_the_sign_is_said_rather_than_the_level():
    assert floors_of({"level": "0", "level:ref": "UG"}) == ["UG"]


def test_a_shop_on_two_floors_is_on_either(published, shops):
    directory = Directory(published.shops)
    assert directory.is_on(shops["G05 & 105"], directory.floor_named("G/F"))
    assert directory.is_on(shops["G05 & 105"], directory.floor_named("1/F"))
    assert not directory.is_on(shops["G05 & 105"], directory.floor_named("2/F"))


def test_hours_are_said_in_words_and_public_holidays_are_those_of_the_place(shops):
    assert shops["B12"].hours_weekday == "周一至周六 11:00–22:00；周日及香港公众假期休息"
    assert shops["310"].hours_weekday == "sunrise-sunset"  # more than a clock can be held against


def test_yes_and_no_are_marks_and_nothing_is_said_of_what_is_not_tagged(shops):
    assert set(shops["B12"].tags) == {
        "可外带 Takeaway",
        "没有素食 No vegetarian options",
        "收八达通 Accepts Octopus",
    }
    assert shops["B20"].tags == ()


def test_two_branches_are_two_shops(published):
    assert [shop.floor for shop in published.shops if shop.name == "Dawn Mart"] == ["B1", "3/F"]


def test_what_bears_no_name_is_a_facility_with_its_floors_and_no_shop(published):
    (toilets,) = [one for one in published.passages if "Toilets" in one.text]
    assert toilets.text == (
        "设施 Facility: 洗手间 Toilets; 楼层 Floor: B1 – Mo-Su 07:00-23:00, 轮椅可进入 Wheelchair accessible"
        "、2/F – 轮椅不可进入 Not wheelchair accessible"
    )
    assert toilets.row == "第9行、第10行"
    assert any("ATM; 楼层 Floor: G/F – Harbour Bank, 24/7" in one.text for one in published.passages)
    assert not any("ATM" in shop.name for shop in published.shops)


def test_a_malls_own_table_with_shop_and_level_is_no_table_of_tags():
    rows = _rows({"Shop": "Lumo", "Level": "L1", "Unit": "101", "Opening Hours": "10:00-22:00"})
    assert put_in_words(rows) == rows


def test_facilities_are_known_by_name():
    assert names_a_facility("洗手间(二楼)")
    assert not names_a_facility("Lumo 柳木")
