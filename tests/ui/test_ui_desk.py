"""The desk's page: who gets it, under which policy, what it is told of the house, and how its scripts write."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from fastapi.testclient import TestClient

from assistant.tickets.moves import MOVES
from knowledge.model import Role
from ui.app import app_for
from ui.pages.deskpage import DESK
from ui.pages.own import SHARED
from ui.pages.palette import variables

FILES = {name: path.read_text(encoding="utf-8") for name, path in DESK.assets.items()}
SCRIPTS = {name: text for name, text in FILES.items() if name.endswith(".js")}
WORDS = ("words.js", "deskwords.js", "talkwords.js")
STAFF = ("staff", "content", "admin")


@pytest.fixture
def site(lobby):
    with TestClient(app_for(lobby), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def filed(client, bearer):
    """Files a matter at the desk that is named, and gives the ticket."""

    def file(desk: str = "parking", priority: str = "P1", **more) -> dict:
        asked = {"desk": desk, "priority": priority, "message": "出口抬杆坏了", **more}
        return client.post("/api/tickets", json=asked, headers=bearer("admin")).json()

    return file


def test_the_page_runs_its_own_scripts_and_no_others(site, bearer):
    page = site.get("/desk/", headers=bearer("staff"))
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", page.text)
    asked = re.findall(r'(?:src|href)="(assets/[^"]+)"', page.text)
    assert {"assets/desk.js", "assets/base.css", "assets/element.js"} <= set(asked)
    for address in asked:
        reply = site.get(f"/desk/{address}", headers=bearer("staff"))
        assert reply.status_code == 200, address
        assert reply.headers["content-type"].startswith(("text/javascript", "text/css")), address


def test_nothing_else_of_the_folder_is_handed_out(site, bearer):
    for name in ("page.html", "__init__.py", "..%2fapp.py", "studio.js", "nothing.js"):
        assert site.get(f"/desk/assets/{name}", headers=bearer("admin")).status_code == 404, name


def test_whoever_works_at_no_desk_gets_neither_the_page_nor_its_scripts(site, bearer):
    for headers in ({}, bearer("service")):
        assert site.get("/desk/", headers=headers, follow_redirects=False).status_code == 303
        assert site.get("/desk/assets/desk.js", headers=headers).status_code == 401
    assert site.get("/api/desk").status_code == site.get("/api/desk/counts").status_code == 401
    assert site.get("/api/desk", headers=bearer("service")).status_code == 403


def test_a_login_of_staff_opens_the_page_and_leads_back_to_it(site, keys):
    secret = keys.create(Role.STAFF, "前台")[1]
    entered = site.post(
        "/login", data={"key": secret, "next": "/desk"}, headers={"Origin": "http://testserver"}
    )
    assert entered.url.path == "/desk/"
    assert "服务台" in entered.text


@pytest.mark.parametrize("role", STAFF)
def test_the_page_knows_which_desks_and_acts_are_its_reader_s(client, bearer, role):
    bound, free = (
        client.get("/api/desk", headers=bearer(role, *groups)).json() for groups in (["parking"], [])
    )
    assert free["me"]["desks"] is None
    assert bound["me"]["desks"] == (None if role == "admin" else ["parking"])
    assert bound["me"]["is_admin"] == (role == "admin")
    assert ("publish corrected answers" in bound["me"]["may"]) == (role != "staff")


def test_the_page_offers_the_acts_of_the_office(client, bearer):
    told = client.get("/api/desk", headers=bearer("staff")).json()
    assert {name: set(move["from"]) for name, move in told["moves"].items()} == {
        act.value: {state.value for state in move.ends} for act, move in MOVES.items()
    }
    assert {state["id"] for state in told["states"] if state["is_open"]} >= {
        "new",
        "taken",
        "waiting_customer",
    }
    assert told["alarms"]["missing"] == "走失"


def test_what_waits_is_counted_for_the_desks_of_whoever_looks(client, bearer, filed):
    filed("parking", "P0")
    filed("member", "P3")
    ours = client.get("/api/desk/counts", headers=bearer("staff", "parking")).json()
    everything = client.get("/api/desk/counts", headers=bearer("staff")).json()
    assert (ours["open"], ours["new"], ours["mine"]) == (1, 1, 0)
    assert everything["open"] == 2


def test_overdue_is_counted_at_the_moment_that_is_told(client, bearer, filed):
    due = filed("parking", "P0")["respond_by"]
    soon, late = ({"X-Demo-Clock": f"2026-03-02T12:{minute}:00+08:00"} for minute in ("01", "30"))
    before = client.get("/api/desk/counts", headers=bearer("staff") | soon).json()
    after = client.get("/api/desk/counts", headers=bearer("staff") | late).json()
    assert (
        datetime.fromisoformat(before["now"])
        < datetime.fromisoformat(due)
        < datetime.fromisoformat(after["now"])
    )
    assert (before["overdue"], before["soon"]) == (0, 1)
    assert (after["overdue"], after["soon"]) == (1, 0)


def test_the_list_of_mine_holds_what_i_took(client, bearer, filed):
    me, mine, _other = bearer("staff"), filed()["id"], filed()
    client.post(f"/api/tickets/{mine}/take", headers=me)
    told = client.get("/api/tickets?mine=true", headers=me).json()
    assert [ticket["id"] for ticket in told["tickets"]] == [mine]
    assert client.get("/api/desk/counts", headers=me).json()["mine"] == 1
    assert client.get("/api/tickets?mine=true", headers=bearer("staff")).json()["total"] == 0


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_writes_text_and_never_markup(name):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\.cssText",
        SCRIPTS[name],
    )


def test_every_script_that_is_asked_for_is_there():
    for name, script in SCRIPTS.items():
        assert set(re.findall(r"(?:from|import) '\./([\w.]+)'", script)) <= set(SCRIPTS), name


def test_every_sentence_that_a_script_says_is_in_the_table_of_words():
    words = {key for name in WORDS for key in re.findall(r"'([\w./?]+)': '", SCRIPTS[name])}
    words |= {key for name in WORDS for key in re.findall(r"(?<=[ {])(\w+): '", SCRIPTS[name])}
    for name, script in SCRIPTS.items():
        assert set(re.findall(r"\bsay\('([\w.]+)'", script)) <= words, name


def test_no_file_of_the_page_hides_one_that_all_pages_share():
    own = {path.name for path in DESK.folder.iterdir()} - {"__init__.py", "__pycache__"}
    assert not own & {path.name for path in SHARED.iterdir()}


def test_the_palette_gives_every_colour_that_the_styles_name():
    styles = "".join(text for name, text in FILES.items() if name.endswith(".css"))
    named = set(re.findall(r"var\((--[\w-]+)\)", styles))
    assert named <= set(re.findall(r"(--[\w-]+):", variables() + styles))
