"""One job as it goes, and what kinds of jobs there are made of."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ui.background.ledger import Entry
from ui.background.pace import Pace

Arguments = dict[str, Any]
_BETWEEN_SAVES = 0.25  # seconds: memory is the live view, the ledger need not be


@dataclass
class Job(Entry):
    """The live view of a job; `done` and `total` count its files or passages."""

    pace: Pace = field(default_factory=Pace)
    stop: threading.Event = field(default_factory=threading.Event)  # somebody asked to cancel it
    ended: threading.Event = field(default_factory=threading.Event)  # or will not go on in this process
    changes: int = 0  # grows with whatever a watcher may want to know
    keep: Callable[[Entry], None] = lambda _entry: None
    is_winding_down: Callable[[], bool] = lambda: False
    _kept_at: float = 0.0

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The live view of a job in the ledger."""
        job = cls(**vars(entry))
        if job.has_ended:
            job.ended.set()
        return job

    def tell(self, done: int, total: int, current: str = "", stage: str = "") -> None:
        """How far the work has come. Cheap: the ledger hears of it four times a second."""
        self.done, self.total, self.current, self.stage = done, total, current, stage
        self.pace.tell(done, stage)
        self.changes += 1
        if (now := time.monotonic()) - self._kept_at >= _BETWEEN_SAVES:
            self._kept_at = now
            self.keep(self)

    def stopped(self) -> bool:
        """Whether the work should end after its current file: cancelled, or the process ends."""
        return self.stop.is_set() or self.is_winding_down()

    @property
    def per_second(self) -> float | None:
        return None if self.ended.is_set() else self.pace.per_second()

    @property
    def seconds_left(self) -> float | None:
        return None if self.ended.is_set() else self.pace.seconds_left(self.total - self.done)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a job of one kind does with its arguments, which are plain data: no pickles in a ledger.

    `work` gets what it works on and the job, and returns the report. `title` is what people call
    the job; it names no path of this machine. `again` gives the arguments of a retry from the
    arguments and the report (None when there was none), or None when nothing failed. `is_local`
    when the arguments name paths of this machine, which only callers on it may choose.
    """

    work: Callable[[Any, Job], dict[str, Any]]
    title: Callable[[Mapping[str, Any]], str]
    again: Callable[[Arguments, Mapping[str, Any] | None], Arguments | None]
    unit: str = "files"
    is_local: bool = True
