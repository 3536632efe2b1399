"""Points are earned at the rate of the shop named, of its kind, or of its trade."""

import pytest

from knowledge.model import Shop
from tests.assistant.sums import said

RULES = ("积分：零售1元积1分，餐饮1元积0.5分，珠宝1元积0.1分", "业态: 超市; 积分系数: 0; 是否积分: 否")
SHOPS = [
    Shop("B1-1", "甲味火锅", category="餐饮", subcategory="火锅", points_rate="0.5"),
    Shop("B1-2", "乙家火锅", category="餐饮", subcategory="火锅", points_rate="0.5"),
    Shop("B1-3", "丙鲜超市", category="超市", subcategory="超市", points_rate="0"),
    Shop("L1-1", "丁石手机", category="数码", subcategory="手机店", tags=("手机",), points_rate="0.2"),
    Shop("L1-2", "戊音数码", category="数码", subcategory="音响", tags=("耳机",), points_rate="0.2"),
    Shop("L1-3", "己音书店", category="零售", subcategory="书店", tags=("耳机",), points_rate="1"),
]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("餐饮花了300积多少分", "可积150分"),
        ("甲味火锅吃了480能积多少分", "可积240分"),
        ("丙鲜超市买菜500有多少积分", "可积0分"),
        ("吃火锅花了200积几分", "可积100分"),
        ("火锅400 买手机2000 超市150 一共几分", "火锅400元×0.5=200分，手机2000元×0.2=400分，超市150元×0=0分（不积分），合计600分"),
        ("在甲味火锅吃了100又在丁石手机买了1000 一共多少积分", "合计250分"),
    ],
)  # fmt: skip
def test_points_are_amount_times_rate(question, says):
    line = said(question, *RULES, shops=SHOPS)
    assert says in line
    assert "计算得出" in line


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("买耳机300积多少分", id="shops of two rates sell it"),
        pytest.param("美容花了300积多少分", id="no rate for it"),
        pytest.param("火锅400 美容200 一共几分", id="one of two has no rate"),
        pytest.param("餐饮打八折的300积多少分", id="what was paid is open"),
        pytest.param("会员日餐饮花了300积多少分", id="points count more that day"),
        pytest.param("买3件200的零售商品积多少分", id="of one or of three"),
        pytest.param("手机号138开头的会员还有多少积分", id="no amount"),
        pytest.param("餐饮300多能积多少分", id="no amount that is sure"),
        pytest.param("300积分能换多少分钟停车", id="points are spent"),
    ],
)
def test_points_are_not_reckoned_where_something_is_open(question):
    assert said(question, *RULES, shops=SHOPS) == ""


def test_a_cap_holds_and_parts_of_a_point_go_where_the_rule_says_so():
    assert "可积500分" in said("零售花了800积多少分", RULES[0], "每日积分上限500分")
    assert "可积800分" in said("零售花了800积多少分", RULES[0], "会员日额外积分每天最多500分")
    assert "可积16分" in said("餐饮花了33积多少分", RULES[0], "积分按实付计算，不足1分的舍去")
    assert "可积16.5分" in said("餐饮花了33积多少分", RULES[0])


def test_a_follow_up_names_another_shop_and_amount():
    before = "甲味火锅吃了480能积多少分"
    assert "可积0分" in said("那丙鲜超市买菜500呢", *RULES, shops=SHOPS, before=before)
    assert "可积1600分" in said("丁石手机买个8000的手机", *RULES, shops=SHOPS, before=before)


def test_a_follow_up_that_names_a_kind_of_shop_asks_at_its_rate_and_not_at_that_of_the_shop_before():
    before = "在丁石手机买个2500的耳机能有多少分"
    first = said(before, *RULES, shops=SHOPS)
    second = said("吃火锅吃了260呢", *RULES, shops=SHOPS, before=before)
    assert "2500元×0.2" in first
    assert "260元×0.5" in second


CLAUSES = (
    "积分：服装、运动、家居:每消费1元积1分。",
    "积分：餐饮、娱乐:每消费2元积1分。",
    "积分：数码(丁石、戊音):每消费10元积1分。",
    "汽车、丙鲜超市:不积分。",
    "积分等级: 金卡; 条件: 消费满8000元; 积分倍率: 1.2倍",
    "积分等级: 黑卡; 条件: 消费满50000元; 积分倍率: 1.5倍",
)
BY_TRADE = [
    Shop("B1-1", "甲味火锅", category="餐饮", subcategory="火锅"),
    Shop("B1-3", "丙鲜超市", category="生活服务", subcategory="超市"),
    Shop("L1-1", "丁石", category="数码", subcategory="手机店"),
    Shop("L2-1", "庚峰户外", category="运动户外", subcategory="户外"),
]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("甲味火锅吃了300能积多少分", "可积150分"),
        ("丁石买了5000积多少分", "可积500分"),
        ("庚峰户外买了700积几分", "可积700分"),
        ("丙鲜超市花200积多少分", "可积0分"),
        ("庚峰户外买了800 我是金卡能积多少分", "可积960分"),
        ("黑卡在甲味火锅吃了200积多少分", "可积150分"),
    ],
)
def test_a_clause_gives_the_rate_of_the_trades_it_names_and_a_level_multiplies_it(question, says):
    assert says in said(question, *CLAUSES, shops=BY_TRADE)
