"""Which kind of set a file or folder is, and running it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from knowledge.errors import InvalidSetting, UnreadableFile
from ui.background.jobdesk import ServerJobs, follow
from ui.desk import Desk, Refused, open_desk
from ui.evaluation import refusal
from ui.evaluation.chat import run_conversation
from ui.evaluation.cited import search_figures
from ui.evaluation.drafts import run_request
from ui.evaluation.judgements import run_compliance, run_triage
from ui.evaluation.outcome import Outcome, Result
from ui.evaluation.retrieval import entity_items, run_questions, write_documents
from ui.settings import Settings

Item = dict[str, Any]
Tell = Callable[[int, int, str], None]
Runner = Callable[[Desk, Item], Iterable[Outcome]]

# A field that only this kind of set has, and how one item of it is run.
_KINDS: list[tuple[str, Runner]] = [
    ("turns", run_conversation),
    ("request", run_request),
    ("text", lambda desk, item: [run_compliance(desk, item)]),
    ("intent_l1", lambda desk, item: [run_triage(desk, item)]),
]


def is_retrieval(path: Path) -> bool:
    return (path / "docs.jsonl").is_file() and (path / "questions.jsonl").is_file()


def run_file(desk: Desk, path: Path, tell: Tell, limit: int | None = None) -> Result:
    """Runs a chat, drafting, compliance or triage set. Raises UnreadableFile when it is none of them."""
    if path.is_dir():
        raise UnreadableFile(
            f"{path} is a folder without docs.jsonl and questions.jsonl; name its sets one by one."
        )
    items = list(read_lines(path))[:limit]
    run = _runner(path, items)
    outcomes = tuple(_outcomes(desk, items, run, tell))
    decisions = [outcome.decision for outcome in outcomes if outcome.decision]
    searched = search_figures(desk, items) if "turns" in items[0] else {}
    return Result(path.name, outcomes, refusal.figures(decisions) | searched)


def _outcomes(desk: Desk, items: list[Item], run: Runner, tell: Tell) -> Iterator[Outcome]:
    for number, item in enumerate(items, 1):
        yield from run(desk, item)
        tell(number, len(items), str(item.get("id", "")))


def run_folder(settings: Settings, folder: Path, tell: Tell, limit: int | None = None) -> Result:
    """Ingests a retrieval folder's documents into a passing home and searches each question there."""
    items = [*read_lines(folder / "questions.jsonl"), *entity_items(folder)][:limit]
    with tempfile.TemporaryDirectory(prefix="atrium-eval-") as files:
        write_documents(read_lines(folder / "docs.jsonl"), Path(files))
        with passing_home(settings, Path(files), tell) as apart, open_desk(apart) as desk:
            return run_questions(desk, folder.name, items, tell)


@contextmanager
def passing_home(settings: Settings, papers: Path, tell: Tell) -> Iterator[Settings]:
    """These settings with a home of their own that holds the papers of a folder and goes afterwards.

    Raises Refused when nothing of the folder could be read.
    """
    with tempfile.TemporaryDirectory(prefix="atrium-eval-") as passing:
        apart = settings.model_copy(update={"home": Path(passing) / "home"})
        with open_desk(apart) as desk:
            jobs = ServerJobs(desk)
            job = follow(jobs, jobs.ingest([papers]), lambda at: tell(at["done"], at["total"], "ingest"))
            report = job.get("report") or {}
            if report.get("exit_code", 2) > 1:
                raise Refused(f"Nothing of {papers} could be read.")
        yield apart


def read_lines(path: Path) -> Iterator[Item]:
    """The objects of a JSON Lines file. Raises UnreadableFile with the line that is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError:
            raise UnreadableFile(f"{path}, line {number}: this is not JSON.") from None
        if not isinstance(item, dict):
            raise UnreadableFile(f'{path}, line {number}: an object was expected, e.g. {{"id": …}}.')
        yield item


def _runner(path: Path, items: list[Item]) -> Runner:
    if not items:
        raise InvalidSetting(f"{path} holds no items.")
    for field, run in _KINDS:
        if field in items[0]:
            return run
    raise UnreadableFile(
        f"{path} is no evaluation set: its items have none of {[field for field, _ in _KINDS]}."
    )
