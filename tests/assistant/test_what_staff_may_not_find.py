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


@pytest.mark.parametrize(
    "message",
    [
        "双11各楼层客流分别多少?",
        "国庆分楼层的客流有吗",
        "双11每小时客流",
        "双11分品牌销售",
        "双11按品牌的核销数",
        "雙11各店鋪核銷咗幾多",
        "Footfall by floor on National Day?",
        "What was the footfall on each level during Double 11?",
        "How many coupons were redeemed on each floor during Double 11?",
        "Double 11 sales by brand",
        "break down Double 11 visitors per floor",
    ],
)
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
    assert "群诉" in demo_house.ask(message, STAFF).answer


def test_the_figure_of_the_whole_is_told_in_english(demo_house):
    answer = demo_house.ask("Double 11 footfall", STAFF)
    assert answer.handling is Handling.ANSWER
    assert "196,000" in answer.answer


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("有老顾客拿V3的停车规则跟我吵,V3到底怎么收的", "每小时4元"),
        ("停车V3怎么收费", "每小时4元"),
        ("旧版停车规则怎么收的", "每小时4元"),
        ("停車V3到底點收費", "每小時4元"),
        ("客人拿V3的停车规则来,V3封顶多少", "35元"),
        ("SOP-09 V1.0怎么规定报警的", "30分钟"),
        ("SOP-02 V1.2失物保管几天", "30天"),
        ("周年庆规则V1限领几张", "限领1张"),
        ("2025版会员章程金卡要消费多少", "当年公示的附件"),
    ],
)
def test_what_an_old_version_said_is_told_as_void(demo_house, message, says):
    answer = demo_house.ask(message, STAFF).answer
    assert says in answer
    assert "不再适用" in answer or "不再適用" in answer


def test_how_an_old_version_ended_is_not_what_it_said(demo_house):
    assert "曾写" not in demo_house.ask("SOP-01 V2.4里主管能赔多少", STAFF).answer


def test_a_shopper_is_not_told_what_an_old_version_said(demo_house):
    assert "4元" not in demo_house.ask("停车V3怎么收费").answer


@pytest.mark.parametrize(
    "message",
    [
        "系统里查到一条过期资料,该报给谁改",
        "知识库里有错的内容找谁改",
        "发现资料过期了告诉谁",
        "答案过时了,报给谁更新",
        "系統入面資料過咗期,應該話俾邊個改",
        "知识库资料写错了怎么反馈",
        "Who do I tell when a document in the knowledge base is out of date?",
        "How do I report a wrong answer?",
    ],
)
def test_whom_to_tell_of_a_wrong_paper(demo_house, message):
    answer = demo_house.ask(message, STAFF)
    assert answer.handling is Handling.ANSWER
    assert any(name in answer.answer for name in ("知识库管理员", "知識庫管理員", "knowledge base keeper"))


@pytest.mark.parametrize(
    "message", ["商户提交的资料有误找谁改", "顾客说系统里的积分不对,找谁改", "价签写错了找谁"]
)
def test_what_others_wrote_wrong_is_another_matter(demo_house, message):
    assert "知识库管理员" not in demo_house.ask(message, STAFF).answer


def test_who_may_take_a_child_that_was_found(demo_house):
    turns = ("走失广播里可以念孩子的名字吗", "找到之后直接让家长领走就完事了?")
    assert "双人交接签字" in demo_house.talk(*turns, viewer=STAFF).answer
