"""Paths to the fields of nested records are the headers of a directory; what names a person stays inside."""

import pytest

from ingest.directory import column_of, is_directory_row, shop_of, split_columns
from ingest.fieldnames import put_in_headers
from ingest.model import Section
from ingest.tables import row_text

RECORD = {
    "data.mall": "Quay Place",
    "data.type": "Dining",
    "data.shopId": "77",
    "data.name.en": "Plover Noodles",
    "data.name.tc": "鴴麵家",
    "data.location.shopNo": "UG07",
    "data.location.floor": "UGF",
    "data.contact.tel": "30000077",
    "data.contact.name": "Chan Tai Man",
    "data.openingHours.text": "11:00 - 22:00",
    "data.voucher.accepted": "true",
    "data.category.0.code": "RE",
    "data.category.0.name": "Restaurant",
    "data.category.1.name": "Noodles",
}


def _row(columns: dict[str, str]) -> Section:
    return Section(row_text(columns), kind="row", row="第2行", columns=columns)


def _columns(columns: dict[str, str]) -> dict[str, str]:
    return put_in_headers([_row(columns)])[0].columns


def test_a_nested_record_is_a_shop():
    columns = _columns(RECORD)
    assert is_directory_row(columns)
    shop = shop_of(columns, "D", "D:1:0")
    assert shop is not None
    assert (shop.name, shop.name_en, shop.unit, shop.floor) == ("鴴麵家", "Plover Noodles", "UG07", "UGF")
    assert (shop.phone, shop.hours_weekday) == ("30000077", "11:00 - 22:00")
    assert (shop.category, shop.subcategory) == ("Dining", "Restaurant / Noodles")
    assert shop.tags == ("收礼券",)


def test_what_a_shop_has_no_field_for_is_kept_back():
    public, internal = split_columns(_columns(RECORD), (), is_directory=True)
    assert "Chan Tai Man" not in "".join(public.values())
    assert {"data.contact.name", "data.shopId", "data.category.0.code"} <= internal.keys()


@pytest.mark.parametrize(
    ("paths", "fields"),
    [
        (("shop.name", "shop.unit.no", "shop.phone"), ["name", "unit", "phone"]),
        (("attributes.title.en", "attributes.level"), [None, "floor"]),
        (("name__zh", "location__floor", "items[0].tel"), ["name", "floor", "phone"]),
        (("landlord.name", "landlord.tel", "name.en"), [None, None, "name_en"]),
        (("contact.name", "contact.tel", "address.name"), [None, "phone", "address"]),
        (("hours.text", "hours.saturday", "category.name"), ["hours_weekday", "hours_weekend", "category"]),
    ],
)
def test_a_path_is_known_by_its_end_where_what_holds_it_is_the_shop(paths, fields):
    found = map(column_of, _columns(dict.fromkeys(paths, "x")))
    assert [column.field if column else None for column in found] == fields


def test_one_path_alone_makes_no_records():
    columns = {"店名": "鴴麵家", "data.tel": "30000077"}
    assert _columns(columns) == columns
