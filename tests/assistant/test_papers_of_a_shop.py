"""Hours that only a shop's own paper tells: the directory has none, and the mall's are not the shop's."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from assistant.model import Handling
from tests.house import House, of_papers

NOVEMBER = datetime.fromisoformat("2026-11-26T15:00:00+08:00")
DECEMBER = datetime.fromisoformat("2026-12-08T15:00:00+08:00")
SHOPS = """店铺名称,楼层,铺位号,业态,营业时间,电话
飞霜滑雪馆,L4,L4-01,运动娱乐,,0755-0000 0101
青禾面馆,L5,L5-02,餐饮,11:00-21:00,0755-0000 0102
松果书屋,L3,L3-05,书店,,0755-0000 0103
"""
HOURS = "# 云渡广场营业时间\n\n商场营业时间：每天 10:00–22:00。\n"
SNOW = """# 飞霜滑雪馆玩雪指南

## 先看

造雪机检修，11月30日（周一）至12月2日（周三）停业3天，12月3日恢复。

## 几点开

11月：周一至周五12:00–21:00，周末10:00–21:30。

12月3日起：周一至周五11:00–21:00，周末不变。

## 小班课

少儿小班周六10:00–11:00上课。
"""
WINTER, AUTUMN = "12月3日起", "11月：周一至周五"


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {"public/店铺目录.csv": SHOPS, "public/营业时间.md": HOURS, "public/飞霜滑雪馆玩雪指南.md": SNOW}
    with of_papers(tmp_path_factory.mktemp("own"), papers, ingested_home) as house:
        yield house


@pytest.mark.parametrize("question", ["飞霜滑雪馆几点关门", "飞霜滑雪馆明天几点开门"])
def test_the_hours_of_a_shop_are_those_of_its_own_paper_before_the_malls(mall, question):
    answer = mall.ask(question, as_of=NOVEMBER).answer
    assert "周一至周五12:00–21:00" in answer
    assert "10:00–22:00" not in answer
    assert "上课" not in answer


def test_a_day_on_which_it_is_shut_is_told_by_that_alone(mall):
    answer = mall.ask("飞霜滑雪馆11月30号开吗", as_of=NOVEMBER).answer
    assert "停业3天" in answer
    assert "12:00–21:00" not in answer


def test_the_day_on_which_it_opens_again_is_no_day_on_which_it_is_shut(mall):
    assert WINTER in mall.ask("飞霜滑雪馆12月3号几点开", as_of=NOVEMBER).answer


def test_a_shop_without_a_paper_has_the_malls_hours(mall):
    assert "10:00–22:00" in mall.ask("松果书屋几点关门", as_of=NOVEMBER).answer


@pytest.mark.parametrize(("as_of", "first"), [(NOVEMBER, AUTUMN), (DECEMBER, WINTER)])
def test_what_holds_on_the_day_comes_before_what_holds_at_another_time(mall, as_of, first):
    answer = mall.ask("滑雪馆几点开门", as_of=as_of).answer
    hours = [line for line in answer.splitlines() if WINTER in line or AUTUMN in line]
    assert first in hours[0]


def test_what_holds_from_a_day_on_answers_for_a_later_day(mall):
    assert WINTER in mall.ask("12月10号滑雪馆几点开门", as_of=NOVEMBER).answer


@pytest.mark.parametrize("message", ["那个店几点开门", "这家店电话多少", "那家店在几楼"])
def test_a_shop_that_nobody_has_named_is_asked_back(mall, message):
    assert mall.ask(message, as_of=NOVEMBER).handling is Handling.CLARIFY


def test_a_shop_named_before_needs_no_other_name(mall):
    assert "青禾面馆" in mall.talk("青禾面馆在几楼", "那个店几点开门", as_of=NOVEMBER).answer
