"""How long a search takes, embedding included, at 1,000, 10,000 and 100,000 passages, and where the time goes.

    .venv/bin/python benchmarks/search.py [--sizes 1000 10000 100000] [--keep FOLDER]

Texts, keyword tables and catalogue are real; so are the embedding of each question and Chroma's
index. The passages' vectors are real ones with noise (benchmarks/passages.py says how), since
embedding 100,000 passages takes hours. Questions are asked one after another, once each, after some
others that warm the caches. Printed for each size and viewer (staff search two shelves, shoppers one):

    p50, p95   of the whole of `Search.find`: by the wall clock, and processor time of all threads
    stages     by the wall clock, with the share of each in their sum; embedding and dense run beside
               names and keyword, so the sum is more than the whole

On a machine that is busy with other things only the processor time means something.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import own_packages  # noqa: F401
from passages import Stock, fill, read_stock
from serving import QUESTIONS

from knowledge.embedding import Embedder
from knowledge.encoders import RememberingEmbedder, open_embedder
from knowledge.library import Library
from knowledge.model import Role, Viewer
from knowledge.search import Search
from knowledge.shelves import ShelfIndex

PAPERS = Path(__file__).resolve().parents[1] / "examples" / "qilan"
VIEWERS = {"staff": Viewer(Role.STAFF), "shopper": Viewer()}
STAGES = ("embedding", "dense", "keyword", "catalogue", "names", "the rest")
K = 40  # hits wanted, as answering does
WARM = 5  # questions before those that count


@dataclass
class Clock:
    """Seconds by stage, of one question; those of the two sides of the search run at once."""

    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def of(self, stage: str) -> Any:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[stage] += time.perf_counter() - began


class Timed:
    """A part of the search whose methods are timed; it does what the part does."""

    def __init__(self, part: Any, stage: str, clock: Clock) -> None:
        self._part, self._stage, self._clock = part, stage, clock

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        if not callable(found):
            return found

        def timed(*given: Any, **named: Any) -> Any:
            with self._clock.of(self._stage):
                return found(*given, **named)

        return timed


@dataclass(frozen=True)
class Asked:
    """What one question took: seconds by the wall clock in all and by stage, and processor seconds in all."""

    wall: float
    processor: float
    stages: dict[str, float]


def main() -> None:
    logging.disable(logging.WARNING)
    arguments = arguments_of(__doc__)
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        folder = Path(arguments.keep or passing)
        folder.mkdir(parents=True, exist_ok=True)
        embedder = RememberingEmbedder(open_embedder("builtin", progress=None), folder / "vectors.db")
        for size in arguments.sizes:
            library = filled(folder, size, embedder)
            for name, viewer in VIEWERS.items():
                tell(
                    f"{library.catalogue.count_passages()} passages, {name}",
                    measured(library, embedder, viewer),
                )
            library.close()
    print(f"\nload average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


def filled(folder: Path, size: int, embedder: Embedder) -> Library:
    home = folder / f"{size}-passages"
    is_there = (home / "filled").exists()
    library = Library(home, embedder)
    if not is_there:
        began = time.monotonic()
        fill(library, _stock(folder, embedder), size)
        (home / "filled").touch()
        print(f"({size} passages published in {time.monotonic() - began:.0f} s)", file=sys.stderr, flush=True)
    return library


def _stock(folder: Path, embedder: Embedder) -> Stock:
    return read_stock(folder / "stock", PAPERS, embedder)


def measured(library: Library, embedder: Embedder, viewer: Viewer) -> list[Asked]:
    """Every question once, with a search of its own each, as requests do."""
    for question in QUESTIONS[-WARM:]:
        library.search(viewer).find(question, as_of=datetime.now(UTC), k=K)
    return [_ask(library, embedder, viewer, question) for question in QUESTIONS[:-WARM]]


def _ask(library: Library, embedder: Embedder, viewer: Viewer, question: str) -> Asked:
    clock = Clock()
    search = _timed(library, embedder, viewer, clock)
    began, processor = time.perf_counter(), time.process_time()
    search.find(question, as_of=datetime.now(UTC), k=K)
    wall, spent = time.perf_counter() - began, time.process_time() - processor
    stages = {name: clock.spent[name] for name in STAGES}
    at_once = max(stages["embedding"] + stages["dense"], stages["names"] + stages["keyword"])
    stages["the rest"] = wall - at_once - stages["catalogue"]
    return Asked(wall, spent, stages)


def _timed(library: Library, embedder: Embedder, viewer: Viewer, clock: Clock) -> Search:
    """What `Library.search` hands out, with a clock on each part."""

    def timed(part: Any, stage: str) -> Any:
        return Timed(part, stage, clock)

    shelves = [library._shelves.by_name[shelf] for shelf in viewer.shelves]

    def names(as_of: datetime) -> Any:
        with clock.of("names"):
            return timed(library.directory(viewer, as_of).names, "names")

    return Search(
        timed(library.catalogue, "catalogue"),
        [ShelfIndex(timed(one.vectors, "dense"), timed(one.keywords, "keyword")) for one in shelves],
        timed(embedder, "embedding"),
        viewer,
        names=names,
    )


def tell(title: str, asked: Sequence[Asked]) -> None:
    def line(name: str, values: Sequence[float], share: str = "") -> None:
        ordered = sorted(1000 * value for value in values)
        p95 = ordered[round(0.95 * (len(ordered) - 1))]
        print(f"  {name:<22}{statistics.median(ordered):>9.1f}{p95:>9.1f}{share:>8}")

    print(f"\n{title}, {len(asked)} questions\n  {'ms':<22}{'p50':>9}{'p95':>9}{'share':>8}")
    line("wall clock", [one.wall for one in asked])
    line("processor", [one.processor for one in asked])
    whole = sum(sum(one.stages.values()) for one in asked)
    for stage in STAGES:
        values = [one.stages.get(stage, 0.0) for one in asked]
        line(f"  {stage}", values, f"{sum(values) / whole:.0%}")
    sys.stdout.flush()


def arguments_of(told: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(told or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--keep", help="a folder for the homes, used again by the next run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
