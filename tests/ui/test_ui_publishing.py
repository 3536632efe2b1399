"""The documents API: publishing over HTTP, and what it looks like to those who may not."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from ingest.pipeline import Ingest
from knowledge.library import Library
from tests.fakes import HashingEmbedder
from tests.ui.test_ui_documents import SHEET, finished, upload
from ui.audit.record import Wanted

ACTS = Wanted(retrievals=False)
SECRET = "---\ndoc_id: R1\nvisibility: restricted\naudience: [leasing]\n---\n" + SHEET
NEW = SHEET.replace("22点30分", "23点")


@pytest.fixture
def house(house, tmp_path):
    house.library = Library(tmp_path / "own", HashingEmbedder())
    house.ingest = Ingest(house.library)
    yield house
    house.library.close()


@pytest.fixture
def people(bearer):
    return {role: bearer(role) for role in ("staff", "content", "admin")}


def post(client, who, doc_id, act, **how):
    return client.post(f"/api/documents/{quote(doc_id, safe='')}/{act}", headers=who, **how)


def listed(client, who, **asked) -> dict[str, dict]:
    rows = client.get("/api/documents", headers=who, params=asked).json()
    return {row["doc_id"]: row for row in rows}


def versions(client, who, doc_id) -> list[dict]:
    return client.get(f"/api/documents/{quote(doc_id)}", headers=who).json()["versions"]


def test_from_an_upload_to_a_published_document_its_next_version_and_back(client, lobby, house, people):
    content, admin = people["content"], people["admin"]
    finished(client, content, upload(client, content).json())
    [doc_id] = listed(client, content)
    assert post(client, content, doc_id, "submit").json()["what"] == "submitted"
    assert list(listed(client, admin, waiting=True)) == [doc_id]
    assert post(client, admin, doc_id, "return", json={"comment": "写明班次"}).status_code == 200
    assert listed(client, content)[doc_id]["returned"]["comment"] == "写明班次"
    decided = post(client, admin, doc_id, "publish").json()
    assert (decided["what"], decided["visibility"]) == ("published", "public")
    passage = house.library.catalogue.passages_of(doc_id)[0].passage_id
    assert client.get(f"/api/passages/{quote(passage)}").status_code == 200

    job = post(client, content, doc_id, "replace", files={"file": ("新版.md", NEW.encode())}).json()
    finished(client, content, job)
    newer = f"{doc_id}@2"
    assert listed(client, content)[newer]["is_replacement"]
    post(client, admin, newer, "publish")
    detail = client.get(f"/api/documents/{quote(newer)}", headers=content).json()
    assert detail["older"] == [doc_id]
    assert detail["said_by"]["visibility"].startswith("published by admin")
    assert "23点" in detail["contents"][0]["text"]
    assert listed(client, content)[doc_id]["status"] == "superseded"

    assert client.delete(f"/api/documents/{quote(newer)}", headers=content).status_code == 204
    assert listed(client, content)[doc_id]["status"] == "in_force"
    [gone] = client.get("/api/withdrawn", headers=content).json()
    assert gone["doc_id"] == newer
    restored = post(client, admin, newer, "restore", json={"version_id": gone["version_id"]})
    assert restored.json()["what"] == "restored"
    assert listed(client, content)[doc_id]["status"] == "superseded"
    recorded = [
        (entry.act.rpartition("/")[2], entry.about, entry.role)
        for entry in reversed(lobby.audit.listed(ACTS))
    ]
    assert recorded == [
        ("documents", "夜班须知.md", "content"),
        ("submit", doc_id, "content"),
        ("return", doc_id, "admin"),
        ("publish", doc_id, "admin"),
        ("replace", doc_id, "content"),
        ("publish", newer, "admin"),
        ("{doc_id}", newer, "content"),  # DELETE
        ("restore", newer, "admin"),
    ]


def test_a_correction_changes_what_is_sent_and_nothing_else(client, house, people):
    content = people["content"]
    finished(client, content, upload(client, content).json())
    [doc_id] = listed(client, content)
    path = f"/api/documents/{quote(doc_id)}"
    before = listed(client, content)[doc_id]
    sent = {"review_by": "2020-01-01", "visibility": "public"}
    assert client.patch(path, json=sent, headers=content).status_code == 200
    after = listed(client, content, stale=True)[doc_id]
    assert after == before | {"review_by": "2020-01-01", "is_stale": True}
    assert client.patch(path, json={"review_by": "soon"}, headers=content).status_code == 422
    assert client.patch(path, json={"effective_to": "2020-06-30"}, headers=content).status_code == 200
    assert doc_id not in listed(client, content, stale=True)  # nobody reviews what is over


def test_what_may_not_be_published_is_refused_with_the_statement_that_forbids_it(client, house, people):
    finished(client, people["content"], upload(client, people["content"], name="夜班_讨论稿.md").json())
    [doc_id] = listed(client, people["content"])
    refused = post(client, people["admin"], doc_id, "publish")
    assert refused.status_code == 409
    assert "draft" in refused.json()["detail"]


def test_a_document_that_one_may_not_read_is_as_missing_as_one_that_never_was(client, house, bearer, people):
    leasing = bearer("content", "leasing")
    finished(client, leasing, upload(client, leasing, text=SECRET).json())
    post(client, leasing, "R1", "withdraw")
    [version] = client.get("/api/withdrawn", headers=leasing).json()
    assert client.get("/api/withdrawn", headers=people["content"]).json() == []
    post(client, leasing, "R1", "restore", json={"version_id": version["version_id"]})
    assert list(listed(client, leasing)) == ["R1"]
    for method, act, body in (
        ("GET", "", {}),
        ("DELETE", "", {}),
        ("PATCH", "", {"json": {"title": "别名"}}),
        ("POST", "/submit", {}),
        ("POST", "/publish", {}),
        ("POST", "/return", {"json": {"comment": "不行"}}),
        ("POST", "/withdraw", {}),
        ("POST", "/replace", {"files": {"file": ("a.md", b"# a")}}),
        ("POST", "/restore", {"json": {"version_id": version["version_id"]}}),
    ):
        replies = [
            client.request(method, f"/api/documents/{doc_id}{act}", headers=people["admin"], **body)
            for doc_id in ("R1", "nothing")
        ]
        assert [reply.status_code for reply in replies] == [404, 404], (method, act)
        assert replies[0].content == replies[1].content


def test_a_version_is_restored_only_under_its_own_document(client, house, people):
    content = people["content"]
    finished(client, content, upload(client, content).json())
    [doc_id] = listed(client, content)
    client.delete(f"/api/documents/{quote(doc_id)}", headers=content)
    [gone] = client.get("/api/withdrawn", headers=content).json()
    asked = {"version_id": gone["version_id"]}
    assert post(client, content, "another", "restore", json=asked).status_code == 404
    assert post(client, content, doc_id, "restore", json={"version_id": 2**53}).status_code == 404
    assert post(client, content, doc_id, "restore", json={"version_id": 2**70}).status_code == 422
    assert post(client, content, doc_id, "restore", json=asked).status_code == 200


@pytest.mark.parametrize("act", ["submit", "publish", "withdraw", "return", "restore", "replace"])
@pytest.mark.parametrize("doc_id", ["%00", "%ED%A0%80", "..%2F..%2Fetc", "a" * 3000, "%F0%9F%8E%A0"])
def test_an_odd_number_is_just_a_missing_one(client, house, people, act, doc_id):
    body = (
        {"files": {"file": ("a.md", b"# a")}}
        if act == "replace"
        else {"json": {"comment": "x", "version_id": 1}}
    )
    reply = client.post(f"/api/documents/{doc_id}/{act}", headers=people["admin"], **body)
    assert reply.status_code == 404


def test_a_comment_must_say_something(client, house, people):
    for comment in ("", " \u200b ", "x" * 1001, "\ud800"):
        body = json.dumps({"comment": comment})
        headers = people["admin"] | {"Content-Type": "application/json"}
        assert client.post("/api/documents/x/return", content=body, headers=headers).status_code == 422


def test_a_new_version_that_is_too_large_is_refused_before_it_is_read(client, house, lobby, people):
    finished(client, people["content"], upload(client, people["content"]).json())
    [doc_id] = listed(client, people["content"])
    path = f"/api/documents/{quote(doc_id)}/replace"
    announced = people["content"] | {"Content-Length": str(lobby.limits.upload_bytes * 2)}
    sent = iter([b"--x"])

    def body():
        yield next(sent)
        raise AssertionError("more was read")

    reply = client.post(
        path, content=body(), headers=announced | {"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert reply.status_code == 413
    assert list(listed(client, people["content"])) == [doc_id]
