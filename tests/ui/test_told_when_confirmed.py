"""An answer says that a desk was told only after the desk's own channel has taken the message."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assistant.model import Question
from tests.house import NOW, SHOPPER, STAFF, House
from tests.robots import playing
from ui.deliveries import Hook, Kind, News

LOST = ("我的孩子走丢了", "小朋友唔見咗", "My son is lost, he is 5")
TOLD = {
    "我的孩子走丢了": "已通知安保中控",
    "小朋友唔見咗": "已通知安保中控",
    "My son is lost, he is 5": "We have notified",
}
COMPLAINT = "停车场的人态度太差了,我要投诉"
TO_A_CLOSED_DESK = "停车场乱收费,我要投诉,再没人管我就打12315"


@pytest.fixture(scope="module")
def house(ingested_home, tmp_path_factory):
    from tests.house import copied, opened

    with opened(copied(ingested_home, tmp_path_factory.mktemp("told") / "home")) as house:
        house.atrium.deliveries._patience = replace(house.atrium.deliveries._patience, confirmed=20)
        house.atrium.deliveries.begin(house.atrium.tickets, lambda: house.atrium.settings.clock)
        yield house


@contextmanager
def patient(house: House, seconds: float) -> Iterator[None]:
    """So long does an answer wait for a desk to be told."""
    courier = house.atrium.deliveries
    before, courier._patience = courier._patience, replace(courier._patience, confirmed=seconds)
    yield
    courier._patience = before


def said(house: House, message: str, viewer=None) -> tuple[str, float]:
    began = time.monotonic()
    answer = house.ask(message, viewer) if viewer else house.ask(message)
    assert answer.tickets
    return answer.answer, time.monotonic() - began


@pytest.mark.parametrize("message", [*LOST, COMPLAINT])
def test_without_a_hook_nobody_is_said_to_have_been_told(house, message):
    answer, _ = said(house, message)
    assert "已通知" not in answer
    assert "已报" not in answer
    assert "notified" not in answer


@pytest.mark.parametrize("message", LOST)
def test_with_a_confirmed_delivery_the_desk_was_told_in_the_readers_language_and_in_three_lines(
    house, message
):
    book = house.atrium.deliveries.book
    with playing() as robots:
        book.put(
            Hook(
                "guards",
                Kind.WECOM,
                f"{robots.url}/x",
                desks=frozenset({"security"}),
                events=frozenset({News.EMERGENCY}),
            )
        )
        answer, _ = said(house, message)
        staff, _ = said(house, message, STAFF)
        book.remove("guards")
    assert TOLD[message] in answer
    assert "110" in answer
    assert len(answer.splitlines()) == 3
    assert TOLD[message] in staff


def test_a_hook_that_fails_or_hangs_or_is_another_desks_leaves_the_answer_as_it_was(house):
    plain, _ = said(house, LOST[0])
    book, free = house.atrium.deliveries.book, threading.Event()
    with patient(house, 0.3), playing() as robots:
        for name, behave, desk in (
            ("refusing", lambda _: {"errcode": 93000}, "security"),
            ("hanging", lambda _: free.wait(60), "security"),
            ("others", lambda _: {"errcode": 0}, "parking"),
        ):
            robots.behave = behave
            book.put(Hook(name, Kind.WECOM, f"{robots.url}/{name}", desks=frozenset({desk})))
            answer, seconds = said(house, LOST[0])
            book.remove(name)
            assert answer == plain
            assert seconds < 30, name
        free.set()


def test_whom_to_call_is_said_at_once_and_that_a_desk_was_told_when_it_is_known(house):
    book, free = house.atrium.deliveries.book, threading.Event()
    with playing(lambda _: {"errcode": 0 if free.wait(60) else 1}) as robots:
        book.put(Hook("guards", Kind.WECOM, f"{robots.url}/x"))
        pieces = []
        for event in house.atrium.answerer.stream(Question(LOST[0], SHOPPER, NOW)):
            pieces.append(event)
            if "110" in event.text:
                free.set()  # the desk is told no sooner than whom to call has been said
        book.remove("guards")
    first = next(n for n, event in enumerate(pieces) if "已通知" in event.text)
    assert "110" in "".join(event.text for event in pieces[:first])
    assert "".join(event.text for event in pieces) == pieces[-1].done.answer
    assert house.atrium.journal.turns(pieces[-1].done.conversation_id)[-1].answer == pieces[-1].done.answer


def test_whoever_hangs_up_meanwhile_leaves_a_remembered_conversation(house):
    message = "我妈妈在商场里走丢了,穿蓝衣服"
    stream = house.atrium.answerer.stream(Question(message, SHOPPER, NOW))
    next(stream)
    stream.close()
    turn = list(house.atrium.journal.every_turn())[-1]
    assert (turn.message, turn.handling) == (message, "emergency")


def test_a_complaint_says_that_its_desk_knows_when_it_does(house):
    book = house.atrium.deliveries.book
    with playing() as robots:
        book.put(Hook("all", Kind.WECOM, f"{robots.url}/x"))
        complaint, _ = said(house, COMPLAINT)
        closed, _ = said(house, TO_A_CLOSED_DESK)
        book.remove("all")
    assert "已通知" in complaint
    assert "现在不在受理时间" in closed
    assert "已通知" not in closed  # nobody is there to know
