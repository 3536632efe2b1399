"""/api/conversations and /api/inbox: a shopper and staff in one thread, and nobody else in it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.house import ONE_ID
from tests.ui.listening import listening
from ui.app import app_for
from ui.auth import SHOPPER_COOKIE

PHONE = "13812345678"


@pytest.fixture
def staff(bearer):
    return bearer("staff", "cs_store")


class Shopper:
    """A visitor with a cookie of their own, in a conversation."""

    def __init__(self, lobby) -> None:
        cookies = {SHOPPER_COOKIE: lobby.doorkeeper.new_visit()}
        app = app_for(lobby, pages=False)
        self.client = TestClient(
            app, raise_server_exceptions=False, client=("127.0.0.1", 1), cookies=cookies, headers=ONE_ID
        )
        self.conversation = self.client.post("/api/chat", json={"message": "几点关门?"}).json()[
            "conversation_id"
        ]

    def get(self, what: str = "messages", **params):
        return self.client.get(f"/api/conversations/{self.conversation}/{what}", params=params)

    def ask(self, **body):
        return self.client.post(f"/api/conversations/{self.conversation}/person", json=body)

    def say(self, message: str, **more):
        body = {"message": message, "conversation_id": self.conversation, **more}
        return self.client.post("/api/chat", json=body).json()


@pytest.fixture
def shopper(lobby) -> Shopper:
    return Shopper(lobby)


@pytest.fixture
def inbox(client, staff):
    """A colleague of the service desk, who is there."""

    def act(path: str, *, headers=staff, **body):
        return client.post(f"/api/inbox/{path}", json=body, headers=headers)

    assert act("presence", present=True, name="客服 小林").json()["present"]
    return act


def frames(text: str) -> list[tuple[str, str, dict]]:
    """Each event's number, name and data."""
    found = []
    for frame in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in frame.splitlines() if ": " in line and line[0] != ":")
        if "event" in fields:
            found.append((fields.get("id", ""), fields["event"], json.loads(fields["data"])))
    return found


def test_a_conversation_goes_to_a_person_and_back(client, shopper, inbox, staff, house):
    asked = shopper.ask().json()
    assert (asked["state"], asked["position"], asked["line"]) == ("waiting", 1, "排队第 1 位")
    assert house.tickets.store.find(asked["ticket"]["id"]).conversation_id == shopper.conversation
    [row] = client.get("/api/inbox", headers=staff).json()["threads"]
    assert (row["conversation_id"], row["state"], row["may_take"]) == (shopper.conversation, "waiting", True)
    taken = inbox(f"{shopper.conversation}/take").json()
    assert (taken["state"], taken["is_mine"], taken["who"]) == ("with_person", True, "客服 小林")

    questions = len(house.answerer.questions)
    told = shopper.say("还在吗?", key="a")
    assert (told["handling"], told["turn"], told["person"]["state"]) == ("handoff", 0, "with_person")
    assert shopper.say("还在吗?", key="a") == told
    assert len(house.answerer.questions) == questions  # the assistant was not asked

    reply = {"text": "在的 <b>请讲</b>", "key": "1"}
    first, again = (inbox(f"{shopper.conversation}/reply", **reply).json() for _ in range(2))
    assert first == again
    said = shopper.get().json()
    assert [(one["from"], one["text"]) for one in said["messages"]][1:] == [
        ("notice", "客服 小林 为您服务"), ("shopper", "还在吗?"), ("staff", "在的 <b>请讲</b>"),
    ]  # fmt: skip
    assert [turn["message"] for turn in said["turns"]] == []  # the stand-in keeps no journal
    assert [one["n"] for one in shopper.get(after=3).json()["messages"]] == [4]

    assert inbox(f"{shopper.conversation}/return", text="祝您愉快").json()["state"] == "assistant"
    assert "person" in shopper.say("几点开门?")
    assert len(house.answerer.questions) == questions + 1
    assert house.tickets.store.find(asked["ticket"]["id"]).responded_at


def test_each_page_reads_what_became_of_the_conversation_in_its_own_language(shopper, inbox, staff, client):
    """Asked in Chinese, read in English on a page, in Traditional by a browser's header, in Chinese at the desk."""
    shopper.ask(language="zh-Hans")
    inbox(f"{shopper.conversation}/take")
    english = shopper.get(language="en").json()
    assert english["line"] == "You are talking to 客服 小林"
    assert english["messages"][0]["text"].startswith("You are being transferred")
    shopper.client.headers["Accept-Language"] = "zh-HK,en;q=0.5"
    traditional = shopper.get().json()
    assert (traditional["line"], traditional["messages"][-1]["text"]) == ("客服 小林 為您服務",) * 2
    assert shopper.say("还在吗")["person"]["line"] == "客服 小林 為您服務"
    states = [
        data["line"]
        for _, name, data in frames(shopper.get("events", seconds=0, language="en").text)
        if name == "state"
    ]
    assert states == ["You are talking to 客服 小林"]
    back = shopper.client.delete(f"/api/conversations/{shopper.conversation}/person?language=en").json()
    assert back["line"] == "Back with the AI assistant"
    desk = client.get(f"/api/inbox/{shopper.conversation}", headers=staff).json()
    assert desk["last_text"] == desk["transcript"][-1]["text"] == "已回到 AI 助手"
    assert shopper.get(language="xx").status_code == 422


def test_a_shopper_goes_back_alone_and_twice_is_once(shopper, inbox):
    shopper.ask()
    path = f"/api/conversations/{shopper.conversation}/person"
    told = [shopper.client.delete(path).json() for _ in range(2)]
    assert [one["state"] for one in told] == ["assistant", "assistant"]
    assert told[0]["last"] == told[1]["last"] == 2
    assert inbox(f"{shopper.conversation}/take").status_code == 409


def test_with_nobody_there_the_promise_is_told_and_no_queue(client, shopper, staff):
    told = shopper.ask(text="我要投诉", language="en").json()
    assert told["state"] == "assistant"
    assert told["said"].startswith("No member of staff is online")
    [row] = client.get("/api/inbox", headers=staff).json()["threads"]
    assert (row["is_missed"], row["state"]) == (True, "assistant")


def test_nobody_looks_into_the_thread_of_another(lobby, client, shopper, inbox, bearer):
    other = Shopper(lobby)
    shopper.ask()
    mine = f"/api/conversations/{shopper.conversation}"
    staff = bearer("staff")
    for method, path in (
        ("GET", "messages"), ("GET", "events"), ("POST", "person"), ("DELETE", "person"),
    ):  # fmt: skip
        for asking, headers in ((other.client, {}), (client, {}), (client, staff)):
            theirs = asking.request(method, f"{mine}/{path}", headers=headers)
            never = asking.request(method, f"/api/conversations/never/{path}", headers=headers)
            assert theirs.status_code == never.status_code == 404
            assert theirs.content == never.content
    assert (
        client.post("/api/chat", json={"message": "x", "conversation_id": shopper.conversation}).status_code
        == 404
    )


def test_another_desk_finds_no_thread_and_a_colleague_may_not_speak(client, shopper, inbox, bearer):
    shopper.ask()
    parking, colleague = bearer("staff", "parking"), bearer("staff", "cs_store")
    inbox(f"{shopper.conversation}/take")
    assert client.get("/api/inbox", headers=parking).json()["threads"] == []
    for path in ("", "/take", "/reply", "/return", "/close", "/transfer"):
        method, body = ("GET", None) if not path else ("POST", {"text": "x", "desk": "member"})
        address = f"/api/inbox/{shopper.conversation}{path}"
        assert client.request(method, address, json=body, headers=parking).status_code == 404
        if path:
            refused = client.request(method, address, json=body, headers=colleague)
            assert refused.status_code == (409 if path == "/take" else 403), path
    assert client.post("/api/inbox/never/take", headers=parking).status_code == 404


def test_what_cannot_be_is_a_sentence(shopper, inbox, bearer, client):
    shopper.ask()
    one = shopper.conversation
    assert inbox(f"{one}/reply", text="您好").status_code == 409  # not taken yet
    inbox(f"{one}/take")
    assert inbox(f"{one}/transfer", desk="nowhere").status_code == 422
    assert inbox(f"{one}/reply", text=" ").status_code == 422
    assert inbox(f"{one}/reply", text="字" * 1001).status_code == 422
    assert inbox("presence", present=True, desk="parking").status_code == 403
    assert (
        client.post("/api/inbox/presence", headers=bearer("service"), json={"present": True}).status_code
        == 403
    )


def test_a_telephone_number_reaches_no_transcript(client, shopper, inbox, staff, house):
    shopper.ask()
    inbox(f"{shopper.conversation}/take")
    shopper.say(f"请回电{PHONE}")
    told = client.get(f"/api/inbox/{shopper.conversation}", headers=staff)
    assert PHONE not in told.text + shopper.get().text
    assert "138****5678" in told.text
    [ticket] = told.json()["tickets"]
    contact = client.get(f"/api/tickets/{ticket['id']}/contact", headers=staff).json()["contacts"]
    assert PHONE in str(contact)


# -- streams -----------------------------------------------------------------------------------------


def test_a_stream_begins_where_the_listener_left_off(lobby, shopper, inbox):
    shopper.ask()
    inbox(f"{shopper.conversation}/take")
    inbox(f"{shopper.conversation}/reply", text="您好", key="1")

    def heard(last: str | None) -> list[tuple[str, str, dict]]:
        headers = {} if last is None else {"Last-Event-ID": last}
        path = f"/api/conversations/{shopper.conversation}/events?seconds=0"
        return frames(shopper.client.get(path, headers=headers).text)

    whole = heard(None)
    assert [event for _, event, _ in whole] == ["state", "message", "message", "message"]
    assert whole[0][2]["state"] == "with_person"
    assert [number for number, _, _ in heard("1")] == ["", "2", "3"]
    assert [number for number, _, _ in heard("3")] == [""]
    for odd in ("x", "-1", "9" * 30):
        assert len(heard(odd)) == 4


def test_the_inbox_streams_its_list_and_what_is_said_in_it(client, shopper, inbox, staff, bearer):
    shopper.ask()
    inbox(f"{shopper.conversation}/take")
    path = "/api/inbox/events?seconds=0"
    [(_, event, listed)] = frames(client.get(path, headers=staff).text)
    assert (event, listed["threads"][0]["conversation_id"]) == ("inbox", shopper.conversation)
    missed = frames(client.get(path, headers={**staff, "Last-Event-ID": "0"}).text)
    assert [name for _, name, _ in missed] == ["inbox", "message", "message"]
    assert missed[1][2]["conversation_id"] == shopper.conversation
    elsewhere = {**bearer("staff", "parking"), "Last-Event-ID": "0"}
    assert [name for _, name, _ in frames(client.get(path, headers=elsewhere).text)] == ["inbox"]


class Ear:
    """Reads a stream in a thread until it ends."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self.text = ""
        self._thread = threading.Thread(target=self._read, args=(url, headers), daemon=True)
        self._thread.start()

    def _read(self, url: str, headers: dict[str, str]) -> None:
        with httpx.stream("GET", url, headers=headers, trust_env=False, timeout=60) as response:
            for piece in response.iter_text():
                self.text += piece

    def until(self, words: str, seconds: float = 20) -> float:
        """Seconds until it was heard."""
        began = time.monotonic()
        while words not in self.text:
            assert time.monotonic() - began < seconds, self.text
            time.sleep(0.02)
        return time.monotonic() - began

    def ended(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()


@pytest.fixture
def served(lobby) -> Iterator[str]:
    with listening(app_for(lobby, pages=False)) as port:
        yield f"http://127.0.0.1:{port}"
        lobby.jobs.wind_down()  # streams end with the server


def test_a_word_of_staff_reaches_an_open_stream_and_a_revoked_key_ends_its_own(
    served, lobby, shopper, inbox, staff, keys
):
    shopper.ask()
    cookie = {"Cookie": f"{SHOPPER_COOKIE}={shopper.client.cookies[SHOPPER_COOKIE]}"}
    ear = Ear(f"{served}/api/conversations/{shopper.conversation}/events", cookie)
    desk = Ear(f"{served}/api/inbox/events", staff)
    ear.until("排队第 1 位")
    desk.until('"waiting":1')
    inbox(f"{shopper.conversation}/take")
    ear.until("为您服务")
    inbox(f"{shopper.conversation}/reply", text="向日葵", key="1")
    assert ear.until("向日葵") < 5
    desk.until("向日葵")
    assert ear.text.count("向日葵") == 1
    [key] = [one for one in keys.all() if one.works]
    keys.revoke(str(key.id))
    assert desk.ended(5)
    assert not ear.ended(0.1)  # the shopper's stays


def test_an_erased_conversation_ends_its_stream(served, shopper, inbox, house):
    shopper.ask()
    cookie = {"Cookie": f"{SHOPPER_COOKIE}={shopper.client.cookies[SHOPPER_COOKIE]}"}
    ear = Ear(f"{served}/api/conversations/{shopper.conversation}/events", cookie)
    ear.until("排队第 1 位")
    house.persons.store.erase(shopper.conversation)
    house.journal.erase(shopper.conversation)
    assert ear.ended(5)


def test_only_so_many_streams_of_one_conversation_are_open(lobby, shopper):
    with lobby.streams.counted(shopper.conversation):
        for _ in range(4):
            lobby.streams._open[shopper.conversation] += 1
        assert shopper.get("events", seconds=0).status_code == 429
        lobby.streams._open[shopper.conversation] -= 4
    assert shopper.get("events", seconds=0).status_code == 200
