"""A start that is killed at a statement, in a process that is forked from one without threads.

A fork of the tests' own process would inherit the locks that threads of other tests hold, and could wait for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

from alembic import op  # noqa: F401 - what the revisions import is there before the fork
from sqlalchemy import event

from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import open_engine

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def killed(path: Path, at: int, revisions: Path) -> bool:
    """Whether the start was killed before its statement number `at`; False when it ended before that."""
    child = _processes.Process(target=_start, args=(path, at, revisions))
    child.start()
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return child.exitcode != 0


def _start(path: Path, at: int, revisions: Path) -> None:
    engine, count = open_engine(path), [0]

    @event.listens_for(engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        if count[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        count[0] += 1

    bring_up_to_date(engine, revisions)
    engine.dispose()
