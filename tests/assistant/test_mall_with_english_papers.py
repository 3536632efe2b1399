"""A mall whose papers are English alone and whose directory is OpenStreetMap's, signs in English and names in Chinese beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.model import Handling
from tests.house import House, of_papers

_SINGAPORE = ZoneInfo("Asia/Singapore")
NOON = datetime(2026, 12, 2, 12, 0, tzinfo=_SINGAPORE)  # a Wednesday
BEFORE_CHRISTMAS = datetime(2026, 12, 24, 12, 0, tzinfo=_SINGAPORE)

DIRECTORY = """@id,name,name:zh,shop,amenity,cuisine,level,addr:unit,opening_hours,phone
node/1,Tern Coffee,燕鸥咖啡,,cafe,coffee_shop,1,#01-11,Mo-Su 08:00-22:00,+65 6111 0001
node/2,Tern Coffee,燕鸥咖啡,,cafe,coffee_shop,2,#02-K3,Mo-Su 10:00-21:00,
node/3,Harlow's,哈洛,cosmetics,,,1,#01-12,Mo-Su 10:30-21:30,+65 6111 0003
node/4,QRS Bank,海湾银行,,bank,,1,#01-14,Mo-Sa 10:00-18:00; Su 11:00-17:00; PH off,+65 6111 0004
node/5,Mergo,,clothes,,,2,#02-17,Mo-Su 10:00-22:00,+65 6111 0005
"""
PARKING = """# Parking
## Car park
### Cars
| Day | Time of entry | Rate |
|---|---|---|
| Monday to Thursday | 7.00am – 5.59pm | S$2.00 for the first hour, then S$1.00 for every 30 minutes or part thereof |
| Monday to Thursday | 6.00pm – 2.59am | S$3.00 per entry |
| Friday, Saturday, Sunday, eve of public holiday and public holiday | 7.00am – 5.59pm | S$3.00 for the first hour, then S$1.50 for every 30 minutes or part thereof |
| Friday, Saturday, Sunday, eve of public holiday and public holiday | 6.00pm – 2.59am | S$4.00 per entry |
"""
HOURS = """<html lang="en"><head><title>Opening Hours</title></head><body><h1>Opening Hours</h1>
<p>The mall is open daily from 10.00am to 10.00pm.</p><h2>Festive season</h2>
<table><tr><th>Date</th><th>Occasion</th><th>Mall hours</th><th>Remarks</th></tr>
<tr><td>Thu 24 Dec 2026</td><td>Christmas Eve</td><td>10.00am – 11.30pm</td><td>Mergo closes at 8.00pm</td></tr>
<tr><td>Fri 1 Jan 2027</td><td>New Year's Day</td><td>11.00am – 10.00pm</td><td></td></tr></table></body></html>"""
EVENTS = """<html lang="en"><head><title>What's On</title></head><body><h1>What's On</h1>
<h2>Kite Parade</h2><p>20 November to 27 December 2026, Sky Park. Free admission.</p>
<h2>Story Corner</h2><p>Saturdays and Sundays, 28 November to 20 December 2026, 2.00pm, Level 1.</p>
<h2>Book Swap</h2><p>5 and 6 December 2026, 11.00am to 6.00pm, Level 2.</p>
<h2>Clay Class</h2><p>Dec 12-13, 2026, 11.00am, Level 2.</p></body></html>"""


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    papers = {
        "public/osm.csv": DIRECTORY,
        "public/parking.md": PARKING,
        "public/hours.html": HOURS,
        "public/events.html": EVENTS,
    }
    with of_papers(tmp_path_factory.mktemp("english"), papers, ingested_home) as house:
        yield house


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("where is harlows", "Harlow's"),
        ("where is harlow’s", "#01-12"),
        ("harlow's unit?", "#01-12"),
        ("qrs opening hours", "QRS Bank"),
        ("what shop is at 02-17", "Mergo"),
        ("02-17是哪家店", "Mergo"),
    ],
)
def test_a_shop_is_known_by_its_sign_its_letters_and_its_unit(mall: House, question: str, told: str) -> None:
    assert told in mall.ask(question, as_of=NOON).answer


def test_a_unit_with_a_month_in_it_is_no_day(mall: House) -> None:
    assert "2月17日" not in mall.ask("02-17是哪家店", as_of=NOON).answer


@pytest.mark.parametrize(
    "message",
    [
        "the one on level 2, til what time tonight",
        "what time does the one on L2 close",
        "二楼那家今晚开到几点",
    ],
)
def test_a_floor_tells_which_of_two_branches_is_meant(mall: House, message: str) -> None:
    said = mall.talk("tern coffee" if message.isascii() else "燕鸥咖啡在哪", message, as_of=NOON).answer
    assert "#02-K3" in said
    assert "#01-11" not in said
    assert not said.startswith(("Yes", "是的"))


def test_a_phone_number_that_the_directory_lacks_is_answered_in_part(mall: House) -> None:
    answer = mall.ask("phone number of the tern coffee on level 2", as_of=NOON)
    assert answer.handling is Handling.PARTIAL
    assert "has no phone number" in answer.answer
    assert mall.ask("tern coffee phone", as_of=NOON).handling is Handling.ANSWER


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("parking 3 dec 2pm-4pm total?", "S$4 "),
        ("sat 1pm to 4.20pm car park fee?", "S$10.5 "),
        ("今晚七点开车过去停三个小时多少钱", "3元"),
        ("周六下午1点停到4点20多少钱", "10.5元"),
        ("i come at 7pm leave 11pm on friday, parking fee?", "S$4 "),
        ("parking 24 dec 2pm to 3pm how much", "S$3 "),  # the eve of a holiday of Singapore
    ],
)
def test_parking_is_charged_by_the_day_and_the_time_of_entry(mall: House, question: str, due: str) -> None:
    assert due in mall.ask(question, as_of=NOON).answer


@pytest.mark.parametrize(
    "question", ["how much is parking", "What are the parking rates here?", "停车多少钱"]
)
def test_what_parking_costs_is_told_row_by_row(mall: House, question: str) -> None:
    said = mall.ask(question, as_of=NOON).answer
    assert "S$3.00 per entry" in said
    assert "S$4.00 per entry" in said


def test_without_a_time_of_entry_each_row_of_the_day_is_told(mall: House) -> None:
    said = mall.ask("park 3 hours on friday how much", as_of=NOON).answer
    assert "S$9 " in said
    assert "S$4 " in said
    assert "Monday to Thursday" not in said


def test_holidays_are_those_of_the_place_that_the_numbers_are_of(mall: House) -> None:
    assert "closed on 2026-12-25" in mall.ask("is qrs open tomorrow", as_of=BEFORE_CHRISTMAS).answer


def test_a_day_on_which_the_mall_keeps_other_hours_is_told_with_its_remark(mall: House) -> None:
    said = mall.ask("mergo hours today", as_of=BEFORE_CHRISTMAS).answer
    assert "10:00 to 23:30" in said
    assert "Mergo closes at 8.00pm" in said


def test_what_was_asked_of_the_mall_is_asked_of_a_shop_too(mall: House) -> None:
    assert (
        "#02-17"
        in mall.talk("what time does the mall close today", "mergo too?", as_of=BEFORE_CHRISTMAS).answer
    )


@pytest.mark.parametrize(
    ("question", "on", "off"),
    [
        ("anything on this weekend 5-6 dec", ("Kite Parade", "Story Corner", "Book Swap"), ("Clay Class",)),
        ("这周末有什么活动", ("Kite Parade", "Story Corner", "Book Swap"), ("Clay Class",)),
        ("what events on 12 dec", ("Clay Class", "Story Corner"), ("Book Swap",)),
        ("whats on today", ("Kite Parade",), ("Story Corner", "Book Swap", "Clay Class")),
    ],
)
def test_paragraphs_that_begin_with_their_days_are_events(
    mall: House, question: str, on: tuple[str, ...], off: tuple[str, ...]
) -> None:
    said = mall.ask(question, as_of=NOON).answer
    assert all(name in said for name in on), said
    assert not any(name in said for name in off), said
