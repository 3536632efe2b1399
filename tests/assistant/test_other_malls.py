"""Directories of malls that are not ours, read by the real pipeline and asked as a shopper would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest

from knowledge.model import Shelf
from knowledge.text import to_simplified
from knowledge.writing.presence import is_present
from tests.directories.making import MALLS, rows_of
from tests.house import NOW, SHOPPER, House, fresh, opened

_FILES = {
    "sheets": "mainland_sheets",
    "merged": "mainland_merged",
    "traditional": "hongkong",
    "plain": "mainland_plain",
    "english": "english",
}


@pytest.fixture(scope="module")
def malls(tmp_path_factory, ingested_home) -> Iterator[dict[str, House]]:
    """A house a mall, each with nothing but its directory."""
    with ExitStack() as stack:
        houses = {}
        for name, write in MALLS.items():
            folder = tmp_path_factory.mktemp(name) / "public"
            folder.mkdir()
            write(folder)
            house = stack.enter_context(opened(fresh(folder.parent / "home", ingested_home)))
            report = house.atrium.ingest.run([folder])
            assert report.exit_code == 0, report.to_json()
            houses[name] = house
        yield houses


def directory(house: House):
    return house.atrium.library.directory(SHOPPER, NOW)


def rows(name: str) -> list[list[str]]:
    """The rows of a directory that are shops'."""
    return [row for row in rows_of(_FILES[name])[1:] if len(row) > 1 and row[0] not in ("铺位编号",)]


@pytest.mark.parametrize("mall", MALLS)
def test_every_row_is_a_shop_with_its_floor(malls, mall):
    shops = directory(malls[mall]).shops
    assert len(shops) == len(rows(mall)) >= 39
    assert all(shop.floor and (shop.category or shop.subcategory) and shop.hours_weekday for shop in shops)


@pytest.mark.parametrize("mall", MALLS)
def test_every_shop_is_found_by_each_of_its_names(malls, mall):
    known = directory(malls[mall])
    lost = [
        f"{question}: {shop.name}"
        for shop in known.shops
        for name in {shop.name, to_simplified(shop.name), shop.name_en, *shop.aliases} - {""}
        for question in (f"{name}在几楼", f"请问{name.lower()}几点关门", f"where is {name}")
        if shop not in [mention.shop for mention in known.mentions(question)]
    ]
    assert lost == []


_NAMED = {  # mall -> what people call a shop, and what the directory calls it
    "sheets": {
        "无印良品": "MUJI",
        "711": "7-ELEVEn",
        "Levis": "Levi's",
        "arabica": "%Arabica",
        "HM": "H&M",
        "外婆家": "Grandma's Home",
        "haidilao": "海底捞火锅",
        "盒马": "盒马鲜生",
    },
    "merged": {"雅诗兰黛": "ESTÉE LAUDER", "lawson": "罗森", "Tim Hortons": "Tims", "大疆": "DJI", "苹果": "Apple"},
    "traditional": {
        "星巴克": "Starbucks Coffee",
        "麦当劳": "McDonald's",
        "大家乐": "Café de Coral",
        "玩具反斗城": "Toys",
        "bank of china": "中國銀行",
    },
    "plain": {"星巴克": "星巴克臻选", "lululemon": "露露乐蒙", "arcteryx": "始祖鸟", "欧莱雅": "L'ORÉAL"},
    "english": {"乐高": "LEGO", "欧舒丹": "L'Occitane", "paperchase": "Paperchase", "海底捞": "Haidilao", "M&S": "Marks"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("mall", "called"), [(mall, name) for mall, names in _NAMED.items() for name in names]
)
def test_chains_are_found_by_the_names_that_people_use(malls, mall, called):
    shops = [mention.shop for mention in directory(malls[mall]).mentions(f"{called}在哪里")]
    row = " ".join(f"{shop.name} {shop.name_en}" for shop in shops)
    assert _NAMED[mall][called] in row


_FLOORS = {
    "sheets": {"负一楼有什么店": ("B1", 13), "3F有哪些店": ("3F", 13)},
    "merged": {"M层有什么": ("M层", 1), "一楼有哪些店": ("一楼", 9), "负一楼有什么店": ("负一楼", 10)},
    "traditional": {"which shops are on UG floor": ("UG", 9), "G/F有什么店": ("G/F", 10), "2樓有咩舖頭": ("2/F", 8)},
    "plain": {"首层有哪些店": ("首层", 10), "一楼有什么店": ("首层", 10), "地下一层有哪些店": ("负一层", 8)},
    "english": {"what shops are on the ground floor": ("Ground Floor (G)", 11), "what's on level 1": ("Level 1", 10)},
}  # fmt: skip


@pytest.mark.parametrize(
    ("mall", "question"), [(mall, question) for mall, asked in _FLOORS.items() for question in asked]
)
def test_a_floor_is_listed_whatever_it_is_called(malls, mall, question):
    floor, count = _FLOORS[mall][question]
    here = [shop for shop in directory(malls[mall]).shops if shop.floor == floor]
    assert len([shop for shop in here if is_present(shop, NOW.date())]) == count
    answer = malls[mall].ask(question)
    assert str(count) in answer.answer.splitlines()[0]
    assert len(answer.citations) == min(count, 10)


_KINDS = {
    ("sheets", "有几家咖啡店"): (3, ("星巴克", "Arabica", "瑞幸")),
    ("sheets", "运动品牌有哪些"): (5, ("耐克", "李宁", "迪卡侬")),
    ("merged", "三楼有什么书店"): (1, ("九木杂物社",)),  # the other is being renovated
    ("traditional", "how many cinemas"): (1, ("英皇戲院",)),
    ("traditional", "邊度有日本菜"): (3, ("壽司郎", "一蘭")),
    ("english", "where can I get bubble tea"): (1, ("Chatime",)),
    ("english", "any toy shops"): (2, ("LEGO", "Hamleys")),
    ("plain", "哪里有火锅"): (2, ("凑凑", "巴奴")),
}


@pytest.mark.parametrize(("asked", "wanted"), _KINDS.items())
def test_a_kind_of_shop_is_listed_whatever_the_directory_calls_it(malls, asked, wanted):
    mall, question = asked
    count, names = wanted
    answer = malls[mall].ask(question)
    text = to_simplified(answer.answer)
    assert all(to_simplified(name) in text for name in names)
    assert len(answer.citations) == count


_OPEN = {  # mall, question -> who is open, and one who is not
    ("sheets", "凌晨1点还有什么店开着"): ({"海底捞火锅", "木屋烧烤", "7-ELEVEn"}, "星巴克"),
    ("sheets", "周日22:15 B1还有什么店开着"): ({"7-ELEVEn"}, "蜜雪冰城"),
    ("merged", "凌晨1点还有哪些店开着"): (
        {"罗森", "小龙坎火锅", "丰茂烤串", "纯K", "星际电竞馆"},
        "CGV影城",
    ),
    ("traditional", "what shops are open at 1:30am"): (
        {"OK便利店", "滙豐銀行自動櫃員機", "McDonald's", "一蘭拉麵"},
        "英皇戲院",
    ),
    ("english", "which restaurants are open on Sunday at 11:30pm"): ({"Haidilao", "McDonald's"}, "Five Guys"),
    ("plain", "半夜1点还有什么店开着"): ({"便利蜂", "胡大饭馆"}, "蓝蛙"),
}


@pytest.mark.parametrize(("asked", "wanted"), _OPEN.items())
def test_what_is_open_at_a_time_is_told_shop_by_shop(malls, asked, wanted):
    mall, question = asked
    names, shut = wanted
    answer = malls[mall].ask(question)
    assert all(name in answer.answer for name in names), answer.answer
    assert shut not in answer.answer
    assert len(answer.citations) == len(names)


@pytest.mark.parametrize(
    ("mall", "question", "said"),
    [
        ("merged", "金宝贝周一开门吗", "休息"),
        ("merged", "外婆家下午3点开着吗", "不在营业时间内"),
        ("merged", "小龙坎几点关门", "次日2:00"),
        ("sheets", "周六CoCo开到几点", "22:30"),
        ("sheets", "汤姆熊几点开门", "以门店公示为准"),
        ("traditional", "Is Bank of China open on Sunday", "closed"),
        ("english", "Is Din Tai Fung open at 4pm", "Not open at 16:00"),
        ("plain", "瑞尔齿科周日开吗", "休息"),
        ("plain", "麦德龙周日几点开门", "08:30"),
    ],
)
def test_hours_with_days_and_breaks_are_told_for_the_day_that_is_asked(malls, mall, question, said):
    assert said in malls[mall].ask(question).answer


@pytest.mark.parametrize(
    ("mall", "question", "said"),
    [
        ("sheets", "H&M还在吗", "2026-09-30"),
        ("sheets", "好利来开着吗", "12月9日"),
        ("sheets", "奈雪什么时候开业", "2026-12-05"),
        ("sheets", "泡泡玛特在哪", "L2-210"),
        ("merged", "言几又开着吗", "2026-12-20"),
        ("traditional", "卓悅仲喺唔喺度", "2026-10-31"),
        ("english", "Is Waterstones open?", "2026-12-15"),
        ("english", "When does Mango open?", "2026-12-04"),
    ],
)
def test_shops_that_are_away_are_told_with_their_dates(malls, mall, question, said):
    assert said in malls[mall].ask(question).answer


def test_a_shop_that_is_back_is_open_again(malls):
    later = datetime.fromisoformat("2026-12-21T15:00:00+08:00")
    assert "目前装修" not in malls["merged"].ask("言几又开着吗", as_of=later).answer


@pytest.mark.parametrize(
    ("mall", "question", "near"),
    [
        ("sheets", "有没有麦当劳", "肯德基"),
        ("english", "is there a KFC", "Five Guys"),
        ("plain", "有没有大疆", ""),
    ],
)
def test_a_chain_that_is_not_there_is_said_to_be_absent_with_its_like(malls, mall, question, near):
    answer = malls[mall].ask(question)
    assert "没有“" in answer.answer or "no “" in answer.answer
    assert near in answer.answer


@pytest.mark.parametrize(
    ("mall", "unit", "name"),
    [
        ("sheets", "B1-009是什么店", "名创优品"),
        ("merged", "B105是哪家店", "永辉超市"),
        ("merged", "1011号铺是什么店", "大疆"),
        ("traditional", "shop 103", "翠華"),
    ],
)
def test_each_of_several_units_in_a_cell_is_the_shops(malls, mall, unit, name):
    assert name in malls[mall].ask(unit).answer


@pytest.mark.parametrize("column", ["月租金", "招商联系人"])
def test_columns_that_no_shopper_needs_stay_inside_and_are_told(malls, column):
    for house in malls.values():
        public = [one.text for one in house.every_passage() if one.shelf is Shelf.PUBLIC]
        assert not any(column in text for text in public)
    warned = [
        warning
        for house in malls.values()
        for document in house.atrium.library.sources().values()
        for warning in document.warnings
    ]
    assert any(column in warning for warning in warned)


def test_a_superlative_is_met_with_a_list_and_the_truth(malls):
    answer = malls["plain"].ask("最好吃的火锅是哪家").answer
    assert "分不出" in answer
    assert "巴奴" in answer
