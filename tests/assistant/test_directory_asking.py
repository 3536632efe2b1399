"""What people ask of a directory with several buildings and branches: which is nearer, later, where one is taken to be."""

from datetime import datetime, timedelta, timezone

import pytest

from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.model import Handling
from assistant.shops.lookup import Lookup
from knowledge.directory import Directory
from knowledge.model import Shop

NOW = datetime(2026, 11, 27, 15, tzinfo=timezone(timedelta(hours=8)))
EAST, NORTH = "East Terminal 東樓大廈", "Ganwei Arcade 甘維商場"


def _shop(unit, name, english, floor, place, kind, hours, phone, note=""):
    return Shop(unit, name, english, (), kind, "", floor, hours, "", phone, location=place, note=note)


SHOPS = (
    _shop("ET 201", "青衣坊", "Qingyi", "Level 2", EAST, "Fashion 時裝", "10:00-21:00", "1001"),
    _shop("ET 205", "白布屋", "Baibu", "Level 2", EAST, "Home 家居", "10:00-22:00", "1002"),
    _shop("GA 301", "木棉舍", "Mumian", "Level 3", NORTH, "Home 家居", "10:00-21:00", "1003"),
    _shop("ET G22", "金禾珠宝", "Jinhe", "G/F", EAST, "Jewellery 珠寶", "10:30-22:00", "1004"),
    _shop("GA 128", "金禾珠宝", "Jinhe", "Level 1", NORTH, "Jewellery 珠寶", "10:30-21:30", "1005"),
    _shop("GA 410", "漫通讯", "Mantel", "Level 4", NORTH, "Telecom 電訊", "11:00-21:00", "1006", "SIM cards for visitors"),
    _shop("GA 411", "Seraphine", "Seraphine", "Level 4", NORTH, "Beauty 美容", "11:00-21:00", "1007"),
)  # fmt: skip


def ask(question, english=False):
    text = plain(question)
    reply = Lookup(Directory(SHOPS), lambda shop: None).reply(text, read(text, NOW.date()), NOW, english)
    assert reply is not None
    return reply


def said(question, english=False):
    return "\n".join(line.text for line in ask(question, english).lines)


def test_a_brand_with_two_shops_of_one_name_is_told_with_both():
    reply = ask("金禾珠宝在哪")
    assert reply.handling is Handling.ANSWER
    assert "ET G22" in said("金禾珠宝在哪")
    assert "GA 128" in said("金禾珠宝在哪")


def test_the_phones_of_both_are_given_where_the_phone_is_asked():
    assert {"1004", "1005"} <= set(said("金禾珠宝电话").replace("。", " ").replace("：", " ").split())


def test_which_is_nearer_is_worked_out_from_building_and_level():
    text = said("I'm standing outside Qingyi. Is Mumian or Baibu nearer?", english=True)
    assert text.startswith("Baibu is nearer to Qingyi")
    assert said("我在青衣坊门口，木棉舍和白布屋哪个近").startswith("离青衣坊比较近的是白布屋")


def test_which_shuts_later_is_said_or_that_both_shut_at_once():
    assert said("青衣坊和白布屋哪家关得晚").startswith("最晚关门的是白布屋")
    assert "一样" in said("青衣坊和木棉舍哪家关得晚")


@pytest.mark.parametrize("question", ["木棉舍是在东楼大厦吧", "木棉舍是在東樓大廈嗎"])
def test_a_wrong_building_in_the_question_is_set_right(question):
    assert said(question).startswith("不在")
    assert "GA 301" in said(question)


def test_a_right_building_is_confirmed_by_half_of_its_name():
    assert said("is Mumian in Ganwei Arcade?", english=True).startswith("Yes")


def test_a_building_is_named_without_the_word_for_what_it_is():
    assert set(Directory(SHOPS).places_named("甘维四楼有什么")) == {"ganwei arcade 甘维商场"}


def test_who_asks_for_a_sim_card_is_sent_to_the_telecom_shop():
    assert "GA 410" in said("need a local sim card, where", english=True)


@pytest.mark.parametrize("typed", ["serafine", "seraphin", "Serafinne"])
def test_a_latin_name_is_found_as_it_is_heard(typed):
    assert "GA 411" in said(f"where is {typed}", english=True)
