"""A mall of which only its public pages are known: the list of shops as it was scraped, notices each under its own day,
parking hours by days of the week, a workbook of the cinema with a sheet of bare sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest

from knowledge.text import fold
from tests.house import SHOPPER, House, fresh, opened

NOW = datetime.fromisoformat("2026-11-28T15:00:00+08:00")  # a Saturday

SHOPS = """mall,type,shop_id,shop_name_en,shop_name_tc,shop_number,shop_floor,phone,opening_hours,loyalty_offer,voucher_acceptance,shop_category_name,update_date
Kite,Dining,1,Heron Bay no. 1,白鷺一號,2101,21F,30000101,11:30 - 22:00,No Kclub Privilege,1,Chinese Cuisines,2026-11-02
Kite,Dining,2,Heron Bay no.1,白鷺一號,2201,22F,30000102,11:30 - 22:00,No Kclub Privilege,1,Chinese Cuisines,2026-11-02
Kite,Dining,3,Rail an,秧雞庵,2301,23F,30000103;50000103(英語訂位),12:00 - 22:00,Has Kclub Privilege,1,Japanese Gourmets,2026-11-02
Kite,Shopping,4,Dunlin,Dunlin,105,1F,30000104,11:00 - 21:00,Has Kclub Privilege,1,Kids' Wear,2026-11-02
Kite,Shopping,5,Grebe Mart,Grebe Mart,LG03,LGF,30000105,09:00 - 23:00,No Kclub Privilege,0,Supermarket,2026-11-02
Kite,Shopping,6,Curlew,Curlew,402,4F,30000106,11:00 - 21:00,No Kclub Privilege,0,Fashion & Accessories,2026-11-02
Kite,Shopping,7,Egret,小白鷺,G05,GF,30000107,11:00 - 22:00,No Kclub Privilege,0,Beauty & Health,2026-11-02
Kite,Shopping,8,Egret,小白鷺,B12,LGF,30000108,11:00 - 22:00,No Kclub Privilege,0,Beauty & Health,2026-11-02
"""
NOTICES = """<html><body><h1>商場通告</h1>
<h3>[2026-11-25] 營業時間更改</h3><p>由2026年12月1日起，LG03 Grebe Mart 營業時間將更改為每日 08:00 – 24:00。</p>
<h3>[2026-11-23] 商戶結業</h3><p>4 樓 402 Curlew 已於2026年11月22日結業。</p>
<h3>[2026-11-20] 新店開幕</h3><p>PIPIT 模型專門店於 2 樓 210 號舖開幕，營業時間星期一至日 11:30 – 23:30。</p>
</body></html>"""
PARKING = """<html><body><h1>停車場</h1><h2>消費泊車優惠</h2>
<table><tr><th></th><th>消費滿 HK$300</th><th>消費滿 HK$600</th></tr><tr><td>星期一至四</td><td>免費 1 小時</td><td>免費 2 小時</td></tr></table>
<table><tr><th></th><th>消費滿 HK$400</th><th>消費滿 HK$800</th></tr><tr><td>星期五至日及公眾假期</td><td>免費 1 小時</td><td>免費 2 小時</td></tr></table>
<p>Kclub Gold 會員於換領上述優惠時可額外獲 1 小時免費泊車。每車每日最多 3 小時免費泊車。</p></body></html>"""
CLUB = """<html><body><h1>Kclub 會員</h1><h2>會員商戶優惠</h2><table><tr><th>商戶</th><th>舖號</th><th>優惠</th></tr>
<tr><td>Rail an 秧雞庵</td><td>2301</td><td>晚市惠顧 9 折</td></tr><tr><td>Dunlin</td><td>105</td><td>正價貨品 88 折</td></tr></table></body></html>"""
ABOUT = """<html><body><h1>About Kite</h1><h2>Contact us</h2><table><tr><td>Enquiry hotline</td><td>(852) 3000 3333 (10:00 - 22:30 daily)</td></tr>
<tr><td>Leasing enquiries</td><td>leasing@kite.example</td></tr></table></body></html>"""
FAQ = """# FAQ

**Q: 可以提前訂位嗎?**
商場不代訂餐廳，請直接致電食肆。

**Q: 場內守則**
全場禁煙。
"""
WAYS = """<html><body><h1>交通</h1><h2>機場</h2><p>城巴 A21 綫車費 HK$34。到九龍站後轉的士約 8 分鐘。</p></body></html>"""
CINEMA = [
    ["戲票售出後恕不退換。"],
    ["售票處：7/F，首場前 30 分鐘開放。"],
    ["戲院查詢電話 3000 2996。"],
    ["外來食物及飲品不得帶入影院。"],
]


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("kite") / "public"
    folder.mkdir()
    papers = {
        "Kite_shopmaster_20261102.csv": SHOPS, "notice.html": NOTICES, "parking.html": PARKING, "kclub.html": CLUB,
        "about.html": ABOUT, "faq.md": FAQ, "traffic.html": WAYS,
    }  # fmt: skip
    for name, text in papers.items():
        (folder / name).write_text(text, "utf-8")
    book = openpyxl.Workbook()
    book.active.title = "須知"
    for row in CINEMA:
        book.active.append(row)
    book.save(folder / "戲院須知.xlsx")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        report = house.atrium.ingest.run([folder])
        assert report.exit_code == 0, report.to_json()
        yield house


def test_the_columns_of_yes_and_no_are_tags(mall):
    tags = {shop.unit: shop.tags for shop in mall.atrium.library.directory(SHOPPER, NOW).shops}
    assert tags["2301"] == ("有会员优惠", "收礼券")
    assert tags["LG03"] == ("没有会员优惠", "不收礼券")


def test_the_malls_line_is_not_its_cinemas(mall):
    assert mall.atrium.profile.hotline == "(852) 3000 3333"


def test_a_sentence_in_a_cell_stands_alone(mall):
    said = mall.ask("戏票可以退吗", as_of=NOW).answer
    assert "恕不退换" in said
    assert "恕不退换。：" not in said


SAID = {
    # notices, each under its own day, beside a list that is older
    "Curlew在4楼吗": (["不在营业", "结业"], ["是的"]),
    "Grebe Mart今天几点关门": (["09:00 - 23:00"], ["24:00"]),
    "Grebe Mart下周三几点关门": (["12月2日（周三）为 08:00–24:00"], []),
    "what time does pipit close": (["23:30"], []),
    "模型店在几楼": (["PIPIT", "210"], []),
    # members' offers: the column, and the row of the paper that lists them
    "Grebe Mart会员有优惠吗": (["没有会员优惠"], []),
    "秧雞庵會員有冇折": (["9 折"], ["88 折"]),
    "does Dunlin have any member discount": (["88 折"], []),
    "does Grebe Mart take Kcoupon": (["does not accept"], []),
    # a name that only its blanks tell apart is one name
    "白鷺一號電話": (["30000101", "30000102"], ["哪一家"]),
    "秧雞庵嘅訂位電話": (["50000103"], []),
    "有冇小白鷺呀": (["G05", "B12"], ["沒有寫"]),
    # parking by the days of the week
    "今天消费700停车免几小时": (["可抵停车1小时", "满400元"], ["满600元"]),
    "星期二消费700停车免几小时": (["可抵停车2小时", "满600元"], []),
    "金卡会员星期二消费700停车免几小时": (["可抵停车3小时"], []),
    "普通会员星期二消费700停车免几小时": (["可抵停车2小时"], []),
    "i spent 700 on saturday, how many hours of free parking": (["1 hours", "HK$400"], ["HK$600"]),
    "食咗飯用咗$450碌卡 泊車有冇得免": (["1小時"], []),
    # what the house does not do
    "能预订餐厅吗": (["不代订"], ["2101"]),
    "有没有吸烟室": (["禁烟"], []),
}


@pytest.mark.parametrize(("asked", "said"), SAID.items())
def test_a_shopper_is_told_what_the_papers_say(mall, asked, said):
    there, nowhere = said
    answer = mall.ask(asked, as_of=NOW)
    assert answer.handling.value == "answer", answer.answer
    assert all(fold(part) in fold(answer.answer) for part in there), answer.answer
    assert not any(fold(part) in fold(answer.answer) for part in nowhere), answer.answer


@pytest.mark.parametrize(
    ("asked", "nowhere"),
    [
        ("今日商場開到幾點", ["08:00–00:00", "Grebe"]),  # one shop's new hours are not the mall's
        ("商场几点关门", ["23:30", "Grebe"]),
    ],
)
def test_a_notice_of_one_shop_tells_nothing_of_the_mall(mall, asked, nowhere):
    said = mall.ask(asked, as_of=NOW).answer
    assert not any(part in said for part in nowhere), said


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("does egret sell sunscreen", "ask the shop"),  # the list tells kinds and no goods
        ("小白鹭有卖口罩吗", "没有写"),
        ("可以帮我订秧鸡庵今晚两位吗", "30000103"),
        ("九龙站打车到你们那多少钱", "没有写"),  # the fare of a bus is none of a taxi's
        ("what time is the last mtr train", "not say|nothing"),
    ],
)
def test_what_is_not_written_is_said_to_be_so(mall, asked, there):
    answer = mall.ask(asked, as_of=NOW)
    assert answer.handling.value in ("unknown", "partial"), answer.answer
    assert any(part in answer.answer for part in there.split("|")), answer.answer


def test_of_a_shop_spoken_of_the_offer_to_members_is_asked_in_few_words(mall):
    first = mall.ask("Dunlin在哪", as_of=NOW)
    answer = mall.ask("会员打几折", as_of=NOW, conversation=first.conversation_id)
    assert "88 折" in answer.answer
