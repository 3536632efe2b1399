"""Hours of parking that a spending or points take off, and what goes on with a sum; of malls that are not the demo's."""

import pytest

from tests.assistant.sums import said  # the day is 2026-05-06

SPENT = "消费抵扣停车费：当日消费满80元抵1小时，满160元抵2小时，按最高一档计算。"
POINTS = "积分抵停车费：150积分抵1小时，每天最多抵3小时；旧版100积分抵1小时的比例不再执行。"
FREE = "店庆：2026年5月1日至5月10日单日满260元，凭会员码免当日停车费，当日24:00前离场。"
OCCASION = "店庆活动期间满260元免当日停车费，与消费抵扣不叠加。"
FEE = "停车收费：前20分钟免费，超过部分每小时6元，不足1小时按1小时计，每24小时封顶50元。"
LEVELS = "会员每天抵停车：蓝卡1小时、白金卡3小时。"
LOCKER = "储物柜（存包、寄存行李）在南门，前1小时免费，之后每小时4元。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("我花了170 能抵停车几小时", "可抵停车2小时（计算得出：满160元抵2小时）。"),
        ("买了100块的东西可以抵多久停车", "可抵停车1小时"),
        ("用300积分能抵几小时停车", "可抵停车2小时"),
    ],
)
def test_hours_are_taken_off_for_what_was_spent(question, says):
    assert says in said(question, SPENT, POINTS)


def test_a_day_that_is_free_by_an_occasion_is_free_in_its_time_only():
    assert said("今天消费了300停车能免几小时", SPENT, FREE, OCCASION).startswith("当天停车免费")
    assert said("5月20号消费了300停车能免几小时", SPENT, FREE, OCCASION).startswith("可抵停车2小时")


@pytest.mark.parametrize("question", ["停车能抵几小时", "花了30 停车能抵几小时", "花了170能积几分"])
def test_no_hours_are_taken_off_for_nothing(question):
    assert "可抵停车" not in said(question, SPENT)


@pytest.mark.parametrize(
    ("before", "question", "says"),
    [
        ("从下午2点停到晚上7点10分多少钱", "我是蓝卡", "蓝卡抵扣后应付24元"),
        ("停车5小时多少钱", "我有300积分抵停车", "应付18元"),
        ("用150积分换停车能换几小时", "那300呢", "可抵停车2小时"),
    ],
)
def test_what_is_told_besides_is_reckoned_with(before, question, says):
    assert says in said(question, FEE, LEVELS, POINTS, before=before)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("从下午2点停到晚上8点10分多少钱", "应付36元"),  # 10分 belongs to the time
        ("车放一整天最多收几块", "应付50元"),
        ("白金会员停5个小时还收多少", "白金卡抵扣后应付12元"),
    ],
)
def test_a_stay_is_read_as_people_say_it(question, says):
    assert says in said(question, FEE, LEVELS)


def test_lockers_are_charged_by_their_own_rule():
    assert "应付12元" in said("柜子寄存4小时几块", LOCKER, FEE)
    assert "应付24元" in said("客人柜子存了7个钟头 该收多少", LOCKER, FEE)
    assert "应付16元" in said("放行李从11点放到下午4点要几块", LOCKER, FEE)


BACK = "部分退货后剩余商品原价合计不足260元的，从退款中扣回优惠40元。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("两件一起 300 用券付260 退110那件退我多少", "应退70元"),
        ("160加140用了满减付260,退140那件,退多少?", "应退100元"),
        ("用券买了300 退掉其中一件100的 退多少", "应退60元"),
    ],
)
def test_a_part_goes_back_out_of_a_total(question, says):
    assert says in said(question, BACK)


TARIFF = "小型车：15分钟内免费；超过的首小时6元（含前15分钟），以后每小时4元，不足1小时按1小时计；24小时内最高50元。停车收费标准。"
LIST = "停车减免\n蓝星：每天1小时\n红星：每天2小时\n白星：无"
FIRST = "停车减免时长先从停车时长里扣掉，余下的时长再按收费标准计。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("停了三个小时十分钟多少钱", "应付18元"),
        ("停咗個半鐘幾錢", "应付10元"),
        ("停了仨小时多少钱", "应付14元"),
        ("红星停车5小时多少钱", "红星抵扣后应付14元"),
    ],
)
def test_a_first_hour_with_the_free_minutes_in_it_and_hours_taken_off_the_stay(question, says):
    assert says in said(question, TARIFF, LIST, FIRST)


TABLE = (
    "停车减免对象: 消费一档; 条件: 当日消费满80元; 减免时长: 1小时",
    "停车减免对象: 消费二档; 条件: 当日消费满250元; 减免时长: 2小时",
    "停车减免对象: 玉卡、翠卡会员; 条件: 绑定车牌; 减免时长: 每日2小时",
)
BOTH = "停车：消费减免与会员减免相加，每日合计不超过3小时。"


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("我是玉卡，今天吃了100，停车能免几个小时", "可抵停车3小时（计算得出：玉卡抵2小时，满80元抵1小时）"),
        (
            "翠卡会员消费了300，停车能免几小时",
            "可抵停车3小时（计算得出：翠卡抵2小时，满250元抵2小时，合计最多抵3小时）",
        ),
    ],
)
def test_a_level_of_a_row_of_several_and_what_was_spent_add_up_to_what_is_allowed(question, hours):
    assert hours in said(question, *TABLE, BOTH)


def test_whether_two_deductions_add_up_is_for_the_paper_to_say():
    assert said("我是玉卡，今天吃了100，停车能免几个小时", *TABLE) == ""


WEEK = "天数: 星期一至四; 消费满 HK$300: 免费 1 小时; 消费满 HK$600: 免费 2 小时"
WEEKEND = "天数: 星期五至日、公众假期及前夕; 消费满 HK$400: 免费 1 小时; 消费满 HK$800: 免费 2 小时"
MORE = "卡友 Gold 会员于换领上述优惠时可额外获 1 小时免费泊车。每车每日最多 3 小时免费泊车。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("星期二消费了700停车能免几小时", "可抵停车2小时（计算得出：满600元抵2小时）"),
        ("星期六消费了700停车能免几小时", "可抵停车1小时（计算得出：满400元抵1小时）"),
        ("今天消费了350停车能免几小时", "可抵停车1小时（计算得出：满300元抵1小时）"),  # a Wednesday
        ("周日花了900停车免几小时", "满800元抵2小时"),
    ],
)
def test_hours_are_those_of_the_days_that_a_row_is_for(question, says):
    assert says in said(question, WEEK, WEEKEND)


def test_what_a_row_gives_on_other_days_is_not_given():
    assert "可抵停车" not in said("星期六消费了350停车能免几小时", WEEK, WEEKEND)


def test_days_before_a_clause_of_a_sentence_are_its_days_too():
    rule = "停车优惠：周一至周四消费满300元免1小时；周五至周日消费满500元免1小时。"
    assert "可抵停车" not in said("周六消费了400停车能免几小时", rule)
    assert "满300元" in said("周二消费了400停车能免几小时", rule)


def test_what_a_level_has_more_is_for_who_is_of_that_level():
    assert "可抵停车3小时" in said("我是金卡会员 星期二消费了700停车能免几小时", WEEK, WEEKEND, MORE)
    assert "可抵停车2小时" in said("我是会员 星期二消费了700停车能免几小时", WEEK, WEEKEND, MORE)
