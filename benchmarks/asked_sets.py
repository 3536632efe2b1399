"""The development sets of the gate: questions with and without an answer, asked in homes of their own.

Those of malls are read by the assistant before they are searched for, the others are searched for as they are.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401
from talks import VIEWERS, judged

from assistant.model import Handling
from ingest.cutting.chunking import pieces_of
from ingest.pipeline import Ingest
from knowledge.embedding import Embedder
from knowledge.evidence import FEATURES, NEAR
from knowledge.library import Library
from knowledge.model import Found
from ui.evaluation.retrieval import stem, write_documents
from ui.evaluation.sets import Item, read_lines

QUESTIONS = Path(__file__).parent / "data" / "answerable"
MALL = Path(__file__).parent.parent / "examples" / "qilan"
NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")  # the demo's clock
_EVERY = 5  # one document in so many is taken out, and its questions have no answer any more
_ENOUGH = 100  # documents, so that what is left still has neighbours


@dataclass(frozen=True)
class Measured:
    """A set's questions in rows: features (n, f), 1 where there is an answer (n), and what the product says now (n)."""

    name: str
    family: str  # sets over the same papers are left out together
    questions: tuple[str, ...]
    features: np.ndarray
    answers: np.ndarray
    now: np.ndarray
    is_held: bool = False  # for the last look only


def measured(
    folders: Sequence[Path], talks: Sequence[Path], homes: Path | None, embedder: Embedder
) -> Iterator[Measured]:
    """The demo mall's sets, conversations with it, then the folders; `homes` keeps what was ingested for the next time."""
    with _library("qilan", homes, embedder, lambda _: [MALL]) as library:
        for part in ("fit", "held"):
            items = list(read_lines(QUESTIONS / f"qilan_{part}.jsonl"))
            is_held = part == "held"
            yield _rows(
                "demo mall", "demo mall", judged(library, map(_as_talk, items), is_alone=True), is_held
            )
        if talks:
            told = [talk for file in talks for talk in read_lines(file)]
            yield _rows("conversations", "demo mall", judged(library, told))
    for folder in folders:
        with _library(folder.name, homes, embedder, partial(_written, folder)) as library:
            yield from _of_folder(library, folder)


def _of_folder(library: Library, folder: Path) -> Iterator[Measured]:
    """Where questions without an answer lie beside this benchmark, half of the folder's own are held out too."""
    items = list(read_lines(folder / "questions.jsonl"))
    ours = QUESTIONS / f"{folder.name}_fit.jsonl"
    if ours.is_file():
        for part, start in (("fit", 0), ("held", 1)):
            more = list(read_lines(QUESTIONS / f"{folder.name}_{part}.jsonl"))
            talks = map(_as_talk, items[start::2] + more)
            yield _rows(folder.name, folder.name, judged(library, talks, is_alone=True), part == "held")
    else:
        yield _set(library, folder.name, folder.name, items)
    papers = sorted(library.sources().values(), key=lambda document: document.source)
    if len(papers) < _ENOUGH:
        return
    gone = papers[::_EVERY]
    left = {stem(document.source) for document in papers} - {stem(document.source) for document in gone}
    with _without(library, [document.doc_id for document in gone]):
        asked = [item for item in items if item.get("answerable", True)]
        name = f"{folder.name}, every {_EVERY}th paper gone"
        yield _set(library, name, folder.name, [_still(item, left) for item in asked])


def _still(item: Item, left: set[str]) -> Item:
    gold = item["gold_doc"]
    named = [gold] if isinstance(gold, str) else gold
    return {**item, "answerable": any(stem(one) in left for one in named)}


def _as_talk(item: Item) -> Item:
    handling = Handling.ANSWER if item.get("answerable", True) else Handling.UNKNOWN
    turn = {"message": item["question"], "handling": handling}
    return {"mode": item.get("viewer", "staff"), "as_of": NOW.isoformat(), "turns": [turn]}


def _set(library: Library, name: str, family: str, items: Iterable[Item]) -> Measured:
    def found() -> Iterator[tuple[str, bool, Found]]:
        for item in items:
            search = library.search(VIEWERS[item.get("viewer", "staff")])
            yield (
                item["question"],
                item.get("answerable", True),
                search.find(item["question"], as_of=NOW, k=NEAR),
            )

    return _rows(name, family, found())


def _rows(
    name: str, family: str, asked: Iterable[tuple[str, bool, Found]], is_held: bool = False
) -> Measured:
    rows, answers, now, questions = [], [], [], []
    for question, has_answer, found in asked:
        if found.evidence:
            rows.append([getattr(found.evidence, feature) for feature in FEATURES])
            answers.append(float(has_answer))
            now.append(found.answerable)
            questions.append(question)
    return Measured(name, family, tuple(questions), np.array(rows), np.array(answers), np.array(now), is_held)


def _written(folder: Path, into: Path) -> list[Path]:
    into.mkdir()
    write_documents(read_lines(folder / "docs.jsonl"), into)
    return [into]


@contextmanager
def _library(
    name: str, homes: Path | None, embedder: Embedder, papers: Callable[[Path], list[Path]]
) -> Iterator[Library]:
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing:
        home = (homes or Path(passing)) / name
        is_new = not home.exists()
        library = Library(home, embedder)
        try:
            if is_new:
                Ingest(library, chunk=partial(pieces_of, measure=embedder)).run(
                    papers(Path(passing) / "files")
                )
            yield library
        finally:
            library.close()


@contextmanager
def _without(library: Library, gone: Sequence[str]) -> Iterator[None]:
    """The library without some documents for a while; they come back with their passages."""
    kept = [(library.catalogue.documents()[one], library.catalogue.passages_of(one)) for one in gone]
    for one in gone:
        library.withdraw(one)
    try:
        yield
    finally:
        for document, passages in kept:
            library.publish(document, passages)
