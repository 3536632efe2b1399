"""The checks on what a text has to say as a whole."""

from datetime import date, time

import pytest

from assistant.compliance import ComplianceChecker

CHECKER = ComplianceChecker()
TODAY = date(2026, 11, 21)  # a Saturday

SEEN = [
    # (text, channel, category, check)
    ("羊绒衫~~899元~~ 499元", None, None, "K1"),
    ("原价199元,前7日最低成交价139元,现价129元", None, None, "K1"),
    ("满200减30,快来", None, None, "K2"),
    ("领50元代金券", "miniprogram", None, "K2"),
    ("活动2月30日开始", None, None, "K3"),
    ("11月21日(周日)开市", None, None, "K3"),
    ("活动日期11月29日-20日", None, None, "K3"),
    ("活动10月1日-7日", None, None, "K3"),
    ("满300元抽奖赢礼盒", None, None, "K4"),
    ("一等奖:每月6000元红包,连续12个月", None, None, "K5"),
    ("特等奖3万元,一等奖2.5万元,同一票可累计中奖", None, None, "K5"),
    ("幸运锦鲤独享60k现金", None, None, "K5"),
    ("头奖:6w元购物金", None, None, "K5"),
    ("满299元送帆布袋", None, None, "K7"),
    ("美甲10次卡598元", None, None, "K8"),
    ("防水性能见检测报告SH20260101", None, None, "K9"),
    ("洗牙团购99元", None, None, "K10"),
    ("青梅酒88元一瓶", None, "alcohol", "K11"),
    ("闺蜜探店,点左下角团购套餐", "douyin", None, "K13"),
    ("本文为真人手写,非AI生成", None, None, "K14"),
    ("【某商场】" + "周末活动" * 20 + "拒收请回复R", "sms", None, "K15"),
    ("【某商场】拒收请回复R,周末见", "sms", None, "K15"),
    ("【某商场】定时发送22:30 拒收请回复R", "sms", None, "K15"),
    ("联系店长13800138000", None, None, "K16"),
    ("尊敬的张女士,生日快乐", None, None, "K16"),
    ("车主苏A12345请移车", None, None, "K16"),
    ("T7会员专享", None, None, "K16"),
]
UNSEEN = [
    ("活动价129元(11/20–11/29)", None, None, "K1"),
    ("满300减50,11月20日至29日,每人限领1张", None, None, "K2"),
    ("满300减50,11/20-29", "sms", None, "K2"),
    ("11月21日(周六)开市", None, None, "K3"),
    ("活动11月20日-29日", None, None, "K3"),
    ("12月24日-1月3日亮灯", None, None, "K3"),
    ("奖池总价值20万元,最高奖5000元", None, None, "K5"),
    ("消费满60000元可参与抽奖,奖品:999元吹风机", None, None, "K5"),
    ("财务核对奖品采购,预算超过10万元的另报", None, None, "K5"),
    ("一等奖3万元,二等奖2.5万元,每人限中奖一次", None, None, "K5"),
    ("满299元送帆布袋1个,限300个", None, None, "K7"),
    ("储值卡余额可在服务台查询", None, None, "K8"),
    ("青梅酒88元一瓶,过量饮酒有害健康,未成年人请勿饮酒", None, "alcohol", "K11"),
    ("【某商场】周末见 拒收请回复R", "sms", None, "K15"),
    ("客服热线400-000-0188", None, None, "K16"),
    ("张先生生煎三楼开业", None, None, "K16"),
]


def _found(text, channel, category):
    return {f.rule_id for f in CHECKER.check(text, channel, category, on=TODAY).findings}


@pytest.mark.parametrize(("text", "channel", "category", "check"), SEEN)
def test_what_lacks_something_is_seen(text, channel, category, check):
    assert check in _found(text, channel, category)


@pytest.mark.parametrize(("text", "channel", "category", "check"), UNSEEN)
def test_what_says_it_all_is_left_alone(text, channel, category, check):
    assert check not in _found(text, channel, category)


def test_the_prize_of_a_ticket_is_reckoned_in_steps():
    whys = [
        f.why
        for f in CHECKER.check("特等奖3万元,一等奖2.5万元,同一票可累计中奖").findings
        if f.rule_id == "K5"
    ]
    assert "30,000+25,000=55,000元" in whys[0]


@pytest.mark.parametrize(
    ("moment", "status"),
    [(time(7, 59), "blocked"), (time(8), "ok"), (time(21), "ok"), (time(21, 1), "blocked")],
)
def test_a_text_message_goes_out_between_eight_and_nine(moment, status):
    text = "【某商场】周末市集开市 拒收请回复R"
    assert CHECKER.check(text, "sms", send_at=moment).status == status


def test_without_a_day_no_date_is_past():
    assert "K3" not in {f.rule_id for f in CHECKER.check("活动10月1日-7日").findings}


@pytest.mark.parametrize(
    ("text", "channel", "category"),
    [
        ("满200减30,快来", None, None),
        ("活动12月31日至12月1日", None, None),
        ("满减活动2025年11月21日至11月30日进行中,快来领券", None, None),
        ("周六抽10位朋友送毛毯", "douyin", None),
        ("青梅酒88元一瓶", None, "alcohol"),
        ("【某商场】拒收请回复R,周末见", "sms", None),
        ("品牌寄样让我写的,链接在下方,不标广告", "xiaohongshu", None),
        ("会员刘小芳上周三买了面霜", None, None),
    ],
)
def test_what_the_law_asks_for_blocks_where_it_is_missing(text, channel, category):
    assert CHECKER.check(text, channel, category, on=TODAY).status == "blocked"


def test_links_and_records_are_information_only():
    for text in ("报名入口:https://mall.example.com/a", "抽奖名单活动后就删掉"):
        assert [f.severity for f in CHECKER.check(text).findings] == ["info"]


def test_an_approval_number_lifts_the_block_on_regulated_goods():
    text = "助听器满减进行中"
    assert "K10" in _found(text, None, None)
    assert "K10" not in _found(f"{text},广告审查文号:苏械广审(文)第260101-00001号", None, None)


@pytest.mark.parametrize(
    ("before", "after", "is_worse"),
    [
        ("限领张数由3张", "1张", True),
        ("限领张数由1张", "3张", False),
        ("满减门槛由300元", "500元", True),
        ("满减门槛由500元", "300元", False),
        ("停车费由8元", "5元", False),
    ],
)
def test_a_change_is_worse_when_less_is_given_or_more_is_asked(before, after, is_worse):
    assert ("K6" in _found(f"规则更新:{before}调整为{after}", None, None)) is is_worse


def test_a_period_that_is_looked_back_on_is_not_past_use():
    assert "K3" not in _found("10月1日至7日的消费小票可补开发票", None, None)
