"""A batch over the demo mall without a language model: time, processor time, memory, as `atrium draft --batch` has them.

.venv/bin/python benchmarks/batch.py [--rows 40000] [--home HOME] [--out xlsx] [--approved]

HOME is a home that has read examples/qilan (ATRIUM_HOME=HOME atrium ingest examples/qilan); without one, one is made
first. It is copied, so it may be in use. Every row is another community with a tag, a channel, a product sheet or a
campaign, or both, at random but the same each time. Memory is that of the process and its children, measured five times a second;
`open` is the same command over a table of one row. With --approved the drafts of the tenth are in the library of approved
copy, up to 50 for each tag and channel, before all are written: each draft is like one of them, so that several wordings
are tried. Linux only.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import own_packages  # noqa: F401
from processes import megabytes, watched

from assistant.copies import Act, Copy, CopyStore, Event, Person, State
from assistant.drafting.channels import channels
from assistant.drafting.subject import why_not_usable
from assistant.drafting.templates.voice import tags
from knowledge.model import Role, Viewer
from ui.background.workroom import open_library
from ui.settings import Settings

ROOT = Path(__file__).parent.parent
NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
NEEDS_A_REVIEW = "dianping"
COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]


@dataclass(frozen=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds
    peak: float  # megabytes
    report: dict[str, Any]
    size: int  # bytes of the file


def main() -> None:
    arguments = _arguments()
    if arguments.approved and arguments.out != "xlsx":
        raise SystemExit("--approved reads the drafts of a workbook; leave --out csv out.")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        if arguments.home:
            shutil.copytree(arguments.home, home)
        else:
            _atrium(home, "ingest", str(ROOT / "examples" / "qilan"))
        tables = {"open": 1, "a tenth": arguments.rows // 10, "all": arguments.rows}
        runs: dict[str, Run] = {}
        for name, rows in tables.items():
            table = Path(folder) / f"{rows}.csv"
            _write_table(table, rows, *_papers(home))
            out = table.with_suffix(f".{arguments.out}")
            runs[name] = _run(home, table, out)
            if arguments.approved and name == "a tenth":
                _approve(home, out)
    for name, run in runs.items():
        _tell(name, tables[name], run)


def _papers(home: Path) -> tuple[list[str], list[str]]:
    """The product sheets and the campaigns that may be used in copy at that moment."""
    library = open_library(Settings(home=home), lazy=True)
    documents = library.documents(Viewer(Role.CONTENT), NOW)
    library.close()
    of_type = {
        kind: sorted(d.doc_id for d in documents if d.doc_type == kind and not why_not_usable(d, NOW))
        for kind in ("product", "campaign")
    }
    return of_type["product"], of_type["campaign"]


def _write_table(path: Path, rows: int, products: list[str], campaigns: list[str]) -> None:
    dice, kinds = random.Random(40_000), [name for name in channels() if name != NEEDS_A_REVIEW]
    subjects = [(p, c) for p in ["", *products] for c in ["", *campaigns] if p or c]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["社群", "客群标签", "渠道", "产品", "活动", "群主"])
        for number in range(rows):
            tag, channel, subject = (
                dice.choice(list(tags()["tags"])),
                dice.choice(kinds),
                dice.choice(subjects),
            )
            out.writerow([f"{number:06}号群", tag, channel, *subject, f"群主{number}"])


def _approve(home: Path, out: Path) -> None:
    """The drafts of a workbook as copy that was approved."""
    head, *rows = openpyxl.load_workbook(out, read_only=True).active.iter_rows(values_only=True)
    who, store = Person("key:benchmark", "benchmark"), CopyStore(home / "copies.db")
    for number, cells in enumerate(rows):
        row = dict(zip(head, cells, strict=True))
        if not row["body"]:
            continue
        copy = Copy(
            id=f"B{number}", state=State.APPROVED, revision=1, turn=1, channel=row["渠道"], tag=row["客群标签"],
            campaign=row["活动"], product=row["产品"], language="zh-Hans", category=None, mode="template",
            title=row["title"] or "", body=row["body"], selling_points=(), steps=(), author=who, created_at=NOW,
            changed_at=NOW, approver=who, approved_at=NOW,
        )  # fmt: skip
        store.add(copy, Event(copy.id, Act.APPROVED, None, State.APPROVED, 1, who, NOW))
    store.close()


def _run(home: Path, table: Path, out: Path) -> Run:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*COMMAND, "draft", "--batch", str(table), "--out", str(out), "--json"]
    popen = subprocess.Popen(command, cwd=ROOT, env=_environment(home), stdout=subprocess.PIPE)
    with popen as child, watched(lambda: megabytes(child.pid)) as peak:
        told, _ = child.communicate()
    if child.returncode:
        raise SystemExit(f"atrium draft ended with {child.returncode}.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.monotonic() - began, cpu, peak[0], json.loads(told), out.stat().st_size)


def _atrium(home: Path, *arguments: str) -> None:
    subprocess.run([*COMMAND, *arguments], cwd=ROOT, env=_environment(home), check=True)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_LLM")}
    return {**kept, "ATRIUM_HOME": str(home), "ATRIUM_CLOCK": NOW.isoformat()}


def _tell(name: str, rows: int, run: Run) -> None:
    batch, told = run.report["batch"], run.report["by_status"]
    print(
        f"{name:>8}: {rows:,} rows, {batch['total']:,} drafts, {run.wall:.1f} s wall, {run.cpu:.1f} s CPU, "
        f"{rows / run.wall:,.0f} rows/s, peak {run.peak:.0f} MB, file {run.size / 2**20:.1f} MB, {told}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--home", type=Path, help="a home that has read examples/qilan")
    parser.add_argument("--approved", action="store_true", help="beside a full library of approved copy")
    parser.add_argument("--out", choices=("xlsx", "csv"), default="xlsx")
    return parser.parse_args()


if __name__ == "__main__":
    main()
