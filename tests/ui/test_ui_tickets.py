"""/api/tickets: what staff and admins do with what came in, and what nobody else learns."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from assistant.tickets import NewTicket
from tests.ui.conftest import NOON

PHONE = "13812345678"
OPENED = {
    "desk": "parking", "priority": "P2", "message": f"抬杆坏了,打{PHONE}", "entity": "B2",
    "contact": {"name": "王女士", "phone": PHONE}, "consent": True,
}  # fmt: skip


@pytest.fixture
def ask(client, bearer):
    """Asks as somebody of a role, each role one person; `staff+parking` is bound to a desk."""
    known = {}

    def ask(role, method, path, headers=None, **given):
        if role not in known:
            name, *groups = role.split("+")
            known[role] = bearer(name.rstrip("2"), *groups) if name != "shopper" else {}
        return client.request(method, path, headers={**known[role], **(headers or {})}, **given)

    return ask


@pytest.fixture
def ticket(ask):
    reply = ask("staff", "POST", "/api/tickets", json=OPENED)
    assert reply.status_code == 201
    return reply.json()


def act(ask, role, ticket, name, **body):
    return ask(role, "POST", f"/api/tickets/{ticket['id']}/{name}", json=body)


def test_a_ticket_goes_from_its_opening_to_its_end_and_every_act_stands_in_its_history(ask, ticket):
    staff = "staff+parking"
    steps = [
        ("take", {}, "taken"),
        ("comment", {"text": "已派人"}, "working"),
        ("wait", {"comment": "请问车牌尾号"}, "waiting_customer"),
        ("take", {}, "working"),
        ("wait", {"for": "brand", "comment": "等厂家"}, "waiting_brand"),
        ("resolve", {"resolution": "换了电机"}, "resolved"),
        ("close", {"comment": "回访满意"}, "closed"),
        ("reopen", {"comment": "又坏了"}, "new"),
        ("assign", {"desk": "property", "comment": "电路问题"}, "new"),
    ]
    for name, body, state in steps:
        reply = act(ask, staff, ticket, name, **body)
        assert reply.status_code == 200, reply.text
        assert reply.json()["state"] == state
    told = ask("admin", "GET", f"/api/tickets/{ticket['id']}").json()
    assert (told["desk"], told["desk_name"], told["reopened"], told["assignee"]) == (
        "property",
        "物业工程",
        1,
        None,
    )
    assert [event["after"] for event in reversed(told["history"])] == ["new", *(state for *_, state in steps)]
    assert [comment["is_public"] for comment in told["comments"]] == [
        False,
        True,
        False,
        True,
        False,
        False,
        False,
    ]
    assert ask(staff, "GET", f"/api/tickets/{ticket['id']}").status_code == 404  # it is another desk's now
    assert (
        act(ask, "admin", ticket, "close", false_alarm=True, comment="误触").json()["state"] == "false_alarm"
    )


def test_nothing_that_a_list_a_page_an_export_or_a_search_says_is_personal(ask, ticket):
    act(ask, "staff", ticket, "comment", text=f"已拨{PHONE}")
    pages = [f"/api/tickets/{ticket['id']}", "/api/tickets", "/api/tickets/export.csv"]
    for path in pages:
        said = ask("admin", "GET", path).text
        assert "138****5678" in said
        assert PHONE not in said
        assert "王女士" not in said
    assert ask("admin", "GET", f"/api/tickets?q={PHONE}").json()["total"] == 0


def test_a_contact_is_for_its_desk_and_admins_and_each_look_is_written_down(ask, ticket):
    path = f"/api/tickets/{ticket['id']}/contact"
    assert ask("staff", "GET", path).status_code == 403
    assert ask("content", "GET", path).status_code == 403
    assert ask("staff+member", "GET", path).status_code == 404
    reply = ask("staff+parking", "GET", path)
    assert reply.json()["contacts"] == [
        {"name": "王女士", "phone": PHONE, "mail": "", "words": OPENED["message"]}
    ]
    assert "no-store" in reply.headers["cache-control"]
    assert ask("admin", "GET", path).status_code == 200
    history = ask("admin", "GET", f"/api/tickets/{ticket['id']}").json()["history"]
    assert [event["act"] for event in history] == ["contact_shown", "contact_shown", "opened"]


def test_a_key_that_is_bound_to_desks_sees_those_only_and_a_stranger_nothing(ask, ticket):
    path = f"/api/tickets/{ticket['id']}"
    for role, sees in (
        ("staff+parking", True),
        ("staff+parking+leasing", True),
        ("staff+hr", True),
        ("staff+member", False),
    ):
        assert (ask(role, "GET", path).status_code == 200) is sees
        assert ask(role, "GET", "/api/tickets").json()["total"] == sees
        assert (ticket["id"] in ask(role, "GET", "/api/tickets/export.csv").text) is sees
    forbidden, missing = ask("staff+member", "GET", path), ask("staff+member", "GET", "/api/tickets/T0")
    assert (forbidden.status_code, forbidden.content) == (missing.status_code, missing.content)
    assert ask("shopper", "GET", path).status_code == 401
    assert ask("service", "GET", path).status_code == 403


def test_a_list_is_filtered_by_desk_state_priority_due_and_words(ask, ticket):
    other = ask(
        "staff", "POST", "/api/tickets", json={"desk": "member", "priority": "P1", "message": "积分少了"}
    ).json()
    act(ask, "admin", other, "close", false_alarm=True, comment="重复")

    def ids(query, **headers):
        return [
            one["id"]
            for one in ask("admin", "GET", f"/api/tickets?{query}", headers=headers).json()["tickets"]
        ]

    assert ids("") == [ticket["id"], other["id"]]  # open ones first
    assert (
        ids("open=true")
        == ids("desk=parking")
        == ids("priority=P2")
        == ids("state=new")
        == ids("q=抬杆")
        == [ticket["id"]]
    )
    assert ids("due=stopped") == ids("state=false_alarm") == [other["id"]]
    assert ids("due=overdue") == []
    late = (NOON + timedelta(hours=3)).isoformat()
    assert ids("due=overdue", **{"X-Demo-Clock": late}) == [ticket["id"]]
    assert ids("limit=1&start=1") == [other["id"]]
    for query in ("state=gone", "due=late", "priority=P9", "limit=0", "start=-1", f"q={'x' * 201}"):
        assert ask("admin", "GET", f"/api/tickets?{query}").status_code == 422


def test_no_cell_of_the_export_is_taken_for_a_formula(ask):
    for evil in ("=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "\t=1", "-2"):
        asked = {"desk": "parking", "priority": "P3", "message": evil, "entity": evil, "intent": evil}
        assert ask("staff", "POST", "/api/tickets", json=asked).status_code == 201
    rows = list(csv.reader(io.StringIO(ask("admin", "GET", "/api/tickets/export.csv").text.lstrip("\ufeff"))))
    assert len(rows) == 6
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(tuple("=+-@"))]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"desk": "concierge"}, 422), ({"priority": "P9"}, 422), ({"message": "  "}, 422), ({"message": "x" * 1001}, 422),
        ({"consent": False}, 422), ({"second_desks": ["nowhere"]}, 422), ({"second_desks": ["x"] * 13}, 422),
        ({"contact": {"phone": "1" * 201}}, 422), ({"message": 5}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_a_ticket_is_refused_with_a_sentence_and_nothing_is_kept(ask, body, status):
    reply = ask("staff", "POST", "/api/tickets", json={**OPENED, **body})
    assert reply.status_code == status
    assert reply.json()["detail"]
    assert ask("admin", "GET", "/api/tickets").json()["total"] == 0


def test_refusals_say_why(ask, ticket):
    assert act(ask, "staff", ticket, "resolve", resolution="好了").json()["detail"].endswith("请先受理。")
    assert act(ask, "staff", ticket, "assign", desk="concierge").status_code == 422
    assert act(ask, "staff", ticket, "take", turn=7).status_code == 409
    act(ask, "staff+parking", ticket, "take")
    reply = act(ask, "staff", ticket, "resolve", resolution="好了")
    assert reply.status_code == 403
    assert "staff+parking"[:5] in reply.json()["detail"]
    assert act(ask, "staff", {"id": "T0"}, "take").status_code == 404


def test_an_admin_erases_what_was_written_and_the_ticket_stays(ask, ticket, house):
    talk = house.tickets.office(NOON, NOON)
    from tests.tickets import LI

    one = talk.open(NewTicket("parking", "P2", "洗手间漏水", NOON, "c1"), LI)
    two = talk.open(NewTicket("property", "P2", "还是漏水", NOON, "c1"), LI)
    told = ask("admin", "GET", f"/api/tickets/{one.id}").json()
    assert told["same_conversation"] == [two.id]
    assert "c1" not in str(told)  # who holds a conversation's number may go on with it
    assert ask("staff+parking", "GET", f"/api/tickets/{one.id}").json()["same_conversation"] == []
    assert ask("admin", "POST", f"/api/tickets/{one.id}/erase").json()["erased"] == [one.id, two.id]
    for each in (one, two):
        gone = ask("admin", "GET", f"/api/tickets/{each.id}").json()
        assert (gone["words"], gone["summary"], gone["state"]) == ("", "", "closed")
    assert ask("admin", "GET", f"/api/tickets/{ticket['id']}").json()["words"]


def test_two_reports_of_one_conversation_are_merged(ask, house):
    from tests.tickets import LI

    office = house.tickets.office(NOON, NOON)
    one = office.open(NewTicket("parking", "P2", "抬杆坏了", NOON, "c1"), LI)
    two = office.open(NewTicket("parking", "P1", "还不来人", NOON, "c1"), LI)
    reply = act(ask, "staff", {"id": two.id}, "merge", into=one.id)
    assert (reply.json()["id"], reply.json()["priority"]) == (one.id, "P1")
    assert act(ask, "staff", {"id": two.id}, "merge", into=one.id).status_code == 409


def test_the_command_line_lists_and_shows_tickets_without_personal_data(ask, ticket, client, monkeypatch):
    from contextlib import contextmanager

    from typer.testing import CliRunner

    from ui.cli import app

    class Desk:
        def ask(self, method, path):
            return ask("admin", method, path).json()

    @contextmanager
    def desk():
        yield Desk()

    monkeypatch.setattr("ui.commands.tickets.desk", desk)
    listed = CliRunner().invoke(app, ["tickets", "list", "--desk", "parking"])
    assert ticket["id"] in listed.output
    assert "1 of 1" in listed.output
    shown = CliRunner().invoke(app, ["tickets", "show", ticket["id"]])
    assert "138****5678" in shown.output
    assert PHONE not in listed.output + shown.output
