"""Directories as map services export them: places in levels of kinds, what is no shop among them, floors in addresses."""

import pytest

from ingest.addresses import floor_in_address, unit_in
from ingest.describing.model import Described
from ingest.map_places import put_in_words
from ingest.model import Section
from ingest.shelving import shelve
from ingest.tables import row_text
from knowledge.directory import floor_of
from knowledge.model import Document, Publication, Shop, Visibility


def _place(name: str, kinds: str, address: str = "", **more: str) -> dict[str, str]:
    return {
        "id": name,
        "parent": "M",
        "name": name,
        "type": kinds,
        "location": "120.101,30.202",
        "address": address,
        "tel": "[]",
    } | more


_ROWS = (
    _place("云湖天地", "购物服务;商场;购物中心", "湖滨路9号", id="M", parent="", opentime_week="周一至周日 10:00-22:00"),
    _place("鹿鸣火锅(云湖天地店)", "餐饮服务;中餐厅;火锅店", "湖滨路9号云湖天地4层L4-07号", alias="鹿鸣|LUMING",
           tel="0571-5550101;0571-5550102", floor="4", opentime_week="周一至周日 11:00-02:00", rating="4.6", cost="98.00", tag="毛肚,虾滑"),
    _place("白鸟茶(云湖天地店)(装修中)", "餐饮服务;冷饮店;冷饮店", "湖滨路9号云湖天地负1层", cost="[]"),
    _place("汀步鞋履(云湖天地店)", "购物服务;服装鞋帽皮具店;品牌鞋店", "湖滨路9号云湖天地L2层L2-11"),
    _place("拾光杂货(云湖天地店)", "购物服务;专卖店;专营店", "湖滨路9号云湖天地2层L2-15"),
    _place("洗手间(云湖天地B1层)", "公共设施;公共厕所;公共厕所", "湖滨路9号云湖天地B1层(B1-09白鸟茶旁)"),
    _place("洗手间(云湖天地L2层)", "公共设施;公共厕所;公共厕所", "湖滨路9号云湖天地L2层(L2-11汀步鞋履旁)"),
    _place("云湖天地(东门)", "通行设施;建筑物门;建筑物门", "湖滨路9号云湖天地湖滨路侧"),
    _place("汇安银行ATM(云湖天地)", "金融保险服务;自动提款机;汇安银行ATM", "湖滨路9号云湖天地L1层"),
)  # fmt: skip


def _sections(*rows: dict[str, str]) -> list[Section]:
    return [
        Section(row_text(row), kind="row", row=f"第{at}行", columns={k: v for k, v in row.items() if v})
        for at, row in enumerate(rows, 2)
    ]


@pytest.fixture(scope="module")
def published() -> Publication:
    document = Document("D", "", "public/poi.csv", "", Visibility.PUBLIC, "other", fingerprint="0" * 64)
    return shelve(Described(document), _sections(*_ROWS))


@pytest.fixture(scope="module")
def shops(published: Publication) -> dict[str, Shop]:
    return {shop.name: shop for shop in published.shops}


def test_places_on_a_map_make_a_directory_without_the_mall_and_what_is_no_shop(published, shops):
    assert published.document.doc_type == "directory"
    assert list(shops) == ["鹿鸣火锅", "白鸟茶", "汀步鞋履", "拾光杂货"]


def test_the_branch_that_most_names_share_is_left_out(shops):
    assert not any("云湖天地店" in name for name in shops)


def test_of_the_levels_of_a_kind_those_are_told_that_say_something(shops):
    assert (shops["鹿鸣火锅"].category, shops["鹿鸣火锅"].subcategory) == ("餐饮服务", "中餐厅 / 火锅店")
    assert shops["汀步鞋履"].subcategory == "品牌鞋店"  # and no leather goods
    assert shops["拾光杂货"].subcategory == "专营店"


def test_a_floor_and_a_unit_are_read_off_the_address(shops):
    assert (shops["鹿鸣火锅"].floor, shops["鹿鸣火锅"].unit) == ("L4", "L4-07")
    assert floor_of(shops["白鸟茶"]) == "b1"


def test_an_empty_list_is_nothing_and_several_numbers_are_told_apart(shops):
    assert shops["白鸟茶"].phone == ""
    assert shops["鹿鸣火锅"].phone == "0571-5550101 / 0571-5550102"


def test_figures_of_a_place_are_kept(shops):
    assert (shops["鹿鸣火锅"].rating, shops["鹿鸣火锅"].spend) == ("4.6", "98元")
    assert shops["白鸟茶"].spend == ""


def test_a_state_in_a_name_is_the_shops_state(shops):
    assert shops["白鸟茶"].status == "装修"


def test_a_latin_alias_is_the_english_name(shops):
    assert shops["鹿鸣火锅"].name_en == "LUMING"
    assert "鹿鸣" in shops["鹿鸣火锅"].aliases


def test_facilities_of_a_kind_are_told_together_the_lowest_floor_first(published):
    told = [passage.text for passage in published.passages]
    assert any("位置: B1（B1-09白鸟茶旁）、L2（L2-11汀步鞋履旁）" in text for text in told)
    assert any("商场入口" in text and "东门（湖滨路侧）" in text for text in told)
    assert any("汇安银行ATM" in text and "位置: L1" in text for text in told)


def test_the_fields_of_other_services_are_known_under_their_own_names():
    row = {
        "name": "鹿鸣火锅",
        "address": "湖滨路9号云湖天地4楼",
        "location.lat": "30.202",
        "location.lng": "120.101",
        "detail_info.tag": "",
        "category": "美食:中餐厅:火锅",
        "detail_info.overall_rating": "4.6",
        "detail_info.price": "98",
    }
    (section,) = put_in_words(_sections(row))
    assert section.columns["业态二级"] == "中餐厅 / 火锅"
    assert (section.columns["评分"], section.columns["人均"], section.columns["楼层"]) == (
        "4.6",
        "98元",
        "F4",
    )


def test_a_table_without_points_on_a_map_is_left_alone():
    row = {"name": "鹿鸣火锅", "type": "餐饮;火锅", "floor": "4"}
    sections = _sections(row)
    assert put_in_words(sections) == sections


@pytest.mark.parametrize(
    ("address", "floor", "unit"),
    [
        ("湖滨路9号云湖天地4楼", "l4", ""),
        ("湖滨路9号云湖天地负1层B1-07", "b1", "B1-07"),
        ("湖滨路9号云湖天地L2-28", "l2", "L2-28"),
        ("湖滨路9号云湖天地3F301", "l3", "3F301"),
        ("湖滨路9号云湖天地5层(L5-20 影城旁)", "l5", ""),
        ("湖滨路9号", "", ""),
    ],
)
def test_what_an_address_says_of_the_house(address, floor, unit):
    assert (floor_in_address(address), unit_in(address)) == (floor, unit)
