"""Sums by rules of another land and in two languages: HK$, a row a kind of day, the same said again in English."""

from dataclasses import replace

import pytest

from assistant.reckoning import reckoned
from assistant.reckoning.charge import rounding_in
from assistant.reckoning.ruled import ruled
from tests.assistant.sums import asking, hits  # the day is 2026-05-06, a Wednesday

SECTION = ("停車場 Car Park", "時租 Hourly rates")
WEEKDAYS = "日子 Day: 星期一至五(公眾假期除外)Mon–Fri (except public holidays); 每小時 Per hour: HK$18"
WEEKENDS = "日子 Day: 星期六、日及公眾假期 Sat, Sun & public holidays; 每小時 Per hour: HK$22"
NIGHT = "日子 Day: 夜泊 23:00–07:00 Overnight; 每小時 Per hour: HK$90(每晚 per night)"
ROUNDS = "不足一小時亦作一小時計算。"
CHARGING = "停車場電動車充電每30分鐘HK$12,另加泊車費。"
SPENT = "即日消費 Same-day spending: HK$500 或以上 or above; 免費時數 Free hours: 2 小時 hours"
MEMBERS = "即日消費 Same-day spending: 會員額外 Extra for members; 免費時數 Free hours: +1 小時 hour"
POINTS = "單一單據滿 HK$200 可儲分,每 HK$1 = 1 分;單據須於 7 天內登記。"


def _said(question: str, *rules: str, english: bool = False, of_charging: str = "") -> str:
    found = []
    for hit in hits(*rules):
        section = ("停車場 Car Park", "電動車充電 EV") if hit.passage.text == of_charging else SECTION
        own = section[:1] if hit.passage.text == ROUNDS else section
        found.append(replace(hit, passage=replace(hit.passage, section=own)))
    told = reckoned(asking(question, found, english=english))
    return told[0].line().text if told else ""


def test_a_rule_in_two_languages_is_read_in_one():
    assert ruled(WEEKENDS) == "日子:星期六、日及公众假期;每小时:22元"
    assert ruled("消费满100元积1分 每天上限500分") == "消费满100元积1分 每天上限500分"


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("停车3小时多少钱", "3小时×18元=54元"),
        ("周六停车3小时多少钱", "3小时×22元=66元"),
        ("今天停车2点进5点半出要多少钱", "4小时×18元=72元"),
    ],
)
def test_the_row_of_the_day_is_the_charge(question, due):
    assert due in _said(question, WEEKDAYS, WEEKENDS, NIGHT, ROUNDS)


def test_how_a_part_of_an_hour_counts_may_stand_beside_the_table():
    assert rounding_in(ROUNDS) == 60
    assert _said("停车2个半小时多少钱", WEEKDAYS, WEEKENDS) == ""


def test_what_charging_costs_is_no_charge_for_the_stay():
    assert "54元" in _said("停车3小时多少钱", CHARGING, WEEKDAYS, WEEKENDS, of_charging=CHARGING)


def test_in_english_the_sum_is_in_the_dollars_of_its_rule():
    assert "HK$54" in _said("how much is parking for 3 hours", WEEKDAYS, WEEKENDS, english=True)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("項目: 汽車費率; 說明: 每小時新台幣60元", "NT$180"),
        ("項目: 收費; 說明: 每半小時NT$30", "NT$180"),
        ("項目: 時租; 說明: 每小時港幣25元", "HK$75"),
        ("項目: 汽車; 說明: MOP10/小時", "MOP$30"),
        ("項目: 汽車; 說明: 每小時人民幣10元", "CNY 30"),
    ],
)
def test_a_row_of_an_item_and_its_price_is_a_charge_in_its_own_money(rule, due):
    assert due in _said("how much is parking for 3 hours", rule, english=True)
    assert _said("停车3小时多少钱", rule)


def test_hours_by_spending_and_more_for_members():
    assert "2小时" in _said("买了600块东西停车能免几个小时", SPENT, MEMBERS)
    assert "可抵停车3小时" in _said("我是会员，消费600停车能免几个小时", SPENT, MEMBERS)


def test_points_by_one_rate_for_all_from_the_least_receipt_on():
    assert "可积350分" in _said("消费350有多少分", POINTS)
    assert _said("消费150有多少分", POINTS) == ""
