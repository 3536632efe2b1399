"""Who may do what: every route and every role, in one matrix."""

from __future__ import annotations

import re
import shutil

import pytest
from fastapi.testclient import TestClient

from knowledge.model import Role
from tests.house import ONE_ID, UNLIMITED
from tests.ui.conftest import INTERNAL_TEXT, NOON, PUBLIC_TEXT, opened_house
from ui.app import app_for
from ui.lobby import Lobby
from ui.settings import Settings

ROLES = ["shopper", "service", "staff", "content", "admin"]

# method and path -> the roles that may; everyone else gets 401 (no key) or 403 (wrong role).
MATRIX: dict[tuple[str, str], set[str]] = {
    ("POST", "/api/chat"): set(ROLES),
    ("POST", "/api/feedback"): set(ROLES),
    ("GET", "/api/feedback/reasons"): set(ROLES),
    ("GET", "/api/greeting"): set(ROLES),
    ("GET", "/widget.js"): set(ROLES),
    ("GET", "/widget"): set(ROLES),
    ("GET", "/widget/words.js"): set(ROLES),
    ("GET", "/privacy"): set(ROLES),
    ("GET", "/widget/{name}"): set(ROLES),
    ("GET", "/api/passages/{passage_id:path}"): set(ROLES),
    ("GET", "/v1/models"): {"service", "staff", "content", "admin"},
    ("POST", "/v1/chat/completions"): {"service", "staff", "content", "admin"},
    ("POST", "/api/search"): {"service", "staff", "content", "admin"},
    ("GET", "/api/shops"): set(ROLES),
    ("POST", "/api/triage"): {"service", "staff", "content", "admin"},
    ("POST", "/api/compliance"): {"service", "staff", "content", "admin"},
    ("POST", "/api/facts"): {"service", "staff", "content", "admin"},
    ("GET", "/api/compliance/rules"): {"service", "staff", "content", "admin"},
    ("POST", "/api/drafts"): {"service", "staff", "content", "admin"},
    ("GET", "/api/batches"): {"content", "admin"},
    ("POST", "/api/batches"): {"content", "admin"},
    ("GET", "/api/batches/{batch_id}"): {"content", "admin"},
    ("POST", "/api/batches/{batch_id}/cancel"): {"content", "admin"},
    ("POST", "/api/batches/{batch_id}/resume"): {"content", "admin"},
    ("GET", "/api/batches/{batch_id}/report"): {"content", "admin"},
    ("GET", "/api/batches/{batch_id}/drafts.csv"): {"content", "admin"},
    ("GET", "/api/batches/{batch_id}/drafts.xlsx"): {"content", "admin"},
    ("GET", "/api/copies"): {"content", "admin"},
    ("POST", "/api/copies"): {"content", "admin"},
    ("GET", "/api/copies/figures"): {"content", "admin"},
    ("GET", "/api/copies/trail"): {"admin"},
    ("GET", "/api/copies/export.csv"): {"content", "admin"},
    ("GET", "/api/copies/{copy_id}"): {"content", "admin"},
    ("PUT", "/api/copies/{copy_id}"): {"content", "admin"},
    ("GET", "/api/copies/{copy_id}/text"): {"staff", "content", "admin"},
    ("POST", "/api/copies/{copy_id}/submit"): {"content", "admin"},
    ("POST", "/api/copies/{copy_id}/approve"): {"admin"},
    ("POST", "/api/copies/{copy_id}/return"): {"admin"},
    ("POST", "/api/copies/{copy_id}/withdraw"): {"content", "admin"},
    ("POST", "/api/copies/{copy_id}/own"): {"content", "admin"},
    ("GET", "/api/guide"): {"staff", "content", "admin"},
    ("GET", "/guide/"): set(ROLES),  # whoever may not is led to the login
    ("POST", "/api/conversations/{conversation_id}/person"): set(ROLES),
    ("DELETE", "/api/conversations/{conversation_id}/person"): set(ROLES),
    ("GET", "/api/conversations/{conversation_id}/messages"): set(ROLES),
    ("GET", "/api/conversations/{conversation_id}/events"): set(ROLES),
    ("GET", "/api/inbox"): {"staff", "content", "admin"},
    ("GET", "/api/inbox/events"): {"staff", "content", "admin"},
    ("POST", "/api/inbox/presence"): {"staff", "content", "admin"},
    ("GET", "/api/inbox/{conversation_id}"): {"staff", "content", "admin"},
    ("POST", "/api/inbox/{conversation_id}/take"): {"staff", "content", "admin"},
    ("POST", "/api/inbox/{conversation_id}/reply"): {"staff", "content", "admin"},
    ("POST", "/api/inbox/{conversation_id}/return"): {"staff", "content", "admin"},
    ("POST", "/api/inbox/{conversation_id}/close"): {"staff", "content", "admin"},
    ("POST", "/api/inbox/{conversation_id}/transfer"): {"staff", "content", "admin"},
    ("GET", "/api/tickets"): {"staff", "content", "admin"},
    ("POST", "/api/tickets"): {"staff", "content", "admin"},
    ("GET", "/api/tickets/export.csv"): {"staff", "content", "admin"},
    ("GET", "/api/tickets/{ticket_id}"): {"staff", "content", "admin"},
    ("GET", "/api/tickets/{ticket_id}/contact"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/take"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/assign"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/comment"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/wait"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/resolve"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/reopen"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/close"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/merge"): {"staff", "content", "admin"},
    ("POST", "/api/tickets/{ticket_id}/erase"): {"admin"},
    ("POST", "/api/corrections"): {"staff", "content", "admin"},
    ("GET", "/api/curated"): {"staff", "content", "admin"},
    ("GET", "/api/curated/replies"): {"staff", "content", "admin"},
    ("GET", "/api/curated/export.csv"): {"staff", "content", "admin"},
    ("POST", "/api/curated/import"): {"content", "admin"},
    ("GET", "/api/curated/{entry_id}"): {"staff", "content", "admin"},
    ("PUT", "/api/curated/{entry_id}"): {"staff", "content", "admin"},
    ("POST", "/api/curated/{entry_id}/submit"): {"staff", "content", "admin"},
    ("POST", "/api/curated/{entry_id}/publish"): {"content", "admin"},
    ("POST", "/api/curated/{entry_id}/return"): {"content", "admin"},
    ("POST", "/api/curated/{entry_id}/withdraw"): {"staff", "content", "admin"},
    ("POST", "/api/curated/{entry_id}/renew"): {"content", "admin"},
    ("GET", "/api/gaps"): {"staff", "content", "admin"},
    ("GET", "/api/gaps/{gap_id}"): {"staff", "content", "admin"},
    ("POST", "/api/gaps/{gap_id}/close"): {"staff", "content", "admin"},
    ("GET", "/api/insights"): {"content", "admin"},
    ("GET", "/api/insights/conversations"): {"content", "admin"},
    ("GET", "/api/insights/export.csv"): {"content", "admin"},
    ("GET", "/api/insights/week"): {"content", "admin"},
    ("GET", "/api/insights/definitions"): {"content", "admin"},
    ("DELETE", "/api/simulations"): {"admin"},
    ("GET", "/api/labels"): {"staff", "content", "admin"},
    ("POST", "/api/labels/again"): {"admin"},
    ("GET", "/api/conversations"): {"staff", "content", "admin"},
    ("GET", "/api/conversations/{conversation_id}"): {"staff", "content", "admin"},
    ("PUT", "/api/conversations/{conversation_id}/labels"): {"staff", "content", "admin"},
    ("DELETE", "/api/conversations/{conversation_id}"): set(ROLES),  # one's own; an admin's any
    ("GET", "/api/hooks"): {"admin"},
    ("POST", "/api/hooks"): {"admin"},
    ("DELETE", "/api/hooks/{name}"): {"admin"},
    ("POST", "/api/hooks/{name}/test"): {"admin"},
    ("GET", "/api/deliveries"): {"admin"},
    ("POST", "/api/deliveries/{delivery_id}/resend"): {"admin"},
    ("GET", "/channels/wechat/{name}"): set(ROLES),  # a call proves itself, whoever is logged in
    ("POST", "/channels/wechat/{name}"): set(ROLES),
    ("POST", "/channels/webhook/{name}"): set(ROLES),
    ("GET", "/api/desk"): {"staff", "content", "admin"},
    ("GET", "/api/desk/counts"): {"staff", "content", "admin"},
    ("GET", "/api/studio"): {"service", "staff", "content", "admin"},
    ("GET", "/api/documents"): {"staff", "content", "admin"},
    ("POST", "/api/documents"): {"content", "admin"},
    ("GET", "/api/documents/{doc_id:path}"): {"staff", "content", "admin"},
    ("DELETE", "/api/documents/{doc_id:path}"): {"content", "admin"},
    ("PATCH", "/api/documents/{doc_id:path}"): {"content", "admin"},
    ("POST", "/api/documents/{doc_id:path}/submit"): {"content", "admin"},
    ("POST", "/api/documents/{doc_id:path}/publish"): {"admin"},
    ("POST", "/api/documents/{doc_id:path}/return"): {"admin"},
    ("POST", "/api/documents/{doc_id:path}/replace"): {"content", "admin"},
    ("POST", "/api/documents/{doc_id:path}/restore"): {"content", "admin"},
    ("POST", "/api/documents/{doc_id:path}/withdraw"): {"content", "admin"},
    ("GET", "/api/withdrawn"): {"content", "admin"},
    ("POST", "/api/jobs/ingest"): {"admin"},
    ("POST", "/api/jobs/reindex"): {"content", "admin"},
    ("GET", "/api/jobs"): {"content", "admin"},
    ("GET", "/api/jobs/{job_id}"): {"content", "admin"},
    ("GET", "/api/jobs/{job_id}/events"): {"content", "admin"},
    ("DELETE", "/api/jobs/{job_id}"): {"content", "admin"},
    ("POST", "/api/jobs/{job_id}/retry"): {"content", "admin"},
    ("GET", "/api/library/documents"): {"content", "admin"},
    ("GET", "/api/library/documents/{doc_id:path}"): {"content", "admin"},
    ("GET", "/api/library/stale"): {"content", "admin"},
    ("GET", "/api/library/withdrawn"): {"content", "admin"},
    ("GET", "/api/library/runs"): {"content", "admin"},
    ("GET", "/api/library/running"): {"content", "admin"},
    ("GET", "/api/library/runs/{job_id}"): {"content", "admin"},
    ("GET", "/metrics"): {"admin"},
    ("GET", "/healthz"): set(ROLES),
    ("GET", "/readyz"): set(ROLES),
    ("GET", "/login"): set(ROLES),
    ("POST", "/login"): set(ROLES),
    ("POST", "/logout"): set(ROLES),
    ("GET", "/login/sso"): set(ROLES),
    ("GET", "/login/sso/back"): set(ROLES),
    ("GET", "/password"): set(ROLES),
    ("POST", "/password"): set(ROLES),
    ("GET", "/setup"): set(ROLES),  # nothing there for other machines, or once there is an admin
    ("POST", "/setup"): set(ROLES),
    ("GET", "/account"): set(ROLES),  # whoever is not logged in is led to the login
    ("POST", "/account/password"): set(ROLES),
    ("POST", "/account/leave"): set(ROLES),
    ("GET", "/api/admin"): {"admin"},
    ("GET", "/api/users"): {"admin"},
    ("POST", "/api/users"): {"admin"},
    ("PATCH", "/api/users/{user_id}"): {"admin"},
    ("POST", "/api/users/{user_id}/code"): {"admin"},
    ("POST", "/api/users/{user_id}/logout"): {"admin"},
    ("GET", "/api/sessions"): {"admin"},
    ("DELETE", "/api/sessions/{session_id}"): {"admin"},
    ("GET", "/api/keys"): {"admin"},
    ("POST", "/api/keys"): {"admin"},
    ("DELETE", "/api/keys/{key_id}"): {"admin"},
    ("GET", "/api/audit"): {"admin"},
    ("GET", "/api/audit/verify"): {"admin"},
}


def test_every_route_has_a_row(client):
    routes = {(method, route.path) for route in _routes(client.app) for method in route.methods - {"HEAD"}}
    assert routes - {("GET", "/openapi.json")} == set(MATRIX)


# One house for the whole matrix: opening one takes longer than asking it.


@pytest.fixture(scope="module")
def settings(tmp_path_factory, new_home):
    home = tmp_path_factory.mktemp("matrix") / "home"
    shutil.copytree(new_home, home)
    return Settings(home=home, clock=NOON, limits=UNLIMITED)


@pytest.fixture(scope="module")
def house(settings, library):
    with opened_house(settings, library) as opened:
        yield opened


@pytest.fixture(scope="module")
def lobby(settings, house):
    opened = Lobby(settings, local_key="local-secret")
    opened.let_in(house)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(lobby):
    return TestClient(
        app_for(lobby, pages=False), raise_server_exceptions=False, client=("127.0.0.1", 5000), headers=ONE_ID
    )


@pytest.fixture(scope="module")
def bearer(lobby):
    """Headers of a role's key, made when it is first asked for or works no more."""
    made: dict[str, str] = {}

    def headers(role: str) -> dict[str, str]:
        if role not in made or lobby.keys.find(made[role]) is None:
            made[role] = lobby.keys.create(Role(role), f"{role} {len(lobby.keys.all())}")[1]
        return {"Authorization": f"Bearer {made[role]}"}

    return headers


def _routes(app):
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        yield from (inner.routes if inner else [route])


@pytest.mark.parametrize(("method", "path"), MATRIX)
def test_a_role_may_do_what_the_matrix_says(client, bearer, method, path):
    for role in ROLES:  # not a case each: opening the house takes longer than asking it
        headers = bearer(role) if role != "shopper" else {}
        ends = {"seconds": 0} if path.endswith("/events") else {}  # or a stream stays open
        response = client.request(method, re.sub(r"{.*}", "x", path), headers=headers, params=ends)
        if path == "/login" and method == "POST":
            return
        refused = 401 if role == "shopper" else 403
        is_refused = response.status_code == refused
        assert is_refused == (role not in MATRIX[method, path]), f"{role}: {response.text}"


def test_a_forbidden_passage_and_a_missing_one_look_the_same(client):
    forbidden, missing = client.get("/api/passages/D2-p"), client.get("/api/passages/nothing")
    assert forbidden.status_code == missing.status_code == 404
    assert forbidden.content == missing.content
    assert dict(forbidden.headers) == dict(missing.headers)


def test_staff_read_the_internal_passage_and_a_shopper_the_public_one(client, bearer):
    assert client.get("/api/passages/D1-p").json()["text"] == PUBLIC_TEXT
    assert client.get("/api/passages/D2-p", headers=bearer("staff")).json()["text"] == INTERNAL_TEXT


def test_a_search_of_staff_finds_internal_passages(client, bearer):
    reply = client.post("/api/search", json={"query": INTERNAL_TEXT}, headers=bearer("staff")).json()
    assert "D2.md" in [hit["source"] for hit in reply["hits"]]
    assert 0 <= reply["answerable"] <= 1


def test_documents_tell_where_they_stand(client, bearer):
    rows = client.get("/api/documents", headers=bearer("staff")).json()
    assert {row["doc_id"]: row["status"] for row in rows} == {"D1": "in_force", "D2": "in_force"}


def test_an_ingest_of_server_paths_is_refused_to_strangers(lobby, bearer):
    from fastapi.testclient import TestClient

    from ui.app import app_for

    far = TestClient(app_for(lobby, pages=False), client=("203.0.113.9", 1))
    response = far.post("/api/jobs/ingest", json={"paths": ["/etc"]}, headers=bearer("admin"))
    assert response.status_code == 403


FOREIGN = ["https://elsewhere.example", "null", "http://testserver.example", "http://["]


@pytest.mark.parametrize(("method", "path"), [key for key in MATRIX if key[0] != "GET"])
def test_a_foreign_page_may_not_change_anything(client, bearer, method, path):
    admin = bearer("admin")
    for origin in FOREIGN:
        assert client.request(method, path, headers={"Origin": origin, **admin}).status_code == 403, origin


def test_a_page_of_our_own_may(client):
    response = client.post("/api/chat", json={"message": "hi"}, headers={"Origin": "http://testserver"})
    assert response.status_code == 200
