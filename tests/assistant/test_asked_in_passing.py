"""What is asked in half a sentence, with a wish or a hearsay around it, of a small mall that is not the demo's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, STAFF, House, of_papers

SHOPS = """铺位号,品牌,业态一级,业态二级,楼层,营业时间,电话,状态,开始日期,结束日期,标签,宠物,7天无理由,参与满减
A-01,尾巴市集 快闪,宠物,宠物用品,L1,10:00-22:00,0700-1,快闪,2026-09-01,2026-09-15,狗狗衣服、猫抓板,可进入,否,否
A-02,松针男装,服饰,男装,L1,10:00-22:00,0700-2,营业,,,衬衫、领带,可进入,是,是
A-03,蓝鲸数码,数码,数码,L2,10:00-22:00,0700-3,营业,,,手机、耳机,可进入,否,否
A-04,暖灶小电,家居,小家电,L2,10:00-22:00,0700-4,营业,,,电饭煲、养生壶,可进入,是,是
A-05,快指维修,服务,数码维修,B1,10:00-21:00,0700-5,营业,,,手机换屏、换电池,可进入,否,否
A-06,云剪,服务,美发,L2,10:00-21:00,0700-6,营业,,,剪发、染发,不可进入,否,否
A-07,夜灯烧烤,餐饮,烧烤,L3,17:00-次日01:00,0700-7,营业,,,烤串,不可进入,否,是
A-08,白粥铺,餐饮,粥点,B1,08:00-22:00,0700-8,营业,,,砂锅粥,不可进入,否,是
"""
PARKING = """# 停车收费规则

## 收费

- 停车费：入场后前15分钟免费，之后每小时6元，不足1小时按1小时计。
- 自2026年6月1日起，免费时长由首小时改为前15分钟，旧版首小时免费作废。
"""
MEMBERS = """# 会员章程

## 等级

| 等级 | 门槛 | 停车 |
|---|---|---|
| 普卡 | 注册即得 | 没有抵扣，可用消费抵扣 |
| 银卡 | 满3,000元 | 每天1小时 |

## 积分

- 积分不能兑换现金，不能转让、赠送给他人。
"""
LANTERNS = """# 花灯夜预告

## 时间

- 花灯夜时间：2026年9月25日19:30，北广场。

## 参加

- 花灯夜免费参加，不收门票，不用预约。
"""
RAIN = """# 雨天提示

- 请把湿伞装入伞袋，伞袋在各入口领取。
"""
GUARDS = """# 停车场岗亭规程

## 争议

- 车牌识别不出、多计时间的，岗亭查入场录像核实。
- 停车费争议处理权限：争议金额30元及以内的由岗亭班长现场决定减免并登记，超过30元的报值班经理。

## 补积分

- 不得拆分：一笔消费不得拆成几笔补积分来避开审批。
- 补积分凭小票到服务台办理，30天内有效。
"""
LOST = """# 走失处置规程

- 发现孩子或老人走失，立即拨打110，一边报警一边寻找。
"""
FOUND = """# 失物招领须知

- 丢了东西：请到服务台登记，普通物品保管60天，贵重物品3天后移交派出所。
"""
NOW = datetime.fromisoformat("2026-09-16T22:20:00+08:00")


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {
        "public/店铺目录.csv": SHOPS,
        "public/停车收费规则.md": PARKING,
        "public/会员章程.md": MEMBERS,
        "public/花灯夜预告.md": LANTERNS,
        "public/雨天提示.md": RAIN,
        "public/失物招领须知.md": FOUND,
        "internal/停车场岗亭规程.md": GUARDS,
        "internal/走失处置规程.md": LOST,
    }
    with of_papers(tmp_path_factory.mktemp("passing"), papers, ingested_home) as house:
        yield house


def said(mall: House, message: str, staff: bool = False) -> str:
    return mall.ask(message, STAFF if staff else SHOPPER, NOW).answer


@pytest.mark.parametrize("question", ["卖狗狗衣服那个摊还在一楼么", "一楼卖猫咪玩具的还在吗"])
def test_a_stall_that_is_over_is_told_with_its_dates(mall, question):
    answer = said(mall, question)
    assert "尾巴市集" in answer
    assert "2026-09-15" in answer
    assert "松针男装" not in answer


@pytest.mark.parametrize("question", ["肚子饿 现在还有店能吃饭不", "这会儿还能去哪吃东西", "现在有什么吃的"])
def test_who_is_hungry_now_is_told_who_is_open_now(mall, question):
    answer = said(mall, question)
    assert "夜灯烧烤" in answer
    assert "白粥铺" not in answer


@pytest.mark.parametrize("question", ["手机店在哪", "想买手机去哪"])
def test_phones_are_sold_neither_where_they_are_mended_nor_where_rice_cookers_are(mall, question):
    answer = said(mall, question)
    assert "蓝鲸数码" in answer
    assert "快指维修" not in answer
    assert "暖灶小电" not in answer


@pytest.mark.parametrize("question", ["手机屏幕坏了哪里修", "修电脑", "换手机屏幕"])
def test_what_is_broken_is_mended_where_things_are_mended(mall, question):
    assert "快指维修" in said(mall, question)


def test_whether_a_coupon_holds_for_phones_is_told_of_who_sells_them(mall):
    assert "蓝鲸数码不参与" in said(mall, "买手机能用满减券不")


@pytest.mark.parametrize("question", ["7天无理由哪些店", "哪些店能7天退货", "有没有7天无理由的店"])
def test_which_shops_take_goods_back_is_a_list(mall, question):
    answer = said(mall, question)
    assert "松针男装" in answer
    assert "云剪" not in answer


@pytest.mark.parametrize("question", ["剪头发多少钱", "剪个头发大概要多少钱"])
def test_a_price_that_no_paper_tells_may_be_asked_of_the_shops_of_its_kind(mall, question):
    answer = mall.ask(question, SHOPPER, NOW)
    assert answer.handling is Handling.UNKNOWN
    assert "云剪" in answer.answer
    assert "0700-6" in answer.answer
    assert "停车" not in answer.answer


def test_what_is_said_of_wet_umbrellas_lends_none(mall):
    assert mall.ask("可以借伞吗", SHOPPER, NOW).handling is Handling.UNKNOWN


def test_the_level_of_who_has_only_joined_goes_by_the_name_of_the_papers(mall):
    answer = mall.ask("普通会员停车有优惠吗", SHOPPER, NOW)
    assert answer.handling is Handling.ANSWER
    assert "普卡" in answer.answer


def test_whether_a_ticket_is_needed_is_told_beside_the_time(mall):
    answer = said(mall, "那个花灯夜要抢票不 几点过去好")
    assert "19:30" in answer
    assert "不收门票" in answer


def test_a_complaint_over_hearsay_that_no_public_paper_tells_of_goes_to_a_desk(mall):
    answer = mall.ask("结账多收了我20块 收银员说经理自己就能免 真的假的", SHOPPER, NOW)
    assert answer.handling in (Handling.HANDOFF, Handling.PARTIAL)
    assert "30元" not in answer.answer


@pytest.mark.parametrize("question", ["车主说多算了15块,班长现场能减掉吗", "停车费算错了 岗亭能免多少"])
def test_what_the_booth_may_waive_is_told_to_staff(mall, question):
    assert said(mall, question, staff=True).startswith("停车费争议处理权限")


@pytest.mark.parametrize("question", ["车主非说头一个小时不要钱 我咋回", "车主说停车第一个小时免费"])
def test_who_still_believes_in_the_old_free_hour_is_told_the_free_minutes(mall, question):
    assert "前15分钟" in said(mall, question, staff=True)


def test_what_may_not_be_split_is_told_to_who_would_split_it(mall):
    assert said(mall, "补积分能分两次吗", staff=True).startswith("不得拆分")


def test_a_lost_child_is_no_lost_property(mall):
    answer = said(mall, "小孩丢了多久报警", staff=True)
    assert "110" in answer.splitlines()[0]
    assert "60天" not in answer


@pytest.mark.parametrize("question", ["手机充电线哪里买", "买个充电器去哪"])
def test_what_charges_a_phone_is_bought_where_phones_are(mall, question):
    assert "蓝鲸数码" in said(mall, question)


def test_whether_one_may_go_in_at_an_hour_is_told_by_the_hours_of_the_kind(mall):
    assert "17:00-次日01:00" in said(mall, "8点烧烤店能进吗")


def test_points_are_given_to_nobody(mall):
    assert said(mall, "积分能送给我妈吗").startswith("积分不能兑换现金")
