"""Files are parsed in a child process with limits: whatever a file does, only its own reading fails."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ingest.model import Flag, FlagKind, Reading, Recognised, Section
from ingest.readers import REFUSED
from ingest.watch import Ended, Watch
from knowledge.errors import CutShort, UnreadableFile

Progress = Callable[[int, int], None]  # page, pages

_ROOT = Path(__file__).resolve().parents[1]
_MOST_BYTES = 20 * 2**20
_MAX_ANSWER = 32 * 2**20 + 1  # bytes; the worker answers no longer
_TOLD = b'{"told"'
_FIRST = 0.75  # of the time: what is left is for the other pages, when one has used it up
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "HOME", "TMPDIR")  # of the environment: no keys


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may use.

    Memory is what the child holds, and its address space too until it recognises pictures: the models
    reserve more than they use. Time is counted anew for each page that is recognised, so that a long scan
    may take its time and a page that hangs may not.
    """

    file_size: int = _MOST_BYTES
    memory: int = 2**30  # bytes
    cpu: int = 10  # seconds of computing
    cpu_a_picture: int = 18  # seconds of computing for each page that is recognised
    wall: float = 20.0  # seconds without a sign of life
    recognised_pages: int = 200
    files_per_worker: int = 100


def refuse_large(path: Path, most: int = _MOST_BYTES) -> None:
    """Raises UnreadableFile for a file of more bytes, without opening it: what its name stands for may be refused anyway."""
    size = path.stat().st_size
    if size > most:
        raise UnreadableFile(
            REFUSED.get(path.suffix.lower())
            or f"The file has {size / 2**20:.1f} MB; at most {most // 2**20} MB are read. Split it."
        )


@dataclass
class Asking:
    """One file as it is asked for, and what is told of its pages meanwhile."""

    path: Path
    seconds: float
    progress: Progress | None = None
    recognised: dict[int, dict[str, Any]] = field(default_factory=dict)  # page -> what was read on it
    passed_over: int | None = None
    page: int | None = None  # the one that is being read

    def request(self) -> bytes:
        asked = {
            "path": str(self.path.resolve()),
            "recognised": list(self.recognised.values()),
            "passed_over": self.passed_over,
        }
        return json.dumps(asked).encode() + b"\n"

    def hear(self, told: dict[str, Any]) -> bool:
        """Takes down what is told; True where it shows that recognition goes on."""
        if "begun" in told:
            self.page = told["begun"]
            return False  # typed pages have to share the time of one file
        if "recognising" in told and self.progress:
            self.progress(told["recognising"], told["pages"])
        if "recognised" in told:
            self.recognised[told["recognised"]] = told["page"]
        return True


class Sandbox:
    """Reads files in a child process that is kept warm, and replaced when it dies or grows old.

    Safe to use from several threads; one file is read at a time.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._worker: subprocess.Popen[bytes] | None = None
        self._files_read = 0
        self._lock = threading.Lock()
        self._is_stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, progress: Progress | None = None) -> Reading:
        """The reading of a file. Raises UnreadableFile with a sentence that says what is wrong with it.

        `progress` is called with a page's number and the number of pages before each page is recognised.
        A page that takes too long or too much is left out, with those that would still have to be recognised;
        the reading has the others, and a warning that names the missing ones.
        """
        refuse_large(path, self.limits.file_size)
        with self._lock:
            answer = self._answer(path, progress)
        if "error" in answer:
            is_cut = answer.get("is_dead") or answer.get("is_spent")
            raise (CutShort if is_cut else UnreadableFile)(str(answer["error"]))
        return _reading(answer["reading"])

    def close(self) -> None:
        """Ends the child process, after the file that it is reading."""
        with self._lock:
            self._end()

    def stop(self) -> None:
        """Ends the child process in the middle of a file, from any thread; nothing is read any more."""
        self._is_stopped = True
        worker = self._worker
        if worker is not None:
            worker.kill()
        self.close()

    def _answer(self, path: Path, progress: Progress | None) -> dict[str, Any]:
        started = time.monotonic()
        first = Asking(path, _FIRST * self.limits.wall, progress)
        answer = self._ask(first)
        if "is_dead" not in answer or first.page is None or self._is_stopped:
            return answer
        left = self.limits.wall - (0 if first.recognised else time.monotonic() - started)
        again = Asking(path, left, progress, first.recognised, passed_over=first.page)
        rest = self._ask(again)
        return answer if "error" in rest else rest

    def _ask(self, asking: Asking) -> dict[str, Any]:
        worker = self._started()
        if self._is_stopped:
            self._end()
            return {"error": "The reading was stopped.", "is_dead": True}
        with Watch(worker, asking.seconds, self.limits.memory) as watch:
            line = self._exchange(worker, asking, watch)
        self._files_read += 1
        if not line.endswith(b"\n"):
            return {"error": self._cause_of_death(watch.ended), "is_dead": True}
        answer: dict[str, Any] = json.loads(line)
        if answer.get("is_spent") or self._files_read >= self.limits.files_per_worker:
            self._end()
        return answer

    @staticmethod
    def _exchange(worker: subprocess.Popen[bytes], asking: Asking, watch: Watch) -> bytes:
        """Asks, and listens to what is told of the pages until the answer is there; its line, or a part of it."""
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            worker.stdin.write(asking.request())
            worker.stdin.flush()
        except OSError:
            return b""
        while True:
            line = worker.stdout.readline(_MAX_ANSWER)
            if not line.startswith(_TOLD) or not line.endswith(b"\n"):
                return line
            if asking.hear(json.loads(line)["told"]):
                watch.renew()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._end()
            self._worker = _spawn(self.limits)
            self._files_read = 0
        return self._worker

    def _cause_of_death(self, ended: Ended | None) -> str:
        code = self._end()
        if ended is Ended.LARGE:
            return "Reading the file needs more memory than is allowed. Split it or save it anew, smaller."
        if ended is Ended.LATE:
            return (
                f"Reading the file took over {self.limits.wall:.0f} seconds and was stopped. Split the file."
            )
        if code == -getattr(signal, "SIGXCPU", 0):
            return f"Reading the file took over {self.limits.cpu} seconds of computing and was stopped. Split the file."
        return "The file made its reader crash; it is damaged or too large. Save it anew and add it again."

    def _end(self) -> int:
        """Ends the worker, if there is one; returns how it ended."""
        worker, self._worker = self._worker, None
        if worker is None:
            return 0
        for pipe in (worker.stdin, worker.stdout):
            if pipe:
                _close(pipe)
        try:
            return worker.wait(0.5)
        except subprocess.TimeoutExpired:
            worker.kill()
            return worker.wait()


def _close(pipe: Any) -> None:
    with contextlib.suppress(OSError):  # the other end may be gone already
        pipe.close()


def _spawn(limits: Limits) -> subprocess.Popen[bytes]:
    environment = {name: value for name in _PASSED_ON if (value := os.environ.get(name))}
    environment |= {
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "OPENBLAS_NUM_THREADS": "1",  # every thread takes address space
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "ingest.worker", json.dumps(asdict(limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=_ROOT,
        start_new_session=True,  # Ctrl-C is for us: the current file is still read to its end
    )


def _reading(data: dict[str, Any]) -> Reading:
    return Reading(
        sections=tuple(_section(section) for section in data["sections"]),
        title=str(data["title"]),
        front_matter=dict(data["front_matter"]),
        warnings=tuple(map(str, data["warnings"])),
        flags=tuple(_flag(flag) for flag in data["flags"]),
        lines=tuple(Recognised(**line) for line in data["lines"]),
    )


def _flag(data: dict[str, Any]) -> Flag:
    return Flag(**{**data, "kind": FlagKind(data["kind"])})


def _section(data: dict[str, Any]) -> Section:
    return Section(**{**data, "path": tuple(data["path"])})
