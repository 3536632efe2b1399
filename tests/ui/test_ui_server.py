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
def serving(home: Path, log: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, with its address."""
    with log.open("w") as out:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", "0", *words],
            env=environment(home),
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
    for _ in range(600):
        if path.is_file():
            return path
        time.sleep(0.1)
    raise AssertionError(f"{path} never came")


def until_ready(url: str) -> None:
    for _ in range(900):
        try:
            if httpx.get(f"{url}/readyz", trust_env=False, timeout=60).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("never ready")


def write_papers(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        text = (
            f"# 须知{number}\n\n第{number}号柜台的客人在{number + 1}楼领取礼品,每人限领{number + 2}份。\n" * 4
        )
        (folder / f"须知{number:03}.md").write_text(text, encoding="utf-8")


def test_help_is_quick_and_loads_nothing_heavy():
    code = "import sys, ui.cli; print([m for m in ('gradio','torch','chromadb','fastapi','sqlalchemy') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout
        == "[]\n"
    )


@pytest.mark.timeout(300)
def test_a_server_serves_its_command_line_and_ends_cleanly(tmp_path):
    home, papers = tmp_path / "home", tmp_path / "papers"
    write_papers(papers, 3)
    with serving(home, tmp_path / "log") as (process, url):
        assert (home / "server.json").stat().st_mode & 0o777 == 0o600
        until_ready(url)
        report = json.loads(atrium(home, "ingest", str(papers), "--json").stdout)
        assert report["counts"]["added"] == 3
        key = json.loads(
            atrium(home, "keys", "create", "--role", "staff", "--name", "前台", "--json").stdout
        )["key"]
        found = httpx.post(
            f"{url}/api/search",
            json={"query": "2号柜台领取礼品"},
            headers={"Authorization": f"Bearer {key}"},
            trust_env=False,
        ).json()
        assert found["hits"]
        assert json.loads(atrium(home, "search", "领取礼品", "--json").stdout)["hits"]
        assert json.loads(atrium(home, "status", "--json").stdout)["documents"] == 3
        assert atrium(home, "ask", "几点关门?").returncode == 0
        second = atrium(home, "serve", "--port", "0")
        assert second.returncode == 1
        assert "Another Atrium process" in second.stderr
        assert httpx.get(f"{url}/", trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, (tmp_path / "log").read_text()
    assert not (home / "server.json").exists()
    assert json.loads(atrium(home, "status", "--json").stdout)["documents"] == 3


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
