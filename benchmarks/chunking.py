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
import json
import logging
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np
import own_packages  # noqa: F401
from tokenizers import Tokenizer

from ingest.cutting.chunking import Chunk, Piece, pieces_of
from ingest.cutting.sizes import Sizes
from ingest.model import Reading, Section
from ingest.pipeline import Ingest
from ingest.sandbox import Sandbox
from knowledge.embedding import Embedder
from knowledge.encoders import open_embedder, prepare
from knowledge.library import Library
from knowledge.model import Hit, Role, Viewer
from knowledge.text import fold

DEPTH = 10
BUDGET = 512  # tokens of passages that somebody reads
TOGETHER = 8  # documents of a set in one file
QUICK = 96  # documents, and their first questions, of a quick run
RUN = 16  # characters in common that are no accident
WHOLE_ENOUGH = 0.85  # of a paragraph that is the answer; where it was cut, RUN characters are not counted
STAFF, SHOPPER = Viewer(Role.STAFF), Viewer()
HEADS = ("set", "chunking", "pieces", "tokens", "R@1", "R@5", "MRR@10", "answer@1", "answer@512", "embed s")
WIDTHS = (22, 20, 7, 7, 6, 6, 7, 9, 11, 8)


@dataclass(frozen=True)
class Question:
    """`is_right` judges one piece of a hit, `is_answered` what stands in several pieces together."""

    text: str
    is_right: Callable[[Hit], bool]
    is_answered: Callable[[Sequence[Hit]], bool]
    viewer: Viewer = STAFF
    as_of: datetime | None = None


@dataclass(frozen=True)
class Task:
    """A folder to ingest and what is asked of it."""

    name: str
    folder: Path
    questions: list[Question]


# -- the rivals ----------------------------------------------------------------------------------


def ways(embedder: Embedder, wholes: Sequence[int]) -> Iterator[tuple[str, Chunk]]:
    """Every way to make pieces, by name."""
    yield "structure", partial(pieces_of, measure=embedder)
    for whole in wholes:
        usual = Sizes.within(embedder.longest)
        sizes = replace(
            usual,
            whole=whole,
            row=max(usual.row, whole),
            joined=min(usual.joined, whole),
            group=min(usual.group, whole),
        )
        yield f"structure, {whole}", partial(pieces_of, measure=embedder, sizes=sizes)
    tokenizer = Tokenizer.from_file(str(prepare() / "tokenizer.json"))
    tokenizer.no_truncation()
    for size in (128, 256, 512):
        for overlap in (0, size // 5):
            yield f"window {size}{' +20%' if overlap else ''}", partial(_windows, tokenizer, size, overlap)
    for size in (128, 256):
        yield f"sentences {size} +20%", _splitter(tokenizer, size)


def _windows(tokenizer: Tokenizer, size: int, overlap: int, sections: Sequence[Section]) -> list[Piece]:
    """Windows of `size` tokens over the whole document, wherever their edges fall."""
    text = _plain(sections)
    spans = tokenizer.encode(text, add_special_tokens=False).offsets
    starts = range(0, max(1, len(spans) - overlap), size - overlap)
    texts = (text[spans[at][0] : spans[min(at + size, len(spans)) - 1][1]].strip() for at in starts if spans)
    return [Piece(some, "prose") for some in texts if some]


def _splitter(tokenizer: Tokenizer, size: int) -> Chunk:
    """LlamaIndex's splitter, which fills its chunks with whole sentences."""
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(
        chunk_size=size,
        chunk_overlap=size // 5,
        tokenizer=lambda text: tokenizer.encode(text, add_special_tokens=False).ids,
    )
    return lambda sections: [
        Piece(text, "prose") for text in splitter.split_text(_plain(sections)) if text.strip()
    ]


def _plain(sections: Sequence[Section]) -> str:
    """The document as plain text, its headings as lines of their own."""
    lines: list[str] = []
    path: tuple[str, ...] = ()
    for section in sections:
        new = [name for at, name in enumerate(section.path) if section.path[: at + 1] != path[: at + 1]]
        lines += [*new, section.text]
        path = section.path
    return "\n".join(lines)


# -- what is asked -------------------------------------------------------------------------------


def joined_task(folder: Path, passing: Path, most: int | None) -> Task:
    """A retrieval set with its documents written out, several to a file."""
    documents = _lines(folder / "docs.jsonl")[:most]
    files = passing / folder.name
    files.mkdir(parents=True)
    place: dict[str, tuple[str, str]] = {}
    for at in range(0, len(documents), TOGETHER):
        some = documents[at : at + TOGETHER]
        name = f"{folder.name}-{at // TOGETHER + 1:03}.md"
        parts = [_headed(document) for document in some]
        place |= {document["doc"]: (name, text) for document, (_, text) in zip(some, parts, strict=True)}
        content = "\n\n".join(f"## {heading}\n\n{text}" if heading else text for heading, text in parts)
        (files / name).write_text(f"# 汇编 {at // TOGETHER + 1}\n\n{content}\n", encoding="utf-8")
    asked = [item for item in _lines(folder / "questions.jsonl") if item.get("answerable", True)]
    asked = [item for item in asked if item["gold_doc"][0] in place][: 2 * most if most else None]
    return Task(
        folder.name, files, [_paragraph_question(item, *place[item["gold_doc"][0]]) for item in asked]
    )


def _headed(document: dict[str, Any]) -> tuple[str, str]:
    """A document's heading and what stands under it."""
    text = re.sub(r"^# .*\n+", "", document["text"])
    named = re.match(r"《(.+?)》", text)
    return document.get("title") or (named[1] if named else ""), text


def _paragraph_question(item: dict[str, Any], source: str, paragraph: str) -> Question:
    wanted = _shingles(paragraph)
    answers = [_bare(answer) for answer in item.get("gold_answers") or ()]

    def is_right(hit: Hit) -> bool:
        found = _shingles(hit.passage.text)
        return hit.document.source == source and len(found & wanted) * 2 >= min(len(found), len(wanted))

    def is_answered(hits: Sequence[Hit]) -> bool:
        there = [hit.passage.text for hit in hits if hit.document.source == source]
        if not answers:
            return len(wanted & set().union(*map(_shingles, there))) >= WHOLE_ENOUGH * len(wanted)
        texts = [_bare(text) for text in there if _shingles(text) & wanted]
        return any(answer in text for answer in answers for text in texts)

    return Question(item["question"], is_right, is_answered)


def _shingles(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1))}


def _bare(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def mall_task(folder: Path, asked: Path) -> Task:
    """The opening turns that are to be answered from papers which they name."""
    firsts = [(conversation, conversation["turns"][0]) for conversation in _lines(asked)]
    return Task(
        folder.name,
        folder,
        [
            _mall_question(turn, conversation)
            for conversation, turn in firsts
            if turn["handling"][0] == "answer" and turn.get("cite") and turn.get("must")
        ],
    )


def _mall_question(turn: dict[str, Any], conversation: dict[str, Any]) -> Question:
    groups = [[group] if isinstance(group, str) else group for group in turn["must"]]

    def is_cited(hit: Hit) -> bool:
        name = _normal(f"{hit.document.doc_id} {hit.document.title} {hit.document.version}")
        return any(re.search(pattern, name) for pattern in turn["cite"])

    def says(hits: Sequence[Hit]) -> list[bool]:
        text = "\n".join(_normal(hit.passage.text) for hit in hits if is_cited(hit))
        return [any(re.search(pattern, text) for pattern in group) for group in groups]

    viewer = STAFF if conversation["mode"] == "staff" else SHOPPER
    as_of = datetime.fromisoformat(conversation["as_of"])
    return Question(
        turn["message"], lambda hit: any(says([hit])), lambda hits: all(says(hits)), viewer, as_of
    )


def _normal(text: str) -> str:
    """As the patterns expect it: no blanks but between digits, no thousands separators."""
    text = re.sub(r"[*`]|(?<=\d),(?=\d{3})", "", fold(text))
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# -- measuring -----------------------------------------------------------------------------------


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

    def read(self, path: Path) -> Reading:
        if path not in self._known:
            self._known[path] = self._reader.read(path)
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
