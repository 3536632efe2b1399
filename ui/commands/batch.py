"""atrium draft --batch: a table of communities in, the same table with drafts out."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.errors import AtriumError
from ui.commands.output import desk, say, say_json
from ui.commands.progress import clock

if TYPE_CHECKING:
    from ui.desk import Desk

Data = dict[str, Any]
_LOOK = 0.2  # seconds between two looks
_ROLE = "content"
_UNDER_WAY = ("waiting", "running")
_TOLD = 10  # rows without a text that are told one by one
_STOPPED = 130


class NoBatch(AtriumError):
    """There is nothing to go on with, or no place to write to."""


def draft_batch(table: Path, out: Path, resume: bool, as_json: bool) -> int:
    """Writes `out`, whole or not at all; returns the exit code. Ctrl-C stops and writes what there is."""
    if not out.absolute().parent.is_dir():
        raise NoBatch(f"The folder of {out} is not there; make it first.")
    content = table.read_bytes()
    with desk() as house:
        with _bar(quiet=as_json) as tell:
            batch = _resumed(house, table, content) if resume else _begun(house, table, content)
            batch = _followed(house, batch, tell)
        _write(out, house, f"/api/batches/{batch['id']}/drafts{out.suffix.lower()}")
        report = house.ask("GET", f"/api/batches/{batch['id']}/report", role=_ROLE)
    say_json(report) if as_json else _tell(report, out)
    return _ended(report["batch"], table, out)


def _begun(house: Desk, table: Path, content: bytes) -> Data:
    return house.give("/api/batches", table.name, content, role=_ROLE)


def _resumed(house: Desk, table: Path, content: bytes) -> Data:
    """The last batch of the same file."""
    sha256 = hashlib.sha256(content).hexdigest()
    mine = house.ask("GET", "/api/batches?limit=200", role=_ROLE)
    batch = next((one for one in mine if one["sha256"] == sha256), None)
    if batch is None:
        raise NoBatch(f"No batch of {table} was begun, so there is none to go on with; leave --resume out.")
    return house.ask("POST", f"/api/batches/{batch['id']}/resume", role=_ROLE)


def _followed(house: Desk, batch: Data, tell: Callable[[Data], None]) -> Data:
    path, asked_to_stop = f"/api/batches/{batch['id']}", False
    while batch["status"] in _UNDER_WAY:
        try:
            time.sleep(_LOOK)
            batch = house.ask("GET", path, role=_ROLE)
            tell(batch)
        except KeyboardInterrupt:
            if asked_to_stop:
                raise
            asked_to_stop = True
            say("Stopping after the current draft; Ctrl-C again leaves at once.", err=True)
            house.ask("POST", f"{path}/cancel", role=_ROLE)
    return batch


def _write(out: Path, house: Desk, path: str) -> None:
    with tempfile.NamedTemporaryFile(dir=out.absolute().parent, prefix=f".{out.name}-", delete=False) as part:
        try:
            house.fetch(path, part.file, role=_ROLE)
            part.close()
            Path(part.name).chmod(0o644)
            Path(part.name).replace(out)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def _tell(report: Data, out: Path) -> None:
    batch = report["batch"]
    counts = ", ".join(f"{count:,} {status}" for status, count in sorted(report["by_status"].items()))
    say(f"{out}: {batch['rows']:,} rows ({counts}) from {batch['done']:,} of {batch['total']:,} drafts.")
    for note in batch["notes"]:
        say(f"  * {note}")
    for one in report["reasons"][:_TOLD]:
        say(f"  ! row {one['row']}: {one['reason'].splitlines()[0] if one['reason'] else one['status']}")
    if (more := report["reasons_total"] - _TOLD) > 0:
        say(f"  … and {more:,} more rows without a text; each says why in the file.")


def _ended(batch: Data, table: Path, out: Path) -> int:
    if batch["status"] == "done":
        return 0
    say(batch["error"] or "Stopped. What is written is in the file.", err=True)
    say(f"Go on with: atrium draft --batch {table} --out {out} --resume", err=True)
    return 1 if batch["status"] == "failed" else _STOPPED


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[Data], None]]:
    """Tells drafts done, rate and time left on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = [
        TextColumn("Drafts"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
    ]
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task("", total=None, speed="")

        def tell(batch: Data) -> None:
            speed = _speed(batch)
            progress.update(task, completed=batch["done"], total=batch["total"] or None, speed=speed)

        yield tell


def _speed(batch: Data) -> str:
    said = [] if batch["drafts_per_second"] is None else [f"{batch['drafts_per_second']:.1f} drafts/s"]
    said += [] if batch["seconds_left"] is None else [f"{clock(batch['seconds_left'])} left"]
    return ", ".join(said)
