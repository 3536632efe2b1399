"""Shops as cards on a page: like blocks beside each other, each a heading with a floor, hours or a telephone, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bs4 import Tag

from ingest.cards import FEWEST, Card, are_shops, card_of, row_of
from ingest.cleaning import one_line
from ingest.model import Section

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = ("p", "li", "div", "dd", "dt", "address", "tr", "section", "span", "time")


def cards_in(element: Tag) -> dict[int, Section]:
    """The rows of those blocks of an element that are cards of shops, by the blocks' identities; empty where they are not.

    At least three blocks alike, each with one heading and short lines.
    """
    blocks = alike(element)
    cards = {id(block): card for block in blocks if (card := _card(block))}
    if not are_shops(cards.values(), len(blocks)):
        return {}
    return {block: row_of(card, at) for at, (block, card) in enumerate(cards.items(), 1)}


def alike(element: Tag) -> list[Tag]:
    """The blocks of an element that are built alike: of one tag and class, each with a heading of its own."""
    children = [child for child in element.children if isinstance(child, Tag)]
    if len(children) < FEWEST:
        return []
    shapes = Counter((child.name, *_classes(child)[:1]) for child in children if child.name not in _HEADINGS)
    shape, count = max(shapes.items(), key=lambda one: one[1], default=((), 0))
    if count < FEWEST:
        return []
    some = [child for child in children if (child.name, *_classes(child)[:1]) == shape]
    return some if all(len(child.find_all(_HEADINGS, limit=2)) == 1 for child in some) else []


def _classes(element: Tag) -> list[str]:
    found: str | list[str] = element.get("class") or []
    return [found] if isinstance(found, str) else list(found)


def _card(block: Tag) -> Card | None:
    """A block's heading and lines; None where it holds more than a card does."""
    heading = block.find(_HEADINGS)
    name = one_line(heading.get_text(" ")) if isinstance(heading, Tag) else ""
    return card_of(name, [line for line in _lines(block) if line and line != name])


def _lines(block: Tag) -> Iterator[str]:
    """The lines of a block: its innermost elements, a term with what is said of it, broken at line breaks."""
    term = ""
    for element in block.find_all((*_LINES, *_HEADINGS)):
        if element.name in _HEADINGS or element.find((*_LINES, *_HEADINGS)):
            continue
        if element.find_parent((*_HEADINGS, "span")) or (
            element.name == "span" and element.find_parent(("p", "li", "dd", "dt")) is not None
        ):
            continue  # told with what is around it
        if element.name == "dt":
            term = one_line(element.get_text(" ")).rstrip(":： ")
            continue
        for line_break in element.find_all("br"):
            line_break.replace_with("\n")
        lines = [one_line(line) for line in element.get_text().split("\n")]
        told = " ".join(filter(None, lines)) if element.name == "dd" and term else ""
        yield from (f"{term}: {told}",) if told else lines
        term = ""
