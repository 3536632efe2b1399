"""D1: whatever a file is, it ends with its text or a reason in time, and the next file is read."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.sandbox import Sandbox
from knowledge.errors import UnreadableFile
from tests.promises.bombs import BOMBS, SLOW, outside_relations

SECONDS = 20.0
MEMORY = 2**30  # bytes


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def _outcome(sandbox: Sandbox, path: Path) -> str:
    try:
        reading = sandbox.read(path)
    except UnreadableFile as refused:
        return str(refused)
    except OSError as error:  # the path itself leads nowhere; the run reports it as such
        return f"It could not be taken in ({error.strerror})."
    return " ".join(section.text for section in reading.sections)


def _peak(sandbox: Sandbox) -> int:
    worker = sandbox._worker
    status = Path(f"/proc/{worker.pid}/status") if worker else None
    if status is None or not status.exists():
        return 0
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) * 1024 if lines else 0


NAMES = [
    pytest.param(
        name,
        marks=[pytest.mark.slow] if name in SLOW else [],
        id=name.encode("ascii", "backslashreplace").decode()[:40],
    )
    for name in BOMBS
]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_ends_with_text_or_a_reason_and_the_next_is_read(
    sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    BOMBS[name](path)
    started = time.monotonic()
    outcome = _outcome(sandbox, path)
    assert time.monotonic() - started <= SECONDS + 1
    assert _peak(sandbox) <= MEMORY
    assert len(outcome) >= 1
    assert str(tmp_path) not in outcome
    assert "root:" not in outcome
    good = tmp_path / "good.md"
    good.write_text("# 规则\n\n每天10:00开门。\n", encoding="utf-8")
    assert sandbox.read(good).title == "规则"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(0.2)
        yield made


def test_nothing_that_a_file_points_to_is_fetched(
    sandbox: Sandbox, tmp_path: Path, listener: socket.socket
) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    page = (
        f'<base href="{address}"><link rel=stylesheet href="{address}"><script src="{address}"></script>'
        f'<style>@import url({address});</style><iframe src="{address}"></iframe><p>正文<img src="{address}"></p>'
    )
    outside_relations("docx", "word/_rels/document.xml.rels", address)(tmp_path / "a.docx")
    outside_relations("xlsx", "xl/_rels/workbook.xml.rels", address)(tmp_path / "a.xlsx")
    outside_relations("pptx", "ppt/slides/_rels/slide1.xml.rels", address)(tmp_path / "a.pptx")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    mail = f"From: a@example.com\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
    (tmp_path / "a.eml").write_text(mail, encoding="utf-8")
    (tmp_path / "a.md").write_text(f"# 图\n\n正文![图]({address})\n", encoding="utf-8")
    for path in sorted(tmp_path.iterdir()):
        assert sandbox.read(path).sections, path.name
    with pytest.raises(TimeoutError):
        listener.accept()


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(BOMBS) >= 60
