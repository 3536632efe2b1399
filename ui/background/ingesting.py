"""The kinds of jobs: an ingest, an upload, a watched folder, a reindex; each report is plain data."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from ui.background.job import Arguments, Job, Kind

if TYPE_CHECKING:  # a list of jobs must not wait for what only their work needs
    from ingest.pipeline import Ingest
    from knowledge.library import Library

log = logging.getLogger(__name__)

Report = dict[str, Any]


class Room(Protocol):
    """What jobs work on."""

    @property
    def library(self) -> Library: ...

    @property
    def ingest(self) -> Ingest: ...


def _ingest(room: Room, job: Job) -> Report:
    """Reads files and folders into the library. Arguments: `paths`, and maybe `prune` and `only`."""
    return _read(room, job, [Path(path) for path in job.arguments["paths"]])


def _watched(room: Room, job: Job) -> Report:
    """The same for watched folders; one that is empty or gone (a share that is not there) loses nothing."""
    paths = [Path(path) for path in job.arguments["paths"]]
    there = [path for path in paths if holds_files(path)]
    report = _read(room, job, there)
    gone = [path.name for path in paths if path not in there]
    report["warnings"] = [
        f"The watched folder {name} is empty or not there. Nothing of it was changed." for name in gone
    ]
    report["entries"] = [entry for entry in report["entries"] if _is_news(entry)]
    for warning in report["warnings"]:
        log.warning(warning)
    return report


def _read(room: Room, job: Job, paths: Sequence[Path]) -> Report:
    prune, only = job.arguments.get("prune", False), job.arguments.get("only")
    report = room.ingest.run(paths, prune, job.tell, job.stopped, only)
    return json.loads(report.to_json())


def _is_news(entry: Mapping[str, Any]) -> bool:
    """A watched folder is read often: what stayed as it was is counted, not listed."""
    return entry["outcome"] != "unchanged" or bool(entry["warnings"])


def holds_files(folder: Path) -> bool:
    """Whether there is at least one file to read under it."""
    from ingest.listing import Root, files_of

    try:
        return bool(files_of(folder, Root(folder, True)))
    except OSError:
        return False


def _reindex(room: Room, job: Job) -> Report:
    """Builds every index anew. It does not stop in between; the old index answers until it is done."""
    total = room.library.catalogue.count_passages()
    job.tell(0, total, stage="indexing")
    room.library.reindex(lambda done: job.tell(done, total, stage="indexing"))
    return {"passages": total}


# -- what people call them ---------------------------------------------------------------------------


def _named(arguments: Mapping[str, Any]) -> str:
    names = [PurePath(path).name or "/" for path in arguments.get("paths", ())]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    only = arguments.get("only")
    return shown if only is None else f"{shown}: {_counted(len(only), 'file')}"


def _uploaded(arguments: Mapping[str, Any]) -> str:
    only = arguments.get("only")
    return "uploads" if only is None else _counted(len(only), "uploaded file")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# -- what a retry takes up ---------------------------------------------------------------------------


def _failed_files(arguments: Arguments, report: Mapping[str, Any] | None) -> Arguments | None:
    """The same roots, but of them only the failed files; all when a root itself could not be read."""
    entries = report["entries"] if report else []
    failed = [entry["path"] for entry in entries if entry["outcome"] == "failed"]
    if not failed:
        return None
    only = None if set(failed) & set(arguments["paths"]) else failed
    return {**arguments, "prune": False, "only": only}


def _nothing(_arguments: Arguments, _report: Mapping[str, Any] | None) -> None:
    return None


KINDS: dict[str, Kind] = {
    "ingest": Kind(_ingest, _named, _failed_files),
    "upload": Kind(_ingest, _uploaded, _failed_files, is_local=False),
    "watch": Kind(_watched, _named, _failed_files),
    "reindex": Kind(_reindex, lambda _arguments: "every index", _nothing, "passages"),
}
