"""docs/quality.md: its tables are made by the benchmark and stand between markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality import MARKERS, WAYS, Way, between, tables
from ui.background.workroom import Parts
from ui.evaluation.outcome import Outcome, Result

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"


def result(name: str, *held: bool, **figures: float) -> Result:
    outcomes = tuple(
        Outcome(str(n), "answer", "?", () if ok else ("x",), {"facts": ok}, 0.0, "en", ("parking",))
        for n, ok in enumerate(held)
    )
    return Result(name, outcomes, figures)


def test_only_what_stands_between_the_markers_is_replaced():
    begin, end = MARKERS
    page = between(f"前\n{begin}\nold\n{end}\n后", "new")
    assert page == f"前\n{begin}\n\nnew\n\n{end}\n后"
    assert between(page, "new") == page


def test_a_page_without_markers_is_refused():
    with pytest.raises(ValueError, match="lacks the lines"):
        between("no markers", "new")


def test_the_tables_have_a_row_for_each_set_language_topic_part_and_ranking():
    asked = [
        (Way("dense only", Parts()), [result("q", True, False)]),
        (Way("the product", Parts()), [result("q", True, True, **{"R@1": 0.25}), result("more", True)]),
    ]
    text = "\n".join(tables(asked, [("hybrid", result("folder", True, **{"nDCG@10": 0.5}))]))
    assert "| q | 2 | 1.000 | – | 1.000 |" in text
    assert "| more | 1 | 1.000 |" in text
    assert "| en | 2 | 1.000 |" in text
    assert "| parking | 2 | 1.000 |" in text
    assert "| dense only | 2 | – | – | – | 0.500 |" in text
    assert "| the product | 2 | 0.250 |" in text
    assert "- ? (`1`): `x`" not in text  # of the product nothing failed
    assert "| folder, hybrid | 1 | – | – | – | – | 0.500 | – | – |" in text


def test_the_page_has_the_figures_of_every_way():
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {way.name} | " in page for way in WAYS)


def test_the_last_way_is_the_product_itself():
    assert WAYS[-1].parts == Parts()
