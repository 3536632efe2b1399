"""atrium eval: question sets, and what held of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.output import AsJson, desk, say, say_json
from ui.commands.progress import ingest_bar

if TYPE_CHECKING:
    from ui.evaluation.outcome import Outcome, Result

Quiet = Annotated[bool, typer.Option("--quiet", help="Leave out the failing items.")]


def evaluate(
    paths: Annotated[
        list[Path], typer.Argument(help="Set files (.jsonl) and retrieval folders.", exists=True)
    ],
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first items of each set.")] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Run evaluation sets: per handling code (or kind) what held and what did not."""
    results = [_run(path, limit, as_json) for path in paths]
    if as_json:
        return say_json([result.as_data() for result in results])
    for result in results:
        _tell(result, quiet)
    return None


def _run(path: Path, limit: int | None, silent: bool) -> Result:
    from ui.evaluation.sets import is_retrieval, run_file, run_folder
    from ui.settings import load_settings

    with ingest_bar(path.name, silent) as bar:
        if is_retrieval(path):
            return run_folder(load_settings(), path, bar, limit)
        with desk() as house:
            return run_file(house, path, bar, limit)


def _tell(result: Result, quiet: bool) -> None:
    say(f"\n{result.name}: {_share(result.held, len(result.outcomes))} held, median {result.median_ms} ms")
    for kind, outcomes in result.by_kind().items():
        say(f"  {kind:<16} {_share(sum(outcome.held for outcome in outcomes), len(outcomes))}")
    for mark, (held, count) in result.marks().items():
        say(f"  · {mark:<14} {_share(held, count)}")
    for name, figure in result.figures.items():
        say(f"  {name:<16} {figure:.3f}")
    if not quiet:
        for outcome in result.outcomes:
            _tell_failure(outcome)


def _tell_failure(outcome: Outcome) -> None:
    if outcome.held:
        return
    say(f"\n  {outcome.id}  {outcome.asked}")
    for reason in outcome.reasons:
        say(f"      - {reason}")


def _share(held: int, count: int) -> str:
    return f"{held}/{count} ({100 * held / count:.1f} %)" if count else "0/0"
