"""How often an answer without a language model holds the answer, in all of it and in its first sentence, and what is declined.

    .venv/bin/python -m benchmarks.answers FOLDER... [--sample N] [--held-out] [--home FOLDER] [--misses N]

Each folder holds docs.jsonl {doc, title, text} and questions.jsonl {id, question, gold_answers, answerable}.
The documents are ingested by the real pipeline into a temporary home (or into --home, which is kept and
used again), and each question is put to the whole assistant as staff would. --sample takes so many
questions, always the same; --held-out takes all the others. Of the questions that have no answer, all are asked:
"declined" are those that were refused, handed over or unknown, "hedged" those said to be not stated.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.model import Handling, Question
from knowledge.model import Role, Viewer
from knowledge.text import fold
from ui import wiring
from ui.atrium import Atrium
from ui.evaluation.retrieval import write_documents
from ui.evaluation.sets import Item, read_lines
from ui.settings import Settings

HEADS = (
    "set",
    "questions",
    "answered",
    "in answer",
    "in first",
    "chars",
    "p95 chars",
    "ms",
    "unanswerable",
    "declined",
    "hedged",
)
WIDTHS = (22, 10, 9, 10, 9, 7, 10, 7, 13, 9, 7)
NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
STAFF = Viewer(Role.STAFF)
_MARKS = re.compile(r"\[\d+\]|【[^】]*】")
_FULL_STOP = re.compile(r"(?<=[。！？!?\n])")
_LOOSE = re.compile(r"[\W_]")


@dataclass(frozen=True)
class Measured:
    """One question's answer against the answers that are right."""

    item: Item
    answer: str
    answered: bool  # not refused, handed over or unknown
    whole: bool  # a right answer stands in it
    first: bool  # a right answer stands in its first sentence
    seconds: float


def main() -> int:
    options = _options()
    print(_row(HEADS))
    for folder in options.folders:
        items = _items(folder, options.sample, options.held_out)
        if not items:
            print(f"{folder.name}: no question with a right answer", flush=True)
            continue
        with _house(folder, options.home) as house:
            measured = [measure(house, item) for item in items]
            without = [_handling(house, item) for item in _unanswerable(folder)]
        print(_row((*_figures(folder.name, measured), *_declined(without))), flush=True)
        for miss in [one for one in measured if not one.first][: options.misses]:
            print(f"\n{miss.item['question']}  = {miss.item['gold_answers'][0]}\n{miss.answer}")
    return 0


def measure(house: Atrium, item: Item) -> Measured:
    began = time.process_time()
    answer = house.answerer.answer(Question(item["question"], STAFF, NOW))
    seconds = time.process_time() - began
    text = _MARKS.sub("", answer.answer)
    answered = answer.handling in (Handling.ANSWER, Handling.PARTIAL)
    golds = item["gold_answers"]
    return Measured(
        item, answer.answer, answered, holds(text, golds), holds(first_sentence(text), golds), seconds
    )


def _handling(house: Atrium, item: Item) -> Handling:
    return house.answerer.answer(Question(item["question"], STAFF, NOW)).handling


def first_sentence(text: str) -> str:
    """Up to the first full stop or line break; a semicolon ends no sentence."""
    return _FULL_STOP.split(text.lstrip())[0]


def holds(text: str, golds: Sequence[str]) -> bool:
    """Whether one of the right answers stands in a text, punctuation and script aside."""
    loose = _LOOSE.sub("", fold(text))
    return any(_LOOSE.sub("", fold(gold)) in loose for gold in golds)


def _items(folder: Path, sample: int, held_out: bool) -> list[Item]:
    items = [item for item in read_lines(folder / "questions.jsonl") if item.get("gold_answers")]
    if not sample:
        return items
    chosen = set(random.Random(0).sample(range(len(items)), min(sample, len(items))))
    return [item for place, item in enumerate(items) if (place in chosen) is not held_out]


def _unanswerable(folder: Path) -> list[Item]:
    return [item for item in read_lines(folder / "questions.jsonl") if not item.get("answerable", True)]


@contextmanager
def _house(folder: Path, home: Path | None) -> Iterator[Atrium]:
    """The documents of a folder in a house of their own; a home that is kept is filled once."""
    with tempfile.TemporaryDirectory() as temporary:
        place = home / folder.name if home else Path(temporary) / "home"
        is_filled = place.is_dir()
        house = wiring.build(Settings(home=place, clock=NOW))
        try:
            if not is_filled:
                papers = Path(temporary) / "papers"
                papers.mkdir()
                write_documents(read_lines(folder / "docs.jsonl"), papers)
                house.ingest.run([papers])
            yield house
        finally:
            house.close()


def _figures(name: str, measured: Sequence[Measured]) -> tuple[str, ...]:
    count = len(measured)
    lengths = sorted(len(one.answer) for one in measured if one.answered) or [0]
    shares = [sum(one.answered for one in measured), sum(one.whole for one in measured)]
    shares.append(sum(one.first for one in measured))
    return (
        name,
        str(count),
        *(f"{share / count:.3f}" for share in shares),
        f"{statistics.mean(lengths):.0f}",
        str(lengths[int(0.95 * (len(lengths) - 1))]),
        f"{1000 * statistics.median(one.seconds for one in measured):.0f}",
    )


def _declined(handlings: Sequence[Handling]) -> tuple[str, ...]:
    if not handlings:
        return ("0", "–", "–")
    hedged = handlings.count(Handling.PARTIAL)
    declined = len(handlings) - handlings.count(Handling.ANSWER) - hedged
    return (str(len(handlings)), f"{declined / len(handlings):.3f}", f"{hedged / len(handlings):.3f}")


def _row(cells: Sequence[str]) -> str:
    return " ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="so many questions, always the same")
    parser.add_argument("--held-out", action="store_true", help="those that --sample leaves")
    parser.add_argument("--home", type=Path, help="keep the ingested documents here")
    parser.add_argument("--misses", type=int, default=0, help="print so many answers that miss")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
