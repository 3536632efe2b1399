"""Hours of single days: whatever paper says them, they beat the general rule of those days and of no other."""

from datetime import date

import pytest

from knowledge.model import Passage
from knowledge.writing.hours import opening_on
from knowledge.writing.special_hours import days_listed, special_rules
from knowledge.writing.spoken_hours import spoken_rules
from tests.knowledge.test_hours import ROWS

PAPER = ROWS[0][0]
TODAY = date(2026, 11, 27)


def passage(text, section=(), kind="prose"):
    return Passage(text[:20], PAPER.doc_id, 0, text, kind=kind, section=section)


GENERAL = spoken_rules([(passage("Mall 商場: 10:00 – 22:00 daily", ("Opening Hours",)), PAPER)])


def closing(text, day, section=()):
    rule = opening_on(day, [*GENERAL, *special_rules([(passage(text, section), PAPER)], GENERAL, TODAY)])
    return rule.opens, rule.closes


@pytest.mark.parametrize(
    "text",
    [
        "2026年12月24日、25日及31日,商場延長開放至晚上11時30分;停車場照常。",
        "The mall's opening hours are extended to 11:30pm on 24, 25 and 31 December 2026.",
        "December 24, 25 and 31, 2026: the mall is open until 11:30 pm.",
        "2026年12月24日至31日商场营业至23:30。",
    ],
)
def test_a_later_closing_of_some_days_keeps_the_usual_opening(text):
    assert closing(text, date(2026, 12, 24)) == ("10:00", "23:30")
    assert closing(text, date(2026, 12, 31)) == ("10:00", "23:30")
    assert closing(text, date(2026, 12, 23)) == ("10:00", "22:00")


def test_a_day_that_goes_by_a_name_is_a_day():
    assert closing("平安夜商场延长营业至23:00。", date(2026, 12, 24)) == ("10:00", "23:00")


@pytest.mark.parametrize(
    "text",
    [
        "12月24日超市延长营业至23:30。",
        "12月24日停车场开放至23:30。",
        "12月24日圣诞颂歌 17:00 及 19:00 在港威商场三楼中庭。",
        "自2026年12月24日起商场营业时间调整为9:00。",
    ],
)
def test_hours_of_a_part_or_a_show_or_from_a_day_on_are_not_of_that_day(text):
    assert closing(text, date(2026, 12, 24)) == ("10:00", "22:00")


@pytest.mark.parametrize(
    "text",
    [
        "三、延时 11月20日、21日、22日和27日、28日、29日大楼开到22:30（超市照旧22:00）。23日至26日不延时。",
        "11月20日-22日、27日-29日全馆营业至22:30（影城、超市除外，超市22:00）。",
        "11月20日至22日、11月27日至29日，商城延长营业到晚上10点半，超市仍22:00打烊。",
        "On 20, 21, 22, 27, 28 and 29 November the mall stays open until 22:30 (supermarket until 22:00).",
        "11月20日、21日、22日、27日、28日、29日百货大楼晚上十点半关门（地下超市不变，仍为22:00）。",
    ],
)
def test_days_of_a_campaign_on_which_the_house_shuts_later_while_a_part_keeps_its_time(text):
    for day in (20, 22, 27, 29):
        assert closing(text, date(2026, 11, day)) == ("10:00", "22:30")
    for day in (23, 26, 30):
        assert closing(text, date(2026, 11, day)) == ("10:00", "22:00")


def test_what_a_part_keeps_stands_beside_as_written():
    text = "11月27日大楼开到22:30（超市照旧22:00）。"
    (rule,) = special_rules([(passage(text), PAPER)], GENERAL, TODAY)
    assert rule.note == "超市照旧22:00"


def test_a_column_of_a_part_is_no_time_of_the_house():
    row = passage("日期: 11月27日; 大楼关门: 22:30; 超市关门: 22:00", ("延时",), "row")
    rules = special_rules([(row, PAPER)], GENERAL, TODAY)
    assert [(rule.opens, rule.closes) for rule in rules] == [("10:00", "22:30")]


def test_a_row_is_one_sentence():
    rows = ["日期: 周日至周四; 营业时间: 10:00-22:00", "日期: 周五、周六、法定节假日; 营业时间: 10:00-22:30"]
    rows += ["日期: 除夕; 营业时间: 10:00-17:00", "日期: 12月31日(跨年夜); 营业时间: 10:00-次日00:30"]
    read = [(passage(row, ("什么时候开门",), "row"), PAPER) for row in rows]
    general = spoken_rules(read)
    rules = [*general, *special_rules(read, general, TODAY)]
    assert opening_on(date(2026, 11, 27), rules).closes == "22:30"
    assert opening_on(date(2026, 11, 29), rules).closes == "22:00"
    year = next(iter(days_listed("12月31日", PAPER, TODAY))).year
    assert opening_on(date(year, 12, 31), rules).closes.endswith("00:30")


def test_spans_and_lists_of_days():
    listed = days_listed("12月24日至26日、31日", PAPER, TODAY)
    assert sorted(day.day for day in listed) == [24, 25, 26, 31]


def test_a_row_of_a_day_in_figures_is_of_that_day_and_its_remark_of_a_part_of_the_mall():
    row = passage(
        "日期: 2026/12/25（五）行憲紀念日; 全館: 11:00–22:30; 備註: 4F 餐廳至 23:00", ("年末營業時間",), "row"
    )
    (rule,) = special_rules([(row, PAPER)], GENERAL, TODAY)
    assert (rule.days, rule.opens, rule.closes) == ({date(2026, 12, 25)}, "11:00", "22:30")
    assert rule.note == "4F 餐廳至 23:00"


def test_days_from_one_written_date_to_another_are_all_between():
    days = days_listed("9月29日至10月2日商场营业至23:00", PAPER, TODAY)
    assert sorted(day.day for day in days) == [1, 2, 29, 30]


def test_who_keeps_to_another_time_is_told_beside_the_mall_and_a_condition_in_brackets_with_it():
    text = "10月31日全场延时至23:00（店铺自愿），B1超市仍22:00打烊。"
    day = date(2026, 10, 31)
    rule = opening_on(day, [*GENERAL, *special_rules([(passage(text), PAPER)], GENERAL, TODAY)])
    assert (rule.opens, rule.closes, rule.note) == ("10:00", "23:00", "店铺自愿；B1超市仍22:00打烊")


def test_the_mall_goes_on_from_clause_to_clause():
    text = "12月24日(周四)商场营业至23:00;12月31日营业至次日00:30。超市12月26日营业至20:00。"
    assert closing(text, date(2026, 12, 24)) == ("10:00", "23:00")
    assert closing(text, date(2026, 12, 31)) == ("10:00", "次日00:30")
    assert closing(text, date(2026, 12, 26)) == ("10:00", "22:00")
