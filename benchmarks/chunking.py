"""Chunking by structure against fixed windows and a sentence splitter, through the real pipeline and search.

    .venv/bin/python benchmarks/chunking.py [FOLDER...] [--mall FOLDER --asked FILE] [--quick] [--whole N...] [--only WAY...]

Each FOLDER holds docs.jsonl {doc, title, text} and questions.jsonl {question, gold_doc, gold_answers?,
answerable}. Its documents are joined, eight to a file, each under its heading: cutting them apart again is
the chunking's task. `--mall` is a folder of papers, `--asked` conversations whose turns name the papers to
cite (`cite`) and what to say (`must`, groups of patterns). `--whole` adds structure with other limits.

A piece is right when it is made of the question's paragraph (half of the piece or half of the paragraph),
or comes from a paper to cite and says something of what is asked for. `answer@1`: the best piece holds the
answer (where the set names none: the paragraph). `answer@512`: so do the best pieces that 512 tokens hold, which is fair to small and large pieces.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

import numpy as np
import own_packages  # noqa: F401
from pieces_asked import Question, Task, joined_task, mall_task
from rivals import ways

from ingest.cutting.chunking import Chunk
from ingest.model import Reading
from ingest.pipeline import Ingest
from ingest.sandbox import Sandbox
from knowledge.embedding import Embedder
from knowledge.encoders import open_embedder
from knowledge.library import Library
from knowledge.model import Hit

DEPTH = 10
BUDGET = 512  # tokens of passages that somebody reads
QUICK = 96  # documents, and their first questions, of a quick run
HEADS = ("set", "chunking", "pieces", "tokens", "R@1", "R@5", "MRR@10", "answer@1", "answer@512", "embed s")
WIDTHS = (22, 20, 7, 7, 6, 6, 7, 9, 11, 8)


class Timed:
    """An embedder that knows how long passages took (CPU seconds) and embeds a question once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, np.ndarray] = {}
        self.seconds = 0.0
        self.name, self.dimensions, self.longest = embedder.name, embedder.dimensions, embedder.longest
        self.count_tokens = embedder.count_tokens

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        began = time.process_time()
        vectors = self._embedder.embed_passages(texts)
        self.seconds += time.process_time() - began
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        for text in texts:
            if text not in self._known:
                self._known[text] = self._embedder.embed_queries([text])[0]
        return np.array([self._known[text] for text in texts])


class Remembering:
    """A reader that reads a file once, however many ways it is cut."""

    def __init__(self, reader: Sandbox) -> None:
        self._reader = reader
        self._known: dict[Path, Reading] = {}

    def read(self, path: Path, progress: Callable[[int, int], None] | None = None) -> Reading:
        if path not in self._known:
            self._known[path] = self._reader.read(path, progress)
        return self._known[path]


def measured(task: Task, name: str, chunk: Chunk, embedder: Timed, reader: Remembering) -> tuple[object, ...]:
    """One row of the table: the task's papers cut in one way, and every question searched."""
    embedder.seconds = 0.0
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as home:
        library = Library(Path(home), embedder)
        try:
            Ingest(library, reader, chunk=chunk).run([task.folder])
            passages = [
                one for doc in library.catalogue.documents() for one in library.catalogue.passages_of(doc)
            ]
            tokens = embedder.count_tokens([passage.text for passage in passages])
            found = [(question, _found(library, question)) for question in task.questions]
            return (
                task.name,
                name,
                len(passages),
                round(float(np.mean(tokens))),
                *_figures(found, embedder),
                f"{embedder.seconds:.0f}",
            )
        finally:
            library.close()


def _found(library: Library, question: Question) -> Sequence[Hit]:
    as_of = question.as_of or datetime.now(UTC)
    return library.search(question.viewer).find(question.text, as_of=as_of, k=DEPTH).hits


def _figures(found: Sequence[tuple[Question, Sequence[Hit]]], embedder: Timed) -> tuple[float, ...]:
    places = [
        next((place for place, hit in enumerate(hits, 1) if question.is_right(hit)), 0)
        for question, hits in found
    ]
    first = [question.is_answered(hits[:1]) for question, hits in found]
    read = [question.is_answered(_within(hits, embedder)) for question, hits in found]
    return (
        _share(place == 1 for place in places),
        _share(1 <= place <= 5 for place in places),
        float(np.mean([1 / place if place else 0 for place in places])),
        _share(first),
        _share(read),
    )


def _within(hits: Sequence[Hit], embedder: Timed) -> Sequence[Hit]:
    """The best hits that the budget holds, the first in any case."""
    sizes = np.cumsum(embedder.count_tokens([hit.passage.text for hit in hits]))
    return hits[: max(1, sum(1 for _ in takewhile(lambda size: size <= BUDGET, sizes)))]


def _share(held: Iterable[bool]) -> float:
    return float(np.mean(list(held)))


def main() -> None:
    logging.disable(logging.WARNING)
    arguments = _arguments()
    embedder = Timed(open_embedder("builtin", progress=None))
    print("command: .venv/bin/python", *sys.argv)
    print(_row(HEADS))
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as passing, Sandbox() as sandbox:
        most = QUICK if arguments.quick else None
        tasks = [joined_task(folder, Path(passing), most) for folder in arguments.folders]
        if arguments.mall:
            tasks.append(mall_task(arguments.mall, arguments.asked))
        for task in tasks:
            reader = Remembering(sandbox)
            named = replace(task, name=f"{task.name} ({len(task.questions)})")
            for name, chunk in ways(embedder, arguments.whole):
                if not name.startswith(tuple(arguments.only)):
                    continue
                print(_row(measured(named, name, chunk, embedder, reader)), flush=True)


def _row(cells: Sequence[object]) -> str:
    texts = [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells]
    return "  ".join(text.ljust(width) for text, width in zip(texts, WIDTHS, strict=True)).rstrip()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--mall", type=Path, help="a folder of papers, asked by --asked")
    parser.add_argument("--asked", type=Path, help="conversations, one a line")
    parser.add_argument("--quick", action="store_true", help=f"the first {QUICK} documents of each set")
    parser.add_argument(
        "--whole", type=int, nargs="*", default=[], help="other limits of structure, in tokens"
    )
    parser.add_argument("--only", nargs="*", default=[""], help="ways whose names begin so")
    arguments = parser.parse_args()
    if bool(arguments.mall) != bool(arguments.asked):
        parser.error("--mall and --asked are given together: papers, and what is asked of them")
    return arguments


if __name__ == "__main__":
    main()
