"""Figures that a question names, and whether the papers have them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.asking.asked import Asked
from assistant.asking.need import figures_in
from assistant.reply import Reply
from knowledge.model import Hit


def names_a_rare_figure(asked: Asked, best: Hit) -> bool:
    """Whether staff name a figure with decimals that stands in the best passage: 71.3 is about nothing else."""
    rare = {figure.rstrip("%") for figure in asked.need.figures if "." in figure.rstrip("%0")}
    there = {figure.rstrip("%") for figure in figures_in(best.passage.text)}
    return asked.staff and bool(rare & there)


def all_are_quoted(asked: Asked, reply: Reply) -> bool:
    """Whether the papers quoted speak of every figure that is said to have been said."""
    quoted = " ".join(line.text for line in reply.lines if line.sources)
    figures = asked.need.figures
    return bool(figures) and _values(figures) <= _values(figures_in(quoted))


def _values(figures: Iterable[str]) -> set[float]:
    """69, 69.0 and 69.0% are one figure."""
    return {float(figure.rstrip("%")) for figure in figures}
