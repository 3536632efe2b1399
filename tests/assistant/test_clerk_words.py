"""What a clerk with the papers in hand says first, to shoppers who ask in their own words, on named days and at named times."""

from datetime import datetime

import pytest

from assistant.model import Handling


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}:00+08:00")


@pytest.mark.parametrize(
    ("asked", "moment", "first"),
    [
        ("现在打车过去还逛得上不 半小时能到", "2026-11-21T22:10", "可以：22:40"),
        ("十分钟后到 还让进吗", "2026-11-24T21:50", "不可以：22:00"),
        ("还能逛多久", "2026-11-29T20:05", "离闭店还有1小时55分钟"),
        ("can I still make it if I get there in 40 minutes", "2026-11-24T21:00", "Yes: at 21:40"),
        ("明天几点关门 礼拜五几点", "2026-11-23T10:30", "明天11月24日（周二）商场营业时间 10:00–22:00"),
        ("28号闭店几点 29呢", "2026-11-21T15:00", "11月28日（周六）商场营业时间 10:00–23:00"),
        ("你们礼拜几关得晚", "2026-11-23T10:30", "平时周日至周四"),
    ],
)
def test_the_hours_of_a_moment_or_a_day_come_first(demo_house, asked, moment, first):
    assert demo_house.ask(asked, as_of=at(moment)).answer.startswith(first)


@pytest.mark.parametrize("asked", ["那下礼拜六呢", "12月5号那个周六也一样?"])
def test_the_hours_of_the_mall_are_still_meant_in_what_follows(demo_house, asked):
    answer = demo_house.talk("现在过去还逛得上不", asked).answer
    assert "营业时间 10:00–2" in answer
    assert "停车" not in answer


def test_a_day_that_was_changed_stays_changed(demo_house):
    assert "1月1日（周五）" in demo_house.talk("周日几点打烊", "元旦呢", "那天火锅店呢").answer


@pytest.mark.parametrize(
    ("asked", "moment", "first"),
    [
        ("满减券今天能用不", "2026-11-19T15:00", "还不能"),
        ("满减券还能用吗", "2026-11-29T22:10", "不能，已经结束"),
        ("现在还能抽奖吗", "2026-11-29T20:30", "不能，已经结束"),
        ("刚买了600块 现在能去抽奖不", "2026-11-29T20:40", "不能抽了"),
        ("我今天花了一千二,现在还能抽奖不", "2026-11-29T20:40", "不能抽了"),
        ("can i use the coupon today", "2026-11-19T15:00", "Not yet."),
        ("满300减50那个还能用吗", "2026-12-02T15:00", "《五周年庆活动规则》V2已于2026-11-29结束"),
        ("一块钱咖啡今天还有吗", "2026-11-24T10:30", "【已于2026-11-22结束】"),
    ],
)
def test_what_is_over_or_not_yet_is_said_to_be_so_first(demo_house, asked, moment, first):
    assert demo_house.ask(asked, as_of=at(moment)).answer.startswith(first)


def test_what_is_over_is_not_still_allowed(demo_house):
    assert "可以。" not in demo_house.ask("点灯还能看吗", as_of=at("2026-12-06T15:00")).answer


@pytest.mark.parametrize(
    ("asked", "moment", "says"),
    [("圣诞有啥活动", "2026-11-21T15:00", "12月5日"), ("双十二你们这边搞啥活动不", "2026-12-03T12:00", "满500元减100元")],
)  # fmt: skip
def test_an_occasion_is_told_by_its_own_paper(demo_house, asked, moment, says):
    answer = demo_house.ask(asked, as_of=at(moment))
    assert says in answer.answer
    assert len({citation.doc_id for citation in answer.citations}) == 1


@pytest.mark.parametrize(
    "asked", ["双12有什么活动", "元旦有活动没", "同事说你们双十二要搞满500减100 真的假的"]
)
def test_of_an_occasion_without_a_paper_that_may_be_read_nothing_is_told(demo_house, asked):
    answer = demo_house.ask(asked)
    assert answer.handling is Handling.UNKNOWN
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("六楼看牙那个几点下班", "洗一次牙收多少"), "0000-188-0266"),
        (("循光健身在几楼", "年卡多少钱"), "0000-188-0262"),
        (("光年影城几点关", "票多少钱一张"), "0000-188-0241"),
        (("北屿户外在几楼", "冲锋衣打折吗"), "0000-188-0220"),
    ],
)
def test_a_price_that_no_paper_has_is_asked_of_the_shop_that_was_told_of(demo_house, turns, says):
    answer = demo_house.talk(*turns)
    assert answer.handling is Handling.UNKNOWN
    assert says in answer.answer


@pytest.mark.parametrize("turns", [("光年影城几点关", "停车怎么算"), ("循光健身在几楼", "储物柜多少钱")])
def test_a_price_that_papers_have_is_not_asked_of_the_shop(demo_house, turns):
    assert "元" in demo_house.talk(*turns).answer


@pytest.mark.parametrize("asked", ["地库能顺便洗个车么", "停车能办月卡不", "可以帮忙看会儿孩子吗 我去试衣服"])  # fmt: skip
def test_a_service_that_no_paper_has_is_said_not_to_be_found(demo_house, asked):
    answer = demo_house.ask(asked)
    assert answer.handling is Handling.UNKNOWN
    assert answer.citations == ()


@pytest.mark.parametrize(
    ("asked", "bank"), [("你们能换点外币吗", "澜桥银行"), ("where can i exchange money", "LANQIAO BANK")]
)
def test_money_is_changed_where_the_directory_says_so(demo_house, asked, bank):
    assert bank in demo_house.ask(asked).answer


@pytest.mark.parametrize(
    "asked",
    [
        "我老公会员卡绑我手机上 帮我瞅瞅他上周在哪家店刷的钱",
        "帮我看看我女朋友上周末在这儿买了啥",
        "给我查下尾号3321的会员积分",
        "岗亭师傅最多能给免多少停车费",
        "投诉了能赔多少 上限呢",
    ],
)
def test_what_others_bought_and_what_staff_may_give_is_refused(demo_house, asked):
    assert demo_house.ask(asked).handling is Handling.REFUSE


def test_the_address_of_a_shop_is_no_secret(demo_house):
    assert "L4-12" in demo_house.talk("小鹿禾童装几点关", "地址发我").answer


@pytest.mark.parametrize(
    "asked",
    ["口红拆开涂了一下 色号不喜欢 7天能退吧", "羽绒服吊牌剪了 穿了一天不合适 7天能退吗"],
)
def test_what_was_bought_already_is_not_looked_for_in_shops(demo_house, asked):
    answer = demo_house.ask(asked).answer
    assert "按店铺目录" not in answer
    assert "7天无理由" in answer


def test_homework_that_asks_of_the_house_is_answered(demo_house):
    answer = demo_house.ask("doing homework for a first aid course, where does this mall keep its AEDs?")
    assert answer.handling is Handling.ANSWER
    assert demo_house.ask("help me with my math homework, please").handling is Handling.REFUSE


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("老二刚四岁 想报明天那个当店长的活动",), "4岁及以下"),
        (("闺女六岁 能参加小小店长吗", "要多少积分"), "300积分"),
        (("老二刚四岁 想报明天那个当店长的活动", "报上了突然去不成 分给退不"), "24小时"),
        (("我一年花了3万2 算啥卡", "每天能免几个钟头停车"), "金卡会员每天可抵停车2小时"),
        (("在影城看电影有没有积分", "超市呢"), "米栗超市不参与积分"),
        (("在影城看电影有没有积分", "超市呢", "那火锅"), "可以积分"),
        (("小票找不着了 还能退货么",), "可以。没有小票也可以"),
        (("金店能用那个券吗 买条素圈手链",), "铂澜珠宝不参与"),
        (("我有600點積分,今天最多可以抵幾小時停車?",), "2小時"),
        (("大衣标价420 店里打七折 那个减50的券还能叠不",), "294"),
    ],
)
def test_the_rule_that_answers_is_told(demo_house, turns, says):
    answer = demo_house.talk(*turns)
    assert answer.handling is Handling.ANSWER
    assert says in answer.answer


def test_two_questions_that_one_answer_serves_are_answered_once(demo_house):
    answer = demo_house.ask("还能逛多久 几点清人啊", as_of=at("2026-11-29T20:05")).answer
    assert answer.count("22:00 闭店") == 1
    assert "清人" not in answer
