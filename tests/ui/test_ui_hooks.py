"""Hooks by the API and the command line: an admin's, and their secrets nobody's."""

from __future__ import annotations

import time

import pytest
from typer.testing import CliRunner

from tests.robots import playing
from ui.cli import app as commands

SECRET = "SEC-very-secret-0123"


@pytest.fixture
def robots():
    with playing() as found:
        yield found


@pytest.fixture
def admin(client, bearer):
    client.headers.update(bearer("admin"))
    return client


def hook(url: str, **more) -> dict:
    return {
        "name": "gate",
        "kind": "dingtalk",
        "url": f"{url}/send?access_token=tokentokentoken",
        "secret": SECRET,
        **more,
    }


def test_address_and_secret_come_in_and_never_go_out(admin, robots, settings):
    replies = [
        admin.post("/api/hooks", json=hook(robots.url, desks=["parking"], events=["opened"])),
        admin.get("/api/hooks"),
        admin.post("/api/hooks/gate/test"),
        admin.get("/api/deliveries"),
        admin.post("/api/hooks", json=hook("http://elsewhere.example")),
        admin.post("/api/hooks", json=hook(robots.url, kind="telegram")),
        admin.post("/api/hooks", json=hook(robots.url) | {"url": 7}),
        admin.delete("/api/hooks/gate"),
    ]
    assert [reply.status_code for reply in replies] == [201, 200, 200, 200, 422, 422, 422, 200]
    for reply in replies:
        assert "tokentokentoken" not in reply.text
        assert SECRET not in reply.text
    [told] = replies[1].json()["hooks"]
    assert told == {"name": "gate", "kind": "dingtalk", "host": "http://127.0.0.1", "has_secret": True, "desks": ["parking"],
                    "priorities": None, "events": ["opened"], "deliveries": {"waiting": 0, "delivered": 0, "dead": 0}, "last": None}  # fmt: skip
    assert replies[2].json()["state"] == "delivered"
    assert replies[-1].json() == {"hooks": []}
    assert (settings.home / "hooks.yaml").stat().st_mode & 0o077 == 0


def test_a_test_that_was_not_taken_says_why_and_can_be_sent_again(admin, robots):
    robots.behave = lambda _: {"errcode": 310000, "errmsg": "sign not match"}
    admin.post("/api/hooks", json=hook(robots.url))
    failed = admin.post("/api/hooks/gate/test").json()
    assert (failed["state"], failed["said"]) == ("dead", "code 310000 sign not match")
    robots.behave = lambda _: {"errcode": 0}
    assert admin.post(f"/api/deliveries/{failed['id']}/resend").status_code == 200
    for _ in range(300):
        time.sleep(0.01)
        [row] = admin.get("/api/deliveries?hook=gate").json()["deliveries"]
        if row["state"] == "delivered":
            break
    assert [attempt["ok"] for attempt in row["attempts"]] == [False, True]
    assert admin.post("/api/deliveries/99/resend").status_code == 404
    assert admin.post("/api/hooks/nobody/test").status_code == 404


def test_a_ticket_that_staff_file_is_told_of_and_stands_in_the_log(admin, robots):
    admin.post("/api/hooks", json=hook(robots.url, desks=["parking"]))
    ticket = admin.post(
        "/api/tickets", json={"desk": "parking", "priority": "P2", "message": "抬杆坏了,打13812345678"}
    ).json()
    for _ in range(400):
        time.sleep(0.01)
        log = admin.get(f"/api/deliveries?ticket={ticket['id']}&state=delivered").json()
        if log["total"]:
            break
    assert log["deliveries"][0]["event"] == "opened"
    assert "13812345678" not in robots.heard[-1].body.decode()
    history = admin.get(f"/api/tickets/{ticket['id']}").json()["history"]
    assert [event["act"] for event in history] == ["told", "opened"]
    assert history[0]["detail"]["hook"] == "gate"


def test_the_command_asks_for_what_is_secret_and_shows_none_of_it(admin, robots, monkeypatch):
    from contextlib import contextmanager

    from ui.commands import hooks

    class Here:
        """The command line's way in, into this test's application."""

        def ask(self, method: str, path: str, body=None):
            reply = admin.request(method, path, json=body)
            assert reply.status_code < 300, reply.text
            return reply.json()

    @contextmanager
    def desk():
        yield Here()

    monkeypatch.setattr(hooks, "desk", desk)
    run = CliRunner().invoke
    typed = f"{robots.url}/send?access_token=tokentokentoken\n{SECRET}\n"
    added = run(commands, ["hooks", "add", "gate", "--kind", "dingtalk", "--desk", "parking"], input=typed)
    tested = run(commands, ["hooks", "test", "gate"])
    robots.behave = lambda _: {"errcode": 1}
    failed = run(commands, ["hooks", "test", "gate"])
    shown = [
        added,
        run(commands, ["hooks", "list"]),
        run(commands, ["hooks", "log"]),
        run(commands, ["hooks", "remove", "gate"]),
    ]
    assert [one.exit_code for one in (*shown, tested, failed)] == [0, 0, 0, 0, 0, 1]
    assert "parking" in shown[1].output
    assert "delivered" in shown[2].output
    for one in (*shown, tested, failed):
        assert "tokentokentoken" not in one.output
        assert SECRET not in one.output
