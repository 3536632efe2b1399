"""A shopper of a channel reaches a person as everybody else does, and hears them where they wrote."""

from __future__ import annotations

from assistant.handover import State, Wanted
from tests.ui.conftest import NOON
from tests.ui.test_inlets import PERSON, Door, door, platform, quick  # noqa: F401 - fixtures
from tests.wechat import message
from ui.deliveries import Hook, Kind
from ui.inlets.persons import PersonsWords


def test_a_shopper_of_a_channel_is_handed_over_heard_and_given_back(door: Door, bearer, house):  # noqa: F811
    line = house.persons
    door.lobby.reception._words = PersonsWords(line)
    house.deliveries.book.put(Hook("store", Kind.WECOM, f"{door.robots.url}/robot"))
    admin = bearer("admin")
    door.client.headers["Origin"] = "http://testserver"

    def post(path: str, **body: object):
        reply = door.client.post(path, json=body, headers=admin)
        assert reply.status_code < 300, reply.text
        return reply.json()

    post("/api/inbox/presence", present=True, who="小林")
    door.said(message(number="1", Content="几点开门"))
    line.ask(Wanted("c1", None, "zh-Hans", NOON, "official", "", line_owner(house)), "请转人工")
    assert line.store.find("c1").state is State.WAITING
    waits = door.said(message(number="2", Content="我的卡不见了"))
    assert len(house.answerer.questions) == 1  # it went to the queue, not to the assistant
    assert waits
    assert door.said(message(number="2", Content="我的卡不见了")) == waits
    door.until(
        lambda: [one for one in door.robots.heard if one.path == "/robot" and "在等人工" in one.body.decode()]
    )
    post("/api/inbox/c1/take", who="小林")
    post("/api/inbox/c1/reply", text="您好,卡在服务台,请来取。", key="k1")
    door.until(lambda: any("卡在服务台" in one["text"]["content"] for one in door.pushed))
    assert {one["touser"] for one in door.pushed} == {PERSON}
    assert [one.text for one in line.store.messages("c1") if one.sender.value == "shopper"] == [
        "我的卡不见了"
    ]
    post("/api/inbox/c1/return")
    door.said(message(number="3", Content="几点关门"))
    assert len(house.answerer.questions) == 2


def line_owner(house) -> str:
    return house.journal.owner("c1")
