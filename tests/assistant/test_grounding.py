"""A figure stands in its sources however it is spelled, and one that does not stand there is found."""

from __future__ import annotations

import pytest

from assistant.grounding.grounded import unsupported

# (what a sentence says, the passage that says it too)
SUPPORTED = [
    # dates
    ("活动11月20日开始", "活动时间：2026-11-20"),
    ("活动2026年11月20日开始", "活动时间：2026/11/20"),
    ("It starts on Nov 20.", "11月20日起"),
    ("It starts on November 20, 2026.", "2026年11月20日"),
    ("It starts on the 20th of November.", "2026年11月20日"),
    ("11月23日结束", "2026年11月20日至23日"),
    ("11月23日结束", "11月20日—11月23日"),
    ("From Nov 20 to 23", "11月20日至11月23日"),
    ("二〇二六年十一月二十日", "2026年11月20日"),
    ("20日开始", "11月20日开始"),
    ("活动在11月", "2026年11月20日"),
    ("2026年的活动", "2026-11-20"),
    ("活動於11月20日開始", "活动11月20日开始"),
    ("in November 2026", "2026年11月"),
    # times
    ("营业到晚上10点", "营业时间 10:00–22:00"),
    ("营业到22点", "营业时间 10:00–22:00"),
    ("营业到晚上十点", "10:00-22:00"),
    ("晚上十点半停止入场", "22:30停止入场"),
    ("Open until 10 pm", "营业至22:00"),
    ("open 10:00 a.m. to 10:00 p.m.", "10：00～22：00"),
    ("open 10–12 am", "上午10:00, 0:00"),
    ("下午2点半", "14:30"),
    ("中午12点", "12:00"),
    ("at noon", "12:00"),
    ("凌晨2点关门", "次日02:00"),
    ("上午9点一刻", "09:15"),
    ("22時結束", "22:00结束"),
    ("10-12点开放", "10:00开放，12:00结束"),
    ("午夜12点关闭", "24:00"),
    # money, parts and prices
    ("减￥1,000", "减1000元"),
    ("费用1000元", "费用 1，000 元"),
    ("押金是RMB 200", "押金200元"),
    ("It costs 50 yuan.", "收费50元"),
    ("满300减50", "满300元减50元"),
    ("满300元减50元", "满300减50"),
    ("三百元", "300元"),
    ("15元/小时", "每小时15元"),
    ("停车免费", "免费停车"),
    ("Parking is free of charge.", "停车免费"),
    ("打八折", "8折优惠"),
    ("20% off", "享8折"),
    ("第二件半价", "第2件5折"),
    ("概率为百分之二十", "概率20%"),
    ("中奖率 0.5％", "中奖概率 0.5%"),
    ("奖池3万元", "奖池30,000元"),
    # counts and spans
    ("每人限两张", "每人限2张"),
    ("每人限2張", "每人限两张"),
    ("two coupons a person", "每人两张"),
    ("共1.5万份", "15000份"),
    ("提前30分钟", "提前半小时"),
    ("停车2小时", "120分钟内"),
    ("停两个小时", "停车2小时"),
    ("一个半小时", "90分钟"),
    ("within two hours", "2小时内"),
    ("7天无理由", "7日内无理由退货"),
    ("两周内", "14天内"),
    ("within 3 working days", "3个工作日内"),
    ("十二个月有效", "有效期12个月"),
    ("五周年", "5周年庆"),
    ("2-3个工作日", "2至3个工作日"),
    # places, phones, codes
    ("在四楼", "L4"),
    ("on Level 4", "位于4层"),
    ("on the 4th floor", "4F"),
    ("在L4", "铺位号 L4-06"),
    ("铺位L4-06", "L4－06"),
    ("地下一层", "B1层"),
    ("1至3楼", "L1-L3"),
    ("电话400 000 0188", "客服电话：400-000-0188"),
    ("致电0571-88881234", "电话 (0571) 88881234"),
    ("拨打+86 13800001234", "13800001234"),
    ("依据SOP-11", "文件 SOP-11 V3.2"),
    # not figures at all
    ("请注意两点[1]", "没有数字"),
    ("一起来，早一点到", "没有数字"),
    ("Feel free to ask one of us.", "no figures"),
    ("1. 到服务台办理", "到服务台办理"),
    ("(2) 出示会员码【资料 3】", "出示会员码"),
    ("十分欢迎", "欢迎"),
]

# (what a sentence says, a passage near it, what must be reported)
INVENTED = [
    ("活动11月21日开始", "活动时间：11月20日、11月23日", "11月21日"),
    ("活动2025年11月20日开始", "2026年11月20日", "2025年11月20日"),
    ("活动12月20日开始", "11月20日至12月", None),
    ("starts on Nov 21", "11月20日", "nov 21"),
    ("starts on 20 December", "11月20日", "20 december"),
    ("2027年的活动", "2026-11-20", "2027年"),
    ("21日开始", "11月20日开始", "21日"),
    ("营业到晚上11点", "10:00–22:00", "晚上11点"),
    ("营业到10点", "营业至22:00", "10点"),
    ("open until 9 pm", "10:00–22:00", "9 pm"),
    ("下午2点", "02:00", "下午2点"),
    ("22:30", "22:00", "22:30"),
    ("满300减80", "满300减50", "80"),
    ("减80元", "满300减50", "80元"),
    ("¥1,500", "1000元", "¥1500"),
    ("停车免费", "停车每小时5元", "免费"),
    ("Parking is free.", "停车每小时5元", "free"),
    ("打七折", "8折", "七折"),
    ("30% off", "8折", "30% off"),
    ("半价", "8折", "半价"),
    ("概率5%", "概率0.5%", "5%"),
    ("20名", "11月20日", "20"),
    ("名额22个", "22:00", "22"),
    ("06号", "L4-06", None),
    ("50分钟", "50元", "50分钟"),
    ("50元", "50分钟", "50元"),
    ("3小时", "3天", "3小时"),
    ("每人限三张", "每人限2张", "三"),
    ("three coupons a person", "每人2张", "3"),
    ("一个半小时", "1小时", "一个半小时"),
    ("10天内", "7日内", "10天"),
    ("在五楼", "L4-06", "五楼"),
    ("on Level 5", "L4", "level 5"),
    ("在B2", "B1", "b2"),
    ("在L4-07", "L4-06", "l4-07"),
    ("在L2", "B2", "l2"),
    ("电话400-000-0189", "400-000-0188", "400-000-0189"),
    ("电话13800001235", "13800001234", "13800001235"),
    ("依据SOP-12", "SOP-11", "sop-12"),
    ("共5万份", "5000份", "5万"),
    ("营业100年", "10:00", "100年"),
    ("10元", "100元、10:00、2010年", "10元"),
    ("限一张", "限两张", "一"),
]


@pytest.mark.parametrize(("sentence", "passage"), SUPPORTED)
def test_a_figure_stands_in_its_source_in_another_spelling(sentence: str, passage: str) -> None:
    assert unsupported(sentence, [passage]) == []


@pytest.mark.parametrize(("sentence", "passage", "figure"), INVENTED)
def test_a_figure_that_stands_nowhere_is_found(sentence: str, passage: str, figure: str | None) -> None:
    missing = unsupported(sentence, [passage])
    assert missing
    assert figure is None or figure in missing


def test_any_of_several_passages_supports() -> None:
    passages = ["满300减50", "营业至22:00"]
    assert unsupported("满300减50，营业到晚上10点", passages) == []
    assert unsupported("满300减50，营业到晚上10点", passages[:1]) == ["晚上10点"]


def test_nothing_supports_when_there_is_no_passage() -> None:
    assert unsupported("满300减50", []) == ["300", "50"]
    assert unsupported("您好", []) == []


# (sentence, passage, question, is it right)
COMPUTED = [
    ("350元-50元=300元", "满300元减50元", "我买了350元", True),
    ("350-50=310元", "满300减50", "我买了350元", False),
    ("2×15元=30元", "每次15元", "停2次", True),
    ("15元*4=60元", "每小时15元", "停4小时", True),
    ("3小时×5元=15元", "每小时5元", "停3小时", True),
    ("300+50+20=370", "300元，50元，20元", "", True),
    ("100÷4=25", "100元，4份", "", True),
    ("7,104÷9,600=74.0%", "领取9600张，核销7104张", "", True),
    ("7,104÷9,600=75.0%", "领取9600张，核销7104张", "", False),
    ("100÷3≈33.3元", "100元，3人", "", True),
    ("100÷0=5", "100元，0人，5张", "", False),
    ("350-80=270元", "满300减50", "我买了350元", False),
    ("400-50=350元", "满300减50", "我买了350元", False),
    ("10+2×5=20", "10元起，2小时，每小时5元", "", True),
]


@pytest.mark.parametrize(("sentence", "passage", "question", "right"), COMPUTED)
def test_a_shown_computation_may_lead_to_a_new_figure(
    sentence: str, passage: str, question: str, right: bool
) -> None:
    assert (unsupported(sentence, [passage], question) == []) is right


def test_a_figure_of_the_question_alone_supports_nothing() -> None:
    assert unsupported("是的，满300减80。", ["满300减50"], "是不是满300减80？") == ["80"]


def test_a_day_that_was_asked_for_may_lie_within_a_period() -> None:
    period = ["2026年11月20日至23日 22:30闭店"]
    assert unsupported("11月22日22:30闭店", period, "11月22日几点关门") == []
    assert unsupported("11月22日22:30闭店", period, "几点关门") == ["11月22日"]
    assert unsupported("11月25日22:30闭店", period, "11月25日几点关门") == ["11月25日"]
    assert unsupported("1月2日有效", ["2026年12月25日至2027年1月5日"], "1月2日能用吗") == []
    assert unsupported("11月22日有效", ["有效：2026-11-20 至 2026-11-29"], "11月22日能用吗") == []
    assert unsupported("11月22日有效", ["11月20日发布，11月29日修订"], "11月22日能用吗") == ["11月22日"]
