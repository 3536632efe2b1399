"""The demo mall with a person at its desks: which messages are handed over, what staff read, what a shopper never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.handover import GENERAL, InboxOffice, State
from assistant.handover.suggestions import EVERYBODY, suggestions
from assistant.handover.summary import last_question, summarise, transcript
from assistant.model import Answer, Handling, Question
from assistant.tickets import Hand, Person
from tests.house import NOW, SHOPPER, STAFF, House

LIN = Hand(Person("key:lin", "林"))


@pytest.fixture
def office(demo_house: House) -> Iterator[InboxOffice]:
    """Somebody is at the service desk, who leaves at the end."""
    line = demo_house.atrium.persons
    made = InboxOffice(line, demo_house.atrium.tickets.office(NOW), LIN, NOW)
    made.arrive("客服 小林", GENERAL)
    yield made
    made.leave()


def ask(house: House, message: str, conversation: str = "", **more: object) -> Answer:
    question = Question(message, SHOPPER, NOW, conversation, listener="shopper 1")
    return house.atrium.answerer.answer(replace(question, **more))


def stands(house: House, answer: Answer) -> State:
    return house.atrium.persons.stands(answer.conversation_id, NOW).state


@pytest.mark.parametrize(
    "message",
    [
        "我要转人工",
        "店员态度太差了,我要投诉",
        "付款成功了但是券没到账",
        "talk to a human please",
        "我要轉人工",
    ],
)
def test_what_only_a_person_can_settle_waits_for_one_where_one_is_there(demo_house, office, message):
    answer = ask(demo_house, message)
    assert answer.handling is Handling.HANDOFF
    assert stands(demo_house, answer) is State.WAITING
    assert demo_house.atrium.persons.store.find(answer.conversation_id).ticket_id == answer.tickets[0].id
    assert not any(word in answer.answer for word in ("马上", "立即", "已通知"))


@pytest.mark.parametrize(
    "message", ["几点关门?", "建议你们引进一家书店", "表扬一下三楼的保洁阿姨", "停车怎么收费?"]
)
def test_what_the_assistant_or_nobody_at_once_settles_stays_with_it(demo_house, office, message):
    assert stands(demo_house, ask(demo_house, message)) is State.ASSISTANT


def test_who_cannot_hear_a_person_is_not_put_into_a_queue(demo_house, office):
    answer = ask(demo_house, "我要转人工", listener="")
    assert stands(demo_house, answer) is State.ASSISTANT
    assert demo_house.atrium.persons.store.find(answer.conversation_id) is None


def test_with_nobody_there_the_answer_says_so_and_leaves_a_ticket(demo_house):
    answer = ask(demo_house, "我要转人工")
    assert "现在没有客服在线" in answer.answer
    assert answer.tickets[0].id in answer.answer
    assert stands(demo_house, answer) is State.ASSISTANT
    late = ask(demo_house, "我要转人工", as_of=NOW.replace(day=23, hour=2))
    assert "11月23日" in late.answer  # by when, since the desk is closed


def test_staff_read_what_was_asked_answered_and_left_open(demo_house, office):
    first = ask(demo_house, "停车怎么收费?")
    for message in ("充电呢?", "我要转人工"):
        ask(demo_house, message, first.conversation_id)
    line, journal = demo_house.atrium.persons, demo_house.atrium.journal
    line.hear(Question("气死我了,道闸一直不抬", SHOPPER, NOW, first.conversation_id))
    turns = journal.all_turns(first.conversation_id)
    messages = line.store.messages(first.conversation_id)
    tickets = demo_house.atrium.tickets.store.of_conversation(first.conversation_id)
    names = demo_house.atrium.triager.entities("停车怎么收费?")
    told = summarise(turns, messages, tickets, names, "zh-Hans")
    assert len(told.asked) == 2
    assert "充电" in told.asked[1]
    assert "停车" in told.asked[1]  # made whole
    assert any("停车" in source for source in told.answered[0].sources)
    assert told.open == ("气死我了,道闸一直不抬",)
    assert [one.mood for one in told.moods] == ["生气"]
    assert told.tickets == tuple(ticket.id for ticket in tickets)
    assert last_question(turns, messages) == "气死我了,道闸一直不抬"
    entries = transcript(turns, messages)
    assert [entry.sender.value for entry in entries] == ["shopper", "assistant"] * 3 + ["shopper"]
    assert entries[1].sources == told.answered[0].sources


@pytest.mark.parametrize(
    "question", ["停车怎么收费?", "客诉多久要结案?", "有人捡到钱包怎么办", "退货没有小票可以吗"]
)
def test_what_is_ready_to_be_sent_is_what_a_shopper_may_read(demo_house, question):
    library = demo_house.atrium.library
    phrases = demo_house.atrium.persons.telling.phrases
    found = suggestions(question, library, STAFF, NOW, "zh-Hans", phrases, "客服 小林")
    passages = [one for one in found if one.source]
    assert passages
    for one in passages:
        may_read = library.passage(one.source[0].passage_id, EVERYBODY, NOW) is not None
        assert one.is_ready is may_read is not one.is_internal
    assert any("客服 小林" in one.text for one in found if one.kind == "phrase")


def test_suggestions_speak_the_language_of_the_shopper(demo_house):
    library, phrases = demo_house.atrium.library, demo_house.atrium.persons.telling.phrases
    for language, word in (("zh-Hant", "請"), ("en", "please")):
        found = suggestions("", library, STAFF, NOW, language, phrases, "Lin")
        assert all(one.kind == "phrase" for one in found)
        assert any(word in one.text for one in found)


def test_good_replies_of_before_come_first(demo_house):
    library, phrases = demo_house.atrium.library, demo_house.atrium.persons.telling.phrases
    found = suggestions("停车", library, STAFF, NOW, "zh-Hans", phrases, "", lambda _question: ["停车问岗亭"])
    assert (found[0].kind, found[0].text) == ("practice", "停车问岗亭")


def test_an_emergency_in_a_queue_is_known_by_the_house(demo_house, office):
    answer = ask(demo_house, "我要转人工")
    heard = demo_house.atrium.persons.hear(Question("有人晕倒了!", SHOPPER, NOW, answer.conversation_id), "k")
    assert heard.is_urgent
    assert demo_house.atrium.persons.store.find(answer.conversation_id).priority == "P0"


def test_a_ticket_names_the_channel_by_which_its_conversation_came(demo_house):
    """Also of what is said later by another way in; whoever shows no key is believed where it is a page for everybody."""
    complaint, again = "店员态度太差了,我要投诉", "我的会员卡被盗刷了,要赔偿"
    with demo_house.client() as client:

        def tickets(message: str, **more: str) -> tuple[str, list[str]]:
            reply = client.post("/api/chat", json={"message": message} | more).json()
            store = demo_house.atrium.tickets.store
            return reply["conversation_id"], [store.find(one["id"]).channel for one in reply["tickets"]]

        begun, filed = tickets(complaint, channel="widget")
        assert filed == ["widget"]
        assert set(tickets(again, conversation_id=begun)[1]) == {"widget"}
        assert tickets(complaint)[1] == ["api"]
        assert tickets(complaint, channel="hotline")[1] == ["api"], "nobody knows who says so"
    asked = ask(demo_house, complaint, channel="official")
    assert demo_house.atrium.tickets.store.find(asked.tickets[0].id).channel == "official"
