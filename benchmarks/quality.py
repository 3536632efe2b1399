"""How good answers and search are, and what each part is worth, as the tables of docs/quality.md.

    .venv/bin/python benchmarks/quality.py [FOLDER|FILE.jsonl]... [--write docs/quality.md] [--limit N]

The demo mall is read into a passing home and asked the questions of examples/questions, with parts left
out one by one. FOLDERs are retrieval sets and FILEs further chat sets about the demo mall, as for
`atrium eval`. `--write` puts the tables between the markers of a page; without it they are printed.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import own_packages  # noqa: F401

from knowledge.search import WEIGHTS
from ui.background.workroom import Parts
from ui.demo import demo_folder, demo_settings
from ui.desk import open_desk
from ui.evaluation.outcome import Result
from ui.evaluation.retrieval import REFUSED, entity_items, run_questions, write_documents
from ui.evaluation.sets import is_retrieval, passing_home, read_lines, run_file
from ui.settings import Settings, load_settings

QUESTIONS = Path(__file__).parent.parent / "examples" / "questions" / "qilan.jsonl"
MARKERS = ("<!-- figures: benchmarks/quality.py -->", "<!-- end of figures -->")

DENSE = replace(WEIGHTS, keyword=0.0, language=0.0)
KEYWORD = replace(WEIGHTS, dense=0.0, language=0.0)
RANKINGS = {"dense": DENSE, "keyword": KEYWORD, "hybrid": WEIGHTS}


@dataclass(frozen=True)
class Way:
    """A house with some of its parts."""

    name: str
    parts: Parts


WAYS = (
    Way("dense only", Parts(replace(DENSE, gated=False), directory=False)),
    Way("keyword only", Parts(replace(KEYWORD, gated=False), directory=False)),
    Way("hybrid", Parts(replace(WEIGHTS, gated=False), directory=False)),
    Way("+ directory look-ups", Parts(replace(WEIGHTS, gated=False))),
    Way("+ calibration: the product", Parts()),
)

SEARCH = ("R@1", "MRR@10", "nDCG@10")
TOLD = ("R@1", "R@5", "R@10", "MRR@10", "nDCG@10", "AUROC", REFUSED)
ANSWERS = ("held", "handling", "facts", "forbidden", "citations", "claims", "version", "language")
REFUSAL = ("refusal precision", "refusal recall", "refusal AUROC")
WORTH = (*SEARCH, *ANSWERS[:6], *REFUSAL)


def main() -> None:
    logging.disable(logging.WARNING)
    arguments = _arguments()
    settings = load_settings()
    chats = [QUESTIONS, *(path for path in arguments.sets if not is_retrieval(path))]
    asked = list(_asked(settings, chats, arguments.limit))
    folders = [path for path in arguments.sets if is_retrieval(path)]
    searched = [row for path in folders for row in _searched(settings, path, arguments.limit)]
    text = "\n\n".join(tables(asked, searched))
    if arguments.write:
        arguments.write.write_text(between(arguments.write.read_text(encoding="utf-8"), text), "utf-8")
    else:
        print(text)


# -- measuring ---------------------------------------------------------------------------------------


def _asked(
    settings: Settings, chats: Sequence[Path], limit: int | None
) -> Iterator[tuple[Way, list[Result]]]:
    """What each way makes of the demo mall's questions; other chat sets are asked of the product alone."""
    with passing_home(demo_settings(settings), demo_folder(), _quiet) as apart:
        for way in WAYS:
            began = time.process_time()
            with open_desk(apart, way.parts) as desk:
                files = chats if way is WAYS[-1] else chats[:1]
                yield way, [run_file(desk, path, _quiet, limit) for path in files]
            _tell(f"{way.name}: {time.process_time() - began:.0f} s of CPU")


def _searched(settings: Settings, folder: Path, limit: int | None) -> Iterator[tuple[str, Result]]:
    """A retrieval set, and the look-ups beside it, ranked by each side and by both."""
    sets = {
        folder.name: list(read_lines(folder / "questions.jsonl"))[:limit],
        f"{folder.name}, look-ups": [{**item, "kind": ""} for item in entity_items(folder)][:limit],
    }
    with TemporaryDirectory(prefix="atrium-quality-") as files:
        write_documents(read_lines(folder / "docs.jsonl"), Path(files))
        with passing_home(settings, Path(files), _quiet) as apart:
            for name, items in sets.items():
                for ranking, weights in RANKINGS.items() if items else ():
                    with open_desk(apart, Parts(weights)) as desk:
                        yield ranking, run_questions(desk, name, items, _quiet)
            _tell(f"{folder.name}: done")


# -- tables ------------------------------------------------------------------------------------------


def tables(
    asked: Sequence[tuple[Way, Sequence[Result]]], searched: Sequence[tuple[str, Result]]
) -> list[str]:
    """The page's headings and tables."""
    product = asked[-1][1]
    return [
        f"Measured on {date.today().isoformat()}; shares of 1.",
        "### Answers",
        _table(("set", "turns", *ANSWERS), [_row(each.name, each, ANSWERS) for each in product]),
        "### Refusal",
        _table(("set", "turns", *REFUSAL), [_row(each.name, each, REFUSAL) for each in product]),
        "### By language and by topic",
        *_split(product[0]),
        "### What each part is worth",
        _table(("parts", "turns", *WORTH), [_row(way.name, results[0], WORTH) for way, results in asked]),
        *_search(searched),
        "### What does not hold yet",
        _failing(product[0]),
    ]


def _split(result: Result) -> Iterator[str]:
    """A set by its languages, and by its topics."""
    languages = {name: Result(name, tuple(some)) for name, some in result.by_language().items()}
    topics = {name: Result(name, tuple(some)) for name, some in result.by_topic().items()}
    yield _table(("language", "turns", *ANSWERS), [_row(*each, ANSWERS) for each in languages.items()])
    yield _table(("topic", "turns", "held"), [_row(*each, ("held",)) for each in topics.items()])


def _search(searched: Sequence[tuple[str, Result]]) -> Iterator[str]:
    rows = [_row(f"{each.name}, {ranking}", each, TOLD) for ranking, each in searched]
    if rows:
        yield "### Search"
        yield _table(("set, ranked by", "answerable questions", *TOLD), rows)


def _failing(result: Result) -> str:
    """The failing turns of a set as a list, with why."""
    lines = [
        f"- {outcome.asked} (`{outcome.id}`): {'; '.join(f'`{reason}`' for reason in outcome.reasons)}"
        for outcome in result.outcomes
        if not outcome.held
    ]
    return "\n".join(lines) if lines else "Nothing of the demo mall's questions."


def _row(name: str, result: Result, measures: Iterable[str]) -> list[object]:
    measured = result.measures()
    return [name, len(result.outcomes), *(measured.get(measure) for measure in measures)]


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    return "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def between(page: str, text: str) -> str:
    """The page with `text` between its markers. Raises ValueError when it has no markers."""
    begin, end = MARKERS
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"The page lacks the lines {begin} and {end}.")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def _quiet(done: int, total: int, current: str) -> None:
    """No bar: the tables go to a page."""


def _tell(line: str) -> None:
    print(f"({line})", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=sys.modules["__main__"].__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", type=Path, help="retrieval folders and further chat sets")
    parser.add_argument("--write", type=Path, help="the page whose tables are replaced")
    parser.add_argument("--limit", type=int, help="only the first N items of each set")
    return parser.parse_args()


if __name__ == "__main__":
    main()
