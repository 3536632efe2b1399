"""Papers that say each thing once and name it in their title or heading only, as those of real malls do."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, STAFF, House, of_papers

RULES = """# 2026 桂花会员季 · 活动细则

- **活动时间**：2026年9月12日（周六）— 2026年10月10日（周六），共 29 天
- **主办**：市场部

## 一、满额礼

会员单日累计消费满 600 元，凭小票到 L1 礼品台领取礼品一份。

| 日期 | 礼品 | 每日数量 |
|---|---|---|
| 9月12日—9月27日 | 桂花糕礼盒 | 120 份 |
| 9月28日—10月10日 | 保温杯一只 | 90 份 |

1. 兑换时间 12:00—20:00，领完即止。

## 二、中秋猜谜

9月25日 19:00—21:00，北门广场。猜中三条换花灯一盏。

## 三、咨询

客服热线 0700-1234567（10:00—22:00）。
"""
QUESTIONS = """# 常见问题

## 礼品卡怎么用？

礼品卡面值有 300 元、800 元两种，购买之日起 2 年有效，不兑现。

## 孩子可以自己留在云朵乐园玩吗？

不可以。10 岁以下儿童须有大人在场。

## 礼品卡哪些地方不能用？

云朵乐园、超市、停车费。其余店铺都可以用。
"""
WAYS = """# 怎么来

## 地铁

9号线北门站C口出，步行约6分钟到东门。末班车以公告为准。

## 从机场、火车站来

云州机场：坐14号线转地铁到北门站，约75分钟；打车约40分钟。
"""
COMPLAINTS = """# 顾客投诉处理规程

## 1 范围

适用于服务台接到的一切投诉。

## 2 分级

| 级别 | 举例 | 首次回应 | 结案时限 | 牵头人 |
|---|---|---|---|---|
| 丙级（一般） | 服务态度、排队 | 当面立即 | 2个工作日 | 客服专员 |
| 乙级（升级） | 二次投诉、退换货争议 | 15分钟内 | 5个工作日 | 客服主管 |
| 甲级（重大） | 人身伤害、食品安全、媒体曝光 | 5分钟内 | 10个工作日结案 | 值班经理 |
"""
EARLY = """# 2026戏水节 活动复盘（快报）

市场部 2026年8月20日 · 初步数据，未剔除撤销，以终版为准

| 指标 | 快报 | 目标 |
|---|---|---|
| 客流 | 88.6万人次 | 80万人次 |
| 领券 / 核销 | 9,000张 / 5,850张 | — |
| 核销率 | 65.0% | 60% |
"""
FINAL = """# 2026戏水节 活动复盘（终版）

## 市场部 2026年9月3日，取代8月20日快报

| 指标 | 目标 | 终版 | 2025年同期 |
|---|---|---|---|
| 客流（万人次） | 80 | 86.2 | 77.4 |
| 领券（张） | 8500 | 9000 | 7800 |
| 核销（张） | — | 5490 | 4700 |
| 核销率 | 60% | 61.0% | 60.3% |
"""
NOW = datetime.fromisoformat("2026-09-16T15:20:00+08:00")


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {
        "public/2026桂花会员季_活动细则.md": RULES,
        "public/常见问题.md": QUESTIONS,
        "public/到达方式.md": WAYS,
        "internal/顾客投诉处理规程.md": COMPLAINTS,
        "internal/2026戏水节_活动复盘_快报.md": EARLY,
        "internal/2026戏水节_活动复盘_终版.md": FINAL,
    }
    with of_papers(tmp_path_factory.mktemp("terse"), papers, ingested_home) as house:
        yield house


def said(mall: House, *messages: str, staff: bool = False) -> str:
    """What is answered to the last of these messages."""
    viewer, conversation = STAFF if staff else SHOPPER, ""
    for message in messages:
        answer = mall.ask(message, viewer, NOW, conversation)
        conversation = answer.conversation_id
    return answer.answer


@pytest.mark.parametrize(
    "question", ["桂花会员季到哪天结束", "会员季搞到几号", "桂花会员季是几号到几号", "会员季一共多少天"]
)
def test_when_an_occasion_ends_is_told_by_the_line_of_its_paper(mall, question):
    assert said(mall, question).splitlines()[0].startswith("活动时间：2026年9月12日")


def test_what_is_on_is_told_by_the_headings_of_the_paper(mall):
    term, *offers = said(mall, "有什么活动").splitlines()
    assert term.startswith("2026 桂花会员季 · 活动细则：活动时间：2026年9月12日")
    assert [line.partition("：")[0] for line in offers] == ["满额礼", "中秋猜谜"]


def test_what_is_on_another_day_is_no_offer_of_the_day_asked(mall):
    assert "中秋猜谜" not in said(mall, "明天有什么活动")
    assert "中秋猜谜" in said(mall, "9月25日有什么活动")


def test_where_nothing_is_on_it_is_told_when_something_will_be(mall):
    answer = mall.ask("9月1日有什么活动", as_of=datetime.fromisoformat("2026-08-30T15:20:00+08:00"))
    assert answer.handling is Handling.PARTIAL
    assert answer.answer.startswith("2026 桂花会员季 · 活动细则：活动时间：2026年9月12日")


def test_whether_it_is_over_is_said_first(mall):
    assert said(mall, "会员季结束了吗").startswith("会员季正在进行，到10月10日为止。")


def test_the_term_of_the_whole_answers_nothing_about_a_part(mall):
    assert "活动时间" not in said(mall, "会员季满额礼几点兑换").splitlines()[0]


@pytest.mark.parametrize(
    ("messages", "gift", "other"),
    [
        (["满额礼送什么", "国庆去领呢"], "保温杯", "桂花糕"),
        (["国庆还有满额礼吗"], "保温杯", "桂花糕"),
        (["中秋那天满额礼送什么"], "桂花糕", "保温杯"),
    ],
)
def test_the_row_of_a_feast_is_the_one_that_its_day_lies_in(mall, messages, gift, other):
    text = said(mall, *messages)
    assert gift in text
    assert other not in text


def test_a_feast_that_only_a_heading_names_has_its_event(mall):
    assert "北门广场" in said(mall, "中秋有什么活动")


def test_a_list_of_what_is_left_out_is_told_with_the_heading_that_says_so(mall):
    assert said(mall, "礼品卡在超市能用吗").startswith("礼品卡哪些地方不能用？云朵乐园、超市")


@pytest.mark.parametrize("question", ["附近地铁几号线", "地铁怎么走"])
def test_what_stands_below_the_very_thing_as_its_heading_comes_first(mall, question):
    assert said(mall, question).startswith("9号线北门站C口")


@pytest.mark.parametrize("question", ["礼品卡有多少面额的，能用几年", "购物卡的面额有几种"])
def test_a_card_goes_by_other_words(mall, question):
    assert "300 元、800 元" in said(mall, question)


def test_a_no_is_quoted_with_its_question_where_another_one_was_asked(mall):
    assert "云朵乐园玩吗？不可以" in said(mall, "有没有给小朋友玩的地方")
    assert said(mall, "可以把孩子一个人放那玩吗").startswith("不可以。")


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("顾客说吃了商户的东西拉肚子要投诉，算哪级，谁牵头", "甲级"),
        ("丙级投诉谁牵头，多久结案", "丙级"),
        ("一般投诉多久结案", "丙级"),
        ("乙级多久结案", "乙级"),
    ],
)
def test_the_row_of_a_level_leads(mall, question, level):
    assert said(mall, question, staff=True).startswith(f"级别：{level}")


@pytest.mark.parametrize(
    ("messages", "now", "before"),
    [
        (["戏水节核销率多少", "可快报上写的是65%"], "61.0%", "65.0%"),
        (["快报不是说来了88.6万人吗"], "86.2万人次", "88.6万人次"),
        (["戏水节核销多少张", "我看到的是5850"], "5490张", "5,850张"),
        (["戏水节客流多少", "快报里不是这个数"], "86.2万人次", "88.6万人次"),
    ],
)
def test_who_quotes_the_early_report_gets_the_figure_that_holds_with_its_day(mall, messages, now, before):
    first, *more = said(mall, *messages, staff=True).splitlines()
    assert "（终版）》（2026年9月3日）为准" in first
    assert f"：{now}。" in first
    assert f"（2026年8月20日）写的是{before}，已被替代" in first
    assert any("未剔除撤销" in line for line in more)


def test_a_figure_that_has_not_changed_is_said_to_be_the_same(mall):
    assert said(mall, "快报的领券是9000张，现在呢", staff=True).startswith("领券没有变")


def test_by_how_much_the_two_reports_differ_is_computed(mall):
    assert "低4.0个百分点" in said(mall, "快报和终版核销率差多少", staff=True)


def test_a_shopper_is_told_of_no_report(mall):
    answer = mall.ask("快报不是说核销率65%吗", as_of=NOW)
    assert answer.handling is not Handling.ANSWER or "61.0%" not in answer.answer
