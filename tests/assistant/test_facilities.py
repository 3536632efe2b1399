"""Things of the house that guests look for: by many names, told of by what tells of them, and nothing guessed."""

import pytest

from assistant.asking.facilities import asks_why_shut, facilities_in, looks_for
from knowledge.model import Document, Hit, Passage, Standing

PAPER = Document("F1", "服务设施", "f1.md", "x")


def told(text: str, section: tuple[str, ...] = ()) -> Hit:
    return Hit(Passage("F1-1", "F1", 0, text, section=section), PAPER, Standing.IN_FORCE, 1.0, {})


ASKED = {
    "洗手间": ["厕所在哪", "附近有wc吗", "想上个厕所", "where is the restroom"],
    "母婴室": ["想找个地方喂奶", "哪里能换尿布", "is there a nursing room"],
    "童车": ["能借婴儿推车吗", "can I borrow a pram"],
    "储物柜": ["大箱子存一天多少钱", "存包在哪", "where are the lockers"],
    "充电宝": ["手机没电了去哪充", "any power banks"],
    "饮水": ["哪儿能接杯热水", "where is drinking water"],
    "休息区": ["哪里能坐一下", "有地方歇脚吗"],
}
NOT_ASKED = {
    "洗手间": ["洗手液在哪买", "wcl是什么", "围巾忘在2楼厕所了", "i left my bag in the restroom"],
    "母婴室": ["蛋糕落母婴室了", "落了盒蛋糕在母婴室"],
    "储物柜": ["快递寄到店里", "积分存多久"],
    "充电宝": ["充电桩在哪"],
    "休息区": ["坐地铁怎么来", "这家店周一休息吗"],
    "电梯": ["被困在电梯里"],
}


@pytest.mark.parametrize(("name", "asked"), [(name, one) for name, all_ in ASKED.items() for one in all_])
def test_a_thing_is_known_by_how_it_is_asked_for(name, asked):
    assert name in [one.name for one in facilities_in(asked)]


@pytest.mark.parametrize(("name", "asked"), [(name, one) for name, all_ in NOT_ASKED.items() for one in all_])
def test_another_word_asks_for_something_else(name, asked):
    assert name not in [one.name for one in facilities_in(asked)]


def test_what_a_rule_names_within_brackets_tells_nothing_of_it():
    (toilet,) = looks_for("厕所在哪里")
    assert not toilet.told_by(told("室内全部禁烟（包括洗手间和楼梯间）"))
    assert toilet.told_by(told("洗手间在每层中庭两侧"))
    assert toilet.told_by(told("每层中庭两侧", section=("卫生间",)))


def test_a_row_is_about_its_first_cell():
    (toilet,) = looks_for("厕所在哪里")
    assert toilet.is_subject_of(told("设施: 公共厕所; 地点: 各层东端"))
    assert not toilet.is_subject_of(told("设施: 饮水机; 地点: 洗手间外"))


@pytest.mark.parametrize(
    "asked",
    [
        "商场里哪有卫生间",
        "5楼洗手间在哪个方向",
        "where is the toilet",
        "哪里有饮水机",
        "厕所",
        "想上个厕所",
    ],
)
def test_a_place_that_no_paper_states_is_not_answered_by_the_nearest_clause(demo_house, asked):
    answer = demo_house.ask(asked)
    assert answer.handling.value == "unknown"
    assert not answer.citations


def test_a_thing_that_the_house_does_not_lend_is_told_where_it_is_sold(demo_house):
    answer = demo_house.ask("充电宝")
    assert answer.handling.value == "answer"
    assert "听屿数码" in answer.answer


def test_who_looks_for_a_room_to_feed_a_baby_is_told_where_and_not_handed_over(demo_house):
    answer = demo_house.ask("带着8个月的娃,想找个地方喂奶")
    assert "母婴室" in answer.answer
    assert not answer.tickets


@pytest.mark.parametrize("said", ["喂奶那间怎么锁了啊 宝宝饿了", "厕所关了吗", "the restroom is locked"])
def test_what_cannot_be_used_is_asked_about_itself(said):
    assert asks_why_shut(said)


@pytest.mark.parametrize("said", ["厕所在哪", "超市关门了吗"])
def test_what_is_looked_for_is_not_said_to_be_shut(said):
    assert not asks_why_shut(said)
