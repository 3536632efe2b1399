"""Everyday words: a shop's own goods, a facility that no paper has, a desk's number, praise."""

from datetime import date, datetime

import pytest

from assistant.asking.demands import Demand
from assistant.asking.facilities import as_a_place
from assistant.asking.saying import says
from assistant.english import row
from assistant.model import Handling
from assistant.shops.goods import by_goods, sold_instead
from assistant.shops.kinds import kinds_in, tightest
from assistant.shops.lines import ShopLines
from assistant.shops.missing import no_chain
from assistant.shops.sieve import read
from assistant.triage.signals import SignalRules
from assistant.triage.wording import normalise, read_rules
from knowledge.directory import Directory
from knowledge.model import Shop

_AS_OF = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
_SAID = ShopLines(False, date(2026, 11, 21), _AS_OF, lambda shop: None)
_SHOPS = [
    Shop(name="华为授权体验店", unit="L1-02", floor="L1", category="数码"),
    Shop(name="柳岸菜馆", unit="L5-01", floor="L5", category="餐饮-正餐", note="有包间8个"),
    Shop(name="晨光小食", unit="B1-03", floor="B1", category="餐饮-快餐"),
    Shop(name="听风数码", unit="L2-03", floor="L2", category="数码", tags=("耳机", "充电宝")),
]
_MALL = Directory(_SHOPS)


def test_a_chain_is_there_where_a_shops_name_begins_with_it():
    reply = no_chain(_MALL, "华为", read("华为", _MALL, _AS_OF, _AS_OF.date()), _SAID)
    assert reply is not None
    assert reply.lines[0].text.startswith("华为授权体验店")


def test_what_only_a_remark_tells_finds_its_shop():
    reply = by_goods(_MALL, "有包间吗", _SAID)
    assert reply is not None
    assert "柳岸菜馆" in reply.lines[0].text


def test_what_the_house_does_not_have_is_looked_for_in_its_shops():
    reply = sold_instead(_MALL, "充电宝在哪", _SAID)
    assert reply is not None
    assert "听风数码" in reply.lines[1].text
    assert sold_instead(_MALL, "轮椅在哪", _SAID) is None


def test_a_category_of_two_parts_is_of_both():
    (breakfast,) = kinds_in("早餐")
    assert breakfast.among(_SHOPS) == [_SHOPS[2]]


def test_a_kind_that_nobody_is_of_is_not_widened_to_all_that_take_it_in():
    assert [kind.name for kind in tightest(kinds_in("素食餐厅"), _SHOPS)] == ["素食"]


def test_nappies_are_bought_in_a_shop_and_changed_in_a_room():
    assert [kind.name for kind in kinds_in("买尿布")] == ["母婴"]
    assert not kinds_in("换尿布")


@pytest.mark.parametrize("said", ["不辣的有吗", "微辣可以吗"])
def test_what_is_not_hot_is_no_wish_for_hot_food(said):
    assert not kinds_in(said)


@pytest.mark.parametrize(
    ("said", "place"), [("孩子要上厕所", "厕所在哪"), ("下雨了没带伞", "没带伞在哪"), ("雨伞", "雨伞")]
)
def test_who_needs_a_thing_of_the_house_asks_where_it_is(said, place):
    assert as_a_place(said) == place


def test_a_number_is_what_is_asked_for_as_a_telephone():
    assert says("联系市场部028-8606 5166", "电话")
    assert not says("备案号:JJ-2026-0417", "电话")


def test_the_sort_of_a_thing_is_not_what_it_is_said_of():
    assert Demand("电子发票")._named_beside("发票") == []
    assert Demand("母婴室电话")._named_beside("电话")


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ("你真棒", "praise"),
        ("没用", "scolds"),
        ("今天星期几", "clock"),
        ("what time is it", "clock"),
        ("保安电话", "line"),
        ("你们电话多少", "line"),
    ],
)
def test_what_is_said_in_passing_is_known(said, flag):
    assert getattr(SignalRules(read_rules("intents.yaml")).read(normalise(said), False), flag)


@pytest.mark.parametrize("said", ["这券没用上", "电话多少", "店长电话", "几点关门", "这件衣服真不错，多少钱"])
def test_what_is_asked_is_not_said_in_passing(said):
    signals = SignalRules(read_rules("intents.yaml")).read(normalise(said), False)
    assert not any((signals.praise, signals.scolds, signals.clock, signals.line))


def test_a_row_of_questions_and_answers_is_told_in_english_as_these_or_not_at_all():
    told = row("编号: 6; 分类: 设施; 问题: 有没有轮椅; 答复: 有,8台。")
    assert "编号" not in told
    assert "Number" not in told


@pytest.mark.parametrize("message", ["孩子丢了一只小鞋子 在哪找", "围巾丢了怎么找"])
def test_whatever_was_lost_is_of_lost_property(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling in (Handling.ANSWER, Handling.HANDOFF)
    assert "没有写" not in answer.answer
    assert any(citation.doc_id == "K20" for citation in answer.citations)
