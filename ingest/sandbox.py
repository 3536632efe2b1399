"""Files are parsed in a child process with limits: whatever a file does, only its own reading fails."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ingest.model import Flag, FlagKind, Reading, Section
from knowledge.errors import UnreadableFile

_ROOT = Path(__file__).resolve().parents[1]
_MAX_ANSWER = 128 * 2**20  # bytes
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "HOME", "TMPDIR")  # of the environment: no keys


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may use. Memory is the child's whole address space."""

    file_size: int = 20 * 2**20  # bytes
    memory: int = 2**30  # bytes
    cpu: int = 10  # seconds
    wall: float = 20.0  # seconds
    files_per_worker: int = 100


class Sandbox:
    """Reads files in a child process that is kept warm, and replaced when it dies or grows old.

    Safe to use from several threads; one file is read at a time.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._worker: subprocess.Popen[bytes] | None = None
        self._files_read = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> Reading:
        """The reading of a file. Raises UnreadableFile with a sentence that says what is wrong with it."""
        size = path.stat().st_size
        if size > self.limits.file_size:
            raise UnreadableFile(
                f"The file has {size / 2**20:.1f} MB; at most {self.limits.file_size // 2**20} MB are read. Split it."
            )
        with self._lock:
            answer = self._ask(path)
        if "error" in answer:
            raise UnreadableFile(str(answer["error"]))
        return _reading(answer["reading"])

    def close(self) -> None:
        """Ends the child process."""
        with self._lock:
            self._end()

    def _ask(self, path: Path) -> dict[str, Any]:
        worker = self._started()
        is_late = threading.Event()
        timer = threading.Timer(self.limits.wall, _kill, (worker, is_late))
        timer.start()
        try:
            line = self._exchange(worker, path)
        finally:
            timer.cancel()
        self._files_read += 1
        if not line.endswith(b"\n"):
            return {"error": self._cause_of_death(is_late.is_set())}
        answer: dict[str, Any] = json.loads(line)
        if answer.get("is_spent") or self._files_read >= self.limits.files_per_worker:
            self._end()
        return answer

    @staticmethod
    def _exchange(worker: subprocess.Popen[bytes], path: Path) -> bytes:
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            worker.stdin.write(json.dumps({"path": str(path.resolve())}).encode() + b"\n")
            worker.stdin.flush()
        except OSError:
            return b""
        return worker.stdout.readline(_MAX_ANSWER)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self._end()
            self._worker = _spawn(self.limits)
            self._files_read = 0
        return self._worker

    def _cause_of_death(self, is_late: bool) -> str:
        code = self._end()
        if is_late:
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


def _kill(worker: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    worker.kill()


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
        [sys.executable, "-m", "ingest.worker", json.dumps({"memory": limits.memory, "cpu": limits.cpu})],
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
    )


def _flag(data: dict[str, Any]) -> Flag:
    return Flag(**{**data, "kind": FlagKind(data["kind"])})


def _section(data: dict[str, Any]) -> Section:
    return Section(**{**data, "path": tuple(data["path"])})
