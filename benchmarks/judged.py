"""Questions whose right passages are known, each searched once: what every candidate scored on each side.

The sets are folders as benchmarks/retrieval.py takes them, the demo mall with benchmarks/data/qilan_questions.jsonl,
and the invented street of tests/knowledge/named_shops.py.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401

from ingest.cutting.chunking import pieces_of
from ingest.pipeline import Ingest
from knowledge.embedding import Embedder
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Role, Shelf, Viewer, Visibility
from tests.knowledge.named_shops import PASSAGES, QUESTIONS, SHOPS
from ui.evaluation.retrieval import entity_items, stem, write_documents
from ui.evaluation.sets import read_lines

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("dense", "keyword", "language")
DEPTH = 10  # places that count
VIEWERS = {"staff": Viewer(Role.STAFF), "shopper": Viewer()}
_ALL = 10_000  # every candidate of both sides
_DEMO = datetime.fromisoformat("2026-11-21T15:00:00+08:00")


@dataclass(frozen=True)
class Judged:
    """One question's candidates: the parts of their scores, a row each in the order of SIDES, and which are right."""

    question: str
    parts: np.ndarray
    right: np.ndarray
    shares_words: np.ndarray

    def place(self, weights: Sequence[float], needs_words: bool = False) -> int:
        """The place of the first right one when the parts are weighed so; 0 when it is not among the candidates."""
        scores = self.parts @ np.asarray(weights)
        if needs_words:
            scores = np.where(self.shares_words, scores, -np.inf)
        reached = self.right & np.isfinite(scores)
        return int((scores > scores[reached].max()).sum()) + 1 if reached.any() else 0


@dataclass(frozen=True)
class JudgedSet:
    """A named set; `half` is "fit" for what weights may be fitted on, "held" for what they may not."""

    name: str
    half: str
    questions: tuple[Judged, ...]


def judged_sets(folders: Sequence[Path], home: Path, embedder: Embedder) -> Iterator[JudgedSet]:
    """Every set in two halves (every other question), the named shops as held out only."""
    logging.disable(logging.WARNING)
    for folder in folders:
        yield from _of_folder(folder, home / folder.name, embedder)
    yield from _of_the_demo(home / "qilan", embedder)
    yield JudgedSet("named shops", "held", tuple(_of_the_street(home / "street", embedder)))


def _of_folder(folder: Path, home: Path, embedder: Embedder) -> Iterator[JudgedSet]:
    def papers(to: Path) -> None:
        write_documents(read_lines(folder / "docs.jsonl"), to)

    library = _read(home, papers, embedder)
    asked = [item for item in read_lines(folder / "questions.jsonl") if item.get("answerable", True)]
    for name, items in ((folder.name, asked), (f"{folder.name} entities", entity_items(folder))):
        for half, some in (("fit", items[::2]), ("held", items[1::2])):
            if some:
                yield JudgedSet(name, half, tuple(_of_item(library, item) for item in some))
    library.close()


def _of_item(library: Library, item: dict) -> Judged:
    gold = item["gold_doc"]
    names = set(map(stem, [gold] if isinstance(gold, str) else gold))

    def is_right(hit: Hit) -> bool:
        return stem(hit.document.source) in names

    return _judge(library, item["question"], VIEWERS["staff"], datetime.now(UTC), is_right)


def _of_the_demo(home: Path, embedder: Embedder) -> Iterator[JudgedSet]:
    library = _read(home, None, embedder, ROOT / "examples" / "qilan")
    lines = (ROOT / "benchmarks" / "data" / "qilan_questions.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]

    def judge(item: dict) -> Judged:
        def is_right(hit: Hit) -> bool:
            text = hit.passage.text
            return (
                hit.document.doc_id in item["docs"] and re.search(item["right"], text, re.DOTALL) is not None
            )

        return _judge(library, item["question"], VIEWERS[item["viewer"]], _DEMO, is_right)

    for half in ("fit", "held"):
        yield JudgedSet("qilan", half, tuple(judge(item) for item in items if item["half"] == half))
    library.close()


def _of_the_street(home: Path, embedder: Embedder) -> Iterator[Judged]:
    library = Library(home, embedder)
    if not library.catalogue.documents():
        _publish_the_street(library)
    for question, wanted in QUESTIONS:
        yield _judge(
            library,
            question,
            VIEWERS["shopper"],
            _DEMO,
            lambda hit, wanted=wanted: hit.passage.passage_id == wanted,
        )
    library.close()


def _publish_the_street(library: Library) -> None:
    papers = Document("street", "文件", "street.md", "1", Visibility.PUBLIC)
    texts = [
        Passage(name, "street", n, text, Shelf.PUBLIC) for n, (name, text) in enumerate(PASSAGES.items())
    ]
    library.publish(papers, texts)
    directory = Document("shops", "目录", "shops.csv", "2", Visibility.PUBLIC)
    row = Passage("shops-0", "shops", 0, "店铺目录", Shelf.PUBLIC)
    library.publish(directory, [row], [replace(shop, doc_id="shops", passage_id="shops-0") for shop in SHOPS])


def _read(
    home: Path, papers: Callable[[Path], None] | None, embedder: Embedder, folder: Path | None = None
) -> Library:
    home.mkdir(parents=True, exist_ok=True)
    library = Library(home, embedder)
    if not (home / "read").exists():
        files = folder or home / "files"
        if papers:
            files.mkdir()
            papers(files)
        Ingest(library, chunk=partial(pieces_of, measure=embedder)).run([files])
        (home / "read").touch()
    return library


def _judge(
    library: Library, question: str, viewer: Viewer, as_of: datetime, is_right: Callable[[Hit], bool]
) -> Judged:
    hits = library.search(viewer).find(question, as_of=as_of, k=_ALL).hits
    return Judged(
        question,
        np.array([[hit.parts[side] for side in SIDES] for hit in hits]).reshape(-1, len(SIDES)),
        np.array([is_right(hit) for hit in hits], bool),
        np.array([hit.parts["keyword"] > 0 for hit in hits], bool),
    )
