"""The report of an ingest as a table for people."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

_STYLES = {"failed": "red", "added": "green", "updated": "green", "withdrawn": "yellow"}
_QUIET = {"unchanged"}


def tell_report(report: dict[str, Any]) -> None:
    """Every file to which something happened, and the sums."""
    told = [entry for entry in report["entries"] if entry["outcome"] not in _QUIET or entry["warnings"]]
    console = Console()
    if told:
        console.print(_table(told))
    counts = ", ".join(f"{count} {outcome}" for outcome, count in report["counts"].items() if count)
    console.print(f"{counts or 'no files'}; {report['passages']} passages in {report['seconds']} s")


def _table(entries: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("outcome", "document", "passages", "file", "remarks"):
        table.add_column(column, overflow="fold")
    for entry in entries:
        remarks = "\n".join(remark for remark in (entry["reason"], *entry["warnings"]) if remark)
        cells = (entry["doc_id"], str(entry["passages"] or ""), entry["path"], remarks)
        style = _STYLES.get(entry["outcome"], "")
        table.add_row(f"[{style}]{entry['outcome']}[/]" if style else entry["outcome"], *map(_plain, cells))
    return table


def _plain(text: str) -> str:
    """Square brackets in a file's name are no markup."""
    return text.replace("[", r"\[")
