"""atrium eval: question sets, what held of each, and what moved since another run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.output import AsJson, desk, say, say_json
from ui.commands.progress import ingest_bar

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.evaluation.comparison import Comparison, Moved
    from ui.evaluation.outcome import Outcome, Result

REGRESSED = 3  # exit code
MARGIN = 0.02

Paths = Annotated[
    list[Path] | None, typer.Argument(help="Set files (.jsonl) and retrieval folders.", exists=True)
]
Demo = Annotated[bool, typer.Option("--demo", help="Ask the demo mall, read anew into a passing home.")]
Against = Annotated[
    Path | None,
    typer.Option(help="An earlier run (--json) to compare with.", exists=True, dir_okay=False),
]
Compare = Annotated[
    tuple[Path, Path] | None,
    typer.Option(help="Compare two runs (--json) instead of running.", exists=True, dir_okay=False),
]
Margin = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="How far a figure may fall before the exit code is 3.")
]


def evaluate(
    paths: Paths = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first items of each set.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Leave out the failing items.")] = False,
    demo: Demo = False,
    against: Against = None,
    compare: Compare = None,
    margin: Margin = MARGIN,
    as_json: AsJson = False,
) -> None:
    """Run evaluation sets, or compare two runs; exit code 3 when a figure fell by more than the margin."""
    from ui.evaluation.comparison import compare as compared
    from ui.evaluation.comparison import read_run

    if compare is not None:
        changes = compared(*map(read_run, compare))
        if as_json:
            say_json([change.as_data() for change in changes])
        _end(changes, margin, silent=as_json)
    if not paths:
        raise typer.BadParameter("name the sets to run, or two runs to --compare.")
    earlier = read_run(against) if against else []  # before minutes of work
    results = list(_results(paths, limit, demo, as_json))
    run = [result.as_data() for result in results]
    if as_json:
        say_json(run)
    for result in () if as_json else results:
        _tell(result, quiet)
    if against:
        _end(compared(earlier, run), margin, silent=False)


def _results(paths: Sequence[Path], limit: int | None, demo: bool, silent: bool) -> Iterator[Result]:
    from ui.evaluation.sets import is_retrieval, run_file, run_folder
    from ui.settings import load_settings

    for path in filter(is_retrieval, paths):
        with ingest_bar(path.name, silent) as bar:
            yield run_folder(load_settings(), path, bar, limit)
    files = [path for path in paths if not is_retrieval(path)]
    if not files:
        return
    with _demo_desk(silent) if demo else desk() as house:
        for path in files:
            with ingest_bar(path.name, silent) as bar:
                yield run_file(house, path, bar, limit)


@contextmanager
def _demo_desk(silent: bool) -> Iterator[Desk]:
    from ui.demo import demo_folder, demo_settings
    from ui.desk import open_desk
    from ui.evaluation.sets import passing_home
    from ui.settings import load_settings

    with ingest_bar(demo_folder().name, silent) as bar:
        held = passing_home(demo_settings(load_settings()), demo_folder(), bar)
        with held as settings, open_desk(settings) as opened:
            yield opened


def _end(changes: Sequence[Comparison], margin: float, silent: bool) -> None:
    """Tells the comparison on standard error, where it leaves a run's JSON alone, and exits."""
    regressed = [(change, moved) for change in changes for moved in change.regressions(margin)]
    if not silent:
        for change in changes:
            _tell_change(change)
        for change, moved in regressed:
            say(f"{change.name}: {moved.figure} fell {_from_to(moved)}, more than {margin:g}.", err=True)
    raise typer.Exit(REGRESSED if regressed else 0)


def _tell_change(change: Comparison) -> None:
    say(f"\n{change.name}, compared:", err=True)
    for moved in change.moved:
        say(f"  {moved.figure:<18} {_from_to(moved)}", err=True)
    listed = {"won": change.won, "lost": change.lost, "new": change.new, "gone": change.gone}
    for name, ids in listed.items():
        if ids:
            say(f"  {name} ({len(ids)}): {', '.join(ids)}", err=True)


def _from_to(moved: Moved) -> str:
    before, after = ("–" if value is None else f"{value:.3f}" for value in (moved.before, moved.after))
    if moved.before is None or moved.after is None:
        return f"{before} → {after}"
    return f"{before} → {after} ({moved.after - moved.before:+.3f})"


def _tell(result: Result, quiet: bool) -> None:
    say(f"\n{result.name}: {_share(result.outcomes)} held, median {result.median_ms} ms")
    for title, groups in (
        ("by kind", result.by_kind()),
        ("by language", result.by_language()),
        ("by topic", result.by_topic()),
    ):
        if groups:
            say(f" {title}")
        for name, outcomes in groups.items():
            say(f"  {name:<18} {_share(outcomes)}")
    say(" by what is judged")
    for mark, (held, count) in result.marks().items():
        say(f"  {mark:<18} {held}/{count} ({100 * held / count:.1f} %)")
    for name, figure in result.figures.items():
        say(f"  {name:<18} {figure:.3f}")
    if not quiet:
        for outcome in result.outcomes:
            _tell_failure(outcome)


def _tell_failure(outcome: Outcome) -> None:
    if outcome.held:
        return
    say(f"\n  {outcome.id}  {outcome.asked}")
    for reason in outcome.reasons:
        say(f"      - {reason}")


def _share(outcomes: Sequence[Outcome]) -> str:
    held, count = sum(outcome.held for outcome in outcomes), len(outcomes)
    return f"{held}/{count} ({100 * held / count:.1f} %)" if count else "0/0"
