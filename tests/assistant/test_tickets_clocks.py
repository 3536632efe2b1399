"""The clocks of tickets: over nights, weekends, holidays and waits for the customer, in each desk's own hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.desks import Desks
from assistant.handoff import handoff
from assistant.model import MallProfile, Triage
from assistant.phrases import Phrases
from assistant.tickets import Clocks, Due, State, Wanted
from assistant.tickets.clocks import late_resolution, late_response
from tests.tickets import ADMIN, AT_PARKING, in_state, room

DESKS = Desks.load()
CLOCKS = Clocks.load(DESKS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}+08:00")


# 2026-11-25 is a Wednesday. 2026-10-10 is a Saturday on which offices work; National Day ends on 10-07.
@pytest.mark.parametrize(
    ("desk", "priority", "opened", "due"),
    [
        ("parking", "P3", "11-25T03:00", "11-25T03:10"),  # round the clock
        ("security", "P0", "11-25T23:59", "11-26T00:01"),
        ("leasing", "P0", "11-28T03:00", "11-28T03:02"),  # what is urgent waits for no opening hours
        ("cs_hq", "P3", "11-25T10:00", "11-25T10:30"),
        ("cs_hq", "P3", "11-25T20:50", "11-26T09:20"),  # ten minutes before it closes, twenty after it opens
        ("cs_hq", "P3", "11-25T23:30", "11-26T09:30"),
        ("member", "P2", "11-28T21:45", "11-29T10:15"),  # Saturday to Sunday
        ("cs_store", "P3", "11-25T08:00", "11-25T10:15"),
        ("legal", "P1", "11-27T17:45", "11-30T09:15"),  # Friday to Monday
        ("marketing", "P3", "11-27T16:00", "11-30T11:00"),  # four hours of an office's time
        ("marketing", "P3", "10-09T16:00", "10-10T11:00"),  # a Saturday on which offices work
        ("legal", "P3", "11-25T11:00", "11-26T11:00"),  # one working day
        ("legal", "P3", "11-27T11:00", "11-30T11:00"),
        ("legal", "P3", "11-28T11:00", "12-01T09:00"),  # a Saturday: it counts from Monday's opening
        ("legal", "P3", "09-30T11:00", "10-08T11:00"),  # over National Day
        ("brand", "P3", "11-28T21:00", "11-29T21:00"),  # 24 hours are 24 hours
    ],
)
def test_the_first_response_is_counted_in_the_desks_own_hours(desk, priority, opened, due):
    assert CLOCKS.respond_by(desk, priority, at(opened)) == at(due)


@pytest.mark.parametrize(
    ("desk", "priority", "opened", "due"),
    [
        ("security", "P0", "11-25T22:00", "11-26T02:00"),
        ("parking", "P1", "11-25T22:00", "11-26T22:00"),
        ("property", "P2", "11-27T22:00", "12-02T22:00"),
        ("legal", "P2", "11-27T11:00", "12-02T11:00"),
        ("member", "P3", "11-25T23:00", "12-07T10:00"),
    ],
)
def test_a_resolution_is_counted_in_working_days_but_an_emergency_by_the_clock(desk, priority, opened, due):
    assert CLOCKS.resolve_by(desk, priority, at(opened)) == at(due)


def test_the_malls_own_hours_are_those_of_its_service_desk():
    late = Clocks.load(DESKS, mall=lambda day: () if day == date(2026, 11, 26) else ((10 * 60, 26 * 60),))
    assert late.respond_by("cs_store", "P3", at("11-26T01:50")) == at(
        "11-27T10:05"
    )  # to 02:00, then a day of rest
    assert late.respond_by("cs_store", "P3", at("11-25T23:55")) == at("11-26T00:10")


def test_a_desk_that_never_opens_still_owes_an_answer():
    never = Clocks.load(DESKS, mall=lambda _day: ())
    assert never.respond_by("cs_store", "P3", at("11-25T12:00")) == at("11-25T12:15")


def test_an_hour_that_a_day_loses_is_not_counted():
    berlin = ZoneInfo("Europe/Berlin")
    clocks = Clocks.load(DESKS, zone=lambda: berlin)
    opened = datetime(2026, 3, 29, 1, 55, tzinfo=berlin)  # at two it is three
    assert clocks.respond_by("parking", "P3", opened).timestamp() - opened.timestamp() == 600


@pytest.mark.parametrize("desk", [each.id for each in DESKS])
@pytest.mark.parametrize("hour", [0, 9, 12, 18, 23])
def test_minutes_counted_on_and_back_are_the_same(desk, hour):
    start, hours = at(f"11-27T{hour:02d}:30"), CLOCKS.hours
    for minutes in (1, 90, 700, 5000):
        due = hours.add(DESKS[desk], start, minutes)
        assert hours.between(DESKS[desk], start, due) == pytest.approx(minutes)


# -- the clocks of a ticket --------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path):
    opened = room(tmp_path)
    yield opened
    opened.service.close()


def test_the_clock_of_the_resolution_stands_while_the_customer_is_waited_for(desk):
    ticket = in_state(desk, State.WAITING_CUSTOMER)
    due = ticket.resolve_by
    desk.later(hours=30)
    assert CLOCKS.stand(ticket, desk.moment) is Due.PAUSED
    on = desk.office.take(ticket.id, AT_PARKING)
    assert on.resolve_by == due + timedelta(hours=30)  # parking works round the clock
    assert on.respond_by == ticket.respond_by


def test_time_that_the_desk_is_closed_for_is_not_given_twice(desk):
    """A desk of 10:00–22:00 waits from 20:00 to 12:00: four of its hours."""
    ticket = desk.opened(desk="member", second_desks=())
    desk.office.take(ticket.id, ADMIN)
    desk.later(hours=5)
    desk.office.wait(ticket.id, True, "请发订单号", ADMIN)
    desk.later(hours=16)
    on = desk.office.take(ticket.id, ADMIN)
    # Due at 15:00, moved by 4 hours of 10:00–22:00.
    assert on.resolve_by == ticket.resolve_by + timedelta(hours=4)


def test_a_wait_for_a_shop_stops_no_clock(desk):
    ticket = in_state(desk, State.WAITING_BRAND)
    assert ticket.paused_at is None
    assert ticket.responded_at is None
    desk.later(days=9)
    assert CLOCKS.stand(ticket, desk.moment) is Due.OVERDUE


def test_the_first_public_word_is_the_response_and_of_an_emergency_that_somebody_is_on_the_way(desk):
    plain, urgent = desk.opened(), desk.opened(priority="P0", conversation_id="c2")
    desk.later(minutes=1)
    assert desk.office.take(plain.id, AT_PARKING).responded_at is None
    assert desk.office.comment(plain.id, "内部", AT_PARKING).responded_at is None
    assert desk.office.comment(plain.id, "马上修", AT_PARKING, True).responded_at == desk.moment
    assert desk.office.take(urgent.id, AT_PARKING).responded_at == desk.moment
    first = desk.moment
    desk.later(minutes=5)
    assert desk.office.comment(plain.id, "修好了", AT_PARKING, True).responded_at == first


def test_a_promise_stays_when_a_ticket_is_handed_on(desk):
    ticket = desk.opened()
    moved = desk.office.assign(ticket.id, "legal", AT_PARKING)
    assert (moved.respond_by, moved.resolve_by) == (ticket.respond_by, ticket.resolve_by)


def test_a_ticket_that_was_reopened_has_the_time_that_was_left(desk):
    ticket = in_state(desk, State.RESOLVED)
    desk.later(days=2)
    again = desk.office.reopen(ticket.id, "又坏了", AT_PARKING)
    assert again.resolve_by == ticket.resolve_by + timedelta(days=2)
    assert (again.reopened, again.resolved_at) == (1, None)


def test_late_is_what_was_later_than_promised_and_stays_so(desk):
    ticket = desk.opened()
    assert not late_response(ticket, ticket.respond_by)
    assert late_response(ticket, ticket.respond_by + timedelta(seconds=1))
    desk.later(minutes=31)
    desk.office.take(ticket.id, AT_PARKING)
    done = desk.office.resolve(ticket.id, "修好了", AT_PARKING)
    desk.later(days=30)
    assert late_response(done, desk.moment)
    assert not late_resolution(done, desk.moment)


def test_a_list_and_a_ticket_agree_on_what_is_due(desk):
    """The conditions of SQL against the function, for every state at every hour of ten days."""
    for state in State:
        in_state(desk, state)
    for priority in CLOCKS.rules:
        desk.opened(priority=priority, conversation_id=priority)
    soon = {level: CLOCKS.soon(level) for level in CLOCKS.rules}
    every = desk.store.page(Wanted(), desk.moment, soon)[0]
    seen = set()
    for minutes in [*range(45), *range(60, 10 * 1440, 97)]:
        moment = desk.moment + timedelta(minutes=minutes, seconds=1)
        for due in Due:
            listed = {one.id for one in desk.store.page(Wanted(due=due), moment, soon)[0]}
            assert listed == {one.id for one in every if CLOCKS.stand(one, moment) is due}
            seen |= {due} if listed else set()
    assert seen == set(Due)


# -- what a customer is told -------------------------------------------------------------------------


def test_after_hours_a_moment_is_promised_and_in_hours_none(desk):
    assert CLOCKS.promised("legal", "P2", at("11-27T20:00"), "zh-Hans") == "11月30日（周一）09:30"
    assert CLOCKS.promised("legal", "P2", at("11-27T20:00"), "en") == "09:30 on Monday 2026-11-30"
    assert CLOCKS.promised("cs_hq", "P2", at("11-27T20:00"), "zh-Hans") == ""
    assert CLOCKS.promised("legal", "P0", at("11-27T20:00"), "zh-Hans") == ""


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_handover_after_hours_says_by_when_and_whom_to_call_and_no_false_haste(language):
    phrases = Phrases.load(lambda: MallProfile(name="示例广场", hotline="400-123-4567"))
    matter = Triage("投诉", "宣传不实", "P2", "marketing", (), "")
    by = CLOCKS.promised("marketing", "P2", at("11-27T20:00"), language)
    said = handoff(matter, DESKS, phrases, language, True, "T1", by)
    assert by in said
    assert "400-123-4567" in said
    assert not any(word in said for word in ("马上", "已通知", "right away", "notified"))
    assert by not in handoff(matter, DESKS, phrases, language, True, "T1")
