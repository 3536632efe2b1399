"""Hours that stand in a table of another paper than the directory, as they are told of shops."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.reply import Source
from assistant.shops.lookup import Lookup
from knowledge.directory import Directory
from knowledge.model import Passage, Shop
from knowledge.posted_hours import with_hours
from knowledge.writing.hours import rules_in
from knowledge.writing.posted import posted_in
from tests.knowledge.shelf_life import document

NOW = datetime(2026, 11, 21, 15, tzinfo=timezone(timedelta(hours=8)))
HANDBOOK = [
    "区域: 一般商铺; 营业时间: 周日至周四 10:00-22:00；周五、周六 10:00-22:30; 说明: ",
    "区域: 早餐铺; 营业时间: 07:00-23:00; 说明: 22:30 后只开一侧的门",
]
WITHOUT_HOURS = [Shop("B1-25", "早餐铺", floor="B1"), Shop("L1-13", "金楼", floor="L1", category="珠宝")]


def ask_by_the_handbook(question, rules=()):
    rows = posted_in(
        (Passage(f"h{n}", "G1", n, text, kind="row"), document("G1")) for n, text in enumerate(HANDBOOK)
    )
    shops = with_hours([replace(one, passage_id=one.unit) for one in WITHOUT_HOURS], rows)

    def source(shop):
        return Source(Passage(shop.passage_id, "G1", 0, "", kind="row"), document("G1"))

    text = plain(question)
    return Lookup(Directory(shops), source, lambda: rules).reply(text, read(text, NOW.date()), NOW, False)


def said(reply):
    return "\n".join(line.text for line in reply.lines)


def rows_cited(reply):
    return {source.passage.passage_id for line in reply.lines for source in line.sources}


def test_a_shops_hours_are_told_out_of_the_row_of_another_paper_with_its_remark():
    reply = ask_by_the_handbook("早餐铺还开着吗")
    assert "07:00-23:00" in said(reply)
    assert "只开一侧的门" in said(reply)
    assert rows_cited(reply) == {"B1-25", "h1"}


def test_hours_of_shops_in_general_are_said_to_be_that_and_only_where_hours_are_asked_for():
    reply = ask_by_the_handbook("金楼几点关门")
    assert "按“一般商铺”的时间" in said(reply)
    assert rows_cited(reply) == {"L1-13", "h0"}
    assert "时间" not in said(ask_by_the_handbook("金楼在几楼"))


def test_what_is_open_at_a_time_goes_by_those_hours():
    reply = ask_by_the_handbook("早上八点有哪些店开着")
    assert "早餐铺" in said(reply)
    assert "金楼" not in said(reply)


def test_a_shop_of_the_general_hours_keeps_the_malls_on_a_day_of_others():
    passage = Passage("n1", "N1", 0, "日期: 11月21日; 开门: 10:00; 闭店: 23:00", kind="row")
    rules = rules_in([(passage, document("N1", doc_type="hours"))])
    reply = ask_by_the_handbook("今天晚上十点四十金楼还开着吗", rules)
    assert said(reply).startswith("22:40在营业")
    assert rows_cited(reply) == {"L1-13", "h0", "n1"}
