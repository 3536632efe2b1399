"""Jobs: queued, followed, cancelled, retried, taken up again; over the real ingest and a real server."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient

from ingest.model import Reading
from ingest.pipeline import Ingest
from ingest.readers import reader_for
from knowledge.library import Library
from tests.fakes import HashingEmbedder
from ui.app import app_for
from ui.background.job import Job, Kind
from ui.background.jobs import MOST_INTERRUPTIONS, Jobs, NothingToRetry, UnknownJob
from ui.background.ledger import KEPT, Entry, Ledger, Status
from ui.background.pace import Pace


class GatedReader:
    """Reads for real, each file only once the gate lets it through."""

    def __init__(self) -> None:
        self._open = threading.Semaphore(0)
        self.is_wide_open = False
        self.asked: list[str] = []

    def read(self, path: Path, progress: object = None) -> Reading:
        self.asked.append(path.name)
        if not self.is_wide_open:
            assert self._open.acquire(timeout=20)
        return reader_for(path)(path)

    def let(self, files: int) -> None:
        self._open.release(files)

    def let_all(self) -> None:
        self.is_wide_open = True
        self._open.release(100)


@pytest.fixture
def gate() -> Iterator[GatedReader]:
    made = GatedReader()
    yield made
    made.let_all()


@pytest.fixture
def house(house, tmp_path, gate):
    house.library = Library(tmp_path / "own", HashingEmbedder())
    house.ingest = Ingest(house.library, gate)
    yield house
    gate.let_all()
    house.library.close()


@pytest.fixture
def lobby(lobby, gate):
    yield lobby
    gate.let_all()  # before the lobby closes, which waits for the current file


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(6):
        write(folder / f"须知{number}.md", number)
    return folder


def write(path: Path, number: int) -> None:
    path.write_text(f"# 须知{number}\n\n第{number}号柜台的客人在{number + 1}楼领取礼品。\n", encoding="utf-8")


def until(what: Callable[[], Any]) -> Any:
    for _ in range(400):
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


def asked(client: TestClient, headers: dict[str, str], folder: Path, **more: Any) -> dict[str, Any]:
    response = client.post("/api/jobs/ingest", json={"paths": [str(folder)], **more}, headers=headers)
    assert response.status_code == 202, response.text
    return response.json()


def ended(client: TestClient, headers: dict[str, str], job: dict[str, Any]) -> dict[str, Any]:
    return until(lambda: (now := seen(client, headers, job))["ended_at"] and now)


def seen(client: TestClient, headers: dict[str, str], job: dict[str, Any]) -> dict[str, Any]:
    return client.get(f"/api/jobs/{job['id']}", headers=headers).json()


# -- the queue, with work of its own -----------------------------------------------------------------


class Work:
    """Work that says what it does and waits to be told to go on."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.go_on = threading.Event()

    def __call__(self, _room: object, job: Job) -> dict[str, Any]:
        self.began.append(job.arguments["name"])
        job.tell(1, 3, "甲.md", "reading")
        while not self.go_on.wait(0.01):
            if job.stopped():
                return {"cancelled": True}
        return {"name": job.arguments["name"]}


@pytest.fixture
def work() -> Iterator[Work]:
    made = Work()
    yield made
    made.go_on.set()


@pytest.fixture
def opened(tmp_path: Path, work: Work) -> Iterator[Callable[[], Jobs]]:
    """Opens the same ledger as another process would that starts after the one before."""
    made: list[Jobs] = []

    def open_again() -> Jobs:
        kinds = {"work": Kind(work, lambda arguments: arguments["name"], lambda _a, _r: None)}
        made.append(Jobs(Ledger(tmp_path), kinds))
        return made[-1]

    yield open_again
    for jobs in made:
        jobs.close()


def test_jobs_run_one_after_another_in_the_order_they_were_asked_for(opened, work):
    jobs = opened()
    all_three = [jobs.submit("work", {"name": name}) for name in "abc"]
    jobs.begin(None)
    until(lambda: work.began == ["a"])
    assert [job.status for job in all_three] == ["running", "waiting", "waiting"]
    work.go_on.set()
    assert all(job.ended.wait(5) for job in all_three)
    assert work.began == ["a", "b", "c"]
    assert [job.report for job in jobs.recent(2)] == [{"name": "c"}, {"name": "b"}]


def test_what_waited_or_ran_when_the_process_died_is_taken_up_by_the_next(opened, work):
    dying = opened()
    running, waiting = (dying.submit("work", {"name": name}) for name in "ab")
    dying.begin(None)
    until(lambda: work.began == ["a"])
    after = opened()
    assert after.find(running.id).status is Status.INTERRUPTED
    assert [job.id for job in after.resume()] == [running.id, waiting.id]
    assert after.find(running.id).interruptions == 1
    work.go_on.set()
    after.begin(None)
    until(lambda: after.find(waiting.id).status is Status.DONE)
    assert after.find(running.id).report == {"name": "a"}


def test_a_job_in_whose_middle_the_process_died_three_times_is_failed_and_names_its_file(opened, work):
    job_id = opened().submit("work", {"name": "a"}).id
    for _ in range(MOST_INTERRUPTIONS):
        dying = opened()
        dying.resume()
        dying.begin(None)
        until(lambda dying=dying: dying.find(job_id).status is Status.RUNNING and dying.find(job_id).current)
    last = opened()
    assert last.resume() == []
    found = last.find(job_id)
    assert found.status is Status.FAILED
    assert "3 times" in found.error
    assert "甲.md" in found.error
    assert last.retry(job_id).retry_of == job_id


def test_an_orderly_end_leaves_the_running_job_for_the_next_start_and_holds_nothing_against_it(opened, work):
    jobs = opened()
    job = jobs.submit("work", {"name": "a"})
    jobs.begin(None)
    until(lambda: work.began)
    jobs.close()
    after = opened()
    assert after.find(job.id).status is Status.INTERRUPTED
    [resumed] = after.resume()
    assert (resumed.id, resumed.interruptions) == (job.id, 0)


def test_a_waiting_job_is_cancelled_at_once_and_never_begins(opened, work):
    jobs = opened()
    first, second = (jobs.submit("work", {"name": name}) for name in "ab")
    jobs.begin(None)
    until(lambda: work.began)
    assert jobs.cancel(second.id).status is Status.CANCELLED
    assert jobs.cancel(second.id).status is Status.CANCELLED
    work.go_on.set()
    assert first.ended.wait(5)
    assert jobs.find(second.id).ended_at
    assert work.began == ["a"]


def test_a_waiting_job_that_asks_for_the_same_is_joined_when_wished(opened):
    jobs = opened()
    first = jobs.submit("work", {"name": "a"})
    assert jobs.submit("work", {"name": "a"}, join=True) is first
    assert jobs.submit("work", {"name": "b"}, join=True) is not first
    assert jobs.submit("work", {"name": "a"}) is not first


def test_the_last_two_hundred_are_remembered_and_none_that_still_waits_is_forgotten(opened, work):
    work.go_on.set()
    jobs = opened()
    waiting = jobs.submit("work", {"name": "waits"})
    for number in range(KEPT + 5):
        jobs.cancel(jobs.submit("work", {"name": str(number)}).id)
    assert len(jobs.recent(1000)) <= KEPT + 1
    assert jobs.recent(1)[0].arguments == {"name": str(KEPT + 4)}
    assert jobs.find(waiting.id).status is Status.WAITING


def test_a_ledger_that_cannot_be_written_any_more_does_not_end_the_work(opened, work, tmp_path):
    jobs = opened()
    first, second = (jobs.submit("work", {"name": name}) for name in "ab")
    with sqlite3.connect(tmp_path / "jobs.db") as connection:
        connection.execute("ALTER TABLE jobs RENAME TO lost")
    work.go_on.set()
    jobs.begin(None)
    assert first.ended.wait(5)
    assert second.ended.wait(5)
    assert [job.report for job in (first, second)] == [{"name": "a"}, {"name": "b"}]


def test_unknown_jobs_and_jobs_without_failures_are_told_apart(opened, work):
    jobs = opened()
    work.go_on.set()
    job = jobs.submit("work", {"name": "a"})
    with pytest.raises(NothingToRetry, match="not ended"):
        jobs.retry(job.id)
    jobs.begin(None)
    assert job.ended.wait(5)
    with pytest.raises(NothingToRetry, match="Nothing failed"):
        jobs.retry(job.id)
    for asked_of in (jobs.retry, jobs.cancel):
        with pytest.raises(UnknownJob):
            asked_of("nothing")


def test_progress_goes_to_the_ledger_at_most_four_times_a_second(tmp_path):
    kept: list[int] = []
    job = Job("a", "work", {}, keep=lambda entry: kept.append(entry.done))
    started = time.monotonic()
    for done in range(2000):
        job.tell(done, 2000, "x.md", "reading")
        time.sleep(0.0003)
    assert 1 <= len(kept) <= 4 * (time.monotonic() - started) + 1
    assert job.done == 1999


def test_the_rate_is_that_of_the_last_half_minute_and_nothing_is_said_before_a_second():
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.tell(0)
    now[0] = 0.5
    pace.tell(100)
    assert pace.per_second() is None
    for second in range(1, 61):
        now[0] = float(second)
        pace.tell(100 + 2 * second)
    assert pace.per_second() == pytest.approx(2, rel=0.01)
    assert pace.seconds_left(40) == pytest.approx(20, rel=0.01)
    now[0] = 90.0  # one long file: the estimate grows, it does not stand still
    assert pace.seconds_left(40) > 30


def test_the_pages_of_a_scan_count_in_the_time_left_and_do_not_slow_the_other_files_down():
    now = [0.0]
    pace = Pace(lambda: now[0])
    for second in range(11):
        now[0] = float(second)
        pace.tell(2 * second, "reading")
    for page in (1, 2, 3):
        pace.tell(20, f"recognising {page}/12")
        now[0] += 4.0
    assert pace.per_second() == pytest.approx(2)
    # two pages took 8 s; the third has run for 4 s more, so 6 s a page for the third to the twelfth
    assert pace.seconds_left(21) == pytest.approx(20 / 2 + 10 * 6)
    pace.tell(21, "embedding")
    assert pace.per_second() == pytest.approx(21 / 10)
    assert pace.seconds_left(0) == 0


def test_of_a_scan_alone_nothing_is_said_before_its_first_page_is_done():
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.tell(0, "recognising 1/3")
    now[0] = 5.0
    assert pace.seconds_left(1) is None
    pace.tell(0, "recognising 2/3")
    assert pace.seconds_left(1) == pytest.approx(10)
    pace.tell(0, "recognising 1/9")  # the next scan, without a word in between
    assert pace.seconds_left(1) is None


# -- the routes, with the real ingest ----------------------------------------------------------------


def test_a_job_tells_how_far_it_is_and_at_the_end_what_became_of_every_file(client, bearer, papers, gate):
    headers = bearer("admin")
    job = asked(client, headers, papers)
    assert (job["kind"], job["title"], job["report"]) == ("ingest", "papers", None)
    gate.let(2)
    now = until(lambda: (now := seen(client, headers, job))["done"] == 2 and now)
    assert (now["status"], now["total"]) == ("running", 6)
    assert now["current"].endswith(".md")
    gate.let_all()
    report = ended(client, headers, job)["report"]
    assert report["counts"]["added"] == len(report["entries"]) == 6
    [listed] = client.get("/api/jobs", headers=headers).json()
    assert listed["report"]["counts"] == report["counts"]
    assert "entries" not in listed["report"]


def test_jobs_are_listed_newest_first(client, bearer, papers, gate):
    gate.let_all()
    headers = bearer("admin")
    all_three = [asked(client, headers, papers)["id"] for _ in range(3)]
    assert [job["id"] for job in client.get("/api/jobs?limit=2", headers=headers).json()] == all_three[:0:-1]
    assert client.get("/api/jobs?limit=0", headers=headers).status_code == 422


def test_a_running_job_that_is_cancelled_ends_after_its_current_file_and_keeps_what_is_in(
    client, bearer, papers, gate, house
):
    headers = bearer("admin")
    job = asked(client, headers, papers)
    gate.let(2)
    until(lambda: len(gate.asked) >= 3)
    assert client.delete(f"/api/jobs/{job['id']}", headers=headers).status_code == 200
    gate.let_all()
    now = ended(client, headers, job)
    assert now["status"] == "cancelled"
    counts = now["report"]["counts"]
    assert 2 <= counts["added"] < 6
    assert now["done"] == counts["added"]
    assert now["report"]["cancelled"]
    assert len(house.library.sources()) == counts["added"]
    again = client.delete(f"/api/jobs/{job['id']}", headers=headers)
    assert (again.status_code, again.json()["status"]) == (200, "cancelled")
    rest = client.post(f"/api/jobs/{job['id']}/retry", headers=headers).json()
    assert ended(client, headers, rest)["report"]["counts"]["added"] == 6 - counts["added"]


def test_a_retry_takes_up_the_failed_files_alone_and_what_was_mended_comes_in(
    client, bearer, papers, gate, house
):
    gate.let_all()
    headers = bearer("admin")
    (papers / "坏的.docx").write_bytes(b"no zip")
    first = asked(client, headers, papers)
    assert ended(client, headers, first)["report"]["counts"]["failed"] == 1
    (papers / "坏的.docx").unlink()
    good = papers / "坏的.docx"
    docx(good, "雨伞借用须登记手机号码。")
    write(papers / "须知0.md", 99)  # changed too, but it did not fail
    second = client.post(f"/api/jobs/{first['id']}/retry", headers=headers).json()
    assert (second["retry_of"], second["title"]) == (first["id"], "papers: 1 file")
    [entry] = ended(client, headers, second)["report"]["entries"]
    assert (entry["path"], entry["outcome"]) == ("坏的.docx", "added")
    again = client.post(f"/api/jobs/{second['id']}/retry", headers=headers)
    assert again.status_code == 409
    assert "Nothing failed" in again.json()["detail"]


def docx(path: Path, text: str) -> None:
    import docx as library

    made = library.Document()
    made.add_paragraph(text)
    made.save(str(path))


def test_a_folder_that_was_not_there_is_taken_in_whole_by_the_retry(client, bearer, papers, gate):
    gate.let_all()
    headers = bearer("admin")
    away = papers.rename(papers.with_name("away"))
    first = asked(client, headers, papers)
    assert ended(client, headers, first)["report"]["counts"]["failed"] == 1
    away.rename(papers)
    second = client.post(f"/api/jobs/{first['id']}/retry", headers=headers).json()
    assert ended(client, headers, second)["report"]["counts"]["added"] == 6


def test_a_running_job_is_not_retried(client, bearer, papers, gate):
    headers = bearer("admin")
    job = asked(client, headers, papers)
    response = client.post(f"/api/jobs/{job['id']}/retry", headers=headers)
    assert response.status_code == 409
    assert "not ended" in response.json()["detail"]


def test_colleagues_elsewhere_retry_uploads_alone_and_learn_no_path_of_the_server(
    client, lobby, bearer, papers, gate, tmp_path
):
    gate.let_all()
    headers = bearer("admin")
    far = TestClient(app_for(lobby, pages=False), client=("203.0.113.9", 1))
    missing = tmp_path / "secret-share"
    local = ended(client, headers, asked(client, headers, missing))
    assert far.post(f"/api/jobs/{local['id']}/retry", headers=headers).status_code == 403
    for path in (f"/api/jobs/{local['id']}", "/api/jobs"):
        assert str(tmp_path) not in far.get(path, headers=headers).text
        assert "secret-share" in far.get(path, headers=headers).text
    assert str(missing) in client.get(f"/api/jobs/{local['id']}", headers=headers).text
    upload = {"files": ("坏的.docx", b"no zip")}
    sent = far.post("/api/documents", files=upload, headers=headers).json()
    assert ended(client, headers, sent)["report"]["counts"]["failed"] == 1
    assert far.post(f"/api/jobs/{sent['id']}/retry", headers=headers).status_code == 202


def test_an_unknown_job_is_a_404_everywhere(client, bearer):
    headers = bearer("admin")
    for method, path in (("GET", ""), ("GET", "/events"), ("DELETE", ""), ("POST", "/retry")):
        assert client.request(method, f"/api/jobs/nothing{path}", headers=headers).status_code == 404


# -- events, over a live server ----------------------------------------------------------------------


@pytest.fixture
def live(lobby) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app_for(lobby, pages=False), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


Event = tuple[str, dict[str, Any]]


def listen(url: str, job_id: str, headers: dict[str, str], heard: list[Event]) -> None:
    with httpx.stream(
        "GET", f"{url}/api/jobs/{job_id}/events", headers=headers, timeout=30, trust_env=False
    ) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                heard.append((name, json.loads(line.removeprefix("data: "))))


def test_several_clients_follow_a_job_to_its_report_at_once(client, live, bearer, papers, gate):
    headers = bearer("admin")
    job = asked(client, headers, papers)
    heard: list[list[Event]] = [[] for _ in range(3)]
    threads = [threading.Thread(target=listen, args=(live, job["id"], headers, events)) for events in heard]
    for thread in threads:
        thread.start()
    for read in range(6):
        until(lambda read=read: all(events and events[-1][1]["done"] >= read for events in heard))
        gate.let(1)
    for thread, events in zip(threads, heard, strict=True):
        thread.join(20)
        names = [name for name, _ in events]
        assert set(names[:-1]) == {"progress"}
        assert names[-1] == "done"
        steps = [told["done"] for _, told in events]
        assert steps == sorted(steps)
        assert len(set(steps)) > 3
        assert events[-1][1]["report"]["counts"]["added"] == 6


def test_a_client_that_leaves_is_not_waited_for_and_the_job_goes_on(client, live, bearer, papers, gate):
    headers = bearer("admin")
    job = asked(client, headers, papers)
    with httpx.stream(
        "GET", f"{live}/api/jobs/{job['id']}/events", headers=headers, timeout=20, trust_env=False
    ) as stream:
        assert next(stream.iter_lines()) == "event: progress"
    gate.let_all()
    assert ended(client, headers, job)["status"] == "done"
    heard: list[Event] = []
    listen(live, job["id"], headers, heard)
    assert [name for name, _ in heard] == ["done"]


def test_the_streams_end_when_the_server_is_asked_to_end(client, live, bearer, papers, gate, lobby):
    headers = bearer("admin")
    job = asked(client, headers, papers)
    heard: list[Event] = []
    listener = threading.Thread(target=listen, args=(live, job["id"], headers, heard))
    listener.start()
    until(lambda: heard)
    lobby.jobs.wind_down()
    listener.join(5)
    assert not listener.is_alive()
    assert {name for name, _ in heard} == {"progress"}


def test_a_path_that_is_no_text_is_kept_in_the_ledger_as_it_was_given(tmp_path):
    ledger = Ledger(tmp_path)
    entry = Entry(id="1", kind="ingest", arguments={"paths": ["/mall/\udcff.md"]})
    ledger.add(entry)
    entry.report = {"entries": [{"path": "\udcff.md"}]}
    ledger.save(entry)
    kept = ledger.find("1")
    assert kept is not None
    assert (kept.arguments, kept.report) == (entry.arguments, entry.report)
    ledger.close()
