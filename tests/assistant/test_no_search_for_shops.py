"""What was lost or bought in a shop is no search for such shops; whether one stays open as long as the mall is."""

import pytest

from assistant.model import Handling
from tests.house import STAFF

LIST = "按店铺目录"


@pytest.mark.parametrize(
    "message",
    [
        "手机忘在5楼吃饭的地方了 怎么找",
        "手机望在五楼餐厅了 怎么找",
        "包落在三楼咖啡店了咋办",
        "雨伞放在奶茶店忘拿了 找谁",
        "外套忘在B1的咖啡店 怎么拿回来",
        "部電話漏咗喺五樓餐廳,點搵返",
        "个银包唔记得喺咖啡店",
        "I left my phone in a restaurant on level 5, how can I get it back",
    ],
)
def test_who_left_a_thing_in_a_shop_is_told_where_it_is_kept_or_who_helps(demo_house, message):
    answer = demo_house.ask(message)
    assert not any("店铺目录" in one.title for one in answer.citations)
    assert any(word in answer.answer for word in ("服务台", "服務台", "service desk"))


@pytest.mark.parametrize(
    "turns",
    [
        ("前天买衣服忘了积分 自己能补吗",),
        ("前天买衣服忘了积分 自己能补吗", "那两个月前那单呢"),
        ("上星期吃饭忘记积分了还能补吗",),
        ("昨天买鞋没积分,能自己补登吗", "那三个月前的呢"),
        ("前日買衫唔記得儲分 可唔可以自己補",),
    ],
)
def test_who_forgot_the_points_is_told_until_when_they_are_added(demo_house, turns):
    assert "30天" in demo_house.talk(*turns).answer


def test_which_shops_give_points_is_a_search_for_shops(demo_house):
    assert demo_house.ask("买衣服能积分的店有哪些").answer.startswith(LIST)


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("今天商场延到11点 那6楼看牙的也到11点吗", "10:00–20:00"),
        ("今天商场延到11点,配眼镜的也到11点吗", "10:00–22:00"),
        ("今晚延到11点 剪头发的也到11点吗", "10:00–21:30"),
        ("今晚商场开到11点,六楼洗牙的几点关", "10:00–20:00"),
        ("商場今晚延到11點,咁六樓睇牙嗰間係咪都到11點", "10:00–20:00"),
        ("商场今天延时 那健身房也延吗", "07:00–23:00"),
        ("今天商场延长营业，超市也跟着延吗", "08:30–22:30"),
        ("健身房今天也延到11点吗", "07:00–23:00"),
        (
            "The mall is open until 11 tonight, does the dentist on level 6 stay open till 11 too?",
            "10:00–20:00",
        ),
    ],
)
def test_whether_a_shop_stays_open_as_long_as_the_mall_is_told_by_its_hours(demo_house, message, says):
    assert says in demo_house.ask(message).answer


def test_until_which_hour_it_is_open_is_in_the_evening(demo_house):
    assert "23:00" in demo_house.ask("今晚商场开到11点,六楼洗牙的几点关").answer


@pytest.mark.parametrize(
    "message",
    [
        "热线电话多少",
        "客服热线是几号",
        "服务台电话",
        "你们的客服电话",
        "總服務台喺邊 熱線電話幾多",
        "总服务台在哪个位置 热线电话多少",
    ],
)
def test_the_hotline_is_told_under_all_its_names(demo_house, message):
    for viewer in ({}, {"viewer": STAFF}):
        answer = demo_house.ask(message, **viewer)
        assert answer.handling is Handling.ANSWER
        assert "400-000-0188" in answer.answer


def test_that_nobody_answers_it_is_a_complaint(demo_house):
    assert demo_house.ask("服务台电话一直没人接").handling is Handling.HANDOFF
