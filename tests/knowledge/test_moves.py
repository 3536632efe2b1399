"""Shops that a notice says to move, to close or to open, as they are on the days before and after."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.directory import hours_on, spans_of, told_for
from knowledge.model import Document, Passage, Shop
from knowledge.moved import moves_of, with_moves
from knowledge.writing.moves import place_in
from knowledge.writing.presence import is_present

BEFORE, AFTER = date(2026, 11, 10), date(2026, 12, 20)
SHOPS = (
    Shop("215", "木作运动", floor="二层", doc_id="list"),
    Shop("118", "云上书房", floor="一层", doc_id="list"),
    Shop("405", "星海电玩", floor="四层", aliases=("星海",), doc_id="list"),
    Shop("B17", "豆间咖啡（负一层店）", floor="负一层", doc_id="list"),
    Shop("123", "豆间咖啡（一层店）", floor="一层", doc_id="list"),
)


def on(day, *texts, kind="row", title="店铺变动告示", issued=date(2026, 11, 5), shops=SHOPS, documents=None):
    document = Document("n", title, "n.docx", "0", issued_on=issued)
    passages = [Passage(f"n#{at}", "n", at, text, kind=kind) for at, text in enumerate(texts)]
    found = with_moves(shops, moves_of(document, passages), day, documents or {})
    return {shop.name: shop for shop in found}


def place(shop):
    return f"{shop.floor}{shop.unit}"


@pytest.mark.parametrize(
    "row",
    [
        "店: 木作运动; 原来: 二层215; 现在: 一层120; 什么时候起: 11月22日已开",
        "店铺名称: 木作运动; 原址: 2F-215; 新址: 1F-120; 生效日期: 2026-11-22",
        "品牌: 木作运动; 原铺位: 215; 新铺位: 一楼120号铺; 变动: 搬迁; 日期: 2026年11月22日起",
        "商户: 木作运动; 调整前: 二楼215; 调整后: 一楼120; 时间: 11月22日",
        "序号: 1; 商户名称: 木作运动; 变动: 由二层215搬至一层120; 起始日: 11月22日",
        "店名: 木作运动; 铺位: 二层215; 变动情况: 11月22日起迁至一层120",
        "Shop: 木作运动; Old unit: 2/F 215; New unit: 1/F 120; Effective date: 22 November 2026",
    ],
)
def test_a_row_moves_a_shop_from_its_day_on(row):
    assert place(on(BEFORE, row)["木作运动"]) == "二层215"
    after = on(AFTER, row)["木作运动"]
    assert (place(after), after.told_row) == ("一层120", "n#0")


@pytest.mark.parametrize(
    "sentence",
    [
        "木作运动由二层215搬至一层120，11月22日起营业。",
        "二、11月22日起，木作运动从二层215铺迁往一层120铺。",
        "“木作运动”将于2026年11月22日迁至一楼120号铺，会员卡照用。",
        "木作运动11月22日搬到1F-120。",
    ],
)
def test_a_sentence_of_a_notice_moves_a_shop_from_its_day_on(sentence):
    assert place(on(BEFORE, sentence, kind="prose")["木作运动"]) == "二层215"
    assert place(on(AFTER, sentence, kind="prose")["木作运动"]) == "一层120"


@pytest.mark.parametrize(
    ("row", "kind", "there", "away"),
    [
        ("店: 云上书房; 原来: 一层118; 现在: 撤店; 什么时候起: 营业到11月30日", "row", date(2026, 11, 30), date(2026, 12, 1)),
        ("店铺: 云上书房; 状态: 已撤; 日期: 11月12日", "row", date(2026, 11, 11), date(2026, 11, 12)),
        ("品牌: 云上书房; 事项: 闭店; 最后营业日: 2026-11-30", "row", date(2026, 11, 10), date(2026, 12, 1)),
        ("店铺: 云上书房; 变动: 停业装修; 时间: 11月16日—12月10日，12月11日开门", "row", date(2026, 12, 11), date(2026, 12, 10)),
        ("Shop: 云上书房; Status: Closed for renovation; Date: 16 November to 10 December 2026", "row", date(2026, 12, 11), date(2026, 11, 16)),
        ("云上书房11月16日至12月10日停业装修，12月11日恢复营业。", "prose", date(2026, 12, 11), date(2026, 12, 10)),
        ("云上书房营业至11月30日，12月1日撤店。", "prose", date(2026, 11, 30), date(2026, 12, 1)),
    ],
)  # fmt: skip
def test_a_shop_is_there_until_it_closes_and_again_after_works(row, kind, there, away):
    for day, is_there in ((there, True), (away, False)):
        for asked in (there, away):  # whatever the day on which it is asked
            shop = on(asked, row, kind=kind)["云上书房"]
            assert is_present(shop, day) is is_there


def test_a_shop_that_only_the_notice_has_is_there_from_its_opening_on():
    row = "店: 南风茶社; 原来: —; 现在: 一层105; 什么时候起: 12月5日开业"
    for day, is_there in ((BEFORE, False), (AFTER, True)):
        shop = on(day, row)["南风茶社"]
        assert (place(shop), is_present(shop, day)) == ("一层105", is_there)


def test_a_shop_that_has_left_and_is_listed_no_more_is_known_to_have_left():
    shop = on(AFTER, "店: 老灶面馆; 原来: 五层512; 现在: 已撤; 什么时候起: 10月31日")["老灶面馆"]
    assert (place(shop), is_present(shop, AFTER)) == ("5楼512", False)


def test_of_two_branches_the_one_at_the_unit_or_of_the_brackets_moves():
    for whose in ("豆间咖啡", "豆间咖啡（一层店）"):
        found = on(AFTER, f"店: {whose}; 原来: 一层123; 现在: 三层301; 什么时候起: 12月1日")
        assert place(found["豆间咖啡（一层店）"]) == "3楼301"
        assert place(found["豆间咖啡（负一层店）"]) == "负一层B17"


def test_a_directory_given_out_after_the_notice_knows_better():
    list_ = Document("list", "目录", "l.xlsx", "1", issued_on=date(2026, 12, 1))
    row = "店: 云上书房; 原来: 一层118; 现在: 撤店; 什么时候起: 11月30日"
    assert is_present(on(AFTER, row, documents={"list": list_})["云上书房"], AFTER)


def test_a_paper_is_given_out_on_the_day_it_says_and_not_on_that_of_a_row():
    rows = ("店: 云上书房; 原来: 一层118; 现在: 三层301; 生效日期: 2026-12-01", "商场招商部\n2026年11月10日")
    passages = [
        Passage(str(at), "n", at, text, kind=kind)
        for at, (text, kind) in enumerate(zip(rows, ("row", "prose"), strict=True))
    ]
    (move,) = moves_of(Document("n", "店铺变动告示", "n.docx", "0"), passages)
    assert move.issued == date(2026, 11, 10)


def test_a_shop_that_is_not_where_the_notice_takes_it_from_stays():
    row = "店: 云上书房; 原来: 三层305; 现在: 五层501; 什么时候起: 11月22日"
    assert place(on(AFTER, row)["云上书房"]) == "一层118"


@pytest.mark.parametrize(
    "text",
    [
        "星海电玩装修期间，游戏币延期到12月31日。",  # no day on which it is shut
        "如星海电玩11月30日撤店，余额可退。",
        "星海电玩11月20日店庆开业周年庆，充100送50。",
        "11月20日至22日，星海电玩延至23:00闭店。",
        "四层母婴室11月18日—12月5日维修。",
    ],
)
def test_sentences_that_tell_of_no_change(text):
    shop = on(AFTER, text, kind="prose")["星海电玩"]
    assert (shop.status, place(shop), shop.told) == ("", "四层405", "")


@pytest.mark.parametrize(
    "row",
    [
        "名称: 2号电梯; 状态: 停运; 日期: 11月25日",
        "商户: 星海电玩; 活动: 满100减20; 时间: 11月20日至29日",
        "店: 星海电玩; 状态: 营业; 备注: 11月20日店庆",
    ],
)
def test_rows_that_tell_of_no_change(row):
    assert set(on(AFTER, row)) == {shop.name for shop in SHOPS}
    assert on(AFTER, row)["星海电玩"].told == ""


@pytest.mark.parametrize(
    ("cell", "floor", "unit"),
    [
        ("一层118", "l1", "118"),
        ("负一楼 B12 号铺", "b1", "B12"),
        ("L1-18", "l1", "L1-18"),
        ("2F-215", "l2", "215"),
        ("三层305、306", "l3", "305、306"),
        ("一楼东门旁", "l1", ""),
    ],
)
def test_a_place_is_a_floor_and_a_unit(cell, floor, unit):
    found = place_in(cell)
    assert found is not None
    assert (found.floor, found.unit) == (floor, unit)


@pytest.mark.parametrize("cell", ["撤店", "停业装修", "11月30日", "—", "见公告"])
def test_a_state_or_a_day_is_no_place(cell):
    assert place_in(cell) is None


def test_notices_on_one_page_are_each_of_the_day_that_heads_them():
    shops = tuple(replace(shop, updated_on=date(2026, 11, 2)) for shop in SHOPS)
    paper = Document("n", "商場通告", "n.html", "0")
    closed = Passage(
        "n#0", "n", 0, "二層 215 木作运动 已於2026年11月22日結業。", section=("[2026-11-23] 商戶結業",)
    )
    older = replace(closed, section=("[2026-10-20] 商戶結業",))  # the list was made after it
    for passage, there in ((closed, False), (older, True)):
        found = {one.name: one for one in with_moves(shops, moves_of(paper, [passage]), AFTER, {})}
        assert is_present(found["木作运动"], AFTER) is there


@pytest.mark.parametrize(
    "text",
    [
        "由2026年12月1日起，B17 云上书房營業時間將更改為每日 08:00 – 24:00。",
        "云上书房营业时间自12月1日起调整为08:00-24:00，敬请留意。",
        "自12月1日起云上书房的营业时间改为 08:00 至 24:00。",
        "From 1 December 2026, the opening hours of 云上书房 will be changed to 08:00 - 24:00.",
    ],
)
def test_changed_hours_hold_from_their_day_on(text):
    shops = (replace(SHOPS[1], hours_weekday="10:00-22:00"),)
    before = on(BEFORE, text, kind="prose", title="通告", shops=shops)["云上书房"]
    assert hours_on(before, BEFORE) == "10:00-22:00"
    assert told_for(before, AFTER)[1] == "n#0"
    after = on(AFTER, text, kind="prose", title="通告", shops=shops)["云上书房"]
    assert (spans_of(after, AFTER), after.hours_row) == (((480, 1440),), "n#0")


def test_changed_hours_of_some_days_are_those_of_these_days():
    text = "12月20日至12月26日期间云上书房营业时间延长至每日 09:00-23:30。"
    shop = on(
        BEFORE, text, kind="prose", title="通告", shops=(replace(SHOPS[1], hours_weekday="10:00-22:00"),)
    )["云上书房"]
    assert [hours_on(shop, date(2026, 12, day)) for day in (19, 20, 26, 27)] == [
        "10:00-22:00", "09:00–23:30", "09:00–23:30", "10:00-22:00",
    ]  # fmt: skip


def test_a_list_of_changed_hours_has_those_that_hold_now():
    row = "商户: 云上书房; 原营业时间: 10:00-22:00; 新营业时间: 09:00-21:00; 生效日期: 2026-11-22"
    shop = on(AFTER, row, title="营业时间调整", shops=(replace(SHOPS[1], hours_weekday="10:00-22:00"),))[
        "云上书房"
    ]
    assert hours_on(shop, AFTER) == "09:00-21:00"


@pytest.mark.parametrize(
    "text",
    [
        "NOVA 卡牌专门店于 2 楼 210 号铺开幕，营业时间星期一至日 11:30 – 23:30。",
        "NOVA 卡牌专门店已在2楼210号正式开业，营业时间：11:30-23:30。",
        "NOVA 卡牌专门店 opened at Shop 210, opening hours: 11:30-23:30",
    ],
)
def test_a_notice_of_new_shops_adds_one_with_its_hours(text):
    paper = Document("n", "商场通告", "n.html", "0")
    passage = Passage("n#0", "n", 0, text, section=("[2026-11-20] 新店开幕",))
    found = {one.name: one for one in with_moves(SHOPS, moves_of(paper, [passage]), AFTER, {})}
    shop = found["NOVA 卡牌专门店"]
    assert (shop.unit, shop.name_en, spans_of(shop, AFTER)) == ("210", "NOVA", ((690, 1410),))


def test_a_short_name_within_a_word_is_not_named():
    shops = (Shop("101", "PN", floor="一层", doc_id="list"),)
    assert is_present(on(AFTER, "opnium 12月1日撤场。", kind="prose", title="通告", shops=shops)["PN"], AFTER)
