"""A dining directory on a web page: restaurants by building, numbers under Shop, cuisines, last orders, two languages."""

from ingest.describing.model import Described
from ingest.directory import is_directory_row, shop_of
from ingest.halls import buildings_over, floor_and_unit
from ingest.headers import column_of
from ingest.model import Section
from ingest.shelving import shelve
from ingest.tables import row_text
from knowledge.model import Document, Visibility

ROW = {
    "Shop 舖號": "ET 315",
    "Restaurant 餐廳": "Porto 海港餐廳",
    "Level 樓層": "Level 3 三樓",
    "Cuisine 菜式": "Italian 意大利菜",
    "Tel 電話": "3000 0001",
    "Hours 營業時間": "12:00-23:00",
    "Last order 最後點餐": "22:15",
    "Notes 備註": "Dogs welcome on the terrace 露台歡迎狗隻",
}


def test_a_restaurant_is_a_shop_with_its_cuisine_and_last_order():
    assert is_directory_row(ROW)
    shop = shop_of(ROW, "D", "D:1:0")
    assert shop is not None
    assert (shop.unit, shop.category, shop.subcategory) == ("ET 315", "餐饮", "Italian 意大利菜")
    assert "最後點餐 22:15" in shop.note
    assert "露台歡迎狗隻" in shop.note


def test_a_number_under_shop_is_the_unit_where_another_header_is_over_the_names():
    shop = shop_of({"Shop": "G05", "Restaurant": "Porto", "Level": "G/F"}, "D", "D:1:0")
    assert shop is not None
    assert (shop.unit, shop.name) == ("G05", "Porto")


def test_a_word_of_its_trade_is_no_other_name_of_a_shop():
    shop = shop_of(ROW | {"Restaurant 餐廳": "Café Lune 咖啡", "Cuisine 菜式": "Coffee 咖啡"}, "D", "D:1:0")
    assert shop is not None
    assert "咖啡" not in shop.aliases


def test_headings_over_the_rows_name_the_buildings():
    page = "Dining"
    buildings = buildings_over(
        [(page, "East Terminal 東大廈"), (page, "North Arcade 北商場"), (page, "Our cafés")]
    )
    assert buildings == {"East Terminal 東大廈", "North Arcade 北商場"}
    assert not buildings_over(
        [("金色广场", "咖啡"), ("金色广场", "火锅")]
    )  # the mall's own name is no building of it


def test_every_restaurant_of_a_page_lies_in_the_building_over_it():
    sections = [
        Section(row_text(row), (place,), kind="row", row=f"表{n}第{at}行", columns=row)
        for n, place in enumerate(("East Terminal 東大廈", "North Arcade 北商場"), 1)
        for at, row in enumerate([ROW | {"Restaurant 餐廳": f"Porto {n}{i}"} for i in range(4)], 2)
    ]
    document = Document(
        "D", "Dining", "public/dining.html", "", Visibility.PUBLIC, "other", fingerprint="0" * 64
    )
    shops = shelve(Described(document), sections).shops
    assert {shop.location for shop in shops} == {"East Terminal 東大廈", "North Arcade 北商場"}


def test_a_floor_beside_a_unit_is_its_floor():
    assert floor_and_unit("Shop 301, 3/F") == ("3/F", "301")
    assert floor_and_unit("3F 301") == ("3F", "301")
    assert floor_and_unit("GW 3201") == ("", "GW 3201")


def test_names_in_two_columns_are_told_apart_by_their_language():
    fields = {
        header: column_of(header)
        for header in ("品牌名称(中)", "品牌名称（英）", "楼栋", "月租", "服务电话(店长)")
    }
    assert [column and column.field for column in fields.values()] == [
        "name",
        "name_en",
        "location",
        None,
        None,
    ]
