"""Papers of a house whose hours go by the season, whose shops stand in tables side by side, and with a sheet out of use."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, STAFF, House, of_papers

HOURS = """# 松湾里营业时间

| 时期 | 场所 | 周一至周四 | 周五 | 周六、周日及法定假日 |
|---|---|---|---|---|
| 旺季（4月1日至10月31日） | 店铺 | 10:00–21:30 | 10:00–22:00 | 9:00–22:00 |
| 旺季（4月1日至10月31日） | 溜冰场 | 11:00–20:00 | 11:00–20:00 | 10:00–21:00 |
| 淡季（11月1日至次年3月31日） | 店铺 | 10:00–20:00 | 10:00–20:30 | 9:30–21:00 |
| 淡季（11月1日至次年3月31日） | 溜冰场 | 12:00–18:00 | 12:00–18:30 | 10:30–19:30 |

## 特别日子

- 2027年1月1日（元旦）：9:30–18:00

## 窗口

| 服务 | 位置 | 时间 |
|---|---|---|
| 贵宾休息室 | 西楼 | 每天11:30–19:00 |
"""
SHOPS = """松湾里铺位一览,,,,,,,
铺位号规则：例如 E-203 = 东区二层03号。,,,,,,,
东区 鞋履,,,,西区 吃喝,,,
铺位号,品牌,经营内容,常态折扣,铺位号,品牌,经营内容,常态折扣
E-101,踏雪靴坊,靴子、鞋垫,6折,W-101,溜冰场,溜冰、护具,见告示
E-102,布履记,布鞋,8折,W-102,灶上面馆,面食,堂食
E-103,阿狸童靴,童鞋,5折起,W-103,云朵豆浆,豆浆,外带
"""
BUS = """# 接驳车

## 淡季班次（2026-11-01至2027-03-31）

| 线路 | 日子 | 发车 |
|---|---|---|
| 河口站接驳 | 周六日 | 9:40、13:10 |

河口站接驳单程12元。

## 旺季班次（已停用）

| 线路 | 日子 | 发车 |
|---|---|---|
| 河口站接驳 | 每天 | 8:15、12:45 |

河口站接驳单程9元。
"""
PETS = """# 宠物

东区街道可牵绳入内，肩高超过40厘米的犬须戴嘴套。西区（含溜冰场）不得带宠物入内，导盲犬除外。
"""
PHONES = """| 岗位 | 分机 | 值班 | 岗位 | 分机 | 值班 |
|---|---|---|---|---|---|
| 前台 | 6101 | 9:00-21:00 | 维修组 | 6108 | 24小时 |
| 招租组 | 6102 | 9:00-18:00 | 急救室 | 6109 | 10:00-20:00 |
"""
FINES = """编号,违规行为,首次,第二次,执行部门
K-01,营业中锁门离岗,口头提醒,150元,营运部
K-02,大功率电器取暖,1800元,3600元,安保部
K-03,门前三包未扫雪,书面警告,260元,营运部
"""
SNOW = """# 除雪预案

| 响应 | 条件 | 出动 |
|---|---|---|
| 丁级 | 小雪，积雪不足2厘米 | 保洁当班 |
| 丙级 | 中雪，积雪2至6厘米 | 保洁全员 |
| 乙级 | 大雪，积雪6至12厘米 | 全员加铲车3台 |
| 甲级 | 暴雪，积雪超过12厘米 | 总指挥到场 |
"""
CARDS = """权益,银卡,金卡
升级门槛（近12个月累计消费）,6000元,18000元
保级条件,4000元,10000元
注：2026年6月30日以前的旧门槛为银卡3000元、金卡9000元，已停止执行。,,
"""
SALES = """# 双十一复盘

| 区 | 销售额（万元） | 目标（万元） |
|---|---|---|
| A区 | 1,260 | 1,200 |
| B区 | 845 | 900 |
"""
NOW = datetime.fromisoformat("2026-11-24T15:20:00+08:00")  # a Tuesday


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {
        "public/营业时间.md": HOURS,
        "public/铺位一览.csv": SHOPS,
        "public/接驳车.md": BUS,
        "public/宠物.md": PETS,
        "internal/违规扣款清单.csv": FINES,
        "internal/除雪预案.md": SNOW,
        "internal/双十一复盘.md": SALES,
        "public/会员等级权益表.csv": CARDS,
        "internal/值班电话（2026-10-08更新）.md": f"# 值班电话（2026-10-08更新）\n\n{PHONES}",
    }
    with of_papers(tmp_path_factory.mktemp("seasonal"), papers, ingested_home, warned=True) as house:
        yield house


def said(mall: House, *messages: str, staff: bool = False) -> str:
    """What is answered to the last of these messages."""
    viewer, conversation = STAFF if staff else SHOPPER, ""
    for message in messages:
        answer = mall.ask(message, viewer, NOW, conversation)
        conversation = answer.conversation_id
    return answer.answer


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("今天几点关门", "10:00–20:00"),
        ("周五营业到几点", "10:00–20:30"),
        ("星期天开到几点", "09:30–21:00"),
        ("7月3日几点关门", "10:00–22:00"),
        ("元旦几点关门", "09:30–18:00"),
    ],
)
def test_the_houses_hours_are_those_of_the_season_and_of_the_weekday(mall, question, hours):
    assert hours in said(mall, question).splitlines()[0]


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("溜冰场周日几点关", "10:30–19:30"),
        ("溜冰场几点开门", "今天（周二）为 12:00–18:00"),
        ("7月5日溜冰场几点关门", "10:00–21:00"),
    ],
)
def test_a_place_has_the_hours_of_its_row_in_that_season(mall, question, hours):
    assert hours in said(mall, question)


def test_the_hours_of_a_window_are_not_the_houses(mall):
    assert "11:30–19:00" in said(mall, "贵宾休息室开到几点")
    assert "11:30" not in said(mall, "今天几点关门")


def test_shops_that_stand_side_by_side_are_all_found_with_their_discount(mall):
    assert "东区，铺位号E-103" in said(mall, "阿狸童靴在哪")
    assert "W-102" in said(mall, "灶上面馆在哪")
    assert "二层" not in said(mall, "布履记在哪里")
    assert "6折" in said(mall, "踏雪靴坊在哪", "打几折")


@pytest.mark.parametrize("question", ["河口站接驳车几点发车", "河口站接驳多少钱", "河口接驳平时有车吗"])
def test_what_is_said_to_be_out_of_use_answers_nothing_about_now(mall, question):
    told = said(mall, question)
    assert "8:15" not in told
    assert "单程9元" not in told


def test_what_is_out_of_use_is_told_as_that_where_it_is_asked_for(mall):
    assert "已停用" in said(mall, "旺季接驳车班次")


@pytest.mark.parametrize(
    "messages",
    [["带狗能进溜冰场吗"], ["狗狗能带去逛吗", "溜冰场能进吗"], ["可以牵着柴犬逛吗", "那溜冰场让进吗"]],
)
def test_who_may_come_along_into_a_shop_is_for_the_rules_to_say(mall, messages):
    assert "不得带宠物入内" in said(mall, *messages)


@pytest.mark.parametrize(
    ("question", "number", "other"),
    [("维修组分机多少", "6108", "6101"), ("急救室电话", "6109", "6102"), ("前台分机", "6101", "6108")],
)
def test_a_number_out_of_tables_side_by_side_is_told_alone_and_as_in_force(mall, question, number, other):
    told = said(mall, question, staff=True)
    assert number in told
    assert other not in told.splitlines()[0]
    assert "已经结束" not in told


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("店里用电暖气被看到怎么罚", "K-02"),
        ("门口的雪没清 头一回要罚吗", "K-03"),
        ("锁门离岗第二次罚多少", "K-01"),
    ],
)
def test_what_is_fined_is_told_by_the_row_of_the_deed(mall, question, row):
    told = said(mall, question, staff=True)
    assert row in told.splitlines()[0]
    assert "没有写" not in told


@pytest.mark.parametrize(
    ("question", "level"),
    [("下了7厘米是几级响应", "乙级"), ("积雪3厘米几级响应", "丙级"), ("下了15厘米几级响应", "甲级")],
)
def test_an_amount_falls_to_the_rung_of_whatever_column_has_the_limits(mall, question, level):
    assert level in said(mall, question, staff=True).splitlines()[0]


def test_a_level_is_reckoned_by_the_thresholds_that_hold(mall):
    assert said(mall, "一年花了7000是什么卡").startswith("7000元现为银卡（满6000元）")
    assert "12345元" not in said(mall, "12345转来的算哪一级", staff=True)


def test_another_zone_by_its_letter_asks_the_same_of_it(mall):
    assert "845" in said(mall, "双十一A区做了多少", "b呢", staff=True)


def test_who_lost_a_thing_on_the_bus_is_not_told_when_it_goes(mall):
    told = said(mall, "我上周六在接驳车上落了个蓝背包 有人捡到没")
    assert "9:40" not in told
    assert "特征" in told


@pytest.mark.parametrize(
    "message", ["能带进去吗", "那个电话多少来着", "可以拿进来不", "扣多少", "要预约吗", "那个票多少钱"]
)
def test_a_thing_that_nobody_has_named_is_asked_back(mall, message):
    assert mall.ask(message, SHOPPER, NOW).handling is Handling.CLARIFY
    assert mall.ask(message, STAFF, NOW).handling is Handling.CLARIFY
