"""The audit record: what is written into it, by whom it is read, and that an act is in it before it is acknowledged."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError

from knowledge.model import Role
from tests.fakes import CountingHasher
from tests.ui.conftest import INTERNAL_TEXT
from ui.accounts.passwords import Passwords
from ui.audit.record import RETRIEVED, Audit, Wanted, entries
from ui.auth import Means, Principal
from ui.operating.readiness import State

ADMIN = Principal(Role.ADMIN, Means.LOGIN, "account:1", "王丽")


@pytest.fixture
def audit(tmp_path):
    opened = Audit(tmp_path)
    yield opened
    opened.close()


def written(lobby) -> list[tuple[str, str, str]]:
    return [(entry.act, entry.about, entry.who) for entry in reversed(lobby.audit.listed())]


# -- the record itself ---------------------------------------------------------------------------------


def test_entries_are_numbered_chained_and_read_the_last_first(audit):
    for n in range(5):
        audit.record(ADMIN, "key made", f"k{n}", n=n)
    assert [entry.about for entry in audit.listed(limit=2)] == ["k4", "k3"]
    assert [entry.n for entry in audit.listed(before=4)] == [3, 2, 1]
    assert audit.listed()[0].details == {"n": 4}
    assert audit.verify() == []


def test_many_writers_in_several_processes_make_one_chain(audit, tmp_path):
    script = (
        "import sys; from pathlib import Path; from ui.audit.record import Audit; from ui.auth import BESIDE\n"
        "audit = Audit(Path(sys.argv[1]))\nfor n in range(20): audit.record(BESIDE, 'backup written', str(n))"
    )
    others = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(2)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: audit.record(ADMIN, "key made", str(n)), range(40)))
    assert [other.wait(60) for other in others] == [0, 0]
    assert audit.end().n == 80
    assert audit.verify() == []


def test_a_writer_that_was_killed_between_the_entry_and_its_anchor_is_no_alarm(audit, tmp_path):
    audit.record(ADMIN, "key made", "x")
    anchor = tmp_path / "audit.anchor"
    before = anchor.read_text()
    audit.record(ADMIN, "key made", "y")
    anchor.write_text(before)
    assert audit.verify() == []
    audit.record(ADMIN, "key made", "z")
    assert anchor.read_text().startswith("3 ")


def test_the_file_takes_no_change_and_no_deletion(audit):
    audit.record(ADMIN, "key made", "x")
    for statement in (entries.update().values(who="别人"), entries.delete()):
        with pytest.raises(IntegrityError), audit._engine.begin() as connection:
            connection.execute(statement)


def test_a_retrieval_tells_which_documents_and_at_most_fifty(audit):
    audit.retrieved(ADMIN, "search", ["D1", "D2", "D1"])
    audit.retrieved(ADMIN, "search", [f"D{n}" for n in range(80)])
    many, few = audit.listed()
    assert few.details == {"documents": ["D1", "D2"], "count": 2}
    assert (len(many.details["documents"]), many.details["count"]) == (50, 80)


def test_a_list_is_narrowed_by_person_act_thing_and_day(audit):
    other = Principal(Role.STAFF, Means.KEY, "7", "100%前台")
    audit.record(ADMIN, "key made", "小程序")
    audit.retrieved(other, "search", ["K17"])
    for wanted, count in (
        (Wanted(who="王"), 1), (Wanted(who="100%"), 1), (Wanted(who="%"), 1), (Wanted(act="key made"), 1), (Wanted(about="小程"), 1),
        (Wanted(about="K17"), 1), (Wanted(retrievals=True), 1), (Wanted(retrievals=False), 1), (Wanted(since="2999"), 0),
        (Wanted(until="2999"), 2), (Wanted(), 2),
    ):  # fmt: skip
        assert len(audit.listed(wanted)) == count, wanted


def test_an_anchor_may_lie_on_another_disk(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    audit = Audit(tmp_path / "home", tmp_path / "elsewhere/anchor")
    audit.record(ADMIN, "key made", "x")
    assert (tmp_path / "elsewhere/anchor").read_text() == f"{audit.end()}\n"
    assert not (tmp_path / "home/audit.anchor").exists()
    audit.close()


# -- what the house writes into it ---------------------------------------------------------------------


def test_each_administrative_act_is_recorded_with_who_and_what(client, bearer, lobby):
    admin = bearer("admin")
    user = client.post("/api/users", json={"name": "wang.li", "role": "staff"}, headers=admin).json()["user"][
        "id"
    ]
    client.patch(f"/api/users/{user}", json={"role": "content", "groups": ["客服"]}, headers=admin)
    client.post(f"/api/users/{user}/code", headers=admin)
    client.post(f"/api/users/{user}/logout", headers=admin)
    key = client.post("/api/keys", json={"name": "小程序", "scopes": ["search"]}, headers=admin).json()[
        "key"
    ]["id"]
    client.delete(f"/api/keys/{key}", headers=admin)
    told = written(lobby)
    assert [(act, about) for act, about, _ in told] == [
        ("POST /api/users", "wang.li"),
        ("PATCH /api/users/{user_id}", "wang.li"),
        ("POST /api/users/{user_id}/code", "wang.li"),
        ("POST /api/users/{user_id}/logout", "wang.li"),
        ("POST /api/keys", "小程序"),
        ("DELETE /api/keys/{key_id}", "小程序"),
    ]
    assert {who for *_, who in told} == {"admin 0"}
    changed = next(entry for entry in lobby.audit.listed() if entry.act.startswith("PATCH"))
    assert changed.details == {"role": ["staff", "content"], "groups": [[], ["客服"]]}


def test_what_was_refused_or_only_looked_at_is_no_act(client, bearer, lobby):
    client.post("/api/users", json={"name": "", "role": "staff"}, headers=bearer("admin"))
    client.post("/api/users", json={"name": "wang.li", "role": "staff"}, headers=bearer("staff"))
    client.get("/api/users", headers=bearer("admin"))
    client.post("/api/documents/nothing/publish", headers=bearer("admin"))
    assert written(lobby) == []


def test_every_retrieval_of_the_house_is_recorded_without_the_words(client, bearer, lobby, settings):
    staff = bearer("staff")
    client.post("/api/search", json={"query": INTERNAL_TEXT}, headers=staff)
    client.post("/api/chat", json={"message": "清场从几点开始?"}, headers=staff)
    client.get("/api/passages/D2-p", headers=staff)
    client.get("/api/documents/D2", headers=staff)
    found = [entry for entry in reversed(lobby.audit.listed()) if entry.act == RETRIEVED]
    assert [entry.about for entry in found] == ["search", "chat", "passage", "document"]
    assert "D2" in found[0].details["documents"]
    lobby.audit.close()
    for path in settings.home.glob("audit.db*"):
        assert "清场".encode() not in path.read_bytes()
        assert json.dumps("清场")[1:-1].encode() not in path.read_bytes()


def test_a_streamed_answer_is_a_retrieval_too(client, bearer, lobby):
    headers = {**bearer("staff"), "Accept": "text/event-stream"}
    client.post("/api/chat", json={"message": "清场?"}, headers=headers)
    assert [entry.about for entry in lobby.audit.listed()] == ["chat"]


def test_what_shoppers_ask_is_nobodys_record(client, lobby):
    client.post("/api/chat", json={"message": "几点关门?"})
    client.get("/api/passages/D1-p")
    assert written(lobby) == []


def test_logins_and_refusals_are_recorded_and_unknown_names_are_not(client, lobby):
    lobby.accounts._passwords = Passwords(CountingHasher())
    account = lobby.accounts.create("wang.li", Role.STAFF)
    lobby.accounts.set_password(account, "窗外的银杏黄了三回")
    client.post("/login", data={"name": "nobody", "password": "x"})
    client.post("/login", data={"name": "wang.li", "password": "x"})
    client.post("/login", data={"name": "wang.li", "password": "窗外的银杏黄了三回"}, follow_redirects=False)
    client.post("/account/leave")
    assert [(act, about) for act, about, _ in written(lobby)] == [
        ("login refused", ""),
        ("login refused", "wang.li"),
        ("logged in", ""),
        ("logged out everywhere", ""),
    ]


def test_an_export_is_recorded_and_a_look_at_a_list_is_not(client, bearer, lobby):
    client.get("/api/copies", headers=bearer("content"))
    client.get("/api/copies/export.csv", headers=bearer("content"))
    assert [act for act, *_ in written(lobby)] == ["GET /api/copies/export.csv"]


def broken(*_args, **_more):
    raise sqlite3_full()


def sqlite3_full() -> Exception:
    from sqlalchemy.exc import OperationalError

    return OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))


def test_an_act_that_cannot_be_recorded_is_not_acknowledged_and_questions_go_on(
    client, bearer, lobby, monkeypatch
):
    admin = bearer("admin")
    monkeypatch.setattr(lobby.audit._anchor, "held", broken)
    refused = client.post("/api/users", json={"name": "wang.li", "role": "staff"}, headers=admin)
    assert refused.status_code == 507
    assert "code" not in refused.json()
    assert client.post("/api/search", json={"query": "x"}, headers=admin).status_code == 200
    assert lobby.readiness.parts()["audit"]["status"] == State.DEGRADED


# -- who reads it --------------------------------------------------------------------------------------


def test_an_admin_reads_pages_of_it_and_has_it_verified(client, bearer, lobby):
    admin = bearer("admin")
    for n in range(5):
        lobby.audit.record(ADMIN, "key made", f"k{n}")
    first = client.get("/api/audit?limit=3", headers=admin).json()
    rest = client.get(f"/api/audit?limit=3&before={first['next']}", headers=admin).json()
    assert [entry["n"] for entry in first["entries"] + rest["entries"]] == [5, 4, 3, 2, 1]
    assert rest["next"] is None
    told = client.get("/api/audit/verify", headers=admin).json()
    assert (told["is_whole"], told["findings"], told["n"], told["began_anew"]) == (True, [], 5, [])


def test_odd_questions_to_it_are_a_clear_422_and_strange_ones_are_answered(client, bearer):
    odd = (
        "since=x",
        "until=2026-13-01",
        "before=0",
        "before=99999999999999999999",
        "limit=0",
        "limit=501",
        "retrievals=maybe",
    )
    strange = ("since=0001-01-01", "until=9999-12-31", "who=%25_'\"", "about=%F0%9F%98%80", "act=%00")
    admin = bearer("admin")
    for query in (*odd, *strange):
        status = client.get(f"/api/audit?{query}", headers=admin).status_code
        assert status == (422 if query in odd else 200), query


def test_days_are_those_of_the_mall(client, bearer, lobby, monkeypatch):
    from datetime import UTC, datetime

    class Evening(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(
                2026, 11, 20, 17, 30, tzinfo=UTC
            )  # half past one in the morning of the 21st at the mall

    monkeypatch.setattr("ui.audit.record.datetime", Evening)
    lobby.audit.record(ADMIN, "key made", "x")
    admin = bearer("admin")
    found = {
        day: len(client.get(f"/api/audit?since={day}&until={day}", headers=admin).json()["entries"])
        for day in ("2026-11-20", "2026-11-21", "2026-11-22")
    }
    assert found == {"2026-11-20": 0, "2026-11-21": 1, "2026-11-22": 0}


def test_a_backup_made_while_it_is_written_is_whole(lobby, settings, tmp_path):
    import threading

    from ui.operating.backup import back_up
    from ui.operating.restoring import restore

    (settings.home / "catalogue.db").touch()
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            lobby.audit.record(ADMIN, "key made", "x")

    lobby.audit.record(ADMIN, "key made", "x")
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(3):
            back_up(settings.home, tmp_path / f"{n}.tar.gz")
    finally:
        stop.set()
        writer.join()
    for n in range(3):
        restore(tmp_path / f"{n}.tar.gz", tmp_path / str(n))
        audit = Audit(tmp_path / str(n))
        assert audit.end().n > 0
        assert audit.verify() == []
        audit.close()
