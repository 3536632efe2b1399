"""How many of a thing go out in all: what a day has of it, times the days."""

import pytest

from assistant.reckoning.supply import reckon
from tests.assistant.sums import asking, hits, said

COFFEE = "周年庆期间（5月1日至5月3日）每天限量供应200杯咖啡"
GIFTS = "10月1日至10月7日，每日赠送150份伴手礼"
TICKETS = "7月10日–7月12日每天上午10:00–11:00发放80张体验券"


@pytest.mark.parametrize(
    ("question", "rule", "says"),
    [
        ("咖啡一共送多少杯", COFFEE, "一共600杯（计算得出：每天200杯×3天=600杯）"),
        ("整个活动拢共有几杯", COFFEE, "一共600杯"),
        ("多少份伴手礼,全程加起来", GIFTS, "一共1050份"),
        ("体验券总共放出多少张", TICKETS, "一共240张"),
    ],
)
def test_what_a_day_has_is_taken_for_each_day_of_the_span_both_ends_counted(question, rule, says):
    assert says in said(question, rule)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("两天能送出去多少杯", "400杯"),
        ("2天一共多少杯", "400杯"),
        ("三天共多少杯", "600杯"),
        ("十天多少杯", "600杯"),
    ],
)
def test_the_days_that_are_named_count_but_no_more_than_there_are(question, says):
    assert f"一共{says}" in said(question, COFFEE)


@pytest.mark.parametrize(
    "question",
    [
        "how many cups are there in total",
        "How many cups of coffee do you give out over the whole three days?",
        "how many cups altogether",
    ],
)
def test_an_english_question_is_reckoned_from_the_chinese_rule(question):
    found = reckon(asking(question.lower(), hits(COFFEE), english=True))
    assert found is not None
    assert found.text == "600 in all (calculated: 200 a day × 3 days = 600)."


def test_the_sum_rests_on_the_passage_that_tells_both():
    [_, rule] = found = hits("咖啡在L1中庭领取", COFFEE)
    summed = reckon(asking("咖啡一共多少杯", found))
    assert summed is not None
    assert [one.passage for one in summed.sources] == [rule.passage]


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("咖啡一共多少杯", ("每天限量供应200杯咖啡",)),  # for how many days, nobody says
        ("咖啡一共多少杯", ("5月1日至5月3日送咖啡",)),  # how many a day, nobody says
        ("咖啡一共多少杯", ("5月1日至5月3日每天上午送200杯，每天下午送100杯",)),  # two counts
        ("一共多少张", (COFFEE,)),  # another thing is asked for
        ("咖啡每天多少杯", (COFFEE,)),  # no sum
        ("第2天多少杯", (COFFEE,)),  # that day alone
        ("3天内送完多少杯", (COFFEE,)),  # a deadline
        ("一共多少杯", ("5月1日至5月3日每人每天200杯",)),  # each person's, not the house's
        ("咖啡一共多少杯", ("例如5月1日至5月3日每天送200杯",)),  # a made-up case
        (
            "一共多少杯",
            ("每天限量供应200杯咖啡", "周年庆期间为5月1日至5月3日"),
        ),  # of two passages, perhaps of two things
    ],
)
def test_nothing_is_summed_where_something_is_open_or_no_sum_is_asked(question, rules):
    assert reckon(asking(question, hits(*rules))) is None
