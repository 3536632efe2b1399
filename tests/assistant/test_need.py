from datetime import date

import pytest

from assistant.asking.need import figures_in, read

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("闭店广播几点开始", "time"),
        ("客诉几天结案", "duration"),
        ("停车多少钱", "money"),
        ("母婴室在哪", "place"),
        ("谁来批", "who"),
        ("中奖率多少", "rate"),
        ("没小票还能退吗", "allowed"),
        ("满减怎么用", "how"),
    ],
)
def test_the_kind_of_answer_is_read_off_the_question(question, kind):
    assert kind in read(question, TODAY).kinds


def test_a_passage_fits_when_it_has_what_is_asked():
    need = read("客诉几天结案", TODAY)
    assert need.fit("应在3个工作日内结案") > need.fit("由客服负责登记")


def test_figures_lose_their_thousands_separators():
    assert figures_in("目标4,200万元,完成94.8%") == {"4200", "94.8%"}


@pytest.mark.parametrize("question", ["活动到11月30号结束对吧", "券30号就到期吗"])
def test_a_day_that_is_only_supposed_is_not_the_day_asked_about(question):
    assert read(question, TODAY).days == ()


def test_this_occasion_is_this_years():
    assert read("这次周年庆核销了多少张", TODAY).year == TODAY.year


def test_an_amount_has_no_year_in_it():
    assert read("买12000可以拿多少", date(2026, 11, 27)).year is None
    assert read("2025年的店庆", date(2026, 11, 27)).year == 2025
