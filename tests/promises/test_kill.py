"""Power may fail at any moment of an ingest: every document is whole, none is doubled, and what was acknowledged stays."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from knowledge.library import Library
from knowledge.model import Role, Shelf, Viewer
from tests.house import CORPUS
from tests.knowledge.shelf_life import NOW, WordEmbedder

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = 24
CLAUSES = 6
SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)


# -- a mall in two versions ----------------------------------------------------------------------


def write_mall(folder: Path, version: int) -> Path:
    """The first version lacks every third document; in the second every fourth is made internal."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number in range(DOCUMENTS):
        if version == 1 and number % 3 == 0:
            continue
        hidden = version == 2 and number % 4 == 0
        head = f"---\ndoc_id: D{number}\nversion: V{version}\nvisibility: {'internal' if hidden else 'public'}\n---\n"
        clauses = "\n\n".join(
            f"## 第{clause}条\n\n第{clause}条 编号{number}号摊位在第{version}版中的费用是{number}{clause}{version}元。"
            for clause in range(1, CLAUSES + version)
        )
        (folder / f"文件{number}.md").write_text(f"{head}# 摊位{number}规则\n\n{clauses}\n", encoding="utf-8")
    return folder


@dataclass(frozen=True)
class State:
    """What a home holds, seen from a copy of it: documents with their texts, and what is off."""

    documents: dict[str, tuple[str, tuple[str, ...]]]  # doc_id -> version and texts
    shelves: dict[str, frozenset[str]]
    found: dict[str, tuple[str, ...]]  # doc_id -> the versions that a shopper's search finds


def look(home: Path) -> State:
    """Opens a copy under a new path: a process keeps a stale view of a vector store that it opened before."""
    copy = Path(tempfile.mkdtemp(dir=home.parent)) / "home"
    shutil.copytree(home, copy)
    library = Library(copy, WordEmbedder())
    try:
        return _state(library)
    finally:
        library.close()
        shutil.rmtree(copy, ignore_errors=True)


def _state(library: Library) -> State:
    catalogue = library.catalogue
    documents = {
        doc_id: (document.version, tuple(passage.text for passage in catalogue.passages_of(doc_id)))
        for doc_id, document in catalogue.documents().items()
    }
    for shelf in Shelf:
        index = library._shelves.by_name[shelf]
        assert index.vectors.ids() == index.keywords.ids() == catalogue.passage_ids(shelf)
    shelves = {shelf.value: frozenset(catalogue.passage_ids(shelf)) for shelf in Shelf}
    return State(documents, shelves, {doc_id: _found(library, doc_id) for doc_id in documents})


def _found(library: Library, doc_id: str) -> tuple[str, ...]:
    hits = library.search(SHOPPER).find(f"编号{doc_id[1:]}号摊位", as_of=NOW, k=50).hits
    mine = [hit for hit in hits if hit.document.doc_id == doc_id]
    assert max(Counter(hit.passage.text for hit in mine).values(), default=1) == 1
    return tuple(sorted({hit.document.version for hit in mine}))


# -- the child and its end -----------------------------------------------------------------------


def start(home: Path, what: Path | str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.promises.ingest_child", str(home), str(what)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run(home: Path, what: Path | str) -> list[str]:
    with start(home, what) as child:
        assert child.stdout
        said = child.stdout.read().split("\n")
    assert child.returncode == 0
    return said


def kill(home: Path, what: Path | str, dice: random.Random) -> list[str]:
    """Kills the child somewhere after a random line that it prints; returns all it said."""
    with start(home, what) as child:
        assert child.stdout
        said: list[str] = []
        wanted = dice.randrange(1, DOCUMENTS)
        for line in child.stdout:
            said.append(line.strip())
            if len(said) >= wanted:
                break
        time.sleep(dice.uniform(0, 0.06))
        child.send_signal(signal.SIGKILL)
        said += [line.strip() for line in child.stdout]
    return [line for line in said if line]


@pytest.fixture(scope="module")
def malls(tmp_path_factory) -> dict[int, Path]:
    return {
        version: write_mall(tmp_path_factory.mktemp(f"mall{version}") / "mall", version) for version in (1, 2)
    }


@pytest.fixture(scope="module")
def states(malls, tmp_path_factory) -> dict[int, State]:
    """What a home holds after an ingest that nobody disturbed, of the first and then of the second version."""
    folder = tmp_path_factory.mktemp("clean")
    clean = {}
    for version, mall in malls.items():
        run(folder / "home", turned(mall, folder))
        clean[version] = look(folder / "home")
    return clean


def turned(mall: Path, beside: Path) -> Path:
    """The mall's files under the path that this home knows."""
    target = beside / "mall"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(mall, target)
    return target


def kills(times: int, seed: int, malls: dict[int, Path], states: dict[int, State], folder: Path) -> None:
    """Kills the ingest of the second version again and again; when it comes through, begins anew."""
    print(f"seed {seed}")
    dice = random.Random(seed)
    home, done = folder / "home", 0
    while done < times:
        shutil.rmtree(home, ignore_errors=True)
        run(home, turned(malls[1], folder))
        mall, acknowledged = turned(malls[2], folder), set()
        said: list[str] = []
        while done < times and "ended" not in said:
            said = kill(home, mall, dice)
            acknowledged |= {line.split()[0] for line in said if line.endswith("V2")}
            check(look(home), acknowledged, states)
            done += 1
    run(home, mall)
    assert look(home).documents == states[2].documents
    assert look(home).found == states[2].found


def check(state: State, acknowledged: set[str], states: dict[int, State]) -> None:
    old, new = states[1].documents, states[2].documents
    for doc_id, held in state.documents.items():
        assert held in (old.get(doc_id), new[doc_id]), f"{doc_id} is neither the old nor the new version"
        version = held[0]
        expected = states[1].found[doc_id] if version == "V1" else states[2].found[doc_id]
        assert state.found[doc_id] == expected
    assert set(old) <= set(state.documents), "what was there before is lost"
    for doc_id in acknowledged:
        assert state.documents[doc_id] == new[doc_id], f"{doc_id} was acknowledged and is lost"


def test_an_ingest_that_is_killed_loses_and_doubles_nothing(malls, states, tmp_path):
    kills(5, random.randrange(10**6), malls, states, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_an_ingest_that_is_killed_a_hundred_times_loses_and_doubles_nothing(malls, states, tmp_path):
    kills(100, random.randrange(10**6), malls, states, tmp_path)


def test_a_rebuild_that_is_killed_leaves_the_index_of_before(malls, states, tmp_path):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    home = tmp_path / "home"
    run(home, turned(malls[1], tmp_path))
    kill(home, "reindex", random.Random(seed))
    state = look(home)
    assert state == State(states[1].documents, state.shelves, states[1].found)  # ids depend on the path
    run(home, "reindex")
    assert look(home).found == states[1].found


# -- jobs ----------------------------------------------------------------------------------------


def jobs_child(home: Path, folder: Path | str = "") -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.promises.jobs_child",
        str(home),
        *([str(folder)] if folder else []),
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_job_that_is_killed_goes_on_at_the_next_start_and_its_report_is_whole(malls, states, tmp_path):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    dice, home, mall = random.Random(seed), tmp_path / "home", turned(malls[2], tmp_path)
    with jobs_child(home, mall) as child:
        assert child.stdout
        said = [
            child.stdout.readline().strip() for _ in range(dice.randrange(3, DOCUMENTS // 2))
        ]  # long before the end
        child.send_signal(signal.SIGKILL)
    job_id = said[0].removeprefix("asked ")
    with jobs_child(home) as child:
        assert child.stdout
        last = json.loads(child.stdout.read().strip().split("\n")[-1])
    assert child.returncode == 0
    assert (last["id"], last["status"], last["interruptions"]) == (job_id, "done", 1)
    assert sorted(entry["path"] for entry in last["report"]["entries"]) == sorted(
        path.name for path in mall.iterdir()
    )
    counts = last["report"]["counts"]
    assert counts["added"] + counts["unchanged"] == DOCUMENTS
    assert counts["unchanged"] >= len(said) - 2  # what it said is in; the last line may be of a file in work
    assert look(home).documents == states[2].documents
    assert look(home).found == states[2].found


# -- the real server -----------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    environment = {**os.environ, "ATRIUM_HOME": str(home), "PORT": str(port), "ATRIUM_CLOCK": NOW.isoformat()}
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield server, f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def ready(url: str) -> None:
    for _ in range(600):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError("The server did not get ready within a minute.")


def local_key(home: Path) -> dict[str, str]:
    """What the command line beside the server shows it."""
    note = json.loads((home / "server.json").read_text(encoding="utf-8"))
    return {"Authorization": f"Bearer {note['key']}"}


def job(url: str, job_id: str, headers: dict[str, str]) -> dict:
    return httpx.get(f"{url}/api/jobs/{job_id}", headers=headers, timeout=10).json()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_server_killed_in_an_ingest_starts_again_and_finishes(tmp_path):
    home, folder = tmp_path / "home", CORPUS / "public"
    asked = {"paths": [str(folder)]}
    with serving(home) as (server, url):
        ready(url)
        begun = httpx.post(f"{url}/api/jobs/ingest", json=asked, headers=local_key(home), timeout=10).json()
        while job(url, begun["id"], local_key(home))["done"] < 4:
            time.sleep(0.05)
        server.send_signal(signal.SIGKILL)
        server.wait()
    with serving(home) as (_server, url):
        ready(url)
        while (now := job(url, begun["id"], local_key(home)))["status"] in (
            "waiting",
            "running",
            "interrupted",
        ):
            time.sleep(0.2)
        assert (now["status"], now["interruptions"]) == ("done", 1)
        counts = now["report"]["counts"]
        assert counts["unchanged"] >= 3
        assert counts["failed"] == 0
        documents = httpx.get(f"{url}/api/documents", headers=local_key(home), timeout=10).json()
        assert (
            len({d["doc_id"] for d in documents}) == len(documents) == counts["unchanged"] + counts["added"]
        )
        reply = httpx.post(f"{url}/api/chat", json={"message": "停车怎么收费"}, timeout=30).json()
        assert "每小时5元" in reply["answer"]
