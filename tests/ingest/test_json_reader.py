"""Records in JSON: lists, objects keyed by name, what wraps them, and what is no JSON."""

import json

import pytest

from ingest.describing.model import Described
from ingest.readers.json import read
from ingest.shelving import shelve
from knowledge.errors import UnreadableFile
from knowledge.model import Document, Publication, Shelf, Visibility


def _sections(tmp_path, content: object) -> list:
    path = tmp_path / "shops.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return list(read(path).sections)


def _published(tmp_path, content: object) -> Publication:
    document = Document("D", "", "public/shops.json", "", Visibility.PUBLIC, "other", fingerprint="0" * 64)
    return shelve(Described(document), _sections(tmp_path, content))


KEYED = {
    "雲雀 LARK": [{"mall": "竹塘", "floor": "2F", "url": "https://m.example/shopping.php?id=1"}],
    "小瓦鍋物": [{"mall": "竹塘", "floor": "4F", "url": "https://m.example/food.php?id=2"}],
    "栗子咖啡": [
        {"mall": "竹塘", "floor": "1F", "url": "https://m.example/food.php?id=3"},
        {"mall": "竹塘", "floor": "4F", "url": "https://m.example/food.php?id=4"},
    ],
}


def test_an_object_keyed_by_name_is_a_directory_with_a_row_for_each_branch(tmp_path):
    shops = _published(tmp_path, KEYED).shops
    assert [(shop.name, shop.floor) for shop in shops] == [
        ("雲雀 LARK", "2F"), ("小瓦鍋物", "4F"), ("栗子咖啡", "1F"), ("栗子咖啡", "4F"),
    ]  # fmt: skip
    assert shops[0].name_en == "LARK"


def test_what_the_malls_own_site_files_a_shop_under_is_its_category(tmp_path):
    assert [shop.category for shop in _published(tmp_path, KEYED).shops] == ["购物", "餐饮", "餐饮", "餐饮"]


def test_one_and_the_same_word_in_every_address_tells_nothing(tmp_path):
    shops = {name: [{"floor": "1F", "url": f"https://m.example/shops/{name}"}] for name in KEYED}
    assert {shop.category for shop in _published(tmp_path, shops).shops} == {""}


def test_an_object_keyed_by_what_the_house_has_for_its_guests_is_no_directory(tmp_path):
    things = {name: {"floor": "1F"} for name in ("洗手間", "哺乳室", "ATM")}
    published = _published(tmp_path, things)
    assert published.shops == ()
    assert "洗手間" in published.passages[0].text


@pytest.mark.parametrize(
    "wrapped",
    [
        [{"name": "LARK", "floor": "2F", "hours": "10-22", "category": "Fashion"}],
        {"code": 0, "data": {"list": [{"name": "LARK", "floor": "2F", "hours": "10-22", "category": "Fashion"}]}},
        '{"name": "LARK", "floor": "2F"}\n{"name": "WREN", "floor": "3F"}\n',
    ],
)  # fmt: skip
def test_records_are_found_in_a_list_under_names_of_their_own_and_one_a_line(tmp_path, wrapped):
    rows = [section.columns for section in _sections(tmp_path, wrapped)]
    assert any(row.get("name") == "LARK" and row.get("floor") == "2F" for row in rows)


def test_fields_in_fields_lists_and_nothing(tmp_path):
    record = {"name": "LARK", "contact": {"tel": "55 01"}, "tags": ["a", "b"], "note": None, "open": True,
              "geometry": {"type": "Point", "coordinates": [1.5, 2.5]}}  # fmt: skip
    (section,) = _sections(tmp_path, [record])
    assert section.columns == {"name": "LARK", "contact.tel": "55 01", "tags": "a、b", "open": "true"}


def test_a_column_that_no_directory_knows_is_kept_back(tmp_path):
    shops = {
        name: {"floor": "1F", "營業時間": "10:00-22:00", "月租": "9萬"} for name in ("甲店", "乙店", "丙店")
    }
    hidden = [p for p in _published(tmp_path, shops).passages if "9萬" in p.text]
    assert hidden
    assert all(passage.shelf is Shelf.INTERNAL for passage in hidden)


@pytest.mark.parametrize("text", ['{"a": ', "name: LARK", "[" * 200_000])
def test_what_is_no_json_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(UnreadableFile):
        _sections(tmp_path, text)
