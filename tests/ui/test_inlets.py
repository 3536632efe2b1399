"""Shoppers of other channels: asked once, answered once, within five seconds or later, and known to nobody."""

from __future__ import annotations

import json
import logging
import threading
import time
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from knowledge.model import Role
from tests.fakes import BreakingAnswerer, FakeAnswerer
from tests.robots import Robots, playing
from tests.ui.conftest import INTERNAL_TEXT, PUBLIC_TEXT
from tests.wechat import AES_KEY, RECEIVER, TOKEN, Platform, message
from ui.app import app_for
from ui.deliveries.robots import signature
from ui.inlets import Word, reception
from ui.inlets.reception import Patience
from ui.lobby import Lobby

PLATFORM = Platform()
SECRET = "a-secret-of-the-crm"
PERSON = "oPENID_of_a_shopper"


class SlowAnswerer(FakeAnswerer):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__("D1-p", PUBLIC_TEXT)
        self.may = threading.Event()

    def answer(self, question):
        self.may.wait(10)
        return super().answer(question)


class Persons:
    """What colleagues said; the numbers count over all conversations."""

    def __init__(self) -> None:
        self.words: list[Word] = []

    def say(self, text: str, conversation_id: str = "c1") -> None:
        self.words.append(Word(len(self.words) + 1, conversation_id, text))

    def latest(self) -> int:
        return len(self.words)

    def since(self, number: int) -> list[Word]:
        return self.words[number:][:2]


@dataclass
class Door:
    """A house with channels, and the platform's interface behind it."""

    lobby: Lobby
    client: TestClient
    house: SimpleNamespace
    robots: Robots
    persons: Persons

    def wrote(self, inner: str, name: str = "oa"):
        query, body = PLATFORM.call(inner)
        return self.client.post(f"/channels/wechat/{name}", params=query, content=body)

    def said(self, inner: str, name: str = "oa") -> str:
        response = self.wrote(inner, name)
        assert response.status_code == 200, response.text
        return "" if response.content == b"success" else PLATFORM.read(response.content)["Content"]

    def asked(
        self,
        message: str,
        number: str = "m1",
        stamp: int | None = None,
        secret: str = SECRET,
        sender: str = "u1",
    ):
        body = json.dumps({"message": message, "sender": sender, "message_id": number}).encode()
        stamped = str(int(time.time()) if stamp is None else stamp)
        headers = {"X-Atrium-Timestamp": stamped, "X-Atrium-Signature": signature(secret, stamped, body)}
        return self.client.post("/channels/webhook/crm", content=body, headers=headers)

    @property
    def pushed(self) -> list[dict]:
        return [one.json for one in self.robots.heard if one.path.endswith("/send")]

    def until(self, true, seconds: float = 5.0) -> None:
        ends = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < ends
            time.sleep(0.01)


@pytest.fixture
def quick(monkeypatch):
    """Calls are held for a moment, not for seconds."""
    monkeypatch.setattr(reception, "_PATIENT", 0.3)
    monkeypatch.setattr(reception, "_OVERTIME", 0.4)


@pytest.fixture
def platform():
    tokens = iter(range(1000))

    def interface(heard):
        if heard.path in ("/cgi-bin/token", "/cgi-bin/gettoken"):
            return {"access_token": f"token{next(tokens)}", "expires_in": 7200}
        return {"errcode": 0, "errmsg": "ok"}

    with playing(interface) as robots:
        yield robots


def opened(settings, house, robots, persons: Persons | None = None) -> Door:
    persons = persons or Persons()
    lobby = Lobby(settings)
    lobby.reception._patience = Patience(tries=3, first=0.05, longest=0.1, looks=0.02)
    lobby.let_in(house)
    lobby.reception._words = persons
    client = TestClient(
        app_for(lobby, pages=False), raise_server_exceptions=False, client=("203.0.113.7", 5000)
    )
    return Door(lobby, client, house, robots, persons)


@pytest.fixture
def door(settings, house, platform, quick):
    rows = [
        {"name": "oa", "kind": "official", "api": platform.url, "secret": "s3cret-of-the-interface"},
        {"name": "quiet", "kind": "official"},
        {
            "name": "work",
            "kind": "wecom",
            "api": platform.url,
            "secret": "s3cret-of-the-interface",
            "agent": "1000002",
        },
    ]
    known = {"token": TOKEN, "aes_key": AES_KEY, "receiver": RECEIVER}
    book = [known | row for row in rows] + [
        {"name": "crm", "kind": "webhook", "secret": SECRET, "channel": "miniapp", "mall": "qilan"}
    ]
    settings.home.mkdir(parents=True, exist_ok=True)
    (settings.home / "inlets.yaml").write_text(json.dumps({"inlets": book}))
    (settings.home / "inlets.yaml").chmod(0o600)
    found = opened(settings, house, platform)
    yield found
    if isinstance(house.answerer, SlowAnswerer):
        house.answerer.may.set()
    found.lobby.reception.close()


def test_a_question_is_answered_in_the_same_breath_with_its_source_and_the_label(door):
    said = door.said(message(Content="几点开门"))
    assert said.startswith(PUBLIC_TEXT)
    assert "[1]" not in said
    assert "《营业时间》" in said
    assert "AI" in said


def test_the_platforms_address_check_is_answered(door):
    query = {
        "signature": PLATFORM.signature("1", "2"),
        "timestamp": "1",
        "nonce": "2",
        "echostr": "583847921",
    }
    assert door.client.get("/channels/wechat/oa", params=query).text == "583847921"
    assert door.client.get("/channels/wechat/oa", params=query | {"nonce": "3"}).status_code == 403


def test_whoever_writes_is_a_shopper_of_this_channel_and_mall(door):
    door.said(message(Content="几点开门"))
    door.said(message(number="2", Content="几点关门"), "work")
    door.asked("几点开门")
    questions = door.house.answerer.questions
    assert {question.viewer.role for question in questions} == {Role.SHOPPER}
    assert [(question.channel, question.mall) for question in questions] == [
        ("official", ""),
        ("wecom", ""),
        ("miniapp", "qilan"),
    ]


def test_no_cookie_and_no_key_makes_more_of_a_caller(door, lobby, bearer):
    query, body = PLATFORM.call(message(Content="清场规定"))
    door.client.post("/channels/wechat/oa", params=query, content=body, headers=bearer("admin"))
    assert door.house.answerer.questions[-1].viewer.role is Role.SHOPPER
    assert INTERNAL_TEXT not in str(door.house.answerer.questions)


def test_the_three_calls_of_a_platform_are_answered_once_and_alike(door):
    first = door.said(message(Content="几点开门"))
    assert [door.said(message(Content="几点开门")) for _ in range(2)] == [first, first]
    assert len(door.house.answerer.questions) == 1


def test_calls_at_the_same_time_are_answered_once(door):
    door.house.answerer = slow = SlowAnswerer()
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(door.said(message(Content="几点开门"))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    slow.may.set()
    for thread in threads:
        thread.join()
    assert len(slow.questions) == 1
    assert len(set(found)) == 1


def test_a_conversation_goes_on_with_its_sender_and_only_with_them(door):
    door.said(message(number="1", Content="几点开门"))
    door.said(message(number="2", Content="那周末呢"))
    door.said(message(number="3", sender="somebody_else", Content="那周末呢"))
    door.said(message(number="4", Content="那周末呢"), "quiet")
    assert [question.conversation_id for question in door.house.answerer.questions] == ["", "c1", "", ""]


def test_an_answer_that_takes_longer_follows_by_the_interface(door):
    door.house.answerer = slow = SlowAnswerer()
    began = time.monotonic()
    assert door.said(message(Content="几点开门")) == ""
    assert time.monotonic() - began < 2
    slow.may.set()
    door.until(lambda: door.pushed)
    [told] = door.pushed
    assert (told["touser"], told["msgtype"]) == (PERSON, "text")
    assert told["text"]["content"].startswith(PUBLIC_TEXT)
    assert door.said(message(Content="几点开门")) == ""  # asked again, it is not said twice
    assert len(slow.questions) == 1


def test_wecom_is_written_to_in_its_own_shape(door):
    door.house.answerer = slow = SlowAnswerer()
    door.said(message(Content="几点开门"), "work")
    slow.may.set()
    door.until(lambda: door.pushed)
    assert door.pushed[0]["agentid"] == 1000002
    [asked] = door.robots.on("/cgi-bin/gettoken")
    assert asked.query == {"corpid": RECEIVER, "corpsecret": "s3cret-of-the-interface"}


def test_without_an_interface_the_platforms_own_repeats_are_used(door):
    door.house.answerer = slow = SlowAnswerer()
    assert door.wrote(message(Content="几点开门"), "quiet").status_code == 503
    assert door.wrote(message(Content="几点开门"), "quiet").status_code == 503
    assert "再发一次" in door.said(message(Content="几点开门"), "quiet")
    slow.may.set()
    door.until(lambda: door.said(message(Content="几点开门"), "quiet").startswith(PUBLIC_TEXT))
    assert len(slow.questions) == 1


def test_a_token_of_the_interface_is_fetched_once_and_again_when_it_no_longer_holds(door):
    stale, plain = ["token0"], door.robots.behave

    def interface(heard):
        if heard.query.get("access_token") in stale and len(door.pushed) > 2:
            return {"errcode": 42001, "errmsg": "access_token expired"}
        return plain(heard)

    door.robots.behave = interface
    door.said(message(Content="几点开门"))
    for number in range(3):
        door.persons.say(f"同事的话{number}")
        door.until(lambda: any(one["text"]["content"] == f"同事的话{number}" for one in door.pushed))  # noqa: B023
    door.until(lambda: len(door.robots.on("/cgi-bin/token")) == 2)


def test_a_colleagues_words_reach_their_shopper_in_order_and_once_also_over_a_restart(
    door, settings, house, platform
):
    door.said(message(Content="几点开门"))
    door.said(message(number="9", sender="another", Content="几点开门"))
    for text in ("小王：您好", "", "小王：马上到", "小王：在B2了"):
        door.persons.say(text)
    door.persons.say("小李：不是您的", "c999")
    door.until(lambda: len(door.pushed) == 3)
    door.lobby.reception.close()
    door.persons.say("小王：到了")
    again = opened(settings, house, platform, door.persons)
    again.until(lambda: len(again.pushed) == 4)
    time.sleep(0.1)
    again.lobby.reception.close()
    assert [one["text"]["content"] for one in again.pushed] == [
        "小王：您好",
        "小王：马上到",
        "小王：在B2了",
        "小王：到了",
    ]
    assert {one["touser"] for one in again.pushed} == {PERSON}


def test_what_was_said_before_the_channels_were_there_is_sent_to_nobody(settings, house, platform):
    persons = Persons()
    persons.say("很久以前")
    for file in settings.home.glob("inlets.db*"):  # a house that had no channels
        file.unlink()
    lobby = Lobby(settings)
    lobby.reception.begin(persons)
    assert lobby.reception._register.read_to == 1
    lobby.reception.close()


def test_an_interface_that_is_down_is_tried_again_and_given_up_in_the_end(door):
    plain, left = door.robots.behave, [2]

    def interface(heard):
        if heard.path.endswith("/send") and left[0]:
            left[0] -= 1
            return (502, b"", {})
        return plain(heard)

    door.robots.behave = interface
    door.said(message(Content="几点开门"))
    door.persons.say("第一句")
    door.until(lambda: len(door.pushed) == 3)
    left[0] = 99
    door.persons.say("第二句")
    door.until(lambda: len(door.pushed) == 6)
    time.sleep(0.3)
    assert len(door.pushed) == 6


def test_what_a_restart_left_unanswered_is_answered_afterwards(door, settings, house, platform):
    house.answerer = slow = SlowAnswerer()
    door.said(message(Content="几点开门"))  # the platform got its empty reply, and the power fails
    stopped = door.lobby.reception
    stopped._ended.set()
    stopped._wake.set()
    house.answerer = FakeAnswerer("D1-p", PUBLIC_TEXT)
    again = opened(settings, house, platform)
    again.until(lambda: again.pushed)
    assert again.pushed[0]["touser"] == PERSON
    assert again.pushed[0]["text"]["content"].startswith(PUBLIC_TEXT)
    again.lobby.reception.close()
    slow.may.set()


def test_a_message_of_before_a_restart_is_known_after_it(door, settings, house, platform):
    first = door.said(message(Content="几点开门"))
    assert door.asked("几点开门", "m1").status_code == 200
    door.lobby.reception.close()
    again = opened(settings, house, platform)
    assert again.said(message(Content="几点开门")) == first
    assert again.asked("几点开门", "m1").status_code == 409
    assert len(house.answerer.questions) == 2
    again.said(message(number="2", Content="那周末呢"))
    assert house.answerer.questions[-1].conversation_id == "c1"
    again.lobby.reception.close()


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (message("image", MediaId="m"), "文字"),
        (message("voice", MediaId="m"), "文字"),
        (message("event", number=None, Event="subscribe"), "AI助手"),
        (message("event", number=None, Event="unsubscribe"), ""),
        (message(Content="   \u200b"), "文字"),
        (message(Content="停" * 501), "太长"),
        (message(Content="how much is parking " * 40), "too long"),
    ],
)
def test_what_is_no_question_gets_a_word_or_nothing_and_asks_nobody(door, inner, said):
    assert said in door.said(inner) if said else door.said(inner) == ""
    assert not door.house.answerer.questions


def test_whoever_writes_too_often_is_told_so(door):
    said = [door.said(message(number=str(number), Content="几点开门")) for number in range(12)]
    assert "有点快" in said[-1]
    assert "110" in said[-1]
    assert len(door.house.answerer.questions) == 10
    assert door.said(message(number="x", sender="another", Content="几点开门")).startswith(PUBLIC_TEXT)


def test_an_error_inside_is_said_in_words_that_show_nothing_of_it(door):
    door.house.answerer = BreakingAnswerer()
    said = door.said(message(Content="几点开门"))
    assert "答不上来" in said
    assert "secret" not in said
    response = door.asked("几点开门")
    assert response.status_code == 503
    assert "secret" not in response.text


def test_nobody_is_named_in_the_log_the_journal_or_the_files(door, caplog):
    caplog.set_level(logging.DEBUG)
    door.house.answerer = slow = SlowAnswerer()
    door.said(message(Content="我姓欧阳,几点开门"))
    slow.may.set()
    door.until(lambda: door.pushed)
    time.sleep(0.1)
    assert PERSON not in caplog.text
    assert "欧阳" not in caplog.text
    assert "s3cret-of-the-interface" not in caplog.text
    assert "token0" not in caplog.text
    for path in door.lobby.settings.home.glob("*.db*"):
        assert PERSON.encode() not in path.read_bytes(), path.name
    for path in door.lobby.settings.home.glob("inlets.db*"):
        assert "欧阳".encode() not in path.read_bytes(), path.name


# -- the signed webhook ------------------------------------------------------------------------------


def test_a_signed_message_is_answered_as_by_the_chat(door):
    reply = door.asked("几点开门").json()
    assert reply["answer"] == f"{PUBLIC_TEXT}[1]"
    assert reply["citations"][0]["title"] == "营业时间"
    assert reply["handling"] == "answer"


def test_a_replay_is_refused(door):
    assert door.asked("几点开门").status_code == 200
    assert door.asked("几点开门").status_code == 409
    assert len(door.house.answerer.questions) == 1


def test_a_wrong_signature_an_old_stamp_or_none_is_refused(door):
    now = int(time.time())
    for response in (
        door.asked("x", secret="another secret"),
        door.asked("x", stamp=now - 301),
        door.asked("x", stamp=now + 301),
        door.client.post("/channels/webhook/crm", content=b"{}"),
        door.client.post("/channels/webhook/crm", content=b"{}", headers={"X-Atrium-Timestamp": b"\xb2\xb3"}),
        door.client.post(
            "/channels/webhook/crm",
            content=b"{}",
            headers={"X-Atrium-Timestamp": str(now), "X-Atrium-Signature": ""},
        ),
    ):
        assert response.status_code == 401
    assert not door.house.answerer.questions


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'"x"', b"{", b'{"message":"x"}', '{"message":"几点","sender":"a","message_id":"1"}'.encode("gb18030"),
             b'{"message":1,"sender":"a","message_id":"1"}', b'{"message":"","sender":"a","message_id":"1"}', b"[" * 20000]
)  # fmt: skip
def test_a_signed_body_that_is_none_is_refused(door, body):
    stamp = str(int(time.time()))
    headers = {"X-Atrium-Timestamp": stamp, "X-Atrium-Signature": signature(SECRET, stamp, body)}
    assert door.client.post("/channels/webhook/crm", content=body, headers=headers).status_code == 400


def test_too_long_too_large_and_unknown_are_told_apart(door):
    assert door.asked("停" * 501).status_code == 422
    assert door.asked("停" * 100_000).status_code == 413
    assert door.client.post("/channels/webhook/oa", content=b"{}").status_code == 404
    assert door.client.post("/channels/wechat/crm", content=b"{}").status_code == 404


def test_before_the_house_is_ready_the_platform_is_asked_to_come_again(settings, door):
    lobby = Lobby(settings)
    client = TestClient(app_for(lobby, pages=False), client=("203.0.113.7", 5000))
    query, body = PLATFORM.call(message(Content="几点开门"))
    assert client.post("/channels/wechat/oa", params=query, content=body).status_code == 503
    lobby.reception.close()
