"""Tickets: every act in every state, who may, two at once, what is masked, sealed, audited and erased."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from assistant.desks import UnknownDesk
from assistant.journal import Journal
from assistant.journal.tables import tickets
from assistant.tickets import (
    Act,
    Contact,
    NoSuchTicket,
    NotYours,
    Overtaken,
    Refused,
    Seal,
    Sealed,
    State,
    Wanted,
)
from assistant.tickets.moves import OPEN
from tests.tickets import ADMIN, ALSO_AT_PARKING, ANYWHERE, AT_PARKING, AT_STORE, NOW, in_state, room

PHONE, PLATE, MAIL, IDENTITY = "13812345678", "粤B12345", "lily@example.com", "110101199003074610"
PERSONAL = (PHONE, PLATE, MAIL, IDENTITY)
S = State


@pytest.fixture
def desk(tmp_path):
    opened = room(tmp_path)
    yield opened
    opened.service.close()


ACTS = {
    "take": lambda office, one: office.take(one, AT_PARKING),
    "assign": lambda office, one: office.assign(one, "property", AT_PARKING),
    "comment": lambda office, one: office.comment(one, "看过了", AT_PARKING),
    "wait for the customer": lambda office, one: office.wait(one, True, "请问车牌尾号", AT_PARKING),
    "wait for a shop": lambda office, one: office.wait(one, False, "等商户", AT_PARKING),
    "resolve": lambda office, one: office.resolve(one, "已修", AT_PARKING),
    "reopen": lambda office, one: office.reopen(one, "又坏了", AT_PARKING),
    "close": lambda office, one: office.close(one, AT_PARKING),
    "dismiss": lambda office, one: office.dismiss(one, "误触", AT_PARKING),
}
# From which state an act leads where; everything else is refused and changes nothing.
LEADS = {
    "take": {S.NEW: S.TAKEN, S.WAITING_BRAND: S.WORKING, S.WAITING_CUSTOMER: S.WORKING},
    "assign": dict.fromkeys(OPEN, S.NEW),
    "comment": {state: S.WORKING if state is S.TAKEN else state for state in S},
    "wait for the customer": dict.fromkeys(OPEN - {S.NEW}, S.WAITING_CUSTOMER),
    "wait for a shop": dict.fromkeys(OPEN - {S.NEW}, S.WAITING_BRAND),
    "resolve": dict.fromkeys(OPEN - {S.NEW}, S.RESOLVED),
    "reopen": dict.fromkeys(set(S) - OPEN, S.NEW),
    "close": {S.RESOLVED: S.CLOSED},
    "dismiss": dict.fromkeys(OPEN, S.FALSE_ALARM),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_leads_where_the_table_says_or_is_refused_and_changes_nothing(desk, act, state):
    before = in_state(desk, state)
    history = desk.store.history(before.id)
    if state in LEADS[act]:
        after = ACTS[act](desk.office, before.id)
        assert after == desk.now(before)
        assert (after.state, after.turn) == (LEADS[act][state], before.turn + 1)
        [event] = desk.store.history(before.id)[len(history) :]
        assert (event.before, event.after, event.who, event.at) == (
            state,
            after.state,
            AT_PARKING.person,
            NOW,
        )
    else:
        with pytest.raises(Refused, match="这张工单现在是"):
            ACTS[act](desk.office, before.id)
        assert desk.now(before) == before
        assert desk.store.history(before.id) == history


@pytest.mark.parametrize("act", ["comment", "wait for the customer", "resolve", "reopen", "dismiss"])
def test_what_has_to_be_written_is_asked_for(desk, act):
    start = {"reopen": S.CLOSED}.get(act, S.TAKEN)
    one, office = in_state(desk, start).id, desk.office
    empty = {
        "comment": lambda: office.comment(one, " ", AT_PARKING),
        "wait for the customer": lambda: office.wait(one, True, "", AT_PARKING),
        "resolve": lambda: office.resolve(one, "", AT_PARKING),
        "reopen": lambda: office.reopen(one, "", AT_PARKING),
        "dismiss": lambda: office.dismiss(one, "", AT_PARKING),
    }
    with pytest.raises(Refused, match="请写明"):
        empty[act]()


# -- who may -----------------------------------------------------------------------------------------


def test_a_ticket_of_another_desk_never_was(desk):
    ticket = desk.opened(second_desks=())
    for act in (desk.office.seen, desk.office.take, desk.office.contact):
        with pytest.raises(NoSuchTicket):
            act(ticket.id, AT_STORE)
    with pytest.raises(NoSuchTicket):
        desk.office.seen("T0", ADMIN)


def test_a_second_desk_sees_and_advises_and_does_nothing_else(desk):
    ticket = desk.opened()
    desk.office.comment(ticket.id, "顾客在总台等", AT_STORE)
    for act in (
        lambda: desk.office.take(ticket.id, AT_STORE),
        lambda: desk.office.assign(ticket.id, "cs_store", AT_STORE),
        lambda: desk.office.comment(ticket.id, "马上到", AT_STORE, True),
        lambda: desk.office.dismiss(ticket.id, "误触", AT_STORE),
        lambda: desk.office.contact(ticket.id, AT_STORE),
    ):
        with pytest.raises(NotYours, match="parking"):
            act()


def test_what_a_colleague_took_they_finish_or_give_back(desk):
    ticket = in_state(desk, S.TAKEN)
    with pytest.raises(NotYours, match="李"):
        desk.office.resolve(ticket.id, "好了", ALSO_AT_PARKING)
    desk.office.assign(ticket.id, "parking", ALSO_AT_PARKING)
    desk.office.take(ticket.id, ALSO_AT_PARKING)
    assert desk.office.resolve(ticket.id, "好了", ALSO_AT_PARKING).assignee == ALSO_AT_PARKING.person


def test_of_two_who_take_a_ticket_at_once_one_wins_and_the_other_reads_who(desk):
    for _ in range(10):
        ticket = desk.opened(conversation_id="")
        start, won, lost = threading.Barrier(2), [], []

        def take(hand, ticket=ticket, start=start, won=won, lost=lost):
            office = desk.office
            start.wait()
            try:
                won.append(office.take(ticket.id, hand).assignee)
            except Refused as error:
                lost.append(str(error))

        threads = [threading.Thread(target=take, args=(hand,)) for hand in (AT_PARKING, ALSO_AT_PARKING)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == len(lost) == 1
        assert won[0].name in lost[0]
        assert desk.now(ticket).assignee == won[0]
        assert [event.act for event in desk.store.history(ticket.id)] == [Act.OPENED, Act.TAKEN]


def test_an_act_on_a_ticket_as_it_was_is_refused(desk):
    ticket = desk.opened()
    desk.office.comment(ticket.id, "已看", AT_PARKING)
    with pytest.raises(Overtaken):
        desk.office.take(ticket.id, AT_PARKING, ticket.turn)


def test_a_desk_that_the_house_does_not_have_gets_no_ticket(desk):
    ticket = desk.opened()
    for act in (
        lambda: desk.opened(desk="concierge"),
        lambda: desk.office.assign(ticket.id, "concierge", AT_PARKING),
    ):
        with pytest.raises(UnknownDesk):
            act()
    assert desk.now(ticket) == ticket


# -- duplicates --------------------------------------------------------------------------------------


def test_the_same_words_in_one_conversation_make_one_ticket_while_it_is_open(desk):
    first, again = desk.opened(), desk.opened(message="出口抬桿坏了")  # the same in another script
    assert again.id == first.id
    assert [event.act for event in desk.store.history(first.id)] == [Act.OPENED, Act.REPEATED]
    others = [
        desk.opened(message="还要等多久"),
        desk.opened(conversation_id="c2"),
        desk.opened(desk="property"),
        desk.opened(priority="P1"),
    ]
    assert len({first.id, *(other.id for other in others)}) == 5
    desk.office.dismiss(first.id, "误触", AT_PARKING)
    assert desk.opened().id != first.id


COMPLAINT = {"intent": "投诉", "subject": "停车收费"}


def test_what_a_customer_adds_joins_their_open_ticket_with_the_number_they_leave(desk):
    first = desk.opened(**COMPLAINT)
    again = desk.opened(message=f"在B2出口,电话{PHONE}", priority="P3", **COMPLAINT)
    assert (again.id, again.priority, again.has_contact) == (first.id, "P2", True)
    assert [(one.who, one.text) for one in desk.store.comments(first.id)] == [
        ("顾客", "在B2出口,电话138****5678")
    ]
    assert [one.words for one in desk.office.contact(first.id, AT_PARKING)] == [f"在B2出口,电话{PHONE}"]
    assert Act.ADDED in [event.act for event in desk.store.history(first.id)]


@pytest.mark.parametrize(
    "changes", [{"priority": "P1"}, {"subject": "设施环境"}, {"is_gap": True}, {"conversation_id": "c2"}]
)
def test_what_is_more_urgent_or_another_matter_stands_apart(desk, changes):
    first = desk.opened(**COMPLAINT)
    assert desk.opened(**{"message": "没人来", **COMPLAINT, **changes}).id != first.id


def test_what_goes_on_stays_with_its_desk_and_another_that_is_named_looks_on(desk):
    first = desk.opened(second_desks=(), **COMPLAINT)
    again = desk.opened(message="没人来", desk="cs_hq", second_desks=("parking", "legal"), **COMPLAINT)
    assert (again.id, again.desk, again.second_desks) == (first.id, "parking", ("cs_hq", "legal"))


def test_a_customers_word_ends_the_wait_for_it(desk):
    first = desk.opened(**COMPLAINT)
    desk.office.take(first.id, AT_PARKING)
    desk.office.wait(first.id, True, "请问车牌尾号", AT_PARKING)
    desk.later(hours=2)
    again = desk.opened(message="尾号是8", **COMPLAINT)
    assert (again.id, again.state, again.assignee) == (first.id, S.WORKING, AT_PARKING.person)
    assert again.resolve_by == first.resolve_by + timedelta(hours=2)


def test_two_numbers_that_look_alike_when_masked_are_both_kept(desk):
    first = desk.opened(message="打13811115678", **COMPLAINT)
    assert desk.opened(message="打13822225678", **COMPLAINT).id == first.id
    assert [one.words[1:] for one in desk.office.contact(first.id, AT_PARKING)] == [
        "13811115678",
        "13822225678",
    ]


def test_the_same_words_at_once_make_one_ticket(desk):
    found = []
    threads = [threading.Thread(target=lambda: found.append(desk.opened().id)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_duplicate_is_merged_and_lends_its_urgency_and_its_contact(desk):
    first = desk.opened()
    pressing = desk.opened(priority="P1", message=f"再不来我投诉,电话{PHONE}")
    heir = desk.office.merge(pressing.id, first.id, AT_PARKING)
    assert (heir.id, heir.priority, heir.state, heir.has_contact) == (first.id, "P1", S.NEW, True)
    gone = desk.now(pressing)
    assert (gone.state, gone.merged_into) == (S.CLOSED, first.id)
    assert [one.words for one in desk.office.contact(first.id, AT_PARKING)] == [f"再不来我投诉,电话{PHONE}"]
    with pytest.raises(Refused, match=first.id):
        desk.office.reopen(gone.id, "还没好", AT_PARKING)


def test_only_tickets_of_one_conversation_are_merged(desk):
    first, other, alone = desk.opened(), desk.opened(conversation_id="c2"), desk.opened(conversation_id="")
    for one, into in (
        (first, other),
        (first, first),
        (alone, desk.opened(conversation_id="", message="另一件")),
    ):
        with pytest.raises(Refused, match="同一次会话"):
            desk.office.merge(one.id, into.id, AT_PARKING)


# -- personal data -----------------------------------------------------------------------------------


def told(desk, ticket):
    """Everything that a list, a page, a search or a history says of a ticket."""
    return repr((desk.now(ticket), desk.store.comments(ticket.id), desk.store.history(ticket.id)))


def test_personal_data_stands_nowhere_but_under_the_seal(desk, tmp_path, caplog):
    caplog.set_level("DEBUG")
    words = f"我是王女士,电话{PHONE},车牌{PLATE},邮箱{MAIL},身份证{IDENTITY}"
    ticket = desk.opened(message=words, entity=PLATE, contact=Contact("王女士", PHONE), has_consent=True)
    desk.office.take(ticket.id, AT_PARKING)
    desk.office.comment(ticket.id, f"已拨{PHONE}", AT_PARKING)
    desk.office.resolve(ticket.id, f"已回电{PHONE}", AT_PARKING)
    desk.service.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("tickets.db*"))
    for number in PERSONAL:
        assert number not in told(desk, ticket)
        assert number.encode() not in stored
        assert number not in caplog.text
    first, *rest = desk.office.contact(ticket.id, AT_PARKING)
    assert (first.name, first.phone, first.words) == ("王女士", PHONE, words)
    assert [one.words for one in rest] == [f"已拨{PHONE}", f"已回电{PHONE}"]


def test_the_malls_own_number_is_no_personal_data(desk):
    assert desk.opened(message="打400-000-0188没人接").words == "打400-000-0188没人接"


def test_a_contact_is_shown_to_its_desk_and_to_admins_and_each_look_is_written_down(desk):
    ticket = desk.opened(message=f"打我{PHONE}")
    for hand in (AT_STORE, ANYWHERE):
        with pytest.raises(NotYours, match="parking"):
            desk.office.contact(ticket.id, hand)
    assert Act.CONTACT_SHOWN not in [event.act for event in desk.store.history(ticket.id)]
    for hand in (AT_PARKING, ADMIN):
        assert desk.office.contact(ticket.id, hand)
    looks = [event.who.name for event in desk.store.history(ticket.id) if event.act is Act.CONTACT_SHOWN]
    assert looks == [AT_PARKING.person.name, ADMIN.person.name]


def test_a_contact_opens_with_its_own_key_for_its_own_ticket_only(tmp_path):
    seal, contact = Seal.at(tmp_path), Contact("王", PHONE)
    closed = seal.close("T1", contact)
    assert PHONE.encode() not in closed
    assert Seal.at(tmp_path).open("T1", closed) == contact
    assert (tmp_path / "contacts.key").stat().st_mode & 0o077 == 0
    other = Seal.at(tmp_path / "other")
    for attempt in (
        lambda: seal.open("T2", closed),
        lambda: other.open("T1", closed),
        lambda: seal.open("T1", closed[:-1] + bytes([closed[-1] ^ 1])),
        lambda: seal.open("T1", b""),
    ):
        with pytest.raises(Sealed):
            attempt()
    (tmp_path / "contacts.key").write_bytes(b"short")
    with pytest.raises(Sealed, match=r"contacts\.key"):
        Seal.at(tmp_path)


# -- erasing -----------------------------------------------------------------------------------------


def test_an_erased_conversation_leaves_no_word_in_the_file_and_its_figures_stay(desk, tmp_path):
    first = desk.opened(message=f"大堂空调太冷,电话{PHONE}")
    second = desk.opened(desk="property", message="卫生间漏水了")
    other = desk.opened(conversation_id="c2", message="找不到车了")
    desk.office.take(first.id, AT_PARKING)
    desk.office.comment(first.id, "请工程师傅看看", AT_PARKING)
    assert set(desk.office.erase(first.id, ADMIN.person)) == {first.id, second.id}
    for word in ("空调太冷", "漏水了", "工程师傅"):
        assert word not in told(desk, first) + told(desk, second)
    gone = desk.now(first)
    assert (gone.state, gone.desk, gone.priority, gone.opened_at) == (
        S.CLOSED,
        "parking",
        "P2",
        first.opened_at,
    )
    assert desk.office.contact(first.id, ADMIN) == []
    assert [event.act for event in desk.store.history(first.id)][-2:] == [Act.ERASED, Act.CONTACT_SHOWN]
    assert desk.now(other) == other
    desk.service.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("tickets.db*"))
    for word in ("空调太冷", "漏水了", "工程师傅"):
        assert word.encode() not in stored
    with pytest.raises(Refused, match="已按要求删除"):
        desk.office.take(first.id, ADMIN)


def test_words_of_tickets_done_with_go_after_their_time(tmp_path):
    desk = room(tmp_path, keep_days=30)
    done, still = in_state(desk, S.CLOSED), desk.opened(conversation_id="c9")
    assert desk.service.sweep(NOW + timedelta(days=29)) == []
    assert desk.service.sweep(NOW + timedelta(days=29, hours=12)) == []  # looked a while ago
    assert desk.service.sweep(NOW + timedelta(days=31)) == [done.id]
    assert desk.now(done).words == ""
    assert desk.now(still).words
    assert room(tmp_path / "for good").service.sweep(NOW + timedelta(days=9999)) == []


def test_the_history_takes_no_change_and_words_go_only_with_their_ticket(desk, tmp_path):
    ticket = desk.opened(message=f"电话{PHONE}")
    desk.office.comment(ticket.id, "看过", AT_PARKING)
    with closing(sqlite3.connect(tmp_path / "tickets.db")) as file:
        for statement in (
            "DELETE FROM tickets", "DELETE FROM events", "UPDATE events SET who = 'x'", "UPDATE comments SET text = ''",
            "DELETE FROM comments", "DELETE FROM contacts",
        ):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError, match="kept"):
                file.execute(statement)


# -- from the journal --------------------------------------------------------------------------------


def test_tickets_in_the_journal_are_taken_over_once_and_none_is_lost(desk, tmp_path):
    journal = Journal(tmp_path / "journal.db")
    rows = [
        {"id": f"T{n:08X}", "conversation_id": f"c{n}", "at": "2026-11-20T02:00:00+00:00", "desk": where, "priority": "P2", "message": said}
        for n, (where, said) in enumerate([("parking", "抬杆坏了"), ("gone_desk", f"电话{PHONE}"), ("property", "漏水")])
    ]  # fmt: skip
    with journal._engine.begin() as connection:
        connection.execute(tickets.insert(), rows)

    def killed(_rows):
        desk.service.adopt(_rows[:2])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.hand_over_tickets(killed)
    desk.office.dismiss("T00000000", "误触", ADMIN)
    journal.hand_over_tickets(desk.service.adopt)
    found, total = desk.store.page(Wanted(), NOW, {})
    assert total == 3
    assert {one.id: one.desk for one in found} == {
        "T00000000": "parking",
        "T00000001": "cs_store",
        "T00000002": "property",
    }
    assert desk.store.find("T00000000").state is S.FALSE_ALARM  # what was done with it meanwhile stays
    assert desk.office.contact("T00000001", ADMIN)[0].words == f"电话{PHONE}"
    assert desk.store.find("T00000002").opened_at.isoformat() == "2026-11-20T02:00:00+00:00"
    seen = []
    journal.hand_over_tickets(seen.append)
    assert seen == []
    journal.close()
    assert PHONE.encode() not in (tmp_path / "journal.db").read_bytes()


def test_a_number_that_is_taken_is_drawn_again(desk, monkeypatch):
    drawn = iter(["AAAAAAAA", "AAAAAAAA", "BBBBBBBB"])
    monkeypatch.setattr("assistant.tickets.filing.secrets.token_hex", lambda _n: next(drawn))
    assert [desk.opened(conversation_id=f"c{n}").id for n in range(2)] == ["TAAAAAAAA", "TBBBBBBBB"]


def test_a_search_is_for_words_in_any_script_and_a_bound_key_finds_its_own_desks(desk):
    one = desk.opened(entity="禾也咖啡")
    other = desk.opened(desk="property", second_desks=(), message="漏水", conversation_id="c3")

    def ids(**wanted):
        return {found.id for found in desk.store.page(Wanted(**wanted), NOW, {})[0]}

    assert ids(q="禾也 抬桿") == {one.id}
    assert ids(q="100%") == set()
    assert ids(desks=frozenset({"cs_store"})) == {one.id}
    assert ids(desks=frozenset({"property"})) == {other.id}
    assert ids() == {one.id, other.id}
