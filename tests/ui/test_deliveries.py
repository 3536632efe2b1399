"""Nothing that a desk is to be told is lost, nothing told twice, and nobody is said to know what no channel confirmed."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.tickets import Act
from knowledge.sqlite import alone
from tests.robots import Robots, playing
from tests.tickets import ADMIN, ANYWHERE, AT_PARKING, NOW, Room, room
from ui.deliveries import Courier, Hook, HookBook, Kind, News, NoSuchDelivery, Outbox, State, Waiting
from ui.deliveries.courier import Patience
from ui.deliveries.posting import Poster

QUICK = Patience(tries=3, first=0.02, longest=0.05, looks=0.02, sweeps=0.05)
DESKS = ("parking", "security", "cs_store", "cs_hq", "brand")


@dataclass
class Post:
    """A service desk, a courier, and the robots it writes to."""

    home: Path
    desk: Room
    courier: Courier
    robots: Robots
    waiting: list[Waiting]

    def begin(self) -> Post:
        self.courier.begin(self.desk.service, lambda: self.desk.moment, lambda: self.waiting)
        return self

    def again(self, patience: Patience = QUICK) -> Post:
        """As after a restart."""
        self.courier.close()
        self.courier = courier(self.home, patience)
        return self

    @property
    def texts(self) -> list[str]:
        return [one.json["text"]["content"] for one in self.robots.heard]

    @property
    def log(self):
        return self.courier.outbox.page(None, None, None, 0, 200)[0]

    def until(self, true: Callable[[], object]) -> None:
        ends = time.monotonic() + 10
        while not true():
            assert time.monotonic() < ends, self.log
            time.sleep(0.01)

    def settled(self) -> Post:
        """Waits until nothing is under way."""
        for _ in range(1000):
            time.sleep(0.01)
            read = self.courier.outbox.read_to >= self.desk.store.last_event()
            if (
                read
                and all(one.state is not State.WAITING for one in self.log)
                and not self.courier.outbox.unnoted()
            ):
                return self
        raise AssertionError(self.log)


def courier(home: Path, patience: Patience = QUICK) -> Courier:
    return Courier(
        Outbox(home / "deliveries.db"), HookBook(home, DESKS), Poster(), "https://a.example", patience
    )


@pytest.fixture
def post(tmp_path) -> Iterator[Post]:
    with playing() as robots:
        desk = room(tmp_path)
        made = Post(tmp_path, desk, courier(tmp_path), robots, [])
        made.courier.book.put(Hook("all", Kind.WECOM, f"{robots.url}/all"))
        yield made
        made.courier.close()
        desk.service.close()


def test_a_desk_is_told_of_what_is_opened_handed_on_and_reopened(post):
    post.begin()
    ticket = post.desk.opened(message="出口抬杆坏了,打13812345678")
    post.desk.office.take(ticket.id, AT_PARKING)
    post.desk.office.assign(ticket.id, "cs_store", AT_PARKING)
    post.desk.office.assign(ticket.id, "cs_hq", ANYWHERE)
    post.desk.office.take(ticket.id, ADMIN)
    post.desk.office.resolve(ticket.id, "已修", ADMIN)
    post.desk.office.reopen(ticket.id, "又坏了", ADMIN)
    post.settled()
    assert [one.item.news for one in reversed(post.log)] == [
        News.OPENED,
        News.ASSIGNED,
        News.ESCALATED,
        News.ESCALATED,
    ]
    assert all(ticket.id in text and "13812345678" not in text for text in post.texts)
    assert f"https://a.example/desk/?ticket={ticket.id}" in post.texts[0]


def test_an_emergency_is_news_of_its_own_and_goes_to_those_who_want_it(post):
    post.courier.book.put(
        Hook(
            "guards",
            Kind.WECOM,
            f"{post.robots.url}/guards",
            desks=frozenset({"security"}),
            events=frozenset({News.EMERGENCY}),
        )
    )
    post.begin()
    post.desk.opened(conversation_id="a")
    post.desk.opened(desk="security", priority="P0", message="孩子不见了", conversation_id="b")
    post.settled()
    assert len(post.robots.on("/all")) == 2
    [told] = post.robots.on("/guards")
    assert told.json["text"]["mentioned_list"] == ["@all"]


def test_who_wants_what_comes_in_hears_of_an_emergency_too(post):
    post.courier.book.put(Hook("all", Kind.WECOM, f"{post.robots.url}/all", events=frozenset({News.OPENED})))
    post.begin()
    post.desk.opened(desk="security", priority="P0", message="孩子不见了")
    assert [one.item.news for one in post.settled().log] == [News.EMERGENCY]


def test_what_becomes_known_of_an_emergency_is_told_and_of_other_matters_not(post):
    post.begin()
    told = {
        "desk": "security",
        "priority": "P0",
        "intent": "紧急",
        "subject": "missing",
        "conversation_id": "a",
    }
    post.desk.opened(message="孩子不见了", **told)
    post.desk.opened(message="穿红衣服,在三楼,电话13812345678", **told)
    post.desk.opened(message="抬杆坏了", intent="投诉", subject="停车", conversation_id="b")
    post.desk.opened(message="车也过不去", intent="投诉", subject="停车", conversation_id="b")
    post.settled()
    assert [one.item.news for one in post.log] == [News.OPENED, News.EMERGENCY, News.EMERGENCY]
    assert any("孩子不见了；补充：穿红衣服" in text for text in post.texts)
    assert not any("13812345678" in text for text in post.texts)


def test_what_was_there_before_the_first_start_is_no_news(post):
    post.desk.opened()
    post.begin().settled()
    assert not post.log


def test_what_happened_while_no_server_ran_is_told_at_the_next_start_once(post):
    post.begin().settled()
    post.courier.close()
    ticket = post.desk.opened()  # and the power fails before anybody was told
    for _ in range(3):
        post.again().begin().settled()
    assert [ticket.id in text for text in post.texts] == [True]


def test_a_hook_that_is_down_is_tried_again_until_it_takes_the_message(post):
    broken = [(500, b"", {}), {"errcode": 93000, "errmsg": "no"}]
    post.robots.behave = lambda _: broken.pop() if broken else {"errcode": 0}
    post.begin()
    ticket = post.desk.opened()
    post.settled()
    [delivery] = post.log
    assert (delivery.state, delivery.tries) == (State.DELIVERED, 3)
    tries = post.courier.outbox.attempts([delivery.id])[delivery.id]
    assert [(one.ok, one.said) for one in tries] == [
        (False, "code 93000 no"),
        (False, "HTTP 500"),
        (True, "code 0"),
    ]
    told = [event for event in post.desk.store.history(ticket.id) if event.act is Act.TOLD]
    assert [(event.detail["hook"], event.detail["news"]) for event in told] == [("all", "opened")]
    assert abs(told[0].at - datetime.now(UTC)) < timedelta(seconds=10)


def test_after_so_many_tries_it_is_given_up_and_can_be_sent_again(post):
    post.robots.behave = lambda _: {"errcode": 310000}
    post.begin()
    ticket = post.desk.opened()
    [delivery] = post.settled().log
    assert (delivery.state, delivery.tries) == (State.DEAD, 3)
    assert Act.TOLD not in [event.act for event in post.desk.store.history(ticket.id)]
    post.robots.behave = lambda _: {"errcode": 0}
    post.courier.resend(delivery.id)
    assert post.settled().log[0].state is State.DELIVERED
    with pytest.raises(NoSuchDelivery):
        post.courier.resend(999)


def test_waits_grow_and_are_spread_and_have_an_end():
    waits = [Patience().after(tries, 0, random.Random(tries)) for tries in range(1, 10)]
    assert all(later > earlier for earlier, later in itertools.pairwise(waits[:6]))
    assert max(waits) <= 1800 * 1.2
    assert Patience().after(10, 0, random.Random(1)) is None
    assert Patience().after(1, 600, random.Random(1)) == 600
    assert len({Patience().after(1, 0, random.Random(seed)) for seed in range(5)}) == 5


def test_an_outage_and_a_restart_in_its_middle_lose_nothing_and_double_nothing(post):
    post.robots.behave = lambda _: (503, b"", {})
    slow = replace(QUICK, tries=50, first=0.2, longest=0.2)
    post.again(slow).begin()
    tickets = [post.desk.opened(conversation_id=f"c{number}", message=f"第{number}件") for number in range(4)]
    time.sleep(0.1)
    post.again(slow)
    post.robots.behave = lambda _: {"errcode": 0}
    before = len(post.robots.heard)
    post.begin().settled()
    after = post.texts[before:]
    assert sorted(ticket.id for ticket in tickets for text in after if ticket.id in text) == sorted(
        t.id for t in tickets
    )
    assert all(one.state is State.DELIVERED for one in post.log)


def test_a_robot_gets_no_more_than_it_takes_in_a_minute_and_emergencies_find_room(post):
    post.again(replace(QUICK, a_minute=5, kept=2)).begin()
    for number in range(6):
        post.desk.opened(conversation_id=f"c{number}")
    post.until(lambda: len(post.robots.heard) >= 3)
    time.sleep(0.2)
    assert len(post.robots.heard) == 3
    post.desk.opened(desk="security", priority="P0", message="着火了", conversation_id="fire")
    post.until(lambda: len(post.robots.heard) >= 4)
    time.sleep(0.1)
    assert len(post.robots.heard) == 4
    assert "P0" in post.texts[-1]


def test_a_promise_that_passes_is_told_once_and_the_next_one_again(post):
    post.begin()
    ticket = post.desk.opened(priority="P1")
    post.settled()
    post.desk.later(hours=2)
    post.again().begin()
    post.until(lambda: len(post.log) >= 2)
    time.sleep(0.15)
    overdue = [one for one in post.settled().log if one.item.news is News.OVERDUE]
    assert [one.item.ticket_id for one in overdue] == [ticket.id]
    post.desk.office.take(ticket.id, AT_PARKING)
    post.desk.office.comment(ticket.id, "在看", AT_PARKING, True)
    post.desk.later(days=9)
    post.until(lambda: len(post.log) >= 3)
    assert len([one for one in post.settled().log if one.item.news is News.OVERDUE]) == 2


def test_what_was_late_before_a_hook_was_there_is_not_poured_over_it(post):
    post.desk.opened(priority="P1")
    post.desk.later(hours=9)
    post.begin()
    time.sleep(0.2)
    assert not post.log


def test_a_shopper_who_waits_for_a_person_is_told_of_once_for_each_wait(post):
    post.waiting.append(Waiting("c9", "cs_store", NOW))
    post.begin()
    post.until(lambda: post.log)
    time.sleep(0.15)
    assert [one.item.news for one in post.settled().log] == [News.WAITING]
    assert "总服务台" in post.texts[0]
    assert "conversation=c9" in post.texts[0]


def test_what_was_erased_meanwhile_is_told_to_nobody(post):
    post.robots.behave = lambda _: (500, b"", {})
    post.again(replace(QUICK, tries=99, first=1.0, longest=1.0)).begin()
    ticket = post.desk.opened(message="王小明的车被剐了")
    post.until(lambda: post.log and post.log[0].tries == 1)
    post.desk.office.erase(ticket.id, ADMIN.person)
    post.robots.behave = lambda _: {"errcode": 0}
    post.settled()
    assert "王小明" in post.texts[0]
    assert "王小明" not in post.texts[-1]
    assert b"\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e" not in (post.home / "deliveries.db").read_bytes()


def test_a_hook_that_was_removed_gets_nothing_more(post):
    post.robots.behave = lambda _: (500, b"", {})
    post.again(replace(QUICK, tries=99)).begin()
    post.desk.opened()
    post.until(lambda: post.log)
    post.courier.book.remove("all")
    [delivery] = post.settled().log
    assert delivery.state is State.DEAD
    assert "no hook" in delivery.said


def test_tickets_taken_over_from_an_earlier_release_are_no_news(post):
    post.begin()
    post.desk.service.adopt(
        [
            {
                "id": "TOLD1",
                "desk": "parking",
                "priority": "P2",
                "message": "x",
                "at": NOW.isoformat(),
                "conversation_id": "c",
            }
        ]
    )
    post.settled()
    assert not post.log


# -- told only after it was confirmed ----------------------------------------------------------------


def test_a_desk_counts_as_told_when_its_own_hook_took_the_message(post):
    post.begin()
    ticket = post.desk.opened(desk="security", priority="P0", message="孩子不见了")
    told = post.courier.raised(ticket.id)
    assert told.hook == "all"
    history = post.desk.store.history(ticket.id)
    assert [event.act for event in history] == [Act.OPENED, Act.TOLD]
    assert history[-1].at == told.at


def test_a_copy_at_another_desk_is_no_word_to_this_one(post):
    post.courier.book.put(Hook("all", Kind.WECOM, f"{post.robots.url}/all", desks=frozenset({"cs_store"})))
    post.begin()
    ticket = post.desk.opened(desk="security", priority="P0", second_desks=("cs_store",))
    assert post.courier.raised(ticket.id) is None
    assert len(post.settled().robots.heard) == 1


def test_without_a_hook_nobody_is_waited_for(post):
    post.courier.book.remove("all")
    post.again(replace(QUICK, confirmed=60)).begin()
    ticket, began = post.desk.opened(desk="security", priority="P0"), time.monotonic()
    assert post.courier.raised(ticket.id) is None
    assert time.monotonic() - began < 30


def test_a_hook_that_is_slow_is_waited_for_a_moment_and_no_longer(post):
    free = threading.Event()
    post.robots.behave = lambda _: {"errcode": 0 if free.wait(60) else 1}
    post.again(replace(QUICK, confirmed=0.2)).begin()
    ticket, began = post.desk.opened(desk="security", priority="P0"), time.monotonic()
    assert post.courier.raised(ticket.id) is None
    assert 0.15 < time.monotonic() - began < 30
    free.set()
    post.settled()
    assert [event.act for event in post.desk.store.history(ticket.id)] == [
        Act.OPENED,
        Act.TOLD,
    ]  # later, and true


def test_a_hook_that_just_failed_makes_no_answer_wait(post):
    post.robots.behave = lambda _: (500, b"", {})
    post.again(replace(QUICK, tries=1, confirmed=60)).begin()
    post.desk.opened(conversation_id="first")
    post.settled()
    ticket, began = post.desk.opened(desk="security", priority="P0", conversation_id="b"), time.monotonic()
    assert post.courier.raised(ticket.id) is None
    assert time.monotonic() - began < 30


def test_a_slow_hook_does_not_hold_up_another(post):
    free = threading.Event()
    post.robots.behave = lambda heard: {"errcode": 0 if heard.path != "/slow" or free.wait(60) else 1}
    post.courier.book.put(Hook("slow", Kind.WECOM, f"{post.robots.url}/slow"))
    post.again(replace(QUICK, confirmed=20)).begin()
    ticket = post.desk.opened(desk="security", priority="P0")
    assert post.courier.raised(ticket.id).hook == "all"
    free.set()


def test_the_note_in_the_history_is_made_up_for_after_a_crash_in_between(post):
    post.begin()
    ticket = post.desk.opened()
    [delivery] = post.settled().log
    with alone(
        post.courier.outbox._engine
    ) as connection:  # as if the power had failed right after the reply came
        connection.exec_driver_sql("UPDATE deliveries SET is_noted = 0")
    post.again().begin().settled()
    told = [event.detail["delivery"] for event in post.desk.store.history(ticket.id) if event.act is Act.TOLD]
    assert told == [delivery.id]
