"""The report of an ingest as a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table

_STYLES = {"failed": "red", "added": "green", "updated": "green", "withdrawn": "yellow"}
_QUIET = {"unchanged"}
_MOST_SHOWN = 5  # flags of a kind; --json has them all

# What a kind of flag means for the person who added the file.
_FLAGS = {
    "instruction": "words for a machine",
    "personal": "personal data",
    "link": "addresses outside",
    "hidden": "hidden text",
}


def tell_report(report: dict[str, Any]) -> None:
    """Every file to which something happened or in which something is odd, and the sums; a reindex has no files."""
    console = Console()
    if "entries" not in report:
        return console.print(f"Indexed {report['passages']} passages.")
    told = [
        entry
        for entry in report["entries"]
        if entry["outcome"] not in _QUIET or entry["warnings"] or entry["flags"]
    ]
    if told:
        console.print(_table(told))
    counts = ", ".join(f"{count} {outcome}" for outcome, count in report["counts"].items() if count)
    console.print(f"{counts or 'no files'}; {report['passages']} passages in {report['seconds']} s")
    if to_look_at := sum(bool(entry["warnings"] or entry["flags"]) for entry in told):
        console.print(f"{to_look_at} to look at: ! a warning, ⚑ a flag")
    return None


def _table(entries: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("outcome", "document", "passages", "file", "remarks"):
        table.add_column(column, overflow="fold", no_wrap=column in ("outcome", "passages"))
    for entry in entries:
        cells = (
            "" if entry["doc_id"] == entry["path"] else entry["doc_id"],  # most have no name of their own
            str(entry["passages"] or ""),
            entry["path"],
            "\n".join(remarks_of(entry)),
        )
        style = _STYLES.get(entry["outcome"], "")
        table.add_row(f"[{style}]{entry['outcome']}[/]" if style else entry["outcome"], *map(_plain, cells))
    return table


def remarks_of(entry: dict[str, Any]) -> Iterator[str]:
    """The reason, the warnings, and the flags by kind, a line each."""
    if entry["reason"]:
        yield entry["reason"]
    yield from (f"! {warning}" for warning in entry["warnings"])
    kinds = list(_FLAGS)
    flags = sorted(entry["flags"], key=lambda flag: kinds.index(flag["kind"]))
    for kind, group in groupby(flags, key=lambda flag: flag["kind"]):
        found = list(group)
        for flag in found[:_MOST_SHOWN]:
            place = f" ({flag['place']})" if flag["place"] else ""
            yield f"⚑ {_FLAGS[kind]}: {flag['excerpt']}{place}"
        if len(found) > _MOST_SHOWN:
            yield f"⚑ {_FLAGS[kind]}: {len(found) - _MOST_SHOWN} lines more, see --json"


def _plain(text: str) -> str:
    """Square brackets in a file's name are no markup, and its text does not steer the terminal."""
    shown = "".join(char if char.isprintable() or char == "\n" else " " for char in text)
    return shown.replace("[", r"\[")
