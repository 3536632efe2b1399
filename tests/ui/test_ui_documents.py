"""Uploads, jobs and withdrawing, with the real ingest over a library of their own."""

from __future__ import annotations

import time

import pytest

from ingest.pipeline import Ingest
from knowledge.library import Library
from tests.fakes import HashingEmbedder

SHEET = "# 夜班须知\n\n夜班人员应在22点30分前完成交接,并在交接簿上签字确认。\n"


@pytest.fixture
def house(house, tmp_path):
    house.library = Library(tmp_path / "own", HashingEmbedder())
    house.ingest = Ingest(house.library)
    yield house
    house.library.close()


def finished(client, headers, job):
    for _ in range(600):
        job = client.get(f"/api/jobs/{job['id']}", headers=headers).json()
        if job["status"] in {"done", "failed", "cancelled"}:
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def upload(client, headers, name="夜班须知.md", text=SHEET):
    return client.post("/api/documents", files={"files": (name, text.encode())}, headers=headers)


def test_an_upload_is_found_by_staff_and_never_by_shoppers_even_when_it_calls_itself_public(
    client, house, bearer
):
    headers = bearer("content")
    text = "---\nvisibility: public\n---\n" + SHEET
    job = finished(client, headers, upload(client, headers, text=text).json())
    assert job["report"]["counts"]["added"] == 1
    [document] = client.get("/api/documents", headers=headers).json()
    assert document["visibility"] == "internal"
    passage = house.library.catalogue.passages_of(document["doc_id"])[0].passage_id
    assert client.get(f"/api/passages/{passage}", headers=headers).status_code == 200
    assert client.get(f"/api/passages/{passage}").status_code == 404


def test_a_withdrawn_document_is_gone_at_once(client, house, bearer):
    headers = bearer("content")
    finished(client, headers, upload(client, headers).json())
    [document] = client.get("/api/documents", headers=headers).json()
    path = f"/api/documents/{document['doc_id']}"
    assert client.delete(path, headers=headers).status_code == 204
    assert client.delete(path, headers=headers).status_code == 404
    assert client.post("/api/search", json={"query": "夜班交接"}, headers=headers).json()["hits"] == []


def test_a_withdrawn_upload_does_not_come_back_with_the_next_one(client, house, bearer):
    headers = bearer("content")
    finished(client, headers, upload(client, headers).json())
    [document] = client.get("/api/documents", headers=headers).json()
    client.delete(f"/api/documents/{document['doc_id']}", headers=headers)
    finished(
        client,
        headers,
        upload(client, headers, name="other.md", text="# 另一份\n\n停车场夜间照明由物业值守。").json(),
    )
    listed = [one["doc_id"] for one in client.get("/api/documents", headers=headers).json()]
    assert document["doc_id"] not in listed
    assert len(listed) == 1


@pytest.mark.parametrize(
    "name", ["../../etc/cron.md", "/abs.md", ".hidden.md", "a\x00b.md", "..", "C:\\x\\y.md"]
)
def test_an_upload_lands_under_uploads_whatever_it_is_called(client, lobby, bearer, name):
    response = upload(client, bearer("content"), name=name)
    assert response.status_code in {202, 422}
    lobby.jobs.close()
    folder = lobby.settings.home / "uploads"
    strays = [p for p in lobby.settings.home.parent.rglob("*") if "cron" in p.name or "abs" in p.name]
    assert all(folder in stray.parents for stray in strays)


def test_too_many_and_too_large_files_are_refused(client, lobby, bearer):
    headers = bearer("content")
    many = [("files", (f"{n}.md", b"x")) for n in range(21)]
    assert client.post("/api/documents", files=many, headers=headers).status_code == 413
    large = {"files": ("a.md", b"x" * (lobby.limits.upload_bytes + 1))}
    assert client.post("/api/documents", files=large, headers=headers).status_code == 413


def test_an_unreadable_file_is_a_line_of_the_report(client, house, bearer):
    headers = bearer("content")
    job = finished(client, headers, upload(client, headers, "broken.docx", "no zip").json())
    assert job["status"] == "done"
    assert job["report"]["counts"]["failed"] == 1
    assert job["report"]["entries"][0]["reason"]


def test_an_ingest_of_a_missing_folder_says_so(client, house, bearer):
    headers = bearer("admin")
    response = client.post("/api/jobs/ingest", json={"paths": ["/nowhere/at/all"]}, headers=headers)
    job = finished(client, headers, response.json())
    assert job["status"] == "failed" or job["report"]["exit_code"] == 2


def test_a_reindex_keeps_every_passage(client, house, bearer):
    headers = bearer("content")
    finished(client, headers, upload(client, headers).json())
    job = finished(client, headers, client.post("/api/jobs/reindex", headers=headers).json())
    assert job["report"]["passages"] >= 1
    assert client.post("/api/search", json={"query": "夜班交接"}, headers=headers).json()["hits"]
