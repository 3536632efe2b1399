"""A shop in two files is one shop, with what either says of it."""

from dataclasses import replace
from datetime import date

from knowledge.listed_twice import once
from knowledge.model import Shop
from knowledge.writing.presence import is_present

_MAP = Shop(
    "L4-07", "鹿鸣火锅", category="餐饮", floor="L4", phone="555", rating="4.6", doc_id="A", passage_id="a1"
)
_REVIEWS = Shop(
    "",
    "鹿鸣火锅",
    category="四川火锅",
    floor="4楼",
    tags=("可订座",),
    spend="¥98",
    doc_id="B",
    passage_id="b1",
)


def test_a_shop_of_two_files_is_told_of_once_with_what_either_says():
    (shop,) = once([[_MAP], [_REVIEWS]])
    assert (shop.unit, shop.phone, shop.rating, shop.spend, shop.tags) == (
        "L4-07",
        "555",
        "4.6",
        "¥98",
        ("可订座",),
    )
    assert shop.beside == ("b1",)


def test_the_first_files_word_counts_where_both_say_something():
    (shop,) = once([[_MAP], [replace(_REVIEWS, rating="4.9")]])
    assert shop.rating == "4.6"


def test_kinds_of_both_files_are_told():
    (shop,) = once([[replace(_MAP, subcategory="火锅店")], [_REVIEWS]])
    assert (shop.category, shop.subcategory) == ("餐饮", "火锅店 / 四川火锅")


def test_a_kind_that_tells_less_is_not_added():
    (shop,) = once([[_MAP], [replace(_REVIEWS, category="Shopping")]])
    assert (shop.category, shop.subcategory) == ("餐饮", "")


def test_shops_on_two_floors_or_in_two_units_are_two():
    assert len(once([[_MAP], [replace(_REVIEWS, floor="B1")]])) == 2
    assert len(once([[_MAP], [replace(_REVIEWS, unit="L4-09")]])) == 2


def test_shops_of_one_name_in_one_file_are_branches():
    assert len(once([[_MAP, replace(_MAP, unit="", floor="")]])) == 2


def test_a_row_that_may_be_either_of_two_branches_stays_by_itself():
    branches = [_MAP, replace(_MAP, unit="B1-02", floor="B1", passage_id="a2")]
    assert len(once([branches, [replace(_REVIEWS, floor="")]])) == 3


def test_a_shop_that_one_file_says_is_closed_for_a_time_is_closed():
    (shop,) = once([[_MAP], [replace(_REVIEWS, status="暂停营业")]])
    assert not is_present(shop, date(2026, 1, 5))


def test_a_shop_is_known_by_any_of_its_names_and_keeps_them_all():
    page = replace(_MAP, name="Avocet 反嘴鹬", name_en="Avocet", aliases=("反嘴鹬",))
    (shop,) = once([[page], [replace(_REVIEWS, name="反嘴鹬", name_en="AVOCET", aliases=("鹬家",))]])
    assert (shop.name, shop.name_en, shop.aliases) == ("Avocet 反嘴鹬", "Avocet", ("反嘴鹬", "鹬家"))


def test_shops_with_two_telephones_are_two():
    page = replace(_MAP, phone="+852 3000 0004")
    assert len(once([[page], [replace(_REVIEWS, phone="30000009")]])) == 2
    assert len(once([[page], [replace(_REVIEWS, phone="30000004")]])) == 1


def test_floors_that_no_writing_of_floors_has_keep_two_apart_all_the_same():
    below = replace(_MAP, floor="R10", unit="", phone="")
    assert len(once([[below], [_REVIEWS]])) == 2
