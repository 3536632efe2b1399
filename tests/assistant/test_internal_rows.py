"""What rows of internal tables answer to staff, and to nobody else; of a mall that is not the demo's."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, STAFF, House, of_papers

NOW = datetime.fromisoformat("2026-09-16T15:00:00+08:00")
SHOPS = """店名,楼层,铺位号,业态,状态,备注
风吟,L2,L2-09,服饰,正常营业,
素白,L1,L1-03,家居,正常营业,
老灶台,L5,L5-09,餐饮,装修围挡,2026-08-15起围挡 预计2026-09-29试营业
"""
WORKS = """# 商户装修管理规定

第1条 保证金：100㎡以下10,000元。

第2条 装修延期的，报工程部批准。

## 在施铺位

| 铺位 | 品牌 | 进场 | 计划完工 | 状态 |
|---|---|---|---|---|
| L5-09 | 老灶台 | 8月20日 | 9月26日 | 排烟管道整改1项未闭合 |
| L1-12 | 青禾书店 | 8月28日 | 10月12日 | 吊顶中 |
"""
DOCKED = """# 商户扣分制度及8月明细

## 累计处理

| 累计 | 措施 |
|---|---|
| 满6分 | 运营部约谈，缴整改金2000元 |
| 满9分 | 停业整改1天 |

## 2026年8月扣分明细

| 日期 | 铺位 | 商户 | 事由 | 扣分 | 经办 |
|---|---|---|---|---|---|
| 8月3日 | L2-09 | 风吟 | 迟开门 | 2 | 周管理 |
| 8月6日 | L5-01 | 麦香 | 油污外溢 | 3 | 陈管理 |
| 8月19日 | L2-09 | 风吟 | 越线陈列 | 4 | 周管理 |
| 合计 | | | | 9 | |
"""
BUDGET = """# 灯会季推广预算（单位：万元）

| 序 | 科目 | 预算 | 已用 | 供应商 |
|---|---|---|---|---|
| 1 | 灯组租赁 | 42 | 9.6 | 彩光 |
| 2 | 舞台搭建 | 12.8 | 12.8 | 高台 |
| 合计 | | 54.8 | 22.4 | |
"""


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {
        "public/店铺.csv": SHOPS,
        "internal/商户装修管理规定.md": WORKS,
        "internal/商户扣分制度及8月明细.md": DOCKED,
        "internal/灯会季推广预算.md": BUDGET,
    }
    with of_papers(tmp_path_factory.mktemp("rows"), papers, ingested_home) as house:
        yield house


def told(mall: House, *messages: str, viewer=STAFF):
    answer = mall.ask(messages[0], viewer, NOW)
    for message in messages[1:]:
        answer = mall.ask(message, viewer, NOW, answer.conversation_id)
    return answer


def test_what_a_shop_was_docked_in_a_month_is_added_up_and_each_row_cited(mall):
    answer = told(mall, "风吟8月一共扣了多少分")
    assert answer.answer.startswith("风吟8月扣分合计6分（计算得出：2+4）")
    assert len(answer.citations) == 2


def test_what_follows_from_the_points_just_told_is_the_step_that_they_reach(mall):
    assert "整改金2000元" in told(mall, "风吟8月一共扣了多少分", "到这个分要怎么处理").answer


def test_that_a_register_has_no_row_of_a_shop_is_said(mall):
    assert "没有素白8月的记录" in told(mall, "素白8月扣了几分").answer


@pytest.mark.parametrize("question", ["灯会舞台搭建批了多少预算", "舞台搭建的预算是多少"])
def test_what_was_granted_is_the_row_of_a_paper_of_any_kind(mall, question):
    assert "预算12.8万元" in told(mall, question).answer


def test_what_is_left_is_reckoned_and_is_no_figure_of_the_moment(mall):
    said = told(mall, "灯会舞台搭建批了多少预算", "灯组租赁还剩好多没用").answer
    assert "尚余32.4万元（计算得出：42万元−9.6万元）" in said
    assert "实时" not in said


def test_how_far_the_works_of_a_shop_are_stands_beside_what_the_directory_tells(mall):
    said = told(mall, "老灶台装到哪一步了").answer
    assert "装修围挡" in said
    assert "排烟管道整改1项未闭合" in said
    assert "排烟" not in told(mall, "老灶台在几楼").answer


@pytest.mark.parametrize("question", ["老灶台的排烟管道整改谁负责", "老灶台排烟管道由谁跟进"])
def test_that_a_row_names_nobody_is_said_before_it_is_quoted(mall, question):
    answer = told(mall, question)
    assert answer.handling is Handling.PARTIAL
    assert answer.answer.startswith("资料里没有写")
    assert "排烟管道整改1项未闭合" in answer.answer


def test_when_a_shop_that_is_being_fitted_out_opens_is_told_by_its_dates(mall):
    answer = told(mall, "老灶台什么时候开业", viewer=SHOPPER)
    assert "2026-09-29" in answer.answer
    assert "没有写" not in answer.answer


@pytest.mark.parametrize(
    "question",
    ["风吟8月一共扣了多少分", "灯组租赁预算还剩多少", "老灶台装到哪一步了", "老灶台的排烟整改谁负责"],
)
def test_a_shopper_is_told_nothing_of_it(mall, question):
    said = told(mall, question, viewer=SHOPPER).answer
    assert not any(word in said for word in ("合计6分", "迟开门", "32.4", "9.6", "排烟管道", "未闭合"))
