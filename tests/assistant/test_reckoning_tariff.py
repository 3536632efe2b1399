"""A charge that a paper lays down in several rows or clauses, and what is taken off it; of malls that are not the demo's."""

import pytest

from knowledge.model import Shop
from tests.assistant.sums import said

ROWS = (
    "项目: 进场20分钟以内; 收费: 免费",
    "项目: 超过20分钟的首小时（含前20分钟）; 收费: 5元",
    "项目: 首小时以后; 收费: 每小时3元，不足1小时按1小时计",
    "项目: 24小时内封顶; 收费: 30元",
    "项目: 摩托车; 收费: 每小时1元",
)
CLAUSES = (
    "1. 停车收费：20分钟内免费。",
    "2. 20分钟至1小时收费5元。",
    "3. 停车超过1小时的部分，每小时3元，不足1小时按1小时计。",
)
SPENT = "停车优惠：当日消费满80元，抵1小时；满200元，抵2小时。各项合计最多抵4小时。"
STUB = "凭当日电影票根另抵停车2小时。"
LEVELS = (
    "卡别: 青卡; 条件: 注册即得; 每日免费停车: 无",
    "卡别: 紫卡; 条件: 满3000元; 每日免费停车: 2小时",
)
FIRST = "抵扣时长先从停车时长中扣除，剩余时长自首小时起计费，不再享受20分钟免费。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("停了15分钟要付多少钱", "应付0元"),
        ("停40分钟多少钱", "应付5元"),
        ("停车3小时10分多少钱", "应付14元"),
        ("停车20小时多少钱", "应付30元"),
    ],
)
def test_the_rows_of_a_table_are_one_charge(question, says):
    assert says in said(question, *(f"{row}; 对象: 停车" for row in ROWS))


@pytest.mark.parametrize(
    ("question", "says"), [("停40分钟多少钱", "应付5元"), ("停车3小时10分多少钱", "应付14元")]
)
def test_the_clauses_under_a_heading_are_one_charge(question, says):
    assert says in said(question, *CLAUSES)


def test_what_is_charged_after_the_first_hour_alone_is_no_charge_of_a_stay():
    assert said("停车3小时多少钱", "停车：首小时以后每小时3元，不足1小时按1小时计") == ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("停车5小时，一共花了210，多少钱", "满200元抵扣后应付11元"),
        ("紫卡停车5小时多少钱", "紫卡抵扣后应付11元"),
        ("青卡停车5小时多少钱", "应付17元"),
        ("看了电影，停车5小时多少钱", "票根抵扣后应付11元"),
        ("看了电影，紫卡，停车5小时10分多少钱", "紫卡、票根抵扣后应付8元"),
        ("紫卡停车2小时10分多少钱", "紫卡抵扣后应付5元"),  # no free minutes a second time
    ],
)
def test_free_hours_shorten_the_stay_before_it_is_charged(question, says):
    rows = (f"{row}; 对象: 停车" for row in ROWS[:3])
    assert says in said(question, *rows, SPENT, STUB, *LEVELS, FIRST)


def test_a_message_that_supposes_more_goes_on_with_the_sum():
    rows = [f"{row}; 对象: 停车" for row in ROWS[:3]]
    told = said("要是今天一共花了90呢，青卡", *rows, SPENT, *LEVELS, FIRST, before="没消费停车3小时多少钱")
    assert "满80元抵扣后应付8元" in told


OF_A_LADDER = (
    "停车项目: 免费时长; 标准: 入场20分钟内免费离场；超过20分钟的，自入场时起计费",
    "停车项目: 小型车; 标准: 第1、2小时每小时4元；第3小时起每小时6元；不足1小时按1小时计",
    "停车项目: 24小时封顶; 标准: 50元",
    "停车项目: 摩托车; 标准: 2元/次",
)
MEMBERS_HOURS = "停车：紫卡会员每日2小时。"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("停15分钟要钱吗", "应付0元"),
        ("停两个半小时多少钱", "应付14元"),
        ("停一天多少钱", "应付50元"),
        ("紫卡停两小时多少钱", "紫卡抵扣后应付0元"),
    ],
)
def test_a_ladder_is_read_with_the_rows_beside_it(question, says):
    assert says in said(question, *OF_A_LADDER, MEMBERS_HOURS)


def test_which_hours_of_a_ladder_are_free_is_not_supposed():
    told = said("紫卡停五小时多少钱", *OF_A_LADDER, MEMBERS_HOURS)
    assert "按标准应付26元" in told
    assert "紫卡抵2小时，但规则没有写抵的是哪几个小时" in told


SPENT_HERE = "当日消费满100元抵1小时停车，满300元抵3小时。示例店的小票同样可用。"


def test_a_shop_that_a_rule_only_mentions_besides_does_not_make_it_the_rule_of_that_shop():
    shop = Shop("L1-01", "示例店")
    assert "满300元抵扣后应付0元" in said(
        "今天消费了350元，停车3小时多少钱", *OF_A_LADDER, SPENT_HERE, shops=[shop]
    )


def test_what_is_spent_and_what_is_all_together_have_limits_of_their_own():
    told = said(
        "紫卡，今天消费了350元，停车6小时多少钱",
        *OF_A_LADDER,
        MEMBERS_HOURS,
        "当日消费满100元抵1小时停车，满300元抵3小时；消费抵扣每车每日最多3小时。",
        "会员免停与消费抵扣可叠加，叠加后每车每日最多4小时停车。",
    )
    assert "紫卡抵2小时，满300元抵3小时，合计最多抵4小时" in told


LENT = "物品: 婴儿车; 押金: 200元; 费用: 4小时内免费，超出每小时10元; 说明: 当日归还"
LOCKERS = "自助柜前2小时免费，之后小柜每小时2元、大柜每小时5元，当日闭店前取出。"


@pytest.mark.parametrize(
    ("question", "before", "says"),
    [
        ("借婴儿车6小时要给多少钱", "", "应付20元"),
        ("婴儿车借3小时多少钱", "", "应付0元"),
        ("借6小时要给多少钱", "想借婴儿车，要不要押金？", "应付20元"),
    ],
)
def test_what_is_lent_by_the_hour_is_reckoned(question, before, says):
    assert says in said(question, LENT, before=before)


def test_what_is_lent_for_free_and_charged_when_it_is_late():
    assert "应付20元" in said("借婴儿车6小时多少钱", "婴儿车: 免费借用4小时，押金200元；超时每小时10元")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("大柜存5小时多少钱", "应付15元"),
        ("小柜放4个小时多少钱", "应付4元"),
        ("自助柜存5小时多少钱", ""),  # the two have two prices
    ],
)
def test_of_several_kinds_the_one_that_is_named_has_its_price(question, says):
    told = said(question, LOCKERS)
    assert says in told
    assert bool(told) is bool(says)


def test_a_stay_that_goes_on_with_the_tariff_is_reckoned():
    assert "应付14元" in said("那停3个小时呢", *OF_A_LADDER, before="停车怎么收费")


def test_a_row_is_no_charge_without_the_cap_of_its_table_that_cannot_be_read_with_it():
    priced = "停车项目: 小型车; 标准: 每小时4元，不足1小时按1小时计"
    capped = "停车项目: 封顶; 标准: 全天封顶50元，夜间每小时2元"
    assert said("停一天多少钱", priced, capped) == ""


BY_DAYS = (
    "停車場規則",
    "平日（週一至週五）：每小時 60 元\n假日（週六、週日及國定假日）：每小時 80 元",
    "未滿 1 小時以 1 小時計；超過 1 小時後，每半小時計費一次。",
    "當日最高收費：平日 480 元，假日 640 元。\n入場 15 分鐘內離場免費。",
)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("周三停车5小时多少钱", "应付300元"),
        ("周六停车5小时多少钱", "应付400元"),
        ("周六停车3个半小时多少钱", "应付280元"),
        ("周六停车40分钟多少钱", "应付80元"),
        ("周日停车12小时多少钱", "只收640元"),
        ("周日停车10分钟多少钱", "应付0元"),
        ("假日停车2小时多少钱", "应付160元"),
    ],
)
def test_sentences_that_charge_by_days_are_a_charge_for_each(question, says):
    assert says in said(question, *BY_DAYS)


def test_of_no_day_that_is_named_the_charges_of_all_are_told():
    told = said("停车5小时多少钱", *BY_DAYS)
    assert "应付300元" in told
    assert "应付400元" in told
