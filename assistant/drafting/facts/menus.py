"""A menu or a price list: each line a product and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.facts.carte import LINE, SIZE
from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.table import FactSheet, Place, fact_of

LEAST = 3  # lines that make a list


def menu_of(text: str, name: str) -> list[FactSheet]:
    """The products of a text that lists names with prices, line by line; none when it is no such list."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = list(_products(text, name))
    return found if len(found) >= LEAST and 2 * len(found) >= len(lines) else []


def _products(text: str, name: str) -> Iterator[FactSheet]:
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        match = LINE.match(line)
        if match and not exact_kind(match["name"]) and not SIZE.match(match["name"].strip()):
            locator, end = f"第{number}行", match.end("per" if match["per"] else "price")
            spans = (("name", "品名", match.span("name")), ("price", "价格", (match.start("price"), end)))
            yield FactSheet(
                name,
                tuple(
                    fact_of(
                        field, line[a:b], Place(name, locator, line[a:b], (start + a, start + b)), kind=kind
                    )
                    for kind, field, (a, b) in spans
                ),
            )
        start += len(line)
