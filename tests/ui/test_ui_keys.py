"""Keys and sessions: made, used, revoked."""

from __future__ import annotations

import pytest

from knowledge.errors import InvalidSetting
from knowledge.model import Role
from ui.auth import LOGIN_COOKIE
from ui.entry.limits import Limits
from ui.entry.rates import TooOften, Window
from ui.entry.sessions import Sessions
from ui.entry.signing import Signer

ASK = {"message": "几点关门?"}


def test_a_key_is_stored_hashed_only(keys, settings):
    _key, secret = keys.create(Role.STAFF, "前台")
    assert secret.startswith("atr_")
    files = [path for path in settings.home.rglob("*") if path.is_file()]
    assert files
    assert all(secret.encode() not in path.read_bytes() for path in files)


def test_a_revoked_key_stops_at_the_next_request(client, keys):
    _key, secret = keys.create(Role.STAFF, "前台")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.post("/api/search", json={"query": "x"}, headers=headers).status_code == 200
    assert keys.revoke("前台")
    assert client.post("/api/search", json={"query": "x"}, headers=headers).status_code == 401


def test_a_key_made_while_the_server_runs_works_at_once(client, settings):
    from ui.wiring import open_keys

    _key, secret = open_keys(settings).create(Role.STAFF, "新同事")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.post("/api/search", json={"query": "x"}, headers=headers).status_code == 200


@pytest.mark.parametrize(("role", "name"), [(Role.SHOPPER, "x"), (Role.STAFF, ""), (Role.STAFF, "a\nb")])
def test_odd_keys_are_not_made(keys, role, name):
    with pytest.raises(InvalidSetting):
        keys.create(role, name)


def test_two_working_keys_do_not_share_a_name(keys):
    keys.create(Role.STAFF, "前台")
    with pytest.raises(InvalidSetting):
        keys.create(Role.STAFF, "前台")
    keys.revoke("前台")
    keys.create(Role.STAFF, "前台")


def login(client, secret: str):
    return client.post("/login", data={"key": secret, "next": "/staff"}, follow_redirects=False)


def test_a_login_opens_a_session_that_a_script_cannot_read(client, keys, house):
    response = login(client, keys.create(Role.STAFF, "前台")[1])
    assert response.status_code == 303
    assert response.headers["location"] == "/staff"
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    client.post("/api/chat", json=ASK)
    assert house.answerer.questions[-1].viewer.role is Role.STAFF


def test_revoking_a_key_ends_its_sessions(client, keys, house):
    login(client, keys.create(Role.STAFF, "前台")[1])
    keys.revoke("前台")
    client.post("/api/chat", json=ASK)
    assert house.answerer.questions[-1].viewer.role is Role.SHOPPER


def test_logging_out_ends_the_session_on_the_server(client, keys, lobby):
    login(client, keys.create(Role.STAFF, "前台")[1])
    token = client.cookies[LOGIN_COOKIE]
    client.post("/logout")
    assert lobby.sessions.find(token) is None


def test_a_login_leads_to_our_own_pages_only(client, keys):
    secret = keys.create(Role.STAFF, "前台")[1]
    response = client.post(
        "/login", data={"key": secret, "next": "https://elsewhere.example"}, follow_redirects=False
    )
    assert response.headers["location"] == "/staff"


def test_a_wrong_key_does_not_log_in(client):
    response = login(client, "atr_wrong")
    assert response.status_code == 401
    assert "set-cookie" not in response.headers


def test_guessing_keys_is_slowed_down(client):
    statuses = {login(client, f"atr_{n}").status_code for n in range(30)}
    assert statuses == {401, 429}


def test_an_expired_session_is_none(keys, lobby, monkeypatch):
    key, _secret = keys.create(Role.STAFF, "前台")
    sessions: Sessions = lobby.sessions
    token = sessions.open(key)
    later = __import__("time").time() + 13 * 3600
    monkeypatch.setattr("ui.entry.sessions.time.time", lambda: later)
    assert sessions.find(token) is None


def test_nobody_can_make_up_a_signed_value(tmp_path):
    signer = Signer.at(tmp_path)
    assert signer.read(signer.sign("visit")) == "visit"
    assert Signer.at(tmp_path).read(signer.sign("visit")) == "visit"
    for forged in (
        "visit",
        "visit.",
        ".",
        "visit.0000",
        "",
        "other." + signer.sign("visit").split(".")[1],
        "é.é",
    ):
        assert signer.read(forged) is None


def test_a_window_lets_so_many_through_and_opens_again():
    now = [0.0]
    window = Window(2, 60, lambda: now[0])
    window.take("a")
    window.take("a")
    window.take("b")
    with pytest.raises(TooOften) as refused:
        window.take("a")
    assert refused.value.retry_after == 60
    now[0] = 61
    window.take("a")


def test_a_demo_lets_a_thousand_quick_questions_through():
    limits = Limits().loosened()
    assert limits.address_per_minute > 1000
    assert limits.key_per_minute > 1000
    assert limits.json_bytes == Limits().json_bytes


def test_too_many_questions_of_one_shopper_are_told_when_to_come_back(client, lobby):
    client.cookies.set("atrium_visit", lobby.doorkeeper.new_visit())
    statuses = [client.post("/api/chat", json=ASK) for _ in range(11)]
    assert [response.status_code for response in statuses] == [200] * 10 + [429]
    assert int(statuses[-1].headers["retry-after"]) > 0
