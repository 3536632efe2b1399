"""A mall of Hong Kong whose shops stand in an export of records and on a page in two languages, asked in both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.text import fold
from tests.house import NOW, SHOPPER, House, of_papers

PAGE = """# 潮汐坊 Tide Court 店舖指南

## 碼頭層 Pier Level

### 鐘錶及珠寶 Watches & Jewelry

**Avocet 反嘴鷸**
Shop P01 號舖
☎ 3000 0101 / 3000 0110(日本語)
🕒 11:00 - 21:00

## 2 樓 2/F

### 輕食小吃 Deli & Refreshments

**Snipe-Creamery**
Shop 201 號舖
☎ 3000 0102
🕒 10:30 - 22:30

### 餐廳 Restaurant / 日本菜 Japanese

**Plover 鴴亭**
Shop 202 號舖
☎ 3000 0103
🕒 11:00 - 22:00

**Rail 秧雞屋**
Shop 203 號舖
☎ 3000 0104
🕒 11:00 - 22:00
"""
RECORDS = """data.type,data.shopId,data.name.en,data.name.tc,data.location.shopNo,data.location.floor,data.contact.tel,data.openingHours.text,data.voucher.accepted
Shopping,1,Avocet,反嘴鷸,P01,PierF,30000101,11:00 - 21:00,true
Shopping,2,Snipe-Creamery,Snipe-Creamery,201,2F,30000102,10:30 - 22:30,false
Dining,3,Plover,鴴亭,202,2F,30000103,11:00 - 22:00,true
Dining,4,Rail,秧雞屋,203,2F,30000104,11:00 - 22:00,true
"""
GUIDE = """<html><body><h1>訪客指南 Visitor Guide</h1><h2>潮汐坊禮券 Gift Vouchers</h2>
<p>面額 HK$50,於 2/F 顧客服務處發售,有效期至 2027 年 6 月 30 日。HK$50 vouchers are sold at the service desk on 2/F, valid until 30 June 2027.</p>
<h2>服務 Service</h2><dl><dt>可以借雨傘嗎? Can I borrow an umbrella?</dt>
<dd>可以,按金 HK$60,兩日內歸還。Yes, with a deposit of HK$60; return it within two days.</dd>
<dt>如何投訴? How do I complain?</dt>
<dd>請致電 3000 0999 或到 2/F 顧客服務處。Call 3000 0999 or visit the service desk on 2/F.</dd></dl></body></html>"""


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {"public/directory.md": PAGE, "public/shops.csv": RECORDS, "public/guide.html": GUIDE}
    with of_papers(tmp_path_factory.mktemp("harbour"), papers, ingested_home) as house:
        yield house


def test_each_shop_counts_once(mall):
    shops = mall.atrium.library.directory(SHOPPER, NOW).shops
    assert [(shop.name, shop.tags) for shop in shops] == [
        ("Avocet 反嘴鷸", ("收礼券",)),
        ("Snipe-Creamery", ("不收礼券",)),
        ("Plover 鴴亭", ("收礼券",)),
        ("Rail 秧雞屋", ("收礼券",)),
    ]


SAID = {
    "反嘴鷸喺邊層?電話幾多": ["碼頭層", "3000 0101"],
    "碼頭層有咩舖": ["Avocet"],
    "What is on the Pier Level?": ["Avocet"],
    "想買隻錶,有邊幾間": ["Avocet"],
    "有冇日本菜食": ["鴴亭", "秧雞屋"],
    "Snipe-Creamery 雪糕喺邊層": ["2/F"],
    "does Snipe-Creamery accept gift vouchers?": ["does not accept gift vouchers"],
    "商場禮券喺邊度買": ["顧客服務處發售"],
    "Can I borrow an umbrella?": ["deposit of HK$60"],
}


@pytest.mark.parametrize(("asked", "said"), SAID.items())
def test_a_shopper_is_told_what_the_papers_say(mall, asked, said):
    answer = mall.ask(asked)
    assert answer.handling.value == "answer", answer.answer
    assert all(fold(part) in fold(answer.answer) for part in said), answer.answer


def test_who_asks_in_english_is_told_in_english_alone(mall):
    assert "按金" not in mall.ask("Can I borrow an umbrella?").answer
