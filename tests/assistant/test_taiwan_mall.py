"""A mall of Taiwan: its brands in JSON by name, hours and telephones in a sheet, papers in Traditional, a report of months."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

import openpyxl
import pytest

from assistant.model import Handling
from tests.house import SHOPPER, STAFF, House, fresh, opened

FRIDAY = datetime.fromisoformat("2026-11-27T14:00:00+08:00")
_SITE = "https://www.zhutang.example/m/{}.php?id={}"
BRANDS = {
    "雲雀 LARK": ("2F", "shopping"), "小瓦鍋物": ("4F", "food"), "栗子咖啡 KURIKO": ("1F", "food"), "豆豆素食園": ("B3", "food"),
    "LEAFY Vegan 葉之食": ("3F", "food"), "Watsons 屈臣氏": ("1F", "shopping"), "快剪Q": ("B1", "shopping"),
    "福星投注站/金讚彩券": ("1F", "shopping"), "Apple Premium Reseller 蘋菓數位": ("1F", "shopping"), "SONIX": ("3F", "shopping"),
    "頂鮮超市": ("B3", "food"), "Nordbar 26 冰淇淋": ("B3", "food"), "Frost Creamery 霜石冰淇淋": ("B2", "food"),
}  # fmt: skip
PHONES = (
    ("櫃位", "樓層", "電話", "平日", "週五、六及例假日前一日", "說明"),
    ("小瓦鍋物", "4F", "02-2555-7401", "11:00-21:30", "11:00-22:00", "須訂位"),
    ("栗子咖啡", "1F", "02-2555-7402", "07:00-21:30", "07:30-22:00", None),
    ("屈臣氏", "1F", "02-2555-7403", "10:00-22:00", "10:00-22:30", "處方箋不受理"),
    ("快剪Q", "B1", "02-2555-7404", "11:00-21:00", "11:00-21:30", "剪髮 200 元，最後取號 20:30"),
    ("福星投注站", "1F", "02-2555-7405", "11:00-22:00", "11:00-23:00", "未滿 18 歲不得購買"),
)
HOURS = """# 竹塘廣場 營業時間公告

公告日期：2026年11月16日

## 一、日常營業時間

| 區域 | 週日至週四 | 週五、週六及例假日前一日 |
| --- | --- | --- |
| 全館（B3至4F） | 11:00–21:30 | 11:00–22:00 |
| 4F 餐廳 | 11:00–22:00 | 11:00–22:30 |

## 二、年末營業時間

| 日期 | 全館 | 備註 |
| --- | --- | --- |
| 2026/12/24（四）平安夜 | 11:00–22:00 | 4F 餐廳至 23:00 |
| 2026/12/25（五）行憲紀念日 | 11:00–22:30 | 4F 餐廳至 23:00 |
| 2026/12/31（四）跨年 | 11:00–24:00 | B3 最後點餐 23:00 |

2027 年農曆春節營業時間將於 2027 年 1 月另行公告。
"""
PARKING = """# 竹塘廣場 停車收費標準

## 一、汽車

平日（週一至週五）：每小時 60 元

假日（週六、週日及國定假日）：每小時 80 元

未滿 1 小時以 1 小時計；超過 1 小時後，每半小時計費一次。

當日最高收費：平日 480 元，假日 640 元。

入場 15 分鐘內離場免費。

## 二、消費折抵

滿 1,000 元折抵 1 小時；滿 3,000 元折抵 2 小時。頂鮮超市發票僅可折抵 1 小時。

## 三、其他

電動車充電：B5 共 8 座，每度 12 元，充電期間停車費照計。
"""
CAMPAIGN = """# 2026 竹塘週年慶活動辦法

| 類別 | 門檻（單日累計） | 贈送 |
| --- | --- | --- |
| 全館 | 滿 5,000 元 | 500 元電子抵用券 |
| 3F 家電（SONIX、輝樂） | 滿 10,000 元 | 800 元電子抵用券 |

不列入：Apple Premium Reseller 蘋菓數位、頂鮮超市、投注站、停車費、禮券購買。
"""
LOCKERS = """# 顧客服務指南

## 寄物櫃

| 位置 | 尺寸 | 費用 |
| --- | --- | --- |
| B1 捷運連通道旁 | 小（35×45 公分） | 每 3 小時 20 元 |
| B3 美食街後方 | 大（85×45 公分，可放 28 吋行李箱） | 每 3 小時 60 元 |
"""
FLOORS = (
    ("樓層", "10月業績（萬元）", "9月業績（萬元）", "年增率"),
    ("2F", 2970, 2860, "+1.8%"),
    ("1F", 9850, 8740, "+8.7%"),
    ("B1", 5630, 5410, "+3.5%"),
    ("合計", 18450, 17010, "+4.6%"),
)
SINGLE = (("櫃位", "10月業績（萬元）"), ("小瓦鍋物", 1360), ("雲雀", 1520))


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("zhutang")
    public, internal = folder / "public", folder / "internal"
    public.mkdir()
    internal.mkdir()
    brands = {
        name: [{"mall": "竹塘廣場", "floor": floor, "url": _SITE.format(kind, at)}]
        for at, (name, (floor, kind)) in enumerate(BRANDS.items())
    }
    (public / "brands.json").write_text(json.dumps(brands, ensure_ascii=False), "utf-8")
    book = openpyxl.Workbook()
    for row in PHONES:
        book.active.append(row)
    book.save(public / "櫃位時間電話表.xlsx")
    papers = {
        "營業時間公告": HOURS,
        "停車收費標準": PARKING,
        "週年慶活動辦法": CAMPAIGN,
        "顧客服務指南": LOCKERS,
    }
    for name, text in papers.items():
        (public / f"{name}.md").write_text(text, "utf-8")
    report = openpyxl.Workbook()
    report.active.title = "樓層業績"
    single = report.create_sheet("單櫃")
    for sheet, rows in ((report.active, FLOORS), (single, SINGLE)):
        for row in rows:
            sheet.append(row)
    report.save(internal / "2026年10月營運月報.xlsx")
    with opened(fresh(folder / "home", ingested_home)) as house:
        done = house.atrium.ingest.run([public, internal])
        assert done.exit_code == 0, done.to_json()
        yield house


def said(mall: House, *messages: str, viewer=SHOPPER, as_of: datetime = FRIDAY) -> str:
    answer = mall.ask(messages[0], viewer, as_of)
    for message in messages[1:]:
        answer = mall.ask(message, viewer, as_of, answer.conversation_id)
    return answer.answer


def test_the_two_files_tell_of_one_shop_each(mall):
    shops = mall.atrium.library.directory(SHOPPER, FRIDAY).shops
    assert len(shops) == len(BRANDS)
    (lottery,) = (shop for shop in shops if "投注站" in shop.name)
    assert lottery.phone == "02-2555-7405"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("小瓦鍋物今天開到幾點", "11:00–22:00"),
        ("4樓有哪些餐廳可以吃？", "小瓦鍋物"),
        ("有素食餐廳嗎", "LEAFY Vegan"),
        ("有藥妝店嗎", "屈臣氏"),
        ("剪頭髮多少錢", "剪髮 200 元"),
        ("17歲可以買彩券嗎", "未滿 18 歲不得購買"),
        ("28吋行李箱可以寄哪，多少", "每 3 小時 60 元"),
        ("買iPhone三萬塊可以換週年慶抵用券嗎", "不列入：Apple Premium Reseller"),
        ("今天幾點關門", "22:00 閉店"),
        ("聖誕節當天營業到幾點", "22:30 閉店（4F 餐廳至 23:00）"),
        ("12月31日開到幾點", "24:00"),
        ("Where is the Apple store?", "Apple Premium Reseller 蘋菓數位 is on 1F"),
        ("哪裡買得到冰淇淋", "Nordbar 26 冰淇淋：B3"),
        ("哪裡買得到冰淇淋", "Frost Creamery 霜石冰淇淋：B2"),
        ("週年慶家電滿多少送多少", "滿 10,000 元，贈送：800 元"),
        ("過年除夕會開嗎", "另行公告"),
        ("is there ev charging", "每度 12 元"),
    ],
)
def test_what_a_shopper_is_told(mall, question, says):
    assert says in said(mall, question)


@pytest.mark.parametrize(
    ("messages", "says"),
    [
        (("星期六停車一個小時多少錢", "那停五個小時要多少？"), "應付400元"),
        (("停車怎麼收費", "我今天買了3500，可以折幾小時"), "滿 3,000 元折抵 2 小時"),
        (("買手機可以換週年慶抵用券嗎", "那在SONIX買一萬二可以拿多少"), "800 元電子抵用券"),
    ],
)
def test_what_goes_on_with_what_was_asked(mall, messages, says):
    assert says in said(mall, *messages)


@pytest.mark.parametrize("follow_up", ["停5小時", "那停五個小時要多少"])
def test_a_stay_that_goes_on_with_a_day_is_charged_as_on_that_day(mall, follow_up):
    told = said(mall, "星期六停車一個小時多少錢", follow_up)
    assert "應付400元" in told
    assert "300元" not in told


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("10月8日開到幾點", "22:00 閉店"),  # a Thursday before National Day, given on the Friday
        ("9月27日開到幾點", "22:00 閉店"),  # a Sunday before a Monday off
        ("10月7日開到幾點", "21:30 閉店"),
    ],
)
def test_the_day_before_a_holiday_has_its_own_hours(mall, question, says):
    september = datetime.fromisoformat("2026-09-21T14:00:00+08:00")
    assert says in said(mall, question, as_of=september)


def test_an_answer_is_in_the_script_of_the_papers_where_the_question_tells_none(mall):
    assert "費用" in said(mall, "28吋行李箱可以寄哪，多少")
    assert "闭店" in said(mall, "今天几点关门")


def test_hours_in_english_have_their_days_in_english(mall):
    told = said(mall, "What time does LARK's neighbour KURIKO close on Saturday?")
    assert "eves of public holidays" in told
    assert "例假日" not in told


def test_staff_are_told_which_floor_sold_most_and_least(mall):
    assert "1F 9850 > B1 5630 > 2F 2970" in said(mall, "10月哪個樓層業績最高", viewer=STAFF)
    assert "2F 2970 < B1 5630 < 1F 9850" in said(mall, "10月哪個樓層業績最高", "最低的是", viewer=STAFF)


def test_a_month_that_no_report_has_is_said_to_be_missing(mall):
    answer = mall.ask("11月的業績出來了嗎", STAFF, FRIDAY)
    assert answer.handling is Handling.PARTIAL
    assert "沒有2026年11月業績" in answer.answer


@pytest.mark.parametrize("question", ["小瓦鍋物10月業績多少", "雲雀10月做了多少業績"])
def test_what_a_shop_sells_is_told_to_nobody(mall, question):
    for viewer in (SHOPPER, STAFF):
        assert "1360" not in said(mall, question, viewer=viewer)
        assert "1520" not in said(mall, question, viewer=viewer)


@pytest.mark.parametrize(
    "messages",
    [
        ("10月哪個櫃位業績最高",),
        ("哪個品牌賣得最好",),
        ("單櫃業績給我看",),
        ("10月全館業績多少", "那雲雀呢"),
    ],
)
def test_nor_are_the_rows_of_single_shops_however_they_are_asked_for(mall, messages):
    answer = mall.ask(messages[0], STAFF, FRIDAY)
    for message in messages[1:]:
        answer = mall.ask(message, STAFF, FRIDAY, answer.conversation_id)
    assert answer.handling is Handling.REFUSE


@pytest.mark.parametrize(
    ("messages", "says"),
    [
        (("10月業績多少",), "18450"),
        (("10月1F業績",), "9850"),
        (("10月業績多少", "那1F呢"), "9850"),
        (("10月哪個櫃位業績最高", "10月業績多少"), "18450"),
        (("2F十月年增率多少", "B1呢"), "+3.5%"),
    ],
)
def test_the_figures_of_the_mall_and_its_floors_are(mall, messages, says):
    assert says in said(mall, *messages, viewer=STAFF)


def test_a_shopper_is_told_nothing_of_the_report(mall):
    assert "9850" not in said(mall, "10月哪個樓層業績最高")
