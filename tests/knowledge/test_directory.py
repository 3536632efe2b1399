from datetime import date

import pytest

from knowledge.directory import Directory, floor_in, floors_of, hours_on, is_house_row, is_shop_row, units_of
from knowledge.model import Document, Passage, Shop
from knowledge.writing.presence import is_present

SHOPS = [
    Shop("B1-08", "云上咖啡 B1店", "CLOUD COFFEE", ("云上",), "餐饮", "咖啡", "B1", tags=("拿铁",)),
    Shop("L3-22", "云上咖啡 L3店", "CLOUD COFFEE", ("云上",), "餐饮", "咖啡", "L3"),
    Shop("L5-11", "椒语火锅", "JIAOYU HOTPOT", (), "餐饮", "火锅", "L5", "11:00–22:00", "11:00–次日02:00"),
    Shop("L5-20", "焦宇烤物", "JIAOYU GRILL", (), "餐饮", "烧烤", "L5"),
    Shop("L4-12", "小桨童装", "LITTLE OAR", ("旧名童话",), "儿童", "童装", "L4", tags=("儿童羽绒服", "校服")),
    Shop("L3-05", "砚边书房", "", (), "图书", "书店", "L3", status="装修", status_from=date(2026, 11, 16), status_to=date(2026, 12, 10)),
    Shop("L1-快A", "毛团 快闪", "", (), "宠物", "宠物用品", "L1", status="快闪", status_from=date(2026, 11, 13), status_to=date(2026, 11, 26)),
]  # fmt: skip


@pytest.fixture
def directory():
    return Directory(SHOPS)


def units(mentions):
    return sorted(mention.shop.unit for mention in mentions)


def test_both_branches_of_a_name_are_mentioned(directory):
    assert units(directory.mentions("云上咖啡在几楼")) == ["B1-08", "L3-22"]


def test_a_named_floor_picks_the_branch(directory):
    assert units(directory.mentions("B1的云上咖啡几点开门")) == ["B1-08"]


def test_a_written_name_is_not_confused_with_its_homophone(directory):
    assert units(directory.mentions("椒语火锅几点开门")) == ["L5-11"]


@pytest.mark.parametrize(
    "heard", ["jiaoyu在几楼", "蕉鱼在几楼", "jiao yu在几楼", "jiāo yǔ在几楼", "Jiao1 Yu3在几楼"]
)
def test_a_name_known_only_by_its_sound_may_be_several_shops(directory, heard):
    assert units(directory.mentions(heard)) == ["L5-11", "L5-20"]


def test_a_whole_name_heard_is_not_also_its_short_form(directory):
    assert units(directory.mentions("jiao yu huo guo在几楼")) == ["L5-11"]


def test_initials_are_too_little_to_name_a_shop_in_a_look_up(directory):
    assert directory.mentions("jyhg在几楼") == []


def test_a_dictionary_word_is_not_heard_as_a_shop(directory):
    assert directory.mentions("儿童教育活动") == []


def test_a_former_name_still_finds_the_shop(directory):
    assert units(directory.mentions("旧名童话搬哪去了")) == ["L4-12"]


def test_a_unit_number_finds_its_shop_and_is_known_when_empty(directory):
    assert [shop.unit for shop in directory.at("l4-12是谁家")] == ["L4-12"]
    assert directory.at("L9-99") == []
    assert directory.units_named("L9-99是谁家") == ["L9-99"]


def test_shops_are_found_by_what_they_sell(directory):
    assert [shop.unit for shop in directory.of_kind(["羽绒服"])] == ["L4-12"]
    assert [shop.unit for shop in directory.of_kind(["餐饮"], floor="L5")] == ["L5-11", "L5-20"]


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("4楼", "L4"),
        ("四楼", "L4"),
        ("负一楼", "B1"),
        ("b1层", "B1"),
        ("L5有什么", "L5"),
        ("哪里", ""),
        ("十二楼", "L12"),
        ("3rd floor", "L3"),
        ("L4-12是谁家", ""),
    ],
)
def test_floors_are_understood(text, floor):
    assert floor_in(text) == floor


def test_a_shop_under_renovation_returns_the_day_after(directory):
    shop = directory.at("L3-05")[0]
    assert not is_present(shop, date(2026, 12, 10))
    assert is_present(shop, date(2026, 12, 11))


def test_a_popup_is_there_only_in_its_window(directory):
    shop = next(shop for shop in SHOPS if shop.status == "快闪")
    assert [is_present(shop, date(2026, 11, day)) for day in (12, 13, 26, 27)] == [False, True, True, False]


def test_hours_are_longer_on_friday_and_saturday(directory):
    shop = directory.at("L5-11")[0]
    assert hours_on(shop, date(2026, 11, 21)) == "11:00–次日02:00"
    assert hours_on(shop, date(2026, 11, 22)) == "11:00–22:00"


@pytest.mark.parametrize(
    ("unit", "among"),
    [
        ("L3 310", {"l3-310"}),
        ("L2 213 - 216", {"l2-213", "l2-215", "l2-216"}),
        ("UG73&75", {"ug73", "ug75"}),
        ("G01-05", {"g01", "g05"}),
        ("K9 Yard", {"k9 yard"}),
    ],
)
def test_a_floor_before_a_number_is_part_of_the_unit(unit, among):
    found = set(units_of(Shop(unit, "甲")))
    assert among <= found
    assert not found & {"l3", "l2", "k9", "yard"}


def test_a_unit_behind_its_floor_is_asked_for_as_written():
    there = Directory([Shop("L3 310", "甲", floor="3F"), Shop("L3 316", "乙", floor="3F")])
    assert [shop.name for shop in there.at("L3 310是什么店")] == ["甲"]


@pytest.mark.parametrize(
    ("written", "floors"),
    [("Ground Floor/Level 3", ("g", "l3")), ("L1、L2", ("l1", "l2")), ("G/F", ("g",)), ("2/F", ("l2",)), ("Mezzanine", ("m",))],
)  # fmt: skip
def test_a_shop_may_lie_on_several_floors(written, floors):
    assert floors_of(Shop("", "Tides", "", (), "", "", written)) == floors


def test_a_floor_is_told_by_a_unit_that_begins_with_it():
    units = {"L401A1": "l4", "B1154": "b1", "L1-008": "l1", "L10-05": "l10", "LG12": "lg"}
    assert {unit: floors_of(Shop(unit, "某店"))[0] for unit in units} == units


def test_a_first_word_means_every_name_that_has_it():
    shops = (Shop("", "Tern Lane", "", (), "", "", "L1"), Shop("", "North Tern Club", "", (), "", "", "L2"))
    assert {one.shop.name for one in Directory(shops).mentions("where is tern")} == {
        "Tern Lane",
        "North Tern Club",
    }
    assert [one.shop.name for one in Directory(shops).mentions("where is tern lane")] == ["Tern Lane"]


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("is there a playground", ""),
        ("on the ground floor", "G"),
        ("第三层有几家快餐", "L3"),
        ("第三层意思是什么", ""),
    ],
)
def test_a_floor_is_read_where_one_is_meant(text, floor):
    assert floor_in(text) == floor


@pytest.mark.parametrize(
    ("floors", "said", "floor"),
    [
        (("B1", "L1"), "地下有超市吗", "b1"),  # below
        (("G", "1"), "地下有超市嗎", "g"),  # Hong Kong's ground floor
        (("B1", "L1"), "首层有超市吗", "l1"),
    ],
)
def test_what_is_called_underground_is_the_floor_that_a_mall_has(floors, said, floor):
    shops = tuple(Shop("", f"店{n}", "", (), "", "", one) for n, one in enumerate(floors))
    assert Directory(shops).floor_named(said) == floor


WORKBOOK = Document("D1", "商户总表", "d1.xlsx", "x", doc_type="directory")


@pytest.mark.parametrize(
    ("row", "is_of_the_house"),
    [
        ("设施: ATM; 位置: B1 扶梯旁", True),
        ("楼层: L2; 设施: 洗手间; 位置: 东侧", True),
        ("序号: 3; 公共设施: 饮水机", True),
        ("Facility: AED; Location: L1", True),
        ("楼层: L2; 铺位号: L2-05; 品牌名称: 盲盒星球; 设施: 包间", False),
        ("品牌名称: 盲盒星球; 楼层: L1", False),
    ],
)
def test_a_row_of_what_the_house_has_is_no_row_of_a_shop(row, is_of_the_house):
    passage = Passage("p1", "D1", 0, row, kind="row")
    assert is_house_row(passage) is is_of_the_house
    assert is_shop_row(WORKBOOK, passage) is not is_of_the_house


def test_what_a_directory_says_in_prose_is_no_row_of_a_shop():
    paper = Document("D", "楼层导览", "d.html", "x", doc_type="directory")
    assert not is_shop_row(paper, Passage("p", "D", 0, "饮水机：B1、L3东侧。"))
    assert is_shop_row(paper, Passage("q", "D", 1, "铺位号: L1-01; 品牌: 绿禾", kind="row"))
