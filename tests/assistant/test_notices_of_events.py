"""Notices of what is on, as clerks write them: numbered items that begin with what they offer, a table of prizes, a guide."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from assistant.model import Handling
from tests.house import SHOPPER, House, of_papers

ANNIVERSARY = """# 关于开展八周年店庆活动的通知

市场部〔2026〕9号　2026年11月17日

一、时间　11月20日（星期五）至11月29日（星期日），共10天。

## 二、内容

（一）满300减40　一至三层贴“店庆”标的店参加，单笔实付满300元用1张，当天有效。

（二）顶楼吃饭　90元买110元代金券，每人限买2张。

（三）刮奖　当天小票累计满400元刮1次，一层中庭。奖品见表：

| 等级 | 奖品 | 数量 |
|---|---|---|
| 一等 | 折叠自行车 | 1辆 |
| 二等 | 电饭煲 | 8台 |
"""
WINTER = """# “暖冬”圣诞跨年活动（第一批）

市场部　2026年11月23日　活动时间：2026年12月12日（周六）—12月27日（周日）

广场飘雪　12月24、25、26日，每晚19:00一场，每场8分钟。

平安夜巡游　12月24日18:30，一层中庭出发走到三层。
"""
GUIDE = """# 来店指南

## 抽烟

大楼里全禁（含电子烟）。抽烟请去北门外烟亭或顶层露台。

## 寄存

超市门口：自助柜 24 格，头 4 小时免费，以后每小时 1 元。

## 上网

无线网 YL-Free，手机验证码登录，一次 2 小时。
"""
ASKED = "编号,客人常问,怎么答,归口,更新\n1,能不能帮忙叫车？,可以到服务台请同事代叫；打车点在南门东侧。,客服,2026-09-12\n"
NOON = datetime.fromisoformat("2026-11-26T14:00:00+08:00")


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory, ingested_home: Path) -> Iterator[House]:
    papers = {
        "public/店庆活动通知.md": ANNIVERSARY,
        "public/冬日活动通知.md": WINTER,
        "public/来店指南.md": GUIDE,
        "public/客人常问.csv": ASKED,
    }
    with of_papers(tmp_path_factory.mktemp("notices"), papers, ingested_home) as house:
        yield house


@pytest.mark.parametrize("question", ["今天有什么活动", "现在打折吗", "周末有啥活动"])
def test_each_item_of_a_notice_that_goes_on_is_told(mall: House, question: str) -> None:
    said = mall.ask(question, SHOPPER, NOON).answer
    assert "满300减40" in said
    assert "刮奖" in said
    assert "巡游" not in said


def test_the_items_of_an_occasion_that_is_named_are_told_with_its_term(mall: House) -> None:
    said = mall.ask("圣诞有活动吗", SHOPPER, NOON).answer
    assert "12月12日" in said.splitlines()[0]
    assert "飘雪" in said
    assert "巡游" in said


@pytest.mark.parametrize("question", ["刮奖一等奖是什么", "头奖是啥"])
def test_a_row_is_called_by_its_name_and_its_column(mall: House, question: str) -> None:
    assert "折叠自行车" in mall.ask(question, SHOPPER, NOON).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪里能抽烟", "烟亭"),
        ("有没有吸烟室", "烟亭"),
        ("有储物柜吗", "自助柜"),
        ("wifi密码多少", "验证码"),
        ("可以叫车吗", "代叫"),
    ],
)
def test_a_thing_of_the_house_is_found_in_the_words_of_its_guide(
    mall: House, question: str, told: str
) -> None:
    assert told in mall.ask(question, SHOPPER, NOON).answer


def test_of_a_row_of_questions_only_question_and_answer_are_told(mall: House) -> None:
    said = mall.ask("可以叫车吗", SHOPPER, NOON).answer
    assert said.startswith("能不能帮忙叫车？可以到服务台")
    assert "归口" not in said
    assert "编号" not in said


def test_a_password_is_told_where_a_code_is_sent_instead(mall: House) -> None:
    reply = mall.ask("wifi密码是多少", SHOPPER, NOON)
    assert reply.handling is Handling.ANSWER
    assert "没有写" not in reply.answer
