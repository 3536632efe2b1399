"""The real server and the real command line, as processes of their own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.house import fresh
from ui.client import AtriumClient

COMMAND = [sys.executable, "-m", "ui.cli"]
ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ATRIUM_", "PORT"))}
    return {**kept, "ATRIUM_HOME": str(home), "PYTHONUNBUFFERED": "1", **more}


def atrium(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        env=environment(home, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@contextmanager
def serving(home: Path, log: Path, *words: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, with its address."""
    with log.open("w") as out:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *words],
            env=environment(home, **more),
            cwd=ROOT,
            stdout=out,
            stderr=out,
            text=True,
        )
    try:
        yield process, json.loads(waited(home / "server.json").read_text())["url"]
    finally:
        process.kill()
        process.wait(10)


def waited(path: Path) -> Path:
    for _ in range(1800):
        if path.is_file():
            return path
        time.sleep(0.1)
    raise AssertionError(f"{path} never came")


def until_ready(url: str) -> None:
    _until_well(f"{url}/readyz")


def until_listening(url: str) -> None:
    _until_well(f"{url}/healthz")


def _until_well(address: str) -> None:
    for _ in range(1800):
        try:
            if httpx.get(address, trust_env=False, timeout=60).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address} never said so")


def write_papers(folder: Path, count: int, clauses: int = 1) -> None:
    folder.mkdir()
    for number in range(count):
        lines = (
            f"{clause}. 第{number}号柜台的客人在{clause}号门领取礼品,每人限领{number + clause}份。" * 4
            for clause in range(1, clauses + 1)
        )
        text = f"# 须知{number}\n\n" + "\n\n".join(lines)
        (folder / f"须知{number:03}.md").write_text(text, encoding="utf-8")


def test_help_is_quick_and_loads_nothing_heavy():
    code = "import sys, ui.cli; print([m for m in ('gradio','torch','chromadb','fastapi','sqlalchemy') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout
        == "[]\n"
    )


def test_a_server_serves_its_command_line_and_ends_cleanly(tmp_path, ingested_home):
    home, papers = fresh(tmp_path / "home", ingested_home), tmp_path / "papers"
    write_papers(papers, 3)
    log = {"ATRIUM_LOG": "json", "ATRIUM_LOG_LEVEL": "info"}
    with serving(home, tmp_path / "log", **log) as (process, url):
        assert (home / "server.json").stat().st_mode & 0o777 == 0o600
        until_ready(url)
        report = json.loads(atrium(home, "ingest", str(papers), "--json").stdout)
        assert report["counts"]["added"] == 3
        key = json.loads(
            atrium(home, "keys", "create", "--role", "staff", "--name", "前台", "--json").stdout
        )["key"]
        with AtriumClient(url, key) as client:
            assert client.search("2号柜台领取礼品").hits
            *pieces, last = client.stream("2号柜台领取什么?")
            assert "".join(piece.text for piece in pieces).strip() == last.reply.answer.strip()
        assert json.loads(atrium(home, "search", "领取礼品", "--json").stdout)["hits"]
        assert json.loads(atrium(home, "status", "--json").stdout)["documents"] == 3
        assert atrium(home, "ask", "几点关门?").returncode == 0
        second = atrium(home, "serve", "--port", "0")
        assert second.returncode == 1
        assert "Another Atrium process" in second.stderr
        assert httpx.get(f"{url}/", trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    routes = {line["route"] for line in lines if line["message"] == "request"}
    assert {"/api/search", "/api/chat", "/readyz", "pages"} <= routes
    assert "礼品" not in (tmp_path / "log").read_text(encoding="utf-8")
    assert not (home / "server.json").exists()
    assert json.loads(atrium(home, "status", "--json").stdout)["documents"] == 3


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_killed_in_the_middle_of_an_ingest_nothing_is_lost_and_nothing_doubled(tmp_path):
    home, papers = tmp_path / "home", tmp_path / "papers"
    write_papers(papers, 24)
    process = subprocess.Popen(
        [*COMMAND, "ingest", str(papers)], env=environment(home), cwd=ROOT, stderr=subprocess.DEVNULL
    )
    waited(home / "catalogue.db")
    for _ in range(300):
        if 3 <= len(documents(home)) < 24:
            break
        time.sleep(0.05)
    process.kill()
    process.wait(10)
    before = documents(home)
    report = json.loads(atrium(home, "ingest", str(papers), "--json").stdout)
    assert report["counts"]["unchanged"] >= len(before)
    assert report["counts"]["added"] + report["counts"]["unchanged"] == 24
    assert len(documents(home)) == 24
    hits = json.loads(atrium(home, "search", "7号柜台在几楼领取礼品", "-k", "50", "--json").stdout)["hits"]
    passages = [hit["passage_id"] for hit in hits]
    assert len(passages) == len(set(passages))


def documents(home: Path) -> list[str]:
    """The published documents, read from the catalogue's file."""
    import sqlite3

    with sqlite3.connect(f"file:{home / 'catalogue.db'}?mode=ro", uri=True, timeout=10) as connection:
        try:
            return [row[0] for row in connection.execute("SELECT doc_id FROM documents")]
        except sqlite3.OperationalError:
            return []


def test_ctrl_c_in_the_middle_of_preparing_ends_cleanly(tmp_path):
    with serving(tmp_path / "home", tmp_path / "log", "--demo") as (process, _url):
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        assert process.wait(40) == 0, (tmp_path / "log").read_text()
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_port_that_is_taken_is_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = atrium(tmp_path / "home", "serve", PORT=port)
    assert ended.returncode == 1
    assert f"Port {port} is in use" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_nothing_is_offered_to_other_machines_before_there_is_an_admin(tmp_path):
    ended = atrium(tmp_path / "home", "serve", "--port", "0", "--host", "0.0.0.0")
    assert ended.returncode == 1
    assert "admin" in ended.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["keys", "create", "--role", "king", "--name", "x"], "roles are"),
        (["keys", "revoke", "nobody"], "no working key"),
    ],
)
def test_errors_are_sentences(tmp_path, words, said):
    ended = atrium(tmp_path / "home", *words)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_bad_setting_is_named_and_a_secret_never_shown(tmp_path):
    ended = atrium(tmp_path / "home", "status", ATRIUM_CLOCK="tomorrow", ATRIUM_LLM_API_KEY="sk-very-secret")
    assert ended.returncode == 1
    assert "ATRIUM_CLOCK" in ended.stderr
    assert "very-secret" not in ended.stderr + ended.stdout


# -- jobs and watching from the command line -----------------------------------------------------------


def _as_in_a_terminal() -> None:
    """A suite that runs in the background ignores Ctrl-C, and so would what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(home: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *words],
        env=environment(home, **more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_as_in_a_terminal,
    )


def test_an_ingest_that_changes_nothing_loads_no_model_and_nothing_that_answers(tmp_path):
    home, papers = tmp_path / "home", tmp_path / "papers"
    write_papers(papers, 2)
    assert atrium(home, "ingest", str(papers)).returncode == 0
    heavy = ("gradio", "fastapi", "starlette", "uvicorn", "torch", "llama_index", "openai", "assistant")
    code = (
        "import sys, ui.cli\n"
        f"sys.argv = ['atrium', 'ingest', {str(papers)!r}]\n"
        "try: ui.cli.main()\n"
        "except SystemExit as end: code = end.code\n"
        f"print(code, [m for m in {(*heavy, 'onnxruntime', 'tokenizers')} if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.stdout.splitlines()[-1] == "0 []", ended.stdout + ended.stderr


def test_ctrl_c_ends_an_ingest_after_its_current_file_with_the_report_so_far(tmp_path):
    home, papers = tmp_path / "home", tmp_path / "papers"
    write_papers(papers, 80, clauses=8)
    process = started(home, "ingest", str(papers), "--json")
    until_documents(home, 1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    report = json.loads(out)
    assert report["cancelled"]
    assert report["counts"]["failed"] == 0
    assert report["counts"]["added"] == len(documents(home)) < 80
    assert "Traceback" not in err
    [job] = json.loads(atrium(home, "jobs", "list", "--json").stdout)
    assert job["status"] == "cancelled"
    rest = json.loads(atrium(home, "jobs", "retry", job["id"], "--json").stdout)
    assert rest["counts"]["added"] + report["counts"]["added"] == 80


def until_documents(home: Path, count: int) -> None:
    for _ in range(600):
        if (home / "catalogue.db").is_file() and len(documents(home)) >= count:
            return
        time.sleep(0.05)
    raise AssertionError("no documents came")


def test_the_failed_files_of_the_last_ingest_are_retried_once_they_are_mended(tmp_path):
    home, papers = tmp_path / "home", tmp_path / "papers"
    write_papers(papers, 2)
    (papers / "坏.docx").write_bytes(b"no zip")
    assert atrium(home, "ingest", str(papers)).returncode == 1
    import docx

    mended = docx.Document()
    mended.add_paragraph("雨伞借用须登记手机号码。")
    mended.save(str(papers / "坏.docx"))
    report = json.loads(atrium(home, "ingest", "--retry", "--json").stdout)
    assert [(one["path"], one["outcome"]) for one in report["entries"]] == [("坏.docx", "added")]
    again = atrium(home, "ingest", "--retry")
    assert again.returncode == 1
    assert "Nothing failed" in again.stderr
    unknown = atrium(home, "jobs", "show", "nothing")
    assert unknown.returncode == 1
    assert "no job" in unknown.stderr


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_server_watches_its_folders_and_a_command_beside_it_watches_through_it(tmp_path):
    home, papers, other = tmp_path / "home", tmp_path / "papers", tmp_path / "other"
    write_papers(papers, 2)
    write_papers(other, 0)
    with serving(home, tmp_path / "log", ATRIUM_WATCH=str(papers)) as (process, url):
        until_ready(url)
        until_documents(home, 2)
        (papers / "新.md").write_text("# 新\n\n夜间停车场照明由物业值守。\n", encoding="utf-8")
        until_documents(home, 3)
        watching = started(home, "watch", str(other))
        (other / "另一份.md").write_text("# 另一份\n\n另一个文件夹里的一段说明。\n", encoding="utf-8")
        until_documents(home, 4)
        jobs = json.loads(atrium(home, "jobs", "list", "--json").stdout)
        assert {job["kind"] for job in jobs} == {"watch"}
        assert {job["asked_by"] for job in jobs} == {"watch", "command line"}
        watching.send_signal(signal.SIGINT)
        out, err = watching.communicate(timeout=20)
        assert watching.returncode == 0, err
        assert "另一份.md" in out
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (tmp_path / "log").read_text()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_server_that_is_ended_in_the_middle_of_a_job_goes_on_with_it_at_its_next_start(tmp_path):
    home, papers = tmp_path / "home", tmp_path / "papers"
    write_papers(papers, 24, clauses=40)  # of which a batch of passages holds a few
    with serving(home, tmp_path / "log") as (process, url):
        until_ready(url)
        following = started(home, "ingest", str(papers))
        until_documents(home, 3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (tmp_path / "log").read_text()
        assert following.wait(30) == 1
        assert "Traceback" not in following.communicate()[1]
    assert 3 <= len(documents(home)) < 24
    [job] = json.loads(atrium(home, "jobs", "list", "--json").stdout)
    assert (job["status"], job["interruptions"]) == ("interrupted", 0)
    with serving(home, tmp_path / "log") as (process, url):
        until_ready(url)
        until_documents(home, 24)
        for _ in range(100):
            now = json.loads(atrium(home, "jobs", "show", job["id"], "--json").stdout)
            if now["status"] == "done":
                break
        counts = now["report"]["counts"]
        assert counts["added"] + counts["unchanged"] == 24
        assert counts["unchanged"] >= 3
