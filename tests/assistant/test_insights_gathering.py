"""Facts from the house's own files: the day's border, the end, the deleted, staff, the simulator, older releases."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.insights import Gathering, LabelFact, People, Period, Table, ThreadFact, Wanted
from assistant.insights.gathering import ERASED_BY
from assistant.journal import Conversation, Journal, Turn
from assistant.tickets import Hand, NewTicket, Person
from tests.tickets import room

ZONE = ZoneInfo("Asia/Shanghai")
DAY = Period(date(2026, 11, 20), date(2026, 11, 20))
EARLY, LATE = datetime(2026, 11, 20, 0, 0, tzinfo=ZONE), datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZONE)
NOW = datetime(2026, 11, 21, 12, tzinfo=ZONE)
LI = Person("key:1", "李")


class House:
    """A journal and a service desk, with short ways to fill them."""

    def __init__(self, home) -> None:
        self.home = home
        self.journal = Journal(home / "journal.db")
        self.desk = room(home)

    def talk(
        self, name: str, at: datetime, *handlings: str, owner: str = "shopper", role: str = "shopper", **more
    ):
        self.journal.open(Conversation(name, owner, role, "web", "", "zh-Hans", at))
        for handling in handlings:
            turn = Turn(
                "问", "问", "答", handling, role=role, as_of=at, intent="咨询", subject="停车", **more
            )
            self.journal.remember(name, turn)
            at += timedelta(minutes=1)

    def ticket(self, conversation: str, at: datetime = EARLY, desk: str = "parking"):
        return self.desk.service.office(at, at).open(NewTicket(desk, "P2", "抬杆坏了", at, conversation), LI)

    def facts(self, period: Period = DAY, now: datetime = NOW, **parts):
        gathering = Gathering(self.journal, ZONE, self.desk.store, **parts)
        return gathering.facts(period, now)


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path)
    yield made
    made.journal.close()
    made.desk.store.close()


def ids(facts) -> list[str]:
    return [one.id for one in facts]


def test_a_conversation_belongs_to_the_day_on_which_it_began(house):
    house.talk("first", EARLY, "answer")
    house.talk("last", LATE, "answer", "answer")  # its second question comes after midnight
    house.talk("before", EARLY - timedelta(seconds=1), "answer")
    house.talk("after", LATE + timedelta(seconds=1), "answer")
    facts = house.facts()
    assert ids(facts) == ["first", "last"]
    assert [one.turns for one in facts] == [1, 2]


def test_the_day_is_the_malls_and_not_the_servers(house):
    at = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)  # half past midnight on the 20th at the mall
    house.talk("night", at, "answer")
    assert [one.day for one in house.facts()] == [date(2026, 11, 20)]


def test_a_conversation_without_an_end_counts_and_one_without_a_question_does_not(house):
    house.talk("open", EARLY, "clarify")
    house.talk("silent", EARLY)
    assert ids(house.facts()) == ["open"]


def test_a_person_who_was_asked_for_without_a_question_counts(house):
    house.talk("silent", EARLY)

    class Threads:
        def thread_facts(self, since):
            return {"silent": ThreadFact(EARLY), "elsewhere": ThreadFact(EARLY)}

    (one,) = house.facts(threads=Threads())
    assert (one.id, one.turns, one.thread) == ("silent", 0, ThreadFact(EARLY))


def test_what_is_deleted_counts_nowhere_and_its_ticket_goes_on_counting(house):
    house.talk("gone", EARLY, "handoff")
    house.ticket("gone")
    house.journal.erase("gone")
    house.desk.service.office(NOW).forget("gone", LI)
    facts = house.facts()
    assert ids(facts) == [""]
    figures = Table(facts).figures
    assert (figures["conversations"].numerator, figures["tickets"].numerator) == (0, 1)


def test_what_the_simulator_took_out_counts_nowhere_at_all(house):
    house.talk("made-up", EARLY, "handoff", owner="simulator")
    house.ticket("made-up")
    house.desk.service.office(NOW).forget("made-up", Person(ERASED_BY, "模拟"))
    house.journal.erase("made-up")
    assert house.facts() == []


def test_a_ticket_stands_with_its_conversation_or_alone_on_its_own_day(house):
    house.talk("mine", EARLY, "handoff")
    house.talk("earlier", EARLY - timedelta(days=1), "handoff")
    of = [
        house.ticket("mine", LATE + timedelta(hours=3)),
        house.ticket("earlier"),
        house.ticket(""),
        house.ticket("", NOW),
    ]
    facts = {one.id: one for one in house.facts()}
    assert [ticket.id for ticket in facts["mine"].tickets] == [of[0].id]  # on the conversation's day
    assert [ticket.id for ticket in facts[""].tickets] == [
        of[2].id
    ]  # and neither another day's nor another's
    assert "earlier" not in facts


def test_clocks_are_read_at_the_moment_of_the_figures(house):
    house.talk("mine", EARLY, "handoff")
    ticket = house.ticket("mine")
    late = [
        house.facts(now=at)[0].tickets[0].is_late_response
        for at in (ticket.respond_by, ticket.respond_by + timedelta(seconds=1))
    ]
    assert late == [False, True]


def test_a_false_alarm_is_no_ticket_and_a_reopened_one_was_resolved(house):
    house.talk("mine", EARLY, "handoff")
    alarm, again = house.ticket("mine", desk="security"), house.ticket("mine", desk="parking")
    hand = Hand(LI, None, True)
    office = house.desk.service.office(EARLY + timedelta(minutes=5))
    office.dismiss(alarm.id, "误触", hand)
    office.take(again.id, hand)
    office.resolve(again.id, "修好了", hand)
    office.reopen(again.id, "又坏了", hand)
    figures = Table(house.facts()).figures
    assert figures["tickets"].numerator == 1
    assert (figures["reopened"].numerator, figures["reopened"].denominator) == (1, 1)


def test_of_two_thumbs_on_one_answer_the_last_counts(house):
    house.talk("c", EARLY, "answer", "answer")
    for turn, helpful in ((1, True), (1, False), (2, True)):
        house.journal.feedback("c", helpful, turn=turn)
    (one,) = house.facts()
    assert (one.thumbs_up, one.thumbs_down) == (1, 1)


def test_staff_and_simulator_are_known(house):
    house.talk("staff", EARLY, "answer", owner="content 3", role="content")
    house.talk("made-up", EARLY, "answer", owner="simulator")
    house.talk("service", EARLY, "answer", owner="service 2", role="service")
    facts = {one.id: one for one in house.facts()}
    assert facts["staff"].people is People.STAFF
    assert facts["made-up"].is_simulated
    assert facts["service"].people is People.CUSTOMERS
    assert not facts["service"].is_simulated


def test_conversations_of_an_earlier_release_began_with_their_first_question(house):
    house.journal.remember("old", Turn("问", "问", "答", "answer", as_of=LATE, language="en"))
    house.journal.remember("old", Turn("问", "问", "答", "answer", as_of=LATE + timedelta(minutes=5)))
    house.journal.remember("older", Turn("问", "问", "答", "answer", as_of=EARLY - timedelta(minutes=5)))
    house.journal.remember("older", Turn("问", "问", "答", "answer", as_of=EARLY + timedelta(minutes=5)))
    (one,) = house.facts()
    assert (one.id, one.turns, one.language, one.channel) == ("old", 2, "en", "")


def test_citations_that_could_not_be_are_counted_at_the_moment_of_their_question(house):
    cited = tuple(
        {"doc_id": doc_id, "title": "", "version": "", "passage_id": ""} for doc_id in ("K9", "K10")
    )
    house.talk("c", EARLY, "answer", citations=cited)
    seen = []

    class Editions:
        def is_outdated(self, doc_id, at):
            seen.append(at)
            return doc_id == "K9"

    (one,) = house.facts(editions=Editions())
    assert (one.outdated, set(seen)) == (1, {EARLY})


def test_what_was_judged_when_it_was_answered_stays_so_judged(house):
    cited = ({"doc_id": "K9", "title": "", "version": "", "passage_id": ""},)
    house.talk("c", EARLY, "answer", citations=cited)
    house.talk("service", EARLY, "answer", role="service", citations=cited)

    class Editions:
        def is_outdated(self, doc_id, at):
            return True

    class Labels:
        def label_facts(self, since, until):
            return {"c": LabelFact(), "service": LabelFact()}

    facts = {one.id: one.outdated for one in house.facts(editions=Editions(), labels=Labels())}
    assert facts == {"c": 0, "service": 1}


def test_labels_tell_format_and_floor(house):
    house.talk("c", EARLY, "answer")

    class Labels:
        def label_facts(self, since, until):
            return {"c": LabelFact(polarity="负", format="餐饮", floor="L3")}

    table = Table(house.facts(labels=Labels()), Wanted(format="餐饮"))
    assert table.figures["negative"].shown == "100%"
    assert not Table(house.facts(labels=Labels()), Wanted(floor="L1")).facts


def test_a_file_with_odd_rows_is_counted_too(house):
    house.talk("c", EARLY, "answer")
    with sqlite3.connect(house.home / "journal.db") as file:
        file.execute("UPDATE turns SET citations = ?", (json.dumps([{}]),))

    class Editions:
        def is_outdated(self, doc_id, at):
            return False

    assert house.facts(editions=Editions())[0].outdated == 0
