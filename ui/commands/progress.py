"""Progress bars in the terminal, on standard error, so that output stays clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def ingest_bar(
    title: str, quiet: bool = False, transient: bool = False
) -> Iterator[Callable[[int, int, str], None]]:
    """A function that is told (done, total, current item)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[current]}", style="dim"),
    ]
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=transient) as progress:
        task = progress.add_task(title, total=None, current="")

        def tell(done: int, total: int, current: str = "") -> None:
            progress.update(task, completed=done, total=total or None, current=current[-48:])

        yield tell
