"""Retrieval quality of the dense side, the keyword side and their sum, through the real pipeline.

    .venv/bin/python benchmarks/retrieval.py FOLDER... [--questions N] [--embedding SPEC]

Each folder holds docs.jsonl {doc, title, text} and questions.jsonl {id, question, gold_doc, answerable};
entity_queries.json, [[question, doc], ...], is measured as a set of its own. The documents are written
out as files and ingested into a temporary home; every question is searched there, ranked three ways.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401

from ingest.cutting.chunking import pieces_of
from ingest.pipeline import Ingest
from knowledge.embedding import Embedder, scale_of
from knowledge.encoders import open_embedder
from knowledge.library import Library
from knowledge.model import Found, Role, Viewer
from knowledge.search import WEIGHTS, Search, Weights
from ui.evaluation.measures import auroc, mrr_at, recall_at
from ui.evaluation.retrieval import DEPTH, entity_items, rank, write_documents
from ui.evaluation.sets import Item, read_lines

HEADS = ("set", "questions", "ranked by", "R@1", "R@5", "MRR@10", "AUROC")
WIDTHS = (26, 10, 10, 7, 7, 7, 7)
STAFF = Viewer(Role.STAFF)


@dataclass(frozen=True)
class Way:
    """One way to rank; a side without weight finds nothing."""

    name: str
    weights: Weights


WAYS = (
    Way("dense", replace(WEIGHTS, keyword=0.0, language=0.0)),
    Way("keyword", replace(WEIGHTS, dense=0.0, language=0.0)),
    Way("fused", WEIGHTS),
)


@dataclass(frozen=True)
class Asked:
    """One question's result: the right document's place (0: not found) and how sure the gate was."""

    place: int
    answerable: float
    has_answer: bool


class Remembering:
    """An embedder that embeds a question once, however many ways it is ranked."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, np.ndarray] = {}
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        self.longest = embedder.longest
        self.scale = scale_of(embedder)
        self.embed_passages = embedder.embed_passages
        self.count_tokens = embedder.count_tokens

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        for text in texts:
            if text not in self._known:
                self._known[text] = self._embedder.embed_queries([text])[0]
        return np.array([self._known[text] for text in texts])


@dataclass(frozen=True)
class Folder:
    """A retrieval set on disk."""

    path: Path
    most: int | None

    @cached_property
    def sets(self) -> list[tuple[str, list[Item]]]:
        asked = list(read_lines(self.path / "questions.jsonl"))[: self.most]
        entities = entity_items(self.path)[: self.most]
        named = [(self.path.name, asked), (f"{self.path.name} entities", entities)]
        return [(name, items) for name, items in named if items]


def main() -> None:
    logging.disable(logging.WARNING)
    arguments = _arguments()
    embedder = Remembering(open_embedder(arguments.embedding, progress=None))
    print(f"embedding {embedder.name}", _row(HEADS), sep="\n")
    for path in arguments.folders:
        for row in measure(Folder(path, arguments.questions), embedder, _tell):
            print(_row(row), flush=True)


def measure(folder: Folder, embedder: Embedder, tell: Callable[[str], None]) -> Iterable[tuple[object, ...]]:
    """One row for each set of the folder and each way to rank."""
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        library = _ingested(folder, Path(passing), embedder, tell)
        try:
            for name, items in folder.sets:
                for way in WAYS:
                    asked = [_ask(library, embedder, way, item) for item in items]
                    yield (name, len(items), way.name, *figures(asked))
        finally:
            library.close()


def _ingested(folder: Folder, passing: Path, embedder: Embedder, tell: Callable[[str], None]) -> Library:
    files = passing / "files"
    files.mkdir()
    write_documents(read_lines(folder.path / "docs.jsonl"), files)
    library = Library(passing / "home", embedder)
    began = time.monotonic()
    report = Ingest(library, chunk=partial(pieces_of, measure=embedder)).run([files])
    seconds = time.monotonic() - began
    tell(f"{folder.path.name}: {report.counts}, {report.passages} passages in {seconds:.0f} s")
    return library


def _ask(library: Library, embedder: Embedder, way: Way, item: Item) -> Asked:
    # The library hands out searches with the product's weights; other weights are only for measuring.
    shelves = [library._shelves.by_name[shelf] for shelf in STAFF.shelves]
    search = Search(library.catalogue, shelves, embedder, STAFF, way.weights)
    found = search.find(item["question"], as_of=datetime.now(UTC), k=DEPTH)
    return Asked(_place(found, item), found.answerable, bool(item.get("answerable", True)))


def _place(found: Found, item: Item) -> int:
    gold = item.get("gold_doc") or []
    return rank(
        [{"source": hit.document.source} for hit in found.hits], [gold] if isinstance(gold, str) else gold
    )


def figures(asked: Sequence[Asked]) -> tuple[float | None, ...]:
    """R@1, R@5 and MRR@10 over the answerable questions; AUROC of the gate over all, None without both kinds."""
    places = [one.place for one in asked if one.has_answer]
    area = auroc([(one.answerable, one.has_answer) for one in asked])
    return recall_at(1, places), recall_at(5, places), mrr_at(DEPTH, places), area


def _tell(line: str) -> None:
    print(f"({line})", file=sys.stderr, flush=True)


def _row(cells: Sequence[object]) -> str:
    texts = [
        "–" if cell is None else f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells
    ]
    return "  ".join(text.ljust(width) for text, width in zip(texts, WIDTHS, strict=True)).rstrip()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--questions", type=int, help="only the first N of each set")
    parser.add_argument("--embedding", default="builtin", help="as ATRIUM_EMBEDDING; default: builtin")
    return parser.parse_args()


if __name__ == "__main__":
    main()
