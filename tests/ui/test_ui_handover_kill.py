"""A server that is killed in the middle of a hand-over, again and again: what was acknowledged is there, once."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import httpx
import pytest

from tests.ui.test_ui_server import atrium, serving, until_ready

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
ROUNDS = 2


class House:
    """Both ends of one conversation, over servers that come and go."""

    def __init__(self, key: str) -> None:
        self._key = key
        self.conversation: str | None = None
        self.url = ""

    def send(self, method: str, path: str, staff: bool = False, **body: object) -> dict:
        headers = {"Authorization": f"Bearer {self._key}"} if staff else {}
        reply = httpx.request(
            method, f"{self.url}{path}", headers=headers, json=body or None, trust_env=False, timeout=60
        )
        assert reply.status_code == 200, reply.text
        return reply.json()

    def say(self, text: str, key: str) -> dict:
        body = {"message": text, "conversation_id": self.conversation, "key": key}
        told = self.send("POST", "/api/chat", **body)
        self.conversation = told["conversation_id"]
        return told

    def desk(self, path: str, **body: object) -> dict:
        return self.send("POST", f"/api/inbox/{path}", staff=True, **body)

    def events(self, last: int) -> list[int]:
        """The numbers of what a listener gets who saw this one last."""
        path = f"/api/conversations/{self.conversation}/events?seconds=0"
        headers = {"Last-Event-ID": str(last)}
        text = httpx.get(self.url + path, headers=headers, trust_env=False, timeout=60).text
        return [int(number) for number in re.findall(r"^id: (\d+)$", text, re.M)]


def test_a_hand_over_goes_on_after_the_server_is_killed(tmp_path: Path):
    home = tmp_path / "home"
    made = atrium(home, "keys", "create", "--role", "staff", "--name", "小林")
    house = House(re.search(r"atr_\S+", made.stdout)[0])
    acknowledged: list[str] = []
    for number in range(ROUNDS):
        (home / "server.json").unlink(missing_ok=True)
        with serving(home, tmp_path / f"log{number}") as (process, house.url):
            until_ready(house.url)
            if number == 0:
                house.desk("presence", present=True, name="客服 小林")
                assert house.say("我要转人工", "0")["person"]["state"] == "waiting"
                house.desk(f"{house.conversation}/take")
            else:  # what was sent before the kill is sent again, as a client does that got no reply
                house.say(f"顾客{number - 1}", f"s{number - 1}")
                house.desk(f"{house.conversation}/reply", text=f"客服{number - 1}", key=f"d{number - 1}")
            house.say(f"顾客{number}", f"s{number}")
            house.desk(f"{house.conversation}/reply", text=f"客服{number}", key=f"d{number}")
            acknowledged += [f"顾客{number}", f"客服{number}"]
            told = house.send("GET", f"/api/conversations/{house.conversation}/messages")
            said = [one["text"] for one in told["messages"] if one["from"] != "notice"]
            assert said == acknowledged
            assert (told["state"], told["who"]) == ("with_person", "客服 小林")
            assert [one["n"] for one in told["messages"]] == list(range(1, len(told["messages"]) + 1))
            assert house.events(told["last"] - 2) == [told["last"] - 1, told["last"]]
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    (home / "server.json").unlink(missing_ok=True)
    with serving(home, tmp_path / "last") as (_process, house.url):
        until_ready(house.url)
        row = house.desk(f"{house.conversation}/return")
        assert row["state"] == "assistant"
        assert house.say("几点关门?", "z")["turn"]  # the assistant answers again
