"""Headings of blocks alike, each put first in its block: an icon, an exit or a price above it is said of it too."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def put_first(soup: BeautifulSoup) -> None:
    """Moves the one heading of each of several blocks alike to the block's front; what stands between blocks stays."""
    for heading in soup.find_all(_HEADINGS):
        block = _block_of(heading)
        if block is not None and _has_one_alike(block, heading.name):
            block.insert(0, heading.extract())


def _block_of(heading: Tag) -> Tag | None:
    """The largest element that holds this heading and no other."""
    block = None
    for parent in heading.parents:
        if len(parent.find_all(_HEADINGS, limit=2)) > 1:
            break
        block = parent
    return block


def _has_one_alike(block: Tag, level: str) -> bool:
    """Whether beside a block stands another of its tag and class with a heading of the same level."""
    beside = block.parent.find_all(block.name, recursive=False) if block.parent else []
    return any(
        one is not block and one.get("class") == block.get("class") and one.find(level) for one in beside
    )
