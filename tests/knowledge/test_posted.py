"""Hours that a table of a handbook tells: of the house, of a shop by name or unit, of a zone."""

from datetime import date

import pytest

from knowledge.directory import spans_of, told_for
from knowledge.model import Passage, Shop
from knowledge.posted_hours import with_dated_hours, with_hours
from knowledge.writing.dated_hours import dated_in
from knowledge.writing.hours import opening_on
from knowledge.writing.posted import posted_in, rules_posted
from tests.knowledge.shelf_life import document

GUIDE = document("G1", doc_type="guide")
ROWS = [
    "区域 / 商户: 商场公共区域及一般商铺; 营业时间: 周日至周四 10:00—22:00；周五、周六及法定节假日前一日 10:00—22:30; 补充说明: 以公告为准",
    "区域 / 商户: 云上咖啡（L1-11）; 营业时间: 07:30—22:30; 补充说明: 有独立临街门",
    "区域 / 商户: L3、L4 正餐区; 营业时间: 10:30—22:30; 补充说明: 21:30 后不点单",
    "区域 / 商户: 星野影城; 营业时间: 首场 09:40 起，至末场散场; 补充说明: 闭店后走客梯",
]


def posted(*texts):
    return posted_in((Passage(str(n), "G1", n, text, kind="row"), GUIDE) for n, text in enumerate(texts))


def shop(name, unit="", **fields):
    (filled,) = with_hours([Shop(unit, name, **fields)], posted(*ROWS))
    return filled


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        ("2026-09-16", "22:00"),  # a Wednesday
        ("2026-09-18", "22:30"),  # a Friday
        ("2026-09-20", "22:00"),  # a Sunday
        ("2026-09-30", "22:30"),  # a Wednesday before a holiday
    ],
)
def test_the_row_of_the_house_has_a_rule_for_each_days(day, closes):
    rule = opening_on(date.fromisoformat(day), rules_posted(posted(*ROWS)))
    assert rule is not None
    assert (rule.opens, rule.closes, rule.note) == ("10:00", closes, "以公告为准")


@pytest.mark.parametrize(
    "whose",
    [
        "商场",
        "全场",
        "购物中心",
        "公共区域",
        "其他商铺",
        "各店铺",
        "The mall",
        "All other shops",
        "Public areas",
    ],
)
def test_the_house_goes_by_general_names(whose):
    (rule,) = rules_posted(posted(f"区域: {whose}; 营业时间: 10:00-22:00"))
    assert (rule.opens, rule.closes, len(rule.weekdays)) == ("10:00", "22:00", 7)


@pytest.mark.parametrize("whose", ["客服中心", "星野影城", "正餐区", "B2 停车场"])
def test_the_hours_of_a_part_are_not_the_houses(whose):
    assert rules_posted(posted(f"区域: {whose}; 营业时间: 10:00-22:00")) == []


def test_a_table_of_days_tells_nobodys_hours():
    assert posted("日期: 9月24日; 营业时间: 10:00-23:00", "星期: 周一; 营业时间: 10:00-22:00") == []


def test_columns_for_some_days_are_read_with_those_days():
    rows = posted("区域: 商场; 周日至周四营业时间: 10:00-22:00; 周五、周六营业时间: 10:00-22:30")
    rules = rules_posted(rows)
    closing = [rule.closes for day in (16, 18) if (rule := opening_on(date(2026, 9, day), rules))]
    assert closing == ["22:00", "22:30"]


def test_a_shop_takes_the_hours_and_the_remark_of_its_own_row():
    cafe = shop("云上咖啡（CLOUD）", "L1-11", aliases=("云上咖啡",))
    assert (cafe.hours_weekday, cafe.note, cafe.hours_row, cafe.hours_of) == (
        "07:30—22:30",
        "有独立临街门",
        "1",
        "",
    )


def test_another_branch_than_the_unit_of_the_row_has_not_its_hours():
    assert shop("云上咖啡", "L4-20").hours_of == "商场公共区域及一般商铺"


def test_a_shop_in_a_zone_takes_its_hours_said_to_be_the_zones():
    assert shop("小厨", floor="L3", category="正餐").hours_of == "L3、L4 正餐区"
    assert shop("小厨", floor="B1", category="正餐").hours_of == "商场公共区域及一般商铺"
    assert shop("衣间", floor="L3", category="女装").hours_of == "商场公共区域及一般商铺"


def test_a_shop_that_has_hours_keeps_them():
    assert shop("云上咖啡", "L1-11", hours_weekday="08:00-20:00").hours_row == ""


def test_hours_without_an_end_are_told_as_written():
    assert shop("星野影城", "L4-27").hours_weekday == "首场 09:40 起，至末场散场"


def test_the_hours_of_public_areas_alone_are_no_shops():
    (one,) = with_hours([Shop("", "衣间")], posted("区域: 公共区域; 营业时间: 06:00-24:00"))
    assert one.hours_weekday == ""


def test_a_table_with_a_column_for_some_days_tells_the_hours_of_its_zones_and_of_the_mall():
    rows = posted_in(
        (Passage(f"z{n}", "G1", n, text, kind="row"), document("G1"))
        for n, text in enumerate(
            [
                "区域: L5 餐饮楼层; 周日至周四: 10:00-22:30; 周五、周六: 10:00-23:00",
                "区域: L1-L4 零售及B1轻食; 周日至周四: 10:00-22:00; 周五、周六: 10:00-22:30",
                "区域: L6 影院; 周日至周四: 10:00-末场散场; 周五、周六: 10:00-末场散场",
            ]
        )
    )
    assert [row.whose for row in rows] == ["L5 餐饮楼层", "L1-L4 零售及B1轻食", "L6 影院"]
    assert [(rule.opens, rule.closes, sorted(rule.weekdays)) for rule in rules_posted(rows)] == [
        ("10:00", "22:00", [0, 1, 2, 3, 6]),
        ("10:00", "22:30", [4, 5]),
    ]


FEASTS = document("N1", doc_type="hours", issued_on=date(2026, 11, 23))


def _dated(*texts):
    return dated_in((Passage(f"r{n}", "N1", n, text, kind="row"), FEASTS) for n, text in enumerate(texts))


def test_the_column_of_a_shop_has_its_hours_on_those_days():
    shops = [
        Shop("B1-01", "绿禾超市", category="超市", hours_weekday="08:00–22:00", passage_id="1"),
        Shop("L4-01", "冰峰真冰场", category="运动", passage_id="2"),
        Shop("L5-01", "味园", category="餐饮", passage_id="3"),
    ]
    rows = _dated(
        "日期: 12月31日（周四）; 商场: 10:00-次日00:30; 超市: 08:00-23:00; 冰峰真冰场: 10:00-22:00; 餐饮: 按各店",
        "日期: 1月1日-2日; 商场: 10:00-22:30; 超市: 08:00-22:30; 冰峰真冰场: 停业",
    )
    market, rink, eatery = with_dated_hours(shops, rows)
    assert told_for(market, date(2026, 12, 31)) == ("08:00-23:00", "r0")
    assert spans_of(market, date(2027, 1, 2)) == ((480, 1350),)
    assert spans_of(market, date(2026, 12, 30)) == ((480, 1320),)
    assert told_for(rink, date(2026, 12, 31))[0] == "10:00-22:00"
    assert not eatery.on_days


def test_a_column_that_may_be_of_several_shops_is_of_none():
    shops = [Shop("1", "东方影城", category="影院"), Shop("2", "西方影城", category="影院")]
    assert not any(
        shop.on_days for shop in with_dated_hours(shops, _dated("日期: 12月31日; 影城: 10:00-23:00"))
    )


@pytest.mark.parametrize(
    ("heading", "line", "hours"),
    [
        ("云上咖啡", "每日 11:00–20:30。", "每日 11:00–20:30"),
        ("云上咖啡", "周一至周五 10:00-21:00，周末 10:00-22:00", "周一至周五 10:00-21:00，周末 10:00-22:00"),
        ("云上咖啡", "每日 11:00–20:30，二楼入口另有安排，请看公告", ""),
        ("几点开门？", "每日 11:00–20:30", ""),
        ("商场", "每日 11:00–20:30", ""),
        ("云上咖啡", "12月5日 11:00–20:30", ""),
    ],
)
def test_hours_alone_under_a_shops_name_are_its_own(heading, line, hours):
    passage = Passage("1", "G1", 1, line, kind="prose", section=("营业时间", heading))
    (filled,) = with_hours([Shop("L1-11", "云上咖啡")], posted_in([(passage, GUIDE)]))
    assert filled.hours_weekday == hours
