"""The stages of a piece of work, for whoever wants to know how long each took.

What works names its stages: `with stage("search"): ...`. Who asked for the work may watch them in its own context;
where nobody watches, a stage costs a look at a variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar

Watch = Callable[[str], AbstractContextManager[None]]

_watch: ContextVar[Watch | None] = ContextVar("stages", default=None)


def stage(name: str) -> AbstractContextManager[None]:
    """Around the work of one stage; its name is a constant, so that no data can get into figures."""
    watch = _watch.get()
    return watch(name) if watch else nullcontext()


def watch_with(watch: Watch) -> None:
    """From now on, in this context, each stage is entered through `watch`."""
    _watch.set(watch)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Stages of what is done inside are entered through `watch`."""
    before = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(before)
