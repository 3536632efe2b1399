"""A chat set's questions as searches: is the paper found that the answer must cite?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ui.desk import Desk
from ui.evaluation.normalise import flat
from ui.evaluation.patterns import found
from ui.evaluation.retrieval import DEPTH, figures

Item = dict[str, Any]


def search_figures(desk: Desk, items: Iterable[Item]) -> dict[str, float]:
    """The measures of search over the opening questions that want a citation; empty when none does.

    Each pattern of `cite` is one right document, found at the first place of a document that it fits. Staff
    search, at the moment of the conversation: what shoppers may not read competes too.
    """
    ranked = [
        (sorted(place for place in _places(desk, item, turn["cite"]) if place), len(turn["cite"]))
        for item in items
        if (turn := item["turns"][0]).get("cite")
    ]
    return figures(ranked, []) if ranked else {}


def _places(desk: Desk, item: Item, patterns: Sequence[str]) -> Iterator[int]:
    """For each pattern the place of its document among the documents found, 0 when it is not there."""
    body = {"query": item["turns"][0]["message"][:500], "k": DEPTH, "as_of": item.get("as_of")}
    hits = desk.ask("POST", "/api/search", body, role="staff")["hits"]
    named = list(dict.fromkeys(flat(f"{hit['doc_id']} {hit['title']} {hit['version']}") for hit in hits))
    for pattern in patterns:
        yield next((place for place, name in enumerate(named, 1) if found(pattern, name)), 0)
