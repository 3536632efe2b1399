"""What is told of a shop that a notice says to move or to close, before its day and after."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.reply import Source
from assistant.shops.lookup import Lookup
from knowledge.directory import Directory
from knowledge.model import Passage, Shop
from knowledge.moved import moves_of, with_moves
from tests.knowledge.shelf_life import document

LIST = (
    Shop("215", "木作运动", floor="二层"),
    Shop("213", "棉里家居", floor="二层"),
    Shop("101", "金楼", floor="一层"),
)
NOTICE = (
    "店: 木作运动; 原来: 二层215; 现在: 一层118; 什么时候起: 11月22日起",
    "店: 棉里家居; 原来: 二层213; 现在: 撤店; 什么时候起: 营业到11月30日",
)


def ask(question, day):
    as_of = datetime(day.year, day.month, day.day, 15, tzinfo=timezone(timedelta(hours=8)))
    paper = replace(document("N1", title="店铺变动告示"), issued_on=date(2026, 11, 10))
    rows = [Passage(f"n{at}", "N1", at, text, kind="row") for at, text in enumerate(NOTICE)]
    shops = [replace(shop, passage_id=shop.unit) for shop in LIST]
    moved = with_moves(shops, moves_of(paper, rows), day, {})

    def source(shop):
        return Source(Passage(shop.passage_id, "N1", 0, "", kind="row"), paper)

    text = plain(question)
    reply = Lookup(Directory(moved), source).reply(text, read(text, day), as_of, False)
    cited = [one.passage.passage_id for line in reply.lines for one in line.sources]
    return "\n".join(line.text for line in reply.lines), cited


def test_a_shop_is_told_of_where_it_is_on_the_day_with_the_notice_first():
    said, cited = ask("木作运动搬哪去了", date(2026, 11, 26))
    assert said.startswith("木作运动在一层，铺位号118。《店铺变动告示》：原来：二层215")
    assert cited == ["n0", "215"]


def test_before_the_day_the_notice_stands_beside_where_the_shop_is():
    said, _ = ask("木作运动在几楼", date(2026, 11, 20))
    assert said.startswith("木作运动在二层，铺位号215。《店铺变动告示》：")
    assert "11月22日起" in said


def test_a_shop_that_closes_is_there_until_its_last_day():
    assert "不在营业" not in ask("棉里家居还开着吗", date(2026, 11, 30))[0]
    said, cited = ask("棉里家居还开着吗", date(2026, 12, 1))
    assert "不在营业" in said
    assert cited[0] == "n1"
