"""How fast a folder of papers comes in, what that costs, and what a second run costs.

    .venv/bin/python benchmarks/ingest.py [--documents 1000] [--runs 1] [--keep FOLDER]

Writes invented papers in eight formats (benchmarks/papers.py), then runs `atrium ingest` on them as
a user would, each time in a process of its own with a fresh home: cold, unchanged, with every file
moved, and with every file described anew. Printed are medians of the runs:

    documents/s, passages/s   over the whole time of the process, its start included
    embedding                 the share of the ingest's time in which passages were being embedded
    memory                    the highest VmRSS of the process with its children
    embedded anew             vectors that had to be computed; 0 where nothing but names and dates changed
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from papers import write_papers
from processes import cpu_seconds, megabytes, watched

ATRIUM = (sys.executable, "-m", "ui.cli")  # what the command `atrium` runs
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ran:
    """One run of `atrium ingest`, seen from outside, with its report."""

    seconds: float
    cpu: float
    memory: float
    embedded: int
    report: dict[str, Any]


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        folder = Path(arguments.keep or passing)
        runs = [measured(folder / f"run-{n}", arguments.documents) for n in range(arguments.runs)]
        for number, (step, taken) in enumerate(STEPS.items(), start=1):
            tell(step, [run[number - 1] for run in runs], taken)


def measured(folder: Path, documents: int) -> list[Ran]:
    """Every step, one after another, on one home."""
    shutil.rmtree(folder, ignore_errors=True)
    home, papers = folder / "home", write_papers(folder / "papers", documents)
    ran = [ingested(home, papers), ingested(home, papers)]
    for file in _files(papers):
        target = papers / file.relative_to(papers).parts[0] / "搬家" / f"{file.stem}_新{file.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)
    ran.append(ingested(home, papers))
    for file in _files(papers):
        sidecar = file.with_name(f"{file.name}.meta.yaml")
        sidecar.write_text("owner_desk: 运营\nreview_by: 2027-06-30\n", encoding="utf-8")
    ran.append(ingested(home, papers))
    return ran


def _files(papers: Path) -> list[Path]:
    return [path for path in papers.rglob("*") if path.is_file()]


STEPS = {
    "cold": "added",
    "unchanged": "unchanged",
    "every file moved and renamed": "added",
    "every file described anew": "updated",
}


def ingested(home: Path, papers: Path) -> Ran:
    """One run in a process of its own."""
    before = _vectors(home)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ATRIUM_")}
    began = time.monotonic()
    process = subprocess.Popen(
        [*ATRIUM, "ingest", str(papers), "--json"],
        env=environment | {"ATRIUM_HOME": str(home)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    spent = [0.0]

    def look() -> float:
        spent[0] = max(spent[0], cpu_seconds(process.pid))
        return megabytes(process.pid)

    with watched(look) as highest:
        told, _ = process.communicate()
    seconds = time.monotonic() - began
    if not told:
        raise SystemExit(f"atrium ingest ended with code {process.returncode} and said nothing.")
    return Ran(seconds, spent[0], highest[0], _vectors(home) - before, json.loads(told))


def _vectors(home: Path) -> int:
    path = home / "vectors.db"
    if not path.exists():
        return 0
    with sqlite3.connect(path) as memory:
        return memory.execute("SELECT count(*) FROM vectors").fetchone()[0]


def tell(step: str, ran: list[Ran], taken: str) -> None:
    """A block of figures for one step."""
    reports = [one.report for one in ran]
    files = sum(reports[0]["counts"].values()) - reports[0]["counts"]["withdrawn"]
    rows = {
        "seconds": [one.seconds for one in ran],
        "documents/s": [files / one.seconds for one in ran],
        "passages/s": [report["passages"] / one.seconds for one, report in zip(ran, reports, strict=True)],
        "embedding, % of the ingest": [100 * r["spent"]["embedding"] / r["seconds"] for r in reports],
        "embedded anew": [one.embedded for one in ran],
        "CPU seconds": [one.cpu for one in ran],
        "memory, highest, MB": [one.memory for one in ran],
    }
    counts = ", ".join(f"{count} {outcome}" for outcome, count in reports[0]["counts"].items() if count)
    print(f"\n{step}: {counts}; {reports[0]['passages']} passages; stages {reports[0]['spent']}")
    assert reports[0]["counts"][taken] == files, f"expected every file to be {taken}"
    for name, values in rows.items():
        print(f"  {name:<28}{statistics.median(values):>10.1f}   ({min(values):.1f}–{max(values):.1f})")
    print(f"  load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {len(ran)} runs")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--keep", help="a folder for papers and homes, kept afterwards")
    return parser.parse_args()


if __name__ == "__main__":
    main()
