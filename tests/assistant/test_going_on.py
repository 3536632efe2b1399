"""A wish is no complaint; what goes on with a list, a loan, a sum or a report keeps its subject; what is so high is held against the limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from assistant.asking.conversation import asks_of_anything, leans
from assistant.asking.followup import by_wording
from assistant.asking.need import read
from assistant.asking.several import is_of_who_was_named
from assistant.asking.spending import only_tells_what_was_spent
from assistant.asking.wording import bare, plain
from assistant.desks import Desks
from assistant.journal import Turn
from assistant.model import Handling
from assistant.quoted.heights import height_told
from assistant.shops.kinds import as_a_wish, kinds_in
from assistant.shops.lookup import Lookup
from assistant.shops.opening import asks_opening
from assistant.triage import Triager
from knowledge.directory import Directory
from knowledge.model import Role, Shop, Viewer
from tests.house import SHOPPER, STAFF, House, of_papers

NOW = datetime.fromisoformat("2026-12-02T15:00:00+08:00")
SHOPS = (
    Shop("L3-01", "宿野", category="零售", subcategory="露营", floor="L3", tags=("帐篷", "天幕")),
    Shop("L4-01", "越岭", category="零售", subcategory="户外", floor="L4", tags=("登山鞋", "冲锋衣")),
    Shop("B1-01", "脆脆屋", category="餐饮", subcategory="小吃", floor="B1", tags=("炸鸡", "薯条")),
    Shop("B1-02", "石碗拌饭", category="餐饮", subcategory="快餐", floor="B1", tags=("石锅拌饭",)),
    Shop("L5-01", "湘里人家", category="餐饮", subcategory="湘菜", floor="L5", tags=("剁椒鱼头",)),
    Shop("L5-02", "渝水川味火锅", category="餐饮", subcategory="火锅", floor="L5", tags=("毛肚",)),
    Shop("L5-03", "青禾素食", category="餐饮", subcategory="素食", floor="L5", tags=("菌汤",)),
    Shop("B1-03", "净衣坊", category="服务", subcategory="洗衣", floor="B1", tags=("干洗", "洗羽绒服")),
    Shop("B1-04", "汪喵铺", category="零售", subcategory="宠物用品", floor="B1", tags=("猫粮", "狗粮")),
    Shop("L6-01", "康泰体检", category="医疗", subcategory="医疗", floor="L6", note="10:00前由东侧2号梯到达"),
    Shop("L6-02", "皓齿口腔", category="医疗", subcategory="医疗", floor="L6", tags=("口腔门诊",)),
    Shop(
        "L1-K1",
        "霜刃 快闪",
        subcategory="滑雪用品",
        floor="L1",
        tags=("滑雪板",),
        status="快闪",
        status_from=date(2026, 11, 18),
        status_to=date(2026, 12, 6),
    ),
    Shop(
        "L1-K2",
        "绒绒星 快闪",
        subcategory="宠物用品",
        floor="L1",
        status="快闪",
        status_from=date(2026, 11, 1),
        status_to=date(2026, 11, 20),
    ),
)
DIRECTORY = Directory(SHOPS)


@pytest.fixture(scope="module")
def triager() -> Triager:
    return Triager(Desks.load())


def shops_for(question: str) -> str:
    text = as_a_wish(bare(plain(question)))
    reply = Lookup(DIRECTORY, lambda shop: None).reply(text, read(text, NOW.date()), NOW, False)
    return "\n".join(line.text for line in reply.lines) if reply else ""


# -- wishes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "顺便羽绒服也想洗洗",
        "裤脚要改改",
        "大衣想干洗",
        "湘菜川菜都行",
        "日料或者火锅都可以",
        "我还花了三百",
        "今天消费了180,一起抵",
    ],
)
def test_a_wish_or_what_was_spent_is_no_complaint(triager, said):
    assert triager.judge(said, Viewer(Role.SHOPPER)).intent == "咨询"


@pytest.mark.parametrize("said", ["羽绒服也洗坏了", "你们这菜太差了都不行", "洗坏了要赔"])
def test_what_went_wrong_is_still_a_complaint(triager, said):
    assert triager.judge(said, Viewer(Role.SHOPPER)).intent == "投诉"


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("顺便羽绒服也想洗洗", "想洗羽绒服"),
        ("手机想修修", "想修手机"),
        ("眼镜想配一副", "想配眼镜"),
        ("想把羽绒服送去洗", "想洗羽绒服"),
        ("鲜花也要一束", "想买鲜花"),
        ("我想洗手", "我想洗手"),
    ],
)
def test_a_wish_with_its_thing_in_front_is_the_same_wish(said, wish):
    assert as_a_wish(said) == wish


@pytest.mark.parametrize("said", ["电话多少 想约个位", "电话是多少，想订个包间", "几点开门 我想过去看看"])
def test_what_one_means_to_do_next_is_no_part_of_what_is_asked(said):
    assert "想" not in bare(plain(said))


@pytest.mark.parametrize("said", ["想订个包间", "楼上那家火锅店 想约个位"])
def test_a_wish_alone_stays(said):
    assert bare(plain(said)) == plain(said)


# -- wording ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        ("花满300停车免单", "消费满300停车免单"),
        ("买够两百能停几小时", "消费满200能停几小时"),
        ("啥会员都不是", "不是会员"),
        ("什么卡都没有", "不是会员"),
        ("这个点还有夜宵吗", "这个点还有夜宵吗"),
    ],
)
def test_what_was_spent_and_who_is_no_member_are_read_plainly(said, plainly):
    assert plain(said) == plainly


def test_a_name_that_begins_like_spending_keeps_its_letters():
    assert plain("春花满10元店在哪") == "春花满10元店在哪"


@pytest.mark.parametrize("said", ["家里猫断粮了", "狗没粮了", "猫的粮快吃完了"])
def test_an_animal_whose_food_is_used_up_wants_a_pet_shop(said):
    assert [kind.name for kind in kinds_in(said)] == ["宠物用品"]


# -- shops -----------------------------------------------------------------------------------------


def test_sichuan_and_hunan_kitchens_are_two_kinds():
    assert "湘里人家" not in shops_for("有川菜吗")
    assert "渝水川味火锅" not in shops_for("有湘菜吗")
    both = shops_for("想吃辣的 湘菜川菜都行")
    assert "湘里人家" in both
    assert "渝水川味火锅" in both


@pytest.mark.parametrize(
    ("said", "shop", "other"), [("哪里有炸鸡", "脆脆屋", "石碗拌饭"), ("哪里买登山鞋", "越岭", "宿野")]
)
def test_goods_that_a_shop_has_as_written_come_before_its_kind_at_large(said, shop, other):
    answer = shops_for(said)
    assert shop in answer
    assert other not in answer


@pytest.mark.parametrize("said", ["卖滑雪板的那个摊还在不", "滑雪板那家还开吗"])
def test_whether_a_stall_is_still_there_is_told_with_its_term(said):
    assert "2026-12-06" in shops_for(said)


def test_a_pop_up_that_is_over_is_told_as_over():
    answer = shops_for("快闪那家卖宠物用品的撤了没")
    assert "绒绒星" in answer
    assert "2026-11-20" in answer
    assert "汪喵铺" not in answer


@pytest.mark.parametrize("said", ["约了六楼体检,商场没开门怎么上去", "体检坐哪部电梯"])
def test_the_way_up_is_told_by_the_remark_of_the_shop(said):
    answer = shops_for(said)
    assert "东侧2号梯" in answer
    assert "皓齿" not in answer


def test_who_has_how_many_times_the_points_is_in_no_row():
    some = Directory(tuple(replace(shop, points_rate="1") for shop in SHOPS))
    text = plain("哪些店双倍积分")
    assert Lookup(some, lambda shop: None).reply(text, read(text, NOW.date()), NOW, False) is None


# -- what goes on ----------------------------------------------------------------------------------


def told(message: str, answer: str) -> list[Turn]:
    return [Turn(message, message, answer, Handling.ANSWER.value, ("d",))]


def test_another_kind_leaves_the_goods_that_were_named_in_one_breath():
    whole = by_wording("登山鞋呢", told("有卖帐篷天幕的么", "宿野：L3层 L3-01"), DIRECTORY)
    assert whole == "有卖登山鞋的么"


def test_other_goods_are_asked_for_by_themselves():
    assert by_wording("薯条呢", told("哪里有帐篷", "宿野：L3层 L3-01"), DIRECTORY) == "哪里有卖薯条"


def test_which_of_the_two_asks_of_the_shops_that_were_listed():
    before = told("camping shops", "宿野: L3\n越岭: L4")
    whole = by_wording("which of the two opens earlier", before, DIRECTORY)
    assert whole == "宿野、越岭 which one opens earlier"


@pytest.mark.parametrize(
    "said", ["走哪部梯", "从哪个门进", "要走哪个口", "几倍积分 哪些店", "退费不", "能退吗"]
)
def test_a_way_a_rate_and_a_refund_are_of_what_was_spoken_of(said):
    assert asks_of_anything(plain(said))


@pytest.mark.parametrize("said", ["走哪部电梯到六楼影院", "衣服能退吗"])
def test_a_question_with_a_thing_of_its_own_is_not(said):
    assert not asks_of_anything(plain(said))


@pytest.mark.parametrize("said", ["可以推回家明天还吗", "能不能带回家改天再还", "可唔可以推返屋企聽日還"])
def test_what_is_brought_back_another_day_was_lent(said):
    assert leans(plain(said))


def test_what_was_spent_besides_is_told_and_not_asked():
    assert only_tells_what_was_spent("今天还消费了230,一起抵")
    assert not only_tells_what_was_spent("今天消费了230,停车能抵几小时")


@pytest.mark.parametrize("said", ["要等三十分钟吗", "需要先等满15分钟吗", "得过7天才行吗"])
def test_whether_one_has_to_wait_so_long_is_of_what_was_spoken_of(said):
    assert leans(plain(said))


@pytest.mark.parametrize("said", ["身份证要带不", "还要带证件吗", "要不要出示会员码"])
def test_what_one_brings_is_for_what_was_asked_before(said):
    assert is_of_who_was_named(plain(said))


@pytest.mark.parametrize("said", ["延时那天几点能卸货", "商场关门了 我车还在B3 怎么取", "闭店后几点收货"])
def test_goods_and_cars_have_other_hours_than_the_mall(said):
    assert not asks_opening(plain(said))


@pytest.mark.parametrize("said", ["你们周五是不是十点关", "明天是不是九点半开"])
def test_whether_the_mall_shuts_at_an_hour_asks_its_hours(said):
    assert asks_opening(plain(said))


@pytest.mark.parametrize(("said", "is_live"), [("排队多少辆要加人", False), ("现在排队多少人", True)])
def test_from_how_many_on_something_is_done_is_a_rule(triager, said, is_live):
    assert triager.signals(said, Viewer(Role.STAFF)).live_data is is_live


# -- heights ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "metres"),
    [
        ("车高2.2米能进吗", "2.2"),
        ("2.05米的车进得去不", "2.05"),
        ("我的车2米2高能开进去吗", "2.2"),
        ("面包车高两米一能进不", "2.1"),
        ("车高2米05能进吗", "2.05"),
        ("车两米高能进吗", "2"),
        ("suv高1.85 能进不", "1.85"),
        ("my van is 2.2 m tall, ok for your garage?", "2.2"),
        ("面包车 195cm 高能停吗", "1.95"),
    ],
)
def test_how_high_a_vehicle_is(said, metres):
    assert str(height_told(said)) == metres


@pytest.mark.parametrize(
    "said", ["孩子1.2米要买票吗", "牵引绳1.5米行吗", "车停了2小时", "停车场离地铁500米吗"]
)
def test_what_is_no_height_of_a_vehicle(said):
    assert height_told(said) is None


PARKING = """# 停车场须知

## 车场

云岸广场停车场在 B2、B3 层，车辆限高 2.1 米。

## 收费

入场后前 30 分钟免费，超过部分每小时 5 元，不足 1 小时按 1 小时计，每 24 小时封顶 40 元。

银卡会员每天抵 1 小时，金卡会员每天抵 2 小时。

当日消费满 100 元抵 1 小时，满 200 元抵 2 小时。

各项合计每天最多抵 6 小时。
"""
LOANS = """# 便民服务

## 借用轮椅

轮椅在一层问讯处借用，须在当天闭店前归还。

## 银行卡

会员码只限本人使用，不能为他人的消费累积积分。

会员积分可以抵停车费。
"""
DELIVERIES = """# 收货规程

## 送货

闭店后送货时间为 22:30 至次日 09:30，只能走北侧货梯。

## 离场

22:30 以后离场请走西侧 3 号直梯。
"""


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {
        "public/停车场须知.md": PARKING,
        "public/便民服务.md": LOANS,
        "internal/收货规程.md": DELIVERIES,
    }
    with of_papers(tmp_path_factory.mktemp("going_on"), papers, ingested_home) as house:
        yield house


def said(mall: House, *messages: str, staff: bool = False) -> str:
    conversation = ""
    for message in messages:
        answer = mall.ask(message, STAFF if staff else SHOPPER, NOW, conversation)
        conversation = answer.conversation_id
    return answer.answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("车高2.3米能进吗", "超过限高2.1米"),
        ("车高2米05能进吗", "没有超过限高2.1米"),
        ("面包车2.3m高 停得进去不", "超过限高2.1米"),
        ("1.9米高的车能停吗", "没有超过限高2.1米"),
    ],
)
def test_a_height_is_held_against_the_limit_of_the_paper(mall, question, first):
    assert said(mall, question).startswith(first)


def test_what_was_spent_besides_goes_into_the_sum(mall):
    answer = said(mall, "停了5个半小时,啥会员都不是,多少钱", "我要是银卡呢", "今天还消费了230,一起抵")
    assert "应付10元" in answer


def test_a_level_supposed_goes_on_with_the_sum(mall):
    assert "应付15元" in said(mall, "停了5个半小时多少钱", "金卡的话")


def test_a_loan_is_what_is_brought_back(mall):
    assert "闭店前归还" in said(mall, "哪里借轮椅", "可以推回家明天还吗")


def test_the_way_is_that_of_what_was_spoken_of(mall):
    assert "北侧货梯" in said(mall, "闭店后送货最早几点", "走哪部梯", staff=True).splitlines()[0]


def test_what_a_member_may_do_is_no_leave_for_somebody_else(mall):
    assert not said(mall, "我老公的单子能用我的会员积分不").startswith("可以")


@pytest.mark.parametrize(
    ("report", "question"),
    [
        ("有人晕倒了没呼吸", "那个机器最近的在哪"),
        ("a man collapsed, he is not breathing", "where is the nearest one of those machines"),
    ],
)
def test_what_is_asked_of_the_help_that_was_named_belongs_to_the_report(mall, report, question):
    conversation = mall.ask(report, SHOPPER, NOW, "").conversation_id
    assert mall.ask(question, SHOPPER, NOW, conversation).handling is Handling.EMERGENCY


@pytest.mark.parametrize("question", ["any free spaces on b3 right now", "are there any empty parking bays"])
def test_free_spaces_are_live_in_english_too(mall, question):
    assert mall.ask(question, SHOPPER, NOW, "").handling in (Handling.PARTIAL, Handling.UNKNOWN)
