"""What no paper has, said to staff instead of a neighbour: season tickets, figures by floor; and what is behind a word."""

import pytest

from assistant.model import Handling
from tests.house import STAFF


@pytest.mark.parametrize(
    "message",
    [
        "员工停车怎么收费",
        "员工月卡多少钱一个月",
        "员工车辆能办月租吗",
        "商户员工停车有优惠吗",
        "員工泊車有冇優惠",
        "staff parking pass how much per month?",
        "do tenants' staff cars park free",
    ],
)
def test_staff_cars_have_no_rule_and_the_guests_is_none(demo_house, message):
    answer = demo_house.ask(message, STAFF)
    assert answer.handling is Handling.UNKNOWN
    assert "40" not in answer.answer


@pytest.mark.parametrize("message", ["客人停车怎么收费", "岗亭员工怎么处理停车纠纷"])
def test_guests_cars_and_the_staff_of_the_car_park_do(demo_house, message):
    assert demo_house.ask(message, STAFF).handling is Handling.ANSWER


@pytest.mark.parametrize("message", ["双11各楼层客流分别多少?", "国庆分楼层的客流有吗", "双11每小时客流"])
def test_a_figure_of_the_whole_is_not_told_for_that_of_a_part(demo_house, message):
    assert demo_house.ask(message, STAFF).handling is Handling.PARTIAL


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("有个3000块的退款,我收银台直接给退了行吗", "2,000元"),
        ("2025版章程说2025年的积分什么时候清零?现在还作数不", "2025年12月31日"),
        ("老章程2025年的分哪天清零", "2025年12月31日"),
        ("V0.9讨论稿里满减写的多少?能拿来跟客人说不", "满300元减80元"),
        ("客人上周三(11月11号)的小票忘积分,自己在小程序还能补吗?", "30天以内"),
        ("What time is the first closing announcement tonight", "22:30"),
        ("When must everybody be out tomorrow night?", "22:50"),
        ("What time do we clear the building tonight?", "23:20"),
        ("Is it right that we clear the building 30 min after closing?", "20"),
        ("how long after closing do we sweep the floors for remaining customers", "20 minutes after closing"),
    ],
)
def test_the_rule_that_is_meant_is_told(demo_house, message, says):
    answer = demo_house.ask(message, STAFF)
    assert answer.handling in (Handling.ANSWER, Handling.PARTIAL)
    assert says in answer.answer


@pytest.mark.parametrize("message", ["十几个客人围着收银台要退款", "30个会员在服务台吵着要退卡"])
def test_a_crowd_is_a_crowd(demo_house, message):
    assert "【群诉】" in demo_house.ask(message, STAFF).answer
