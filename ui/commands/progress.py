"""Progress bars in the terminal, on standard error, so that output stays clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any


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


@contextmanager
def job_bar(title: str, quiet: bool = False) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """A function that is told a job as the API tells it: files done, rate, time left, stage and file."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = [
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}", style="cyan"),
        TextColumn("{task.fields[place]}", style="dim", markup=False),  # a file's name is no markup
    ]
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task(title, total=None, speed="", place="")

        def tell(job: Mapping[str, Any]) -> None:
            total = job["total"] or None
            progress.update(task, completed=job["done"], total=total, speed=speed_of(job), place=_place(job))

        yield tell


def speed_of(job: Mapping[str, Any]) -> str:
    """`3.1 files/s, 0:42 left`; empty while there is nothing to estimate."""
    said = [
        f"{job[f'{unit}_per_second']:.1f} {unit}/s"
        for unit in ("files", "passages")
        if job.get(f"{unit}_per_second") is not None
    ]
    if job.get("seconds_left") is not None:
        said.append(f"{clock(job['seconds_left'])} left")
    return ", ".join(said)


def clock(seconds: float) -> str:
    """`0:42`, `1:05:00`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _place(job: Mapping[str, Any]) -> str:
    if job["status"] == "waiting":
        return "waits for the job before it"
    name = "".join(char if char.isprintable() else " " for char in job["current"][-40:])
    return f"{job['stage']} {name}".strip()
