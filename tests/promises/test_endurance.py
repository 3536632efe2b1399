"""What must neither hang nor break by what somebody sends, calls a file or never reads."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn

from ingest.describing import frontmatter
from ingest.report import Outcome
from ingest.sandbox import Sandbox
from knowledge.errors import UnreadableFile
from knowledge.model import Role
from tests.publishing import Mall, opened
from ui.app import app_for
from ui.background.job import Kind
from ui.background.jobs import Jobs
from ui.background.ledger import Ledger
from ui.commands.output import harmless
from ui.commands.progress import _place
from ui.pages.reasons import said_in_chinese


@pytest.fixture
def mall(tmp_path) -> Iterator[Mall]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def server(mall) -> Iterator[str]:
    """A real one: what is at stake is when a body is read and when a stream ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app_for(mall.lobby, pages=False), log_level="error"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    running.should_exit = True
    mall.lobby.jobs.wind_down()
    thread.join()


def clerk(mall: Mall) -> dict[str, str]:
    return {"Authorization": f"Bearer {mall.lobby.keys.create(Role.CONTENT, '林')[1]}"}


# -- at the door -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/api/documents", "/api/documents/x/replace", "/api/documents/"])
def test_a_stranger_is_refused_before_what_they_upload_is_read(server, path):
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as stranger:
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\n"
        stranger.sendall(f"{head}Content-Length: {15 * 2**20}\r\n\r\n--B\r\n".encode())
        assert stranger.recv(100).startswith(b"HTTP/1.1 401")  # and not a byte of the file was sent


def test_a_stream_ends_when_its_key_is_revoked(mall, server):
    go_on = threading.Event()
    mall.lobby.jobs.kinds = {
        **mall.lobby.jobs.kinds,
        "slow": Kind(lambda _room, _job: {"ended": go_on.wait(30)}, lambda _: "", lambda _a, _r: None),
    }
    job = mall.lobby.jobs.submit("slow")
    address = f"{server}/api/jobs/{job.id}/events"
    try:
        with httpx.stream("GET", address, headers=clerk(mall), timeout=10) as stream:
            lines = stream.iter_lines()
            assert next(lines) == "event: progress"
            mall.lobby.keys.revoke("林")
            started = time.monotonic()
            rest = list(lines)
        assert time.monotonic() - started < 5
        assert "event: done" not in rest
    finally:
        go_on.set()


def test_a_hundred_who_never_read_their_stream_hold_up_nobody(mall, server):
    go_on = threading.Event()
    mall.lobby.jobs.kinds = {
        **mall.lobby.jobs.kinds,
        "slow": Kind(lambda _room, _job: {"ended": go_on.wait(30)}, lambda _: "", lambda _a, _r: None),
    }
    job = mall.lobby.jobs.submit("slow")
    host, port = server.removeprefix("http://").split(":")
    headers = clerk(mall)
    asked = f"GET /api/jobs/{job.id}/events HTTP/1.1\r\nHost: x\r\nAuthorization: {headers['Authorization']}\r\n\r\n"
    deaf = [socket.create_connection((host, int(port))) for _ in range(100)]
    try:
        for one in deaf:
            one.sendall(asked.encode())
        started = time.monotonic()
        assert httpx.get(f"{server}/api/jobs", headers=headers).status_code == 200
        assert time.monotonic() - started < 5
    finally:
        go_on.set()
        for one in deaf:
            one.close()


def test_a_job_that_is_just_ending_is_found_as_it_is(tmp_path):
    """A stale copy of it would never end for whoever follows it."""
    found: list[bool] = []

    class Asked(Ledger):
        def save(self, entry):
            found.append(jobs.find(entry.id) is entry)
            super().save(entry)

    jobs = Jobs(Asked(tmp_path), {"quick": Kind(lambda _r, _j: {}, lambda _: "", lambda _a, _r: None)})
    jobs.begin(None)
    assert jobs.submit("quick").ended.wait(10)
    jobs.close()
    assert found == [True, True]  # as it begins and as it ends


def test_a_damaged_ledger_is_put_aside_and_the_house_opens(tmp_path):
    (tmp_path / "jobs.db").write_bytes(b"no database" * 1000)
    ledger = Ledger(tmp_path)
    assert ledger.recent(10) == []
    ledger.close()
    assert (tmp_path / "jobs.db.damaged").exists()


# -- files and their names ---------------------------------------------------------------------------


def test_links_in_a_circle_and_names_that_are_no_text_end_no_run(mall):
    mall.write("internal/须知.md", "# 须知\n\n旋转木马收费一元。\n")
    (mall.papers / "圈.md").symlink_to("圈.md")
    (mall.papers / "internal" / "folder").symlink_to(mall.papers)
    with open(os.fsencode(str(mall.papers)) + b"/internal/\xff\xfe.md", "w") as file:
        file.write("# 别的\n\n旋转木马收费二元。\n")
    for outcome in (Outcome.ADDED, Outcome.UNCHANGED):
        report = mall.ingest()
        assert {entry.path: entry.outcome for entry in report.entries} == {
            "internal/须知.md": outcome,
            "internal/\\xff\\xfe.md": outcome,
            "internal/folder": Outcome.SKIPPED,
            "圈.md": Outcome.SKIPPED,
        }
        report.to_json().encode()


ALIASES = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 8)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize("text", [ALIASES, "a: &a x\nb: [ *a ]", "a: &a {c: d}\nb: {<<: *a}"])
def test_a_description_that_stands_for_gigabytes_is_refused(text):
    with pytest.raises(UnreadableFile, match="anchors"):
        frontmatter.parse(text)


def test_a_sidecar_that_stands_for_gigabytes_fails_its_file_alone(mall):
    mall.write("internal/甲.md", "# 甲\n\n旋转木马收费一元。\n")
    mall.write("internal/甲.md.meta.yaml", ALIASES)
    mall.write("internal/乙.md", "# 乙\n\n旋转木马收费二元。\n")
    outcomes = {entry.path: entry.outcome for entry in mall.ingest().entries}
    assert outcomes == {"internal/乙.md": Outcome.ADDED, "internal/甲.md": Outcome.FAILED}


def test_a_title_of_a_million_characters_does_not_reach_the_lists(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<title>{'标' * 10**6}</title><p>旋转木马收费一元。</p>", encoding="utf-8")
    with Sandbox() as sandbox:
        reading = sandbox.read(path)
    assert len(reading.title) < 1000
    assert any("title" in warning for warning in reading.warnings)


def test_a_file_cannot_answer_in_place_of_its_reader(tmp_path):
    path = tmp_path / "a.txt"
    forged = '{"reading": {"sections": [], "title": "伪造"}}\n{"told": {"recognised": 1, "page": {}}}\n'
    path.write_text(forged, encoding="utf-8")
    with Sandbox() as sandbox:
        assert "伪造" in "".join(section.text for section in sandbox.read(path).sections)


# -- people who read it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        (": x and " * 300)[:2000],
        ("x is no date (write " * 200)[:2000],
        ("of it stands in x (" * 200)[:2000],
        ("a: b and c disagree; " * 150)[:2000],
    ],
)
def test_no_warning_takes_long_to_say_in_chinese(sentence):
    started = time.monotonic()
    said_in_chinese(sentence)
    assert time.monotonic() - started < 1


STEERING = "a\x1b]8;;http://evil.example\x07b\x1b[31m\x9b2J\u202egnp"


def test_a_name_does_not_steer_the_terminal():
    shown = harmless(STEERING) + _place({"status": "running", "stage": "reading", "current": STEERING})
    assert not set("\x1b\x07\x9b\u202e") & set(shown)
