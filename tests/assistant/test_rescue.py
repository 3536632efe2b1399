"""Whom to ring: read in the mall's own words, of the place where the mall stands, and never a price or a bus."""

import pytest

from assistant.rescue import MAINLAND, Rescue, Said, read, rescue_of, zone_paid_in

HERE, HONG_KONG, TAIPEI = "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei"


def numbers(*texts, zone=HERE, **told):
    found = rescue_of(told, read(texts), zone)
    return found.police, found.fire, found.ambulance


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("Police / fire / ambulance 警察、消防、救護: 999.", ("999", "999", "999")),
        ("緊急求助請致電999。", ("999", "999", "999")),
        ("In an emergency dial 999 for police, fire or ambulance.", ("999", "999", "999")),
        ("如遇危險,請立即報警(999)", ("999", "999", "999")),
        ("警察/火警/救護 110/119/119", ("110", "119", "119")),
        ("報警請撥110;火警及救護車119", ("110", "119", "119")),
        ("火警119、急救120、报警110。", ("110", "119", "120")),
        ("119火警、120急救、110报警", ("110", "119", "120")),
        ("Police 999, ambulance and fire 995", ("999", "995", "995")),
        ("遇火災、受傷或身體不適，請先撥119，報案請撥110。", ("110", "119", "119")),
        ("傷病請撥119，遭竊請撥110", ("110", "119", "119")),
        ("If somebody is hurt or unwell, dial 999 first.", ("999", "999", "999")),
        ("ตำรวจ Police: 191. Fire: 199. ", ("191", "119", "120")),
    ],
)
def test_the_numbers_are_those_of_the_place_that_the_papers_speak_of(text, rung):
    assert numbers(text) == rung


@pytest.mark.parametrize(
    "text",
    [
        "消防通道旁119号铺",
        "報警按鈕旁寄存999元",
        "HK$999 police badge set",
        "消防演习999人参加",
        "乘999路公交到警察博物馆",
        "警署電話 2731 9999",
        "急救箱999个",
        "满999减120,急救培训",
        "fire drill at 9:59, room 999m away",
    ],
)
def test_a_price_a_room_a_bus_or_a_part_of_a_number_is_nobody_to_ring(text):
    assert numbers(text) == ("110", "119", "120")


def test_one_slip_of_a_paper_does_not_change_what_the_others_say():
    papers = ["火警119、急救120、报警110", "晕倒请拨120", "请拨119报火警", "火灾后受伤120"]
    assert numbers(*papers) == ("110", "119", "120")


def test_without_a_word_in_the_papers_the_time_zone_tells_the_place():
    assert numbers(zone=HONG_KONG) == ("999", "999", "999")
    assert numbers(zone=TAIPEI) == ("110", "119", "119")
    assert numbers(zone="") == ("110", "119", "120")


@pytest.mark.parametrize(
    ("texts", "zone"),
    [
        (["每小時新台幣60元", "NT$60 per hour", "低消新台幣250元"], TAIPEI),
        (["HK$30 an hour", "滿港幣300元", "按金HK$100"], HONG_KONG),
        (["每小时人民币10元", "退港币现金", "收HK$", "满HK$300"], HONG_KONG),
        (["每小时人民币10元", "¥100", "收HK$"], ""),
        (["停车10元", "午餐38元"], ""),
    ],
)
def test_money_tells_the_place_where_several_texts_name_it(texts, zone):
    assert zone_paid_in(texts) == zone


def test_what_the_operator_set_comes_first_and_chooses_the_rest():
    assert numbers("火警119、急救120、报警110", police="999") == ("999", "999", "999")
    assert numbers("警察 999", ambulance="995") == ("999", "995", "995")
    assert numbers(ambulance="112") == ("110", "119", "112")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Emergency, 24-hour control room 緊急事故24小時控制室: 2118 8999.", "2118 8999"),
        ("客服热线:027-8400 0666(每日10:00-22:00)。夜间及紧急情况请拨24小时值班电话:027-8400 0911。", "027-8400 0911"),
        ("保安室(24小時):2345 6789", "2345 6789"),
        ("拨打110报警,同时联系商场24小时中控室 028-8555 1234", "028-8555 1234"),
        ("Security control room, 24 hours: +852 2118 8999", "+852 2118 8999"),
    ],
)  # fmt: skip
def test_the_malls_own_line_is_the_one_that_is_answered_at_any_hour(text, line):
    assert read([text]).line == line


@pytest.mark.parametrize(
    "text",
    [
        "顾客服务 24小时: 400-888-9999",
        "24小时停车场紧急电话 2118 7777",
        "紧急情况请联系服务台 027-8400 0666(10:00-22:00)",
        "保安部 2345 6789",
        "停车场24小时开放",
        "便利店24小时营业,值班店员 13800000000",
    ],
)
def test_a_service_or_a_line_by_day_is_not_the_line_of_emergencies(text):
    assert read([text]).line == ""


def test_who_may_harm_themselves_is_named_a_line_only_where_the_place_is_sure():
    assert rescue_of({}, Said(), HERE).listens == MAINLAND.listens
    assert rescue_of({}, read(["警察 999"]), HERE).listens == ""
    assert rescue_of({}, Said(), HONG_KONG).listens == "18111"


def test_a_sentence_names_each_number_once():
    everywhere = Rescue("999", "999", "999")
    assert everywhere.values(False)["numbers"] == everywhere.values(True)["either"] == "999"
    assert MAINLAND.values(False)["numbers"] == "110、119或120"
    assert MAINLAND.values(True)["numbers"] == "110, 119 or 120"
    assert MAINLAND.values(True)["both"] == "110 and 120"
