"""Yes or no to the hour at which a question supposes a house or a shop to open or to shut."""

from datetime import date, datetime, timedelta, timezone

import pytest

from assistant.asking.need import read
from assistant.asking.wording import plain
from assistant.reply import Source
from assistant.shops.lookup import Lookup
from assistant.shops.opening import asks_opening, opening_reply
from assistant.shops.supposed_hours import is_right
from knowledge.directory import Directory
from knowledge.model import Passage, Shop
from tests.assistant.test_opening import RULES
from tests.knowledge.shelf_life import document

SPANS = ((600, 1350),)  # 10:00-22:30
LATE = ((660, 1560),)  # 11:00-次日02:00


@pytest.mark.parametrize(
    "question",
    [
        "是不是开到晚上10点半",
        "你们10点半关门对吧",
        "商场是10点开门吗",
        "是否营业至22:30",
        "晚上十点半打烊吗",
        "Is it open until 10:30pm?",
        "does the mall close at 22:30",
        "you open at 10, right?",
    ],
)
def test_the_right_hour_is_right(question):
    assert is_right(plain(question), SPANS) is True


@pytest.mark.parametrize(
    "question",
    [
        "下周五27号是不是也开到晚上11点",
        "是不是10点关门",
        "九点开门吗",
        "今天营业到21:30对吧",
        "晚上九点关门了吗",
        "is the mall open until 11 tonight",
        "do you open at 9 tomorrow",
        "does it close at 9pm?",
    ],
)
def test_a_wrong_hour_is_wrong(question):
    assert is_right(plain(question), SPANS) is False


@pytest.mark.parametrize(
    "question",
    [
        "几点关门",
        "晚上十点还开着吗",
        "十点半能进去吗",
        "can I still get in at 10pm",
        "开到几点吗",
        "10点到11点有活动吗",
    ],
)
def test_questions_that_suppose_no_hour(question):
    assert is_right(plain(question), SPANS) is None


def test_an_hour_past_midnight_is_of_the_night_before():
    assert is_right("是不是开到凌晨2点", LATE)
    assert not is_right("是不是开到12点", LATE)
    assert is_right("是不是开到10点", ()) is None


def test_the_malls_hours_of_the_day_begin_with_it():
    today = date(2026, 11, 21)

    def first(question, english=False):
        return opening_reply(read(plain(question), today), today, RULES, english).lines[0].text

    assert first("今天几点关门").startswith("今天11月21日")
    assert first("27号是不是开到晚上11点").startswith("不是，11月27日")
    assert first("27号是不是开到晚上10点半").startswith("是的，11月27日")
    assert first("is the mall open until 11 on 27 november", True).startswith("No: On Friday")


@pytest.mark.parametrize("question", ["商场是不是10点关门", "10点半打烊对吧", "明天九点开门吗"])
def test_such_a_question_is_about_the_malls_hours(question):
    assert asks_opening(plain(question))


def test_the_hours_of_a_shop_begin_with_it():
    now = datetime(2026, 11, 21, 15, tzinfo=timezone(timedelta(hours=8)))
    shop = Shop("L1-20", "云上咖啡", floor="L1", hours_weekday="09:00-22:00", passage_id="r")

    def source(one):
        return Source(Passage(one.passage_id, "D", 0, "", kind="row"), document("D"))

    def first(question, english=False):
        text = plain(question)
        reply = Lookup(Directory([shop]), source).reply(text, read(text, now.date()), now, english)
        return reply.lines[0].text

    assert first("云上咖啡是不是开到11点").startswith("不是，今天（周六）的营业时间是 09:00-22:00。")
    assert first("云上咖啡晚上十点关门吗").startswith("是的，")
    assert first("云上咖啡几点关门").startswith("云上咖啡")
