"""Two runs compared: what was won and lost, and when that fails a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.errors import UnreadableFile
from ui.cli import app
from ui.evaluation.comparison import compare, read_run
from ui.evaluation.outcome import Outcome, Result

BASELINE = Path(__file__).parents[2] / "benchmarks" / "baseline.json"


def run(held: dict[str, bool], **figures: float) -> list[dict]:
    outcomes = tuple(Outcome(name, "answer", "?", () if ok else ("x",)) for name, ok in held.items())
    return [Result("qilan", outcomes, figures).as_data()]


BEFORE = run({"a": True, "b": True, "c": False, "d": True}, AUROC=0.95)


def test_items_that_were_won_and_lost_are_named():
    [change] = compare(BEFORE, run({"a": True, "b": False, "c": True, "e": True}, AUROC=0.95))
    assert (change.won, change.lost, change.new, change.gone) == (("c",), ("b",), ("e",), ("d",))


@pytest.mark.parametrize(
    ("after", "margin", "fell"),
    [
        (0.95, 0.0, []),
        (0.97, 0.0, []),
        (0.93, 0.02, []),  # by the margin, not by more
        (0.92, 0.02, ["AUROC"]),
        (0.92, 0.05, []),
    ],
)
def test_a_figure_regresses_when_it_falls_by_more_than_the_margin(after, margin, fell):
    [change] = compare(BEFORE, [{**BEFORE[0], "measures": {"held": 0.75, "AUROC": after}}])
    assert [moved.figure for moved in change.regressions(margin)] == fell


def test_what_is_not_measured_any_more_regresses_and_what_is_new_does_not():
    [change] = compare(BEFORE, run({"a": True, "b": True, "c": False, "d": True}, MRR=0.1))
    assert [moved.figure for moved in change.regressions(1.0)] == ["AUROC"]


def test_a_set_that_was_not_run_again_regresses():
    [change] = compare(BEFORE, [])
    assert [moved.figure for moved in change.regressions(1.0)] == ["held", "AUROC"]


def test_a_file_that_is_no_run_is_refused_with_its_name(tmp_path):
    for text in ("not json", '{"a": 1}', '[{"set": "x"}]', "[1]"):
        path = tmp_path / "run.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFile, match=r"run\.json"):
            read_run(path)


def compared(tmp_path: Path, before: list[dict], after: list[dict], *options: str):
    paths = []
    for name, one in (("a.json", before), ("b.json", after)):
        paths.append(tmp_path / name)
        paths[-1].write_text(json.dumps(one), encoding="utf-8")
    return CliRunner().invoke(app, ["eval", "--compare", *map(str, paths), *options])


def test_the_command_ends_with_0_when_nothing_fell(tmp_path):
    done = compared(tmp_path, BEFORE, BEFORE)
    assert done.exit_code == 0
    assert "AUROC" in done.stderr


def test_the_command_ends_with_3_and_names_what_fell(tmp_path):
    worse = run({"a": True, "b": False, "c": False, "d": True}, AUROC=0.95)
    done = compared(tmp_path, BEFORE, worse)
    assert done.exit_code == 3
    assert "lost (1): b" in done.stderr
    assert "held fell 0.750 → 0.500" in done.stderr
    assert compared(tmp_path, BEFORE, worse, "--margin", "0.3").exit_code == 0


def test_a_comparison_is_json_for_programs(tmp_path):
    done = compared(tmp_path, BEFORE, run({"a": True, "b": False, "c": False, "d": True}), "--json")
    assert done.exit_code == 3
    assert json.loads(done.stdout)[0]["lost"] == ["b"]


def test_the_command_wants_sets_or_two_runs():
    assert CliRunner().invoke(app, ["eval"]).exit_code == 2


@pytest.mark.parametrize("name", sorted(read_run(BASELINE)[0]["measures"]))
def test_the_check_against_the_stored_baseline_fails_for_each_of_its_figures(tmp_path, name):
    stored = read_run(BASELINE)
    fallen = {**stored[0]["measures"], name: stored[0]["measures"][name] - 0.05}
    done = compared(tmp_path, stored, [{**stored[0], "measures": fallen}, *stored[1:]])
    assert done.exit_code == 3
    assert f"{name} fell" in done.stderr
    assert compared(tmp_path, stored, stored).exit_code == 0


def test_a_run_is_compared_with_an_earlier_one_and_prints_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("ATRIUM_HOME", str(tmp_path / "home"))
    asked, earlier = tmp_path / "set.jsonl", tmp_path / "earlier.json"
    asked.write_text('{"id": "1", "text": "买就送伞", "status": ["blocked"]}\n', encoding="utf-8")
    earlier.write_text(json.dumps([Result("set.jsonl", (Outcome("1", "clean", "?"),)).as_data()]))
    done = CliRunner().invoke(app, ["eval", str(asked), "--json", "--against", str(earlier)])
    assert json.loads(done.stdout)[0]["items"] == {"1": False}
    assert "lost (1): 1" in done.stderr
    assert done.exit_code == 3
