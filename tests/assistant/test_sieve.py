"""What a question asks of the directory: the time, the marks, the kinds, what it leaves out."""

from datetime import datetime

import pytest

from assistant.asking.moments import moment_in
from assistant.asking.wording import plain
from assistant.shops.kinds import kind_of_chain, kinds_in
from assistant.shops.marks import marks_in
from assistant.shops.sieve import read
from knowledge.directory import Directory
from knowledge.model import Shop

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
SHOPS = [
    Shop("B1-01", "甲咖啡", category="餐饮", subcategory="咖啡", floor="B1", hours_weekday="08:00-22:00", pets="不可进入"),
    Shop("L1-01", "乙珠宝", category="珠宝", subcategory="珠宝", floor="L1", hours_weekday="10:00-22:00", points_rate="0", pets="宠物友好"),
    Shop("L5-01", "丙火锅", category="餐饮", subcategory="火锅", floor="L5", hours_weekday="11:00-次日02:00", points_rate="1"),
    Shop("L5-02", "丁小面", category="餐饮", subcategory="面馆", floor="L5", hours_weekday="10:00-21:00"),
    Shop("L1-02", "戊箱包", category="鞋包", subcategory="箱包", floor="L1", hours_weekday="10:00-22:00"),
    Shop("L1-03", "己女鞋", category="鞋包", subcategory="女鞋", floor="L1", hours_weekday="10:00-22:00"),
]  # fmt: skip


def names(question):
    sieve = read(plain(question), Directory(SHOPS), NOW, NOW.date())
    return "".join(shop.name[0] for shop in sieve.shops(NOW.date()))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("现在哪些餐厅开着", "丙丁"),
        ("22:30还有哪些餐厅开着", "丙"),
        ("现在还有地方吃饭不", "丙丁"),
        ("五楼21:30还有什么吃的", "丙"),
        ("凌晨1点半还有什么店开着", "丙"),
        ("最好吃的火锅", "丙"),
        ("除了火锅还有什么餐厅", "丁"),
        ("一楼除了珠宝还有什么店", "戊己"),
        ("哪里买鞋", "己"),
        ("哪些店不积分", "乙"),
        ("能积分的店有哪些", "丙"),
        ("哪些店可以带狗", "乙"),
        ("哪些店不能带狗", "甲"),
        ("which shops allow dogs", "乙"),
        ("B1的咖啡店", "甲"),
        ("咖啡店或者珠宝店", "甲乙"),
    ],
)
def test_the_shops_that_come_through_have_all_that_is_asked(question, wanted):
    assert names(question) == wanted


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("22:30还开吗", "21 22:30"),
        ("晚上10点半", "21 22:30"),
        ("晚上十点", "21 22:00"),
        ("半夜1点", "22 01:00"),
        ("凌晨2点", "22 02:00"),
        ("晚上12点", "22 00:00"),
        ("下午三点一刻", "21 15:15"),
        ("晚上十点四十", "21 22:40"),
        ("晚上九点零五", "21 21:05"),
        ("8点还开着吗", "21 20:00"),
        ("open at 11:30pm", "21 23:30"),
        ("at 9 tonight", "21 21:00"),
        ("周日晚上", "21 20:00"),
        ("现在开着的", "21 15:00"),
        ("晚上八点下课，赶到得晚上9点半，还开着吗", "21 21:30"),
        ("晚上九点关门还是十点", "21 21:00"),
    ],
)
def test_a_time_of_day_is_understood(text, clock):
    moment = moment_in(text, NOW, NOW.date())
    assert moment is not None
    assert moment.at.strftime("%d %H:%M") == clock


@pytest.mark.parametrize("text", ["7天无理由", "B1有什么店", "满300减50", "几家咖啡店", "10.5折"])
def test_figures_that_are_no_times_are_none(text):
    assert moment_in(text, NOW, NOW.date()) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("不参与积分的店有哪些", [("points", False)]),
        ("哪些店不参加满减", [("campaign", False)]),
        ("哪些店支持7天无理由", [("returns", True)]),
        ("哪些店不支持7天无理由退货", [("returns", False)]),
        ("有没有7天无理由的女装店", [("returns", True)]),
        ("有没有参加满减的奶茶店", [("campaign", True)]),
        ("有24小时的店吗", [("24h", True)]),
        ("which shops do not earn points", [("points", False)]),
        ("三楼的书店", []),
    ],
)
def test_marks_and_their_denial_are_told_apart(text, wanted):
    assert [(one.mark.name, one.is_had) for one in marks_in(text)] == wanted


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("有海底捞吗", "海底捞"),
        ("哪里有星巴克", "星巴克"),
        ("有苹果店吗", "苹果店"),
        ("苹果多少钱一斤", None),
        ("全家都喜欢的餐厅", None),
        ("where is the metro exit", None),
    ],
)
def test_a_chain_whose_name_is_a_word_needs_a_word_beside_it(text, chain):
    known = kind_of_chain(text)
    assert (known and known[0]) == chain


def test_the_longest_words_name_the_kinds():
    assert [kind.name for kind in kinds_in("kids clothes shop")] == ["童装"]
    assert kinds_in("停车多少钱") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("卖狗狗衣服的摊", "宠物用品"),
        ("猫咪玩具哪里有", "宠物用品"),
        ("想给我家泰迪买件衣服", "宠物用品"),
        ("孩子衣服哪里买", "童装"),
        ("买件衣服", "衣服"),
        ("手机屏幕坏了哪里修", "修手机"),
        ("手机在哪买", "手机"),
        ("电饭煲是家电吗", "电器"),
    ],
)
def test_for_whom_a_thing_is_and_what_is_done_to_it_names_the_kind(text, kind):
    assert [one.name for one in kinds_in(text)] == [kind]


def test_a_longer_word_is_no_kind_of_shop():
    assert kinds_in("咖啡因到底多少") == []
    assert [kind.name for kind in kinds_in("咖啡店在哪")] == ["咖啡"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("给娃剪个头发", "理发"),
        ("拍张证件照去哪", "证件照"),
        ("洗衣服的店", "洗衣"),
        ("修一下手机", "修手机"),
    ],
)
def test_a_measure_word_between_deed_and_thing_changes_no_kind(said, kind):
    assert kinds_in(said) == kinds_in(kind)


@pytest.mark.parametrize(
    "question", ["有哪些店还没开业", "最近有什么新店要开", "下个月有哪几家新店开业", "哪些店即将开业"]
)
def test_shops_that_are_to_open_are_asked_for_in_many_words(question):
    assert read(plain(question), Directory(SHOPS), NOW, NOW.date()).state == "soon"


@pytest.mark.parametrize("question", ["最近新开了哪些店", "有什么新店"])
def test_shops_that_have_opened_are_not_those_to_come(question):
    assert read(plain(question), Directory(SHOPS), NOW, NOW.date()).state == "new"


@pytest.mark.parametrize(
    "text", ["这会儿还能吃到面不", "这么晚还有店吃饭吗", "现在去哪吃饭", "现在有什么喝的"]
)
def test_who_would_eat_now_asks_for_what_is_open_now(text):
    moment = read(plain(text), Directory(SHOPS), NOW, NOW.date()).moment
    assert moment is not None
    assert moment.at == NOW


@pytest.mark.parametrize("text", ["现在哪些餐厅能用券", "现在餐厅有什么优惠活动"])
def test_who_asks_what_holds_now_does_not(text):
    assert read(plain(text), Directory(SHOPS), NOW, NOW.date()).moment is None
